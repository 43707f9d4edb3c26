import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import ts from 'typescript';
import { filesBelow, nodesOf, placeOf, ROOT, sourceFiles, type TreeFile } from './tree';

/** What things are called, and which ways around the compiler there are. */

const INDEX = 'src/index.ts';
/** Exported names of the index that the code calls otherwise. */
const ALIASES: Readonly<Record<string, string>> = {};

/** Words that stood for terms of the glossary before. */
const BANNED: readonly string[] = [];

const GLOSSARY = join(ROOT, 'GLOSSARY.md');

function isExported(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) &&
    ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true
  );
}

/** The names that a file declares and exports. A type and a value of one name are one. */
function exportsOf({ source }: TreeFile): readonly string[] {
  const names = source.statements.filter(isExported).flatMap((statement) => {
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) => name.getText());
    return ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || isTypeLike(statement)
      ? [statement.name?.text ?? 'default']
      : [];
  });
  return [...new Set(names)];
}

function isTypeLike(
  node: ts.Node,
): node is ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.EnumDeclaration {
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isEnumDeclaration(node);
}

function exportSpecifiers({ source }: TreeFile): readonly ts.ExportSpecifier[] {
  return source.statements
    .filter(ts.isExportDeclaration)
    .flatMap(({ exportClause }) =>
      exportClause !== undefined && ts.isNamedExports(exportClause) ? [...exportClause.elements] : [],
    );
}

/** `tradeLogsOf` → trade, logs, of. */
function wordsOf(identifier: string): readonly string[] {
  return (identifier.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? []).map((word) => word.toLowerCase());
}

describe('the names', () => {
  it('that are exported are unique across src, operators and pipelines (R2)', () => {
    const places = new Map<string, readonly string[]>();
    for (const file of sourceFiles()) {
      for (const name of exportsOf(file)) places.set(name, [...(places.get(name) ?? []), file.path]);
    }
    const twice = [...places].filter(([, paths]) => paths.length > 1);
    expect(twice, 'rename one of each by what is particular to it').to.deep.equal([]);
  });

  it(`are given once: only ${INDEX} re-exports, and its aliases are listed (R2)`, () => {
    const files = sourceFiles();
    const elsewhere = files.filter(
      ({ path, source }) => path !== INDEX && source.statements.some(ts.isExportDeclaration),
    );
    expect(elsewhere.map(({ path }) => path), 'import from the file that declares it').to.deep.equal([]);
    const aliases = files
      .filter(({ path }) => path === INDEX)
      .flatMap(exportSpecifiers)
      .flatMap(({ name, propertyName }) => (propertyName === undefined ? [] : [[name.text, propertyName.text]]));
    expect(Object.fromEntries(aliases), 'list a new alias in ALIASES, take a deleted one out').to.deep.equal(ALIASES);
    const declared = new Set(files.flatMap(exportsOf));
    const taken = Object.keys(ALIASES).filter((name) => declared.has(name));
    expect(taken, 'an alias may not be the name of something else').to.deep.equal([]);
  });

  it('in the third column of the glossary are in the code (R6)', () => {
    const identifiers = new Set(
      sourceFiles().flatMap((file) => [
        file.name,
        ...nodesOf(file)
          .filter((node) => ts.isIdentifier(node) || ts.isStringLiteral(node))
          .map((node) => node.text),
      ]),
    );
    const rows = readFileSync(GLOSSARY, 'utf8').match(/^\|.*\|$/gm) ?? [];
    const named = rows.flatMap((row) => row.split('|').at(-2)?.match(/(?<=`)[^`]+(?=`)/g) ?? []);
    expect(named).to.have.length.above(40);
    const missing = named.filter((name) =>
      name.includes('/') ? !existsSync(join(ROOT, name)) : !identifiers.has(name),
    );
    expect(missing, 'GLOSSARY.md names what the code calls otherwise: change one of them').to.deep.equal([]);
  });

  it('have none of the words that the glossary replaced (R6)', () => {
    const banned = new Set(BANNED);
    const found = [...sourceFiles(), ...filesBelow('spec')].flatMap((file) =>
      nodesOf(file)
        .filter(ts.isIdentifier)
        .filter(({ text }) => wordsOf(text).some((word) => banned.has(word)))
        .map((node) => `${placeOf(file, node)} says ${node.text}: use a word of GLOSSARY.md`),
    );
    expect(found).to.deep.equal([]);
  });
});

/** Casts that the compiler cannot check, by file: the type that is claimed, and why the claim holds. */
const CASTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {};

/** A cast that claims nothing: a constant, what is not known, or the type of a module that is loaded late. */
function claimsNothing({ type }: ts.AsExpression): boolean {
  return /^(const|unknown|readonly unknown\[\])$/.test(type.getText()) || ts.isImportTypeNode(type);
}

describe('the compiler', () => {
  it('is not silenced: no any, no non-null assertion, no directive', () => {
    const found = sourceFiles().flatMap((file) => [
      ...nodesOf(file)
        .filter(
          (node) =>
            node.kind === ts.SyntaxKind.AnyKeyword ||
            ts.isNonNullExpression(node) ||
            ts.isTypeAssertionExpression(node) ||
            ('exclamationToken' in node && node.exclamationToken !== undefined),
        )
        .map((node) => `${placeOf(file, node)} ${node.parent.getText().slice(0, 60)}`),
      ...(file.source.text.match(/(@ts-(ignore|nocheck|expect-error)|eslint-disable)[^\n]*/g) ?? []).map(
        (directive) => `${file.path} ${directive}`,
      ),
    ]);
    expect(found, 'say the type, or narrow it with a check').to.deep.equal([]);
  });

  it('is overruled only by the casts that are listed', () => {
    const found: Record<string, string[]> = {};
    for (const file of sourceFiles()) {
      const casts = nodesOf(file)
        .filter(ts.isAsExpression)
        .filter((node) => !claimsNothing(node));
      for (const { type } of casts) (found[file.path] ??= []).push(type.getText());
    }
    const listed = Object.entries(CASTS).map(([path, casts]) => [path, Object.keys(casts)]);
    expect(found, 'narrow a new cast with a check instead; take a deleted one out of CASTS').to.deep.equal(
      Object.fromEntries(listed),
    );
  });

  it('exports by name: no file has a default export', () => {
    const found = sourceFiles().filter(({ source }) =>
      source.statements.some(
        (statement) =>
          ts.isExportAssignment(statement) ||
          (ts.canHaveModifiers(statement) &&
            ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) === true),
      ),
    );
    expect(found.map(({ path }) => path), 'export it by its name').to.deep.equal([]);
  });
});
