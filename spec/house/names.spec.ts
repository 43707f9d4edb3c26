import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import ts from 'typescript';
import { nodesOf, placeOf, ROOT, sourceFiles, type TreeFile } from './tree';

/** What things are called, and which ways around the compiler there are. */

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
  RiskGlance: 'RiskSummary',
  stamped: 'liftStage',
  Standing: 'PublishedNumbers',
};

/** Words that stood for terms of the glossary before. */
const BANNED: readonly string[] = [
  ...[
    'behead',
    'come',
    'comes',
    'demanded',
    'felt',
    'glean',
    'gleaned',
    'inherited',
    'meanwhile',
    'mend',
    'mended',
  ],
  ...['mends', 'nudge', 'promised', 'remembered', 'restamped', 'said', 'sighting', 'tells', 'undoable'],
  ...['unrouted', 'untrade'],
];
/** Names that the glossary replaced whole; their words are good ones elsewhere. */
const REPLACED: ReadonlySet<string> = new Set([
  ...[
    'ChainSearch',
    'ChainWatch',
    'Changes',
    'Commits',
    'Doubt',
    'During',
    'Every',
    'FINDS',
    'Fall',
    'Find',
    'Finds',
  ],
  ...[
    'Glance',
    'HandedRows',
    'InForce',
    'JournalPart',
    'JournalStory',
    'KnownPolicies',
    'KnownTexts',
    'LastPublished',
  ],
  ...[
    'NotedRows',
    'NumberRows',
    'Prints',
    'PublishedMark',
    'Pulse',
    'ReadBack',
    'Repeated',
    'Replaced',
    'Replacement',
  ],
  ...['Texts', 'Turn', 'alone', 'cachedByText', 'changesOf', 'giveUp', 'keepAll', 'keepAside', 'knownName'],
  ...['lookMeanwhile', 'notBefore', 'readingOn', 'tellTs', 'tsAt'],
]);

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

/** Casts that the compiler cannot check, by file: the type that is claimed, and why the claim holds. */
const CASTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'operators/core/stage-result.ts': {
    'ValuesOf<Inputs>': 'the entries of an object are untyped; none of these has failed',
  },
  'operators/expectancy/metrics/registry.ts': {
    'Record<string, object>': 'Object.assign of a list is untyped; each entry is such a record',
  },
  'pipelines/publish/json-text.ts': { '[string, unknown][]': 'Object.entries gives any for an object' },
  'src/attach/attach-worker.ts': { AttachData: 'what attach.ts posts to its own thread' },
  'src/cli/commands/status-command.ts': { Health: 'live writes the status file itself, whole or not at all' },
  'src/dashboard/model/read-fields.ts': {
    'FromProperties<Fields>': 'made from the list of all fields; fromEntries forgets them',
  },
  'src/io/decode/fast/layout/fields.ts': {
    'Record<FieldName, number>': 'made from the list of all names; fromEntries forgets them',
  },
  'src/io/journal/read-journal.ts': {
    'Arrival | OpenRecord | CommitRecord': 'the seal says that the journal wrote the line',
  },
  'src/io/replay/row-source.ts': { Line: 'a stream is untyped; this one emits lines' },
  'src/model/fund/settings.ts': {
    Settings: 'withDefaults fills what the schema states; checked before',
  },
  'src/model/math/round.ts': {
    T: 'rounding keeps the shape of a view',
    'Readonly<Record<string, unknown>>': 'an object read by its own keys',
  },
  'src/model/schemas/shapes.ts': { 'readonly (keyof P & string)[]': 'Object.keys forgets the names' },
};

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
    expect(
      found.map(({ path }) => path),
      'export it by its name',
    ).to.deep.equal([]);
  });
});
