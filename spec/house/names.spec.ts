import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import ts from 'typescript';
import { nodesOf, placeOf, ROOT, sourceFiles, type TreeFile } from './tree';

/** What things are called. */

const INDEX = 'src/index.ts';
/** AssemblyScript: a program of its own, with names and exports of its own. */
const SCANNER = 'src/io/decode/fast/wasm';
/** Exported names of the index that the code calls otherwise: what is published keeps its name. */
const ALIASES: Readonly<Record<string, string>> = {
  Answer: 'StageResult',
  answer: 'attemptStage',
  Fact: 'JoinedChange',
  groupTrades: 'grouped',
  Measured: 'MetricResult',
  Moment: 'TickedEvent',
  readStanding: 'readAllocationInputs',
  RiskGlance: 'RiskSummary',
  stamped: 'liftStage',
  Standing: 'PublishedNumbers',
};

/** Words that stood for terms of the glossary before. */
const BANNED: readonly string[] = [
  'behead come comes demanded felt glean gleaned inherited meanwhile mend',
  'mended mends nudge promised remembered restamped said sighting tells',
  'undoable unrouted untrade',
].flatMap((words) => words.split(' '));
/** Names that the glossary replaced whole; their words are good ones elsewhere. */
const REPLACED: ReadonlySet<string> = new Set(
  [
    'ChainSearch ChainWatch Changes Commits Doubt During Every FINDS',
    'Fall Find Finds Glance HandedRows InForce JournalPart JournalStory',
    'KnownPolicies KnownTexts LastPublished NotedRows NumberRows Prints PublishedMark Pulse',
    'ReadBack Repeated Replaced Replacement Texts Turn alone cachedByText',
    'changesOf giveUp keepAll keepAside knownName lookMeanwhile notBefore readingOn',
    'tellTs tsAt',
  ].flatMap((names) => names.split(' ')),
);

const GLOSSARY = join(ROOT, 'GLOSSARY.md');

function isExported(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) &&
    ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true
  );
}

function typeScript(): readonly TreeFile[] {
  return sourceFiles().filter(({ folder }) => folder !== SCANNER);
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
    for (const file of typeScript()) {
      for (const name of exportsOf(file)) places.set(name, [...(places.get(name) ?? []), file.path]);
    }
    const twice = [...places].filter(([, paths]) => paths.length > 1);
    expect(twice, 'rename one of each by what is particular to it').to.deep.equal([]);
  });

  it(`are given once: only ${INDEX} re-exports, and its aliases are listed (R2)`, () => {
    const files = typeScript();
    const elsewhere = files.filter(
      ({ path, source }) => path !== INDEX && source.statements.some(ts.isExportDeclaration),
    );
    expect(
      elsewhere.map(({ path }) => path),
      'import from the file that declares it',
    ).to.deep.equal([]);
    const aliases = files
      .filter(({ path }) => path === INDEX)
      .flatMap(exportSpecifiers)
      .flatMap(({ name, propertyName }) =>
        propertyName === undefined ? [] : [[name.text, propertyName.text]],
      );
    expect(Object.fromEntries(aliases), 'list a new alias in ALIASES, take a deleted one out').to.deep.equal(
      ALIASES,
    );
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
    const named = rows.flatMap(
      (row) =>
        row
          .split('|')
          .at(-2)
          ?.match(/(?<=`)[^`]+(?=`)/g) ?? [],
    );
    expect(named).to.have.length.above(40);
    const missing = named.filter((name) =>
      name.includes('/') ? !existsSync(join(ROOT, name)) : !identifiers.has(name),
    );
    const message = 'GLOSSARY.md names what the code calls otherwise: change one of them';
    expect(missing, message).to.deep.equal([]);
  });

  it('have none of the words that the glossary replaced (R6)', () => {
    const banned = new Set(BANNED);
    const found = sourceFiles().flatMap((file) =>
      nodesOf(file)
        .filter(ts.isIdentifier)
        .filter(({ text }) => REPLACED.has(text) || wordsOf(text).some((word) => banned.has(word)))
        .map((node) => `${placeOf(file, node)} says ${node.text}: use a word of GLOSSARY.md`),
    );
    expect(found).to.deep.equal([]);
  });
});
