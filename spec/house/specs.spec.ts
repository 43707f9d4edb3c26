import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import ts from 'typescript';
import { HELD_BY } from './held-by';
import { filesBelow, ROOT, sourceFiles, type TreeFile } from './tree';

/** Where specs stand, and what has one. */

const HELD: readonly string[] = Object.values(HELD_BY).flat();
const LONG = 20;
/** Folders of specs that hold a kind of test, not a part of the tree. */
const KINDS: readonly string[] = ['bench', 'cases', 'cli', 'contract', 'deploy', 'house', 'live', 'oracle'];

/** What starts the program or the page as a whole: a spec that uses one of these reaches every file. */
const DRIVERS: readonly string[] = [
  'spec/cli/intel',
  'spec/cli/built',
  'spec/dashboard/page/browser/browser',
  'spec/dashboard/page/browser/stage',
];

/** The folder of the specs of a source folder. */
function specFolderOf(folder: string): string {
  return folder.startsWith('src') ? `spec${folder.slice('src'.length)}` : `spec/${folder}`;
}

function sourceFolderOf(folder: string): string {
  const below = folder.slice('spec/'.length);
  return /^(operators|pipelines)(\/|$)/.test(below) ? below : `src/${below}`;
}

function hasSpec(file: { readonly folder: string; readonly name: string }): boolean {
  const start = `${specFolderOf(file.folder)}/${file.name}`;
  return filesBelow('spec').some(
    ({ path }) => path.endsWith('.spec.ts') && (path.startsWith(`${start}.`) || path.startsWith(`${start}-`)),
  );
}

/** What a file imports, and what that imports; empty when the file is not there. */
function reachedFrom(start: string): ReadonlySet<string> {
  const imports = new Map(
    [...sourceFiles(), ...filesBelow('spec')].map((file) => [file.path.replace(/\.ts$/, ''), file.imports]),
  );
  const reached = new Set<string>();
  const visit = (path: string): void => {
    for (const { from } of imports.get(path) ?? []) {
      if (reached.has(from)) continue;
      reached.add(from);
      visit(from);
    }
  };
  visit(start);
  return reached;
}

function isLong(node: ts.Node): boolean {
  const source = node.getSourceFile();
  const [from, to] = [node.getStart(source), node.getEnd()].map(
    (place) => source.getLineAndCharacterOfPosition(place).line,
  );
  return (to ?? 0) - (from ?? 0) + 1 > LONG;
}

function longExports({ source }: TreeFile): readonly string[] {
  return source.statements.flatMap((statement) => {
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
    if (!isExported) return [];
    if (ts.isFunctionDeclaration(statement)) return isLong(statement) ? [statement.name?.text ?? ''] : [];
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations
      .filter(
        ({ initializer }) => initializer !== undefined && isFunction(initializer) && isLong(initializer),
      )
      .map(({ name }) => name.getText());
  });
}

function isFunction(node: ts.Node): boolean {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

function filesWithLongExports(): readonly TreeFile[] {
  return sourceFiles().filter(
    (file) => !file.path.startsWith('src/io/decode/fast/wasm/') && longExports(file).length > 0,
  );
}

function operatorFiles(): readonly TreeFile[] {
  const graph = filesBelow('pipelines/graph').find(({ name }) => name === 'decide');
  const used = new Set(graph?.imports.filter(({ isType }) => !isType).map(({ from }) => `${from}.ts`));
  return filesBelow('operators').filter(({ path }) => used.has(path));
}

function missing(files: readonly TreeFile[]): readonly string[] {
  return files
    .filter((file) => !hasSpec(file) && !HELD.includes(file.path))
    .map(({ folder, name }) => `write ${specFolderOf(folder)}/${name}.spec.ts`);
}

describe('the specs', () => {
  it('stand in the folder that mirrors their source (R5)', () => {
    const strays = [...new Set(filesBelow('spec').map(({ folder }) => folder))].filter((folder) => {
      const [, kind = ''] = folder.split('/');
      return folder !== 'spec' && !KINDS.includes(kind) && !existsSync(join(ROOT, sourceFolderOf(folder)));
    });
    expect(strays, 'move each to the folder named like that of its source, or list its kind').to.deep.equal(
      [],
    );
  });

  it('name the file of every exported function of more than 20 lines (R5)', () => {
    expect(missing(filesWithLongExports())).to.deep.equal([]);
  });

  it('name every operator that the graph uses (R5)', () => {
    expect(operatorFiles()).to.not.have.length(0);
    expect(missing(operatorFiles())).to.deep.equal([]);
  });

  it('are listed as missing only where they are (R5)', () => {
    const required = [...filesWithLongExports(), ...operatorFiles()].filter((file) => !hasSpec(file));
    const needless = HELD.filter((path) => !required.some((file) => file.path === path));
    expect(needless, 'take it out of HELD_BY').to.deep.equal([]);
  });

  it('listed for files without one reach these files (R5)', () => {
    const lost = Object.entries(HELD_BY).flatMap(([spec, paths]) => {
      const reached = reachedFrom(spec.replace(/\.ts$/, ''));
      const hasDriver = DRIVERS.some((driver) => reached.has(driver));
      return paths
        .filter((path) => reached.size === 0 || !(hasDriver || reached.has(path.replace(/\.ts$/, ''))))
        .map((path) => `${spec} does not use ${path}`);
    });
    expect(lost, 'write a spec of its own for each').to.deep.equal([]);
  });
});
