import { dirname } from 'node:path';
import { expect } from 'chai';
import { filesBelow, sourceFiles, type TreeFile } from './tree';

/** Where files may stand, what a stage may import, and where specs stand. */

/** The stages in the order of the graph (`pipelines/graph/decide.ts`). Stages of one line do not know each other. */
const STAGES: readonly (readonly string[])[] = [
  ['core'],
  ['ticks'],
  ['ledger'],
  ['join'],
  ['provenance', 'router', 'account'],
  ['expectancy', 'coverage'],
  ['score'],
  ['suggest'],
  ['allocate'],
  ['files'],
  ['explain'],
  ['evidence'],
];

/** What else has a folder of its own, by the folder above it. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  pipelines: [
    'evaluate',
    'export',
    'graph',
    'hosts',
    'journal',
    'live',
    'probe',
    'publish',
    'replay',
    'slices',
  ],
  src: ['attach', 'cli', 'dashboard', 'door', 'io', 'model', 'schemas', 'simulate'],
  'src/io': [
    ...[
      'code',
      'config',
      'dashboard',
      'decode',
      'files',
      'follow',
      'hook',
      'journal',
      'json',
      'lines',
      'lock',
      'log',
      'logs',
    ],
    ...['publish', 'replay', 'slices', 'snapshots', 'tables', 'tail'],
  ],
};

const MOST_FILES = 14;
const MOST_SPEC_FILES = 20;
/** Folders that may hold more, and why. */
const WIDE: Readonly<Record<string, string>> = {
  'operators/expectancy/metrics': 'one small file for each metric',
  'src/cli/commands': 'one file for each command',
  'src/cli/terminal': 'one small file for each text that commands print or read',
  'src/io/files': 'one small file for each thing that is done to a file',
  'spec/cli': 'one program: a spec for each command and each way in which it ends',
  'spec/io/tail': 'one tail: a spec for each thing that can happen to a log',
};

/** What a stage may import from a stage upstream besides types and schemas: the words and reductions of a view. */
const VIEWS: Readonly<Record<string, string>> = {
  'operators/allocate/words/binding-words': 'the words of what binds an allocation',
  'operators/allocate/words/order-words': 'the words of a weight held against the minimum order',
  'operators/allocate/words/digits': 'a share in percent, as the lines of an allocation write it',
  'operators/ticks/counts': 'the counts before anything happened',
  'operators/ledger/closes/identical-closes': 'what tells one close from another',
  'operators/ledger/incremental/key-ledger': 'the positions of a symbol, whose rows come and go',
  'operators/ledger/incremental/known-ledger': 'the positions of a symbol, whose rows become known',
  'operators/join/take-trade': 'a change of trades, taken into a timeline',
  'operators/router/router-class': 'quality and regime: the words, their order and their thresholds',
  'operators/router/symbol-router': 'the router view of a symbol without rows, and its published numbers',
  'operators/router/joined-rows': 'the router rows of a window of trades',
  'operators/provenance/metadata': 'the metadata of a file, from the provenance view',
  'operators/expectancy/metrics/money-edge': 'the edge in money, restated under other settings',
  'operators/expectancy/metrics/claim-chances': 'what the files claim of the next trades',
  'operators/account/measure-account': 'equity and risk mode of a moment, as the graph measures them',
  'operators/allocate/weights/budget':
    'what candidates share; the walk through history allocates as the graph does',
  'operators/allocate/weights/caps': 'how caps follow phi, likewise',
  'operators/allocate/weights/contender': 'what asks for a share of the budget, likewise',
  'operators/allocate/weights/phi': 'how much of its cap a symbol has earned, likewise',
  'operators/allocate/weights/share-budget': 'the ranks of contenders, likewise',
  'operators/allocate/weights/budget-shares': 'the budget shared by raw weights, likewise',
  'operators/expectancy/metrics/record-meter': 'the metrics that advice follows from',
  'operators/router/evidence-count': 'the router rows of a window, added and taken out',
  'operators/router/router-stats': 'the numbers of no row',
  'operators/score/parts/registry': 'the parts of a score',
  'operators/score/score': 'what a part adds to a score',
  'operators/expectancy/group-view': 'the view of a group of trades',
  'operators/expectancy/metrics/max-drawdown': 'the deepest fall of a running sum',
  'operators/expectancy/metrics/pain': 'the share of Student’s t behind edge, and the pain of trades alone',
  'operators/expectancy/metrics/meter': 'a fold over a window that slides, for claims',
  'operators/expectancy/expectancy-warnings': 'the warnings of the primary window',
  'operators/suggest/expected-cost': 'the cost that a policy is expected to have',
  'operators/suggest/next-label': 'the step of a bias that would change its label',
};

