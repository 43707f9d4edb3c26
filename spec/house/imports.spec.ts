import { dirname } from 'node:path';
import { expect } from 'chai';
import ts from 'typescript';
import { circlesOf } from './circles';
import { filesBelow, nodesOf, placeOf, sourceFiles, type TreeFile } from './tree';

/** Who may import whom, and who may touch the world. */

const MAY_IMPORT: readonly (readonly [folder: string, allowed: readonly RegExp[]])[] = [
  ['src/model', [/^src\/model\//]],
  ['operators', [/^rxjs$/, /^src\/model\//, /^operators\//]],
  ['pipelines', [/^rxjs$/, /^node:/, /^src\/model\//, /^src\/io\//, /^operators\//, /^pipelines\//]],
  [
    'src/io',
    [
      /^rxjs$/,
      /^node:/,
      /^(split2|ndjson|jsonc-parser|hyparquet-writer)$/,
      /^@nats-io\/(jetstream|kv|transport-node(\/lib\/node_transport)?)$/,
      /^ajv\//,
      /^src\/model\//,
      /^src\/io\//,
    ],
  ],
  [
    'src/dashboard',
    [
      /^node:(crypto|path)$/,
      /^(prom-client|uplot)$/,
      /^src\/(model|io|dashboard)\//,
      /^operators\//,
      /^pipelines\//,
    ],
  ],
  ['src/simulate', [/^node:zlib$/, /^src\/model\//, /^src\/simulate\//]],
];

/** What runs in a browser lives by its clock. */
const IN_BROWSER = 'src/dashboard/page/browser';
const CLOCK = 'src/io/files/clock.ts';

/** The client of an engine, and what loads it. */
const CLIENT = 'src/io/log/nats';
const LOADER = `${CLIENT}/open-engine.ts`;

const IMPURE_NAMES: ReadonlySet<string> = new Set([
  ...['setTimeout', 'setInterval', 'setImmediate', 'asyncScheduler', 'process', 'randomUUID', 'randomBytes'],
]);
const IMPURE_CALLS: ReadonlySet<string> = new Set(['Date.now', 'Math.random', 'performance.now']);
const CLOCKED: ReadonlySet<string> = new Set([
  ...['interval', 'timer', 'delay', 'debounceTime', 'bufferTime', 'windowTime', 'throttleTime', 'auditTime'],
]);
const UNBOUNDED: ReadonlySet<string> = new Set([
  ...['groupBy', 'mergeMap', 'concatMap', 'switchMap', 'catchError', 'BehaviorSubject', 'ReplaySubject'],
]);

function readsClock(node: ts.Node): boolean {
  return (
    (ts.isPropertyAccessExpression(node) && node.getText() === 'Date.now') ||
    (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
  );
}

function isImpure(node: ts.Node): boolean {
  if (readsClock(node)) return true;
  if (ts.isPropertyAccessExpression(node)) return IMPURE_CALLS.has(node.getText());
  const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
  return ts.isIdentifier(node) && IMPURE_NAMES.has(node.text) && !isMember;
}

function edgesOf(
  files: readonly TreeFile[],
  ends: (file: TreeFile) => readonly [from: string, to: readonly string[]],
): ReadonlyMap<string, ReadonlySet<string>> {
  const edges = new Map<string, Set<string>>();
  for (const [from, targets] of files.map(ends)) {
    const known = edges.get(from) ?? new Set();
    for (const to of targets) if (to !== from) known.add(to);
    edges.set(from, known);
  }
  return edges;
}

const isOurs = (from: string): boolean => /^(src|operators|pipelines)\//.test(from);

describe('the imports', () => {
  for (const [folder, allowed] of MAY_IMPORT) {
    it(`of ${folder} are those that it may have`, () => {
      const files = filesBelow(folder);
      expect(files).to.not.have.length(0);
      const strays = files.flatMap(({ path, imports }) =>
        imports
          .filter(({ from }) => !allowed.some((pattern) => pattern.test(from)))
          .map(
            ({ from }) => `${path} imports ${from}: move what it needs to a folder that ${folder} may import`,
          ),
      );
      expect(strays).to.deep.equal([]);
    });
  }

  it('of the client of an engine stand where it is loaded on demand (law L9)', () => {
    const client = sourceFiles().filter(({ imports }) =>
      imports.some(({ from }) => from.startsWith('@nats-io/')),
    );
    expect(client).to.not.have.length(0);
    expect([...new Set(client.map(({ folder }) => folder))]).to.deep.equal([CLIENT]);
    const behind = new Set(client.map(({ path }) => path.replace(/\.ts$/, '')));
    const early = sourceFiles()
      .filter(({ folder }) => folder !== CLIENT)
      .flatMap(({ path, imports }) =>
        imports
          .filter(({ from, isType }) => behind.has(from) && !isType)
          .map(({ from }) => `${path} imports ${from}: ask ${LOADER} for it`),
      );
    const atOnce = filesBelow(CLIENT)
      .filter(({ path }) => path === LOADER)
      .flatMap(({ source }) => source.statements.filter(ts.isImportDeclaration))
      .map((statement) => statement.getText())
      .filter((text) => /@nats-io|'\.\//.test(text));
    expect(atOnce).to.deep.equal([]);
    expect(early).to.deep.equal([]);
  });

  it('make no circle between folders, types included (R1)', () => {
    const edges = edgesOf(sourceFiles(), ({ folder, imports }) => [
      folder,
      imports.filter(({ from }) => isOurs(from)).map(({ from }) => dirname(from)),
    ]);
    const message = 'break each circle: move what both folders need to the folder that comes first';
    expect(circlesOf(edges), message).to.deep.equal([]);
  });

  it('make no circle between files when types are erased', () => {
    const edges = edgesOf(sourceFiles(), ({ path, imports }) => [
      path.replace(/\.ts$/, ''),
      imports.filter(({ from, isType }) => isOurs(from) && !isType).map(({ from }) => from),
    ]);
    expect(circlesOf(edges), 'move what both files need to a third').to.deep.equal([]);
  });
});

describe('the world', () => {
  for (const folder of ['src/model', 'operators', 'pipelines', 'src/simulate', 'src/dashboard']) {
    it(`reaches ${folder} through arguments: it reads no clock, chance, environment or timer`, () => {
      const impure = filesBelow(folder)
        .filter(({ path }) => !path.startsWith(IN_BROWSER))
        .flatMap((file) =>
          nodesOf(file)
            .filter(isImpure)
            .map((node) => `${placeOf(file, node)} uses ${node.getText()}: take it as an argument`),
        );
      expect(impure).to.deep.equal([]);
    });
  }

  it(`tells the time to src/io through ${CLOCK} alone`, () => {
    const asking = filesBelow('src/io')
      .filter((file) => nodesOf(file).some(readsClock))
      .map(({ path }) => path);
    expect(asking, `use ${CLOCK}`).to.deep.equal([CLOCK]);
  });

  it('is out of reach of the graph: no clocked operator, no inner stream per event, no catch', () => {
    const bent = [...filesBelow('operators'), ...filesBelow('pipelines')].flatMap(({ path, imports }) =>
      imports
        .filter(({ from }) => from.startsWith('rxjs'))
        .flatMap(({ names }) => names)
        .filter((name) => name === '*' || CLOCKED.has(name) || UNBOUNDED.has(name))
        .map((name) => `${path} imports ${name} of rxjs: write a Machine, which has neither clock nor queue`),
    );
    expect(bent).to.deep.equal([]);
  });
});