function stageOf(path: string): string | undefined {
  const [top, stage] = path.split('/');
  return top === 'operators' ? stage : undefined;
}

function rankOf(stage: string): number {
  return STAGES.findIndex((stages) => stages.includes(stage));
}

function foldersOf(files: readonly TreeFile[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { folder } of files) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  return counts;
}

describe('the layout', () => {
  it('gives every folder a stage or a port (R3)', () => {
    const known = new Set([
      ...STAGES.flat().map((stage) => `operators/${stage}`),
      ...Object.entries(ROOMS).flatMap(([above, rooms]) => rooms.map((room) => `${above}/${room}`)),
    ]);
    const above = new Set(['operators', ...Object.keys(ROOMS)]);
    const there = new Set<string>();
    for (const { folder } of sourceFiles()) {
      for (let at = folder; at !== '.'; at = dirname(at)) if (above.has(dirname(at))) there.add(at);
    }
    const message = 'add a new folder to STAGES or ROOMS and to CONTRIBUTING.md; take a deleted one out';
    expect([...there].sort(), message).to.deep.equal([...known].sort());
    const strays = [...filesBelow('operators'), ...filesBelow('pipelines')].filter(
      ({ folder }) => folder === 'operators' || folder === 'pipelines',
    );
    expect(
      strays.map(({ path }) => path),
      'move each into the folder of its stage',
    ).to.deep.equal([]);
  });

  for (const [what, files, most] of [
    ['a folder', sourceFiles, MOST_FILES],
    ['a folder of specs', () => filesBelow('spec'), MOST_SPEC_FILES],
  ] as const) {
    it(`keeps ${what} to ${most} files (R3)`, () => {
      const wide = [...foldersOf(files())].filter(([folder, count]) => count > most && !(folder in WIDE));
      expect(wide, 'split each by what its files do, or give the reason in WIDE').to.deep.equal([]);
    });
  }

  it('lists as wide only folders that are (R3)', () => {
    const counts = new Map([...foldersOf(sourceFiles()), ...foldersOf(filesBelow('spec'))]);
    const narrow = Object.keys(WIDE).filter(
      (folder) => (counts.get(folder) ?? 0) <= (folder.startsWith('spec') ? MOST_SPEC_FILES : MOST_FILES),
    );
    expect(narrow, 'take them out of WIDE').to.deep.equal([]);
  });

  it('lets a stage import core and stages upstream, nothing sideways or downstream (R4)', () => {
    const strays = filesBelow('operators').flatMap(({ path, imports }) =>
      imports.flatMap(({ from }) => {
        const [own, other] = [stageOf(path), stageOf(from)];
        if (own === undefined || other === undefined || own === other || rankOf(other) < rankOf(own))
          return [];
        return [`${path} imports ${from}: move what both need to core or to a stage before both`];
      }),
    );
    expect(strays).to.deep.equal([]);
  });

  it('lets a stage import only types, schemas and listed views from upstream (R4)', () => {
    const used = new Set<string>();
    const strays = filesBelow('operators').flatMap(({ path, imports }) =>
      imports.flatMap(({ from, isType }) => {
        const [own, other] = [stageOf(path), stageOf(from)];
        if (isType || other === undefined || other === own || other === 'core') return [];
        if (/-(schema|file)$/.test(from)) return [];
        used.add(from);
        return from in VIEWS
          ? []
          : [`${path} imports a value of ${from}: take it as an argument, or list it in VIEWS`];
      }),
    );
    expect(strays).to.deep.equal([]);
    expect([...used].sort(), 'take what no stage imports out of VIEWS').to.deep.equal(
      Object.keys(VIEWS).sort(),
    );
  });
});
