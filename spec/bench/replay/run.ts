import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../../cli/built';
import { machine, mb, print } from '../figures';
import { PROGRAM } from '../place';
import { answerIn, answerOf, difference, type Answer } from './answers';
import { contestants, groupsOf, ours, type Contestant, type Place } from './contestants';
import { measure, medianOf, type Cost, type Measured } from './measure';
import { bars } from './plot';
import { sameWork } from './same-work';

/**
 * `npm run bench [-- --trades 7 --rounds 3 --every 1d --save]`: replay against what one would do otherwise, whole processes in turn,
 * each asked the same question over 60 days of 50 symbols; the answers are compared. 7 trades a day and symbol are
 * 88 MB, 143 are 1.8 GB. `--save` writes the table as JSON and as a plot beside this file. `--memory` compares the peak of
 * 60 days and of 180 instead.
 */

const SYMBOLS = 50;
const DAYS = 60;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      trades: { type: 'string', default: '7' },
      rounds: { type: 'string', default: '3' },
      every: { type: 'string' },
      save: { type: 'boolean', default: false },
      memory: { type: 'boolean', default: false },
    },
  });
  execFileSync('npm', ['run', '-s', 'build'], { cwd: ROOT, stdio: 'inherit' });
  if (values.memory) {
    await memory(Number(values.trades));
    return;
  }
  const place = placeOf(Number(values.trades), DAYS);
  const tell = (line: string): void => {
    console.log(line);
  };
  const all = [...contestants(place, tell)];
  if (values.every !== undefined)
    all.push(
      ours(`intel replay --every ${values.every}`, { ...place, out: `${place.out}-every` }, [
        '--every',
        values.every,
      ]),
    );
  const runs = new Map<string, Measured[]>(all.map(({ name }) => [name, []]));
  // In turn, so that what else the machine does meets all alike.
  for (let round = 0; round < Number(values.rounds); round++)
    for (const one of all) runs.get(one.name)?.push(await measure(one, place));
  compare(all, runs, place);
  report(all, runs, place, values.save);
}

/** The same rate for longer: what is older than the horizon must not be held. */
async function memory(trades: number): Promise<void> {
  const peaks: number[] = [];
  for (const days of [DAYS, 3 * DAYS]) {
    const place = placeOf(trades, days);
    const run = ours('intel replay', place, ['--threads', '1']);
    const costs = [await measure(run, place), await measure(run, place), await measure(run, place)];
    peaks.push(medianOf(costs).peakBytes);
  }
  const [short = NaN, long = NaN] = peaks;
  print(`Peak memory, ${SYMBOLS} symbols, ${trades} trades a day and symbol, one thread`, [
    ['', 'peak'],
    [`${DAYS} days`, mb(short)],
    [`${3 * DAYS} days`, mb(long)],
    ['ratio (goal 0.9 to 1.1)', (long / short).toFixed(2)],
  ]);
}

function placeOf(trades: number, days: number): Place {
  const root = join(tmpdir(), 'intel-bench');
  const logs = join(root, days === DAYS ? String(trades) : `${trades}-${days}`);
  mkdirSync(root, { recursive: true });
  if (!existsSync(join(logs, 'truth.json'))) {
    const size = ['--symbols', String(SYMBOLS), '--days', String(days), '--trades-per-day', String(trades)];
    const args = [
      'simulate',
      '--clean',
      '--seed',
      '7',
      ...size,
      '--rotate-bytes',
      '1000000000000',
      '--out',
      logs,
    ];
    execFileSync(process.execPath, [PROGRAM, ...args], { stdio: 'ignore' });
  }
  return { logs, config: join(logs, 'config'), out: join(root, 'out'), peers: join(root, 'peers') };
}

function compare(
  all: readonly Contestant[],
  runs: ReadonlyMap<string, readonly Measured[]>,
  place: Place,
): void {
  const expected: Answer = answerIn(place.out);
  for (const { name, answers } of all) {
    if (answers !== 'stdout') continue;
    for (const { stdout } of runs.get(name) ?? []) {
      const problem = difference(name, expected, answerOf(stdout));
      if (problem !== undefined) throw new Error(problem);
    }
  }
  console.log(`all say the same of ${Object.keys(expected).length} symbols`);
  const { groups, figures, differences } = sameWork(place.out, groupsOf(place));
  if (differences.length > 0) throw new Error(`DuckDB differs: ${differences.slice(0, 5).join('; ')}`);
  console.log(
    `DuckDB's same work: ${figures} figures of ${groups} groups and all routers are those of the state files`,
  );
}

function report(
  all: readonly Contestant[],
  runs: ReadonlyMap<string, readonly Measured[]>,
  { logs }: Place,
  save: boolean,
): void {
  const bytes = ['order_metrics', 'orders_executed'].reduce(
    (sum, stem) => sum + statSync(join(logs, 'execution', `${stem}.jsonl`)).size,
    0,
  );
  const costs = all.map(({ name }) => [name, medianOf(runs.get(name) ?? [])] as const);
  const base = costs.find(([name]) => name.endsWith('the same work, 2 threads'))?.[1] ?? costs[0]?.[1];
  const row = ([name, cost]: readonly [string, Cost]): readonly string[] => [
    name,
    `${(cost.wallMs / 1000).toFixed(2)} s`,
    `${(cost.cpuMs / 1000).toFixed(2)} s`,
    mb(cost.peakBytes),
    (bytes / 1000 / cost.wallMs).toFixed(0),
    (cost.wallMs / (base?.wallMs ?? NaN)).toFixed(2),
    (cost.cpuMs / (base?.cpuMs ?? NaN)).toFixed(2),
  ];
  console.log(machine());
  print(
    `${mb(bytes)}, ${DAYS} days, ${SYMBOLS} symbols; medians; ratios to the same work in DuckDB, 2 threads`,
    [['', 'wall', 'CPU', 'peak', 'MB/s', 'wall ratio', 'CPU ratio'], ...costs.map(row)],
  );
  if (!save) return;
  const results = costs.map(([name, cost]) => ({ name, ...cost }));
  writeFileSync(
    join(__dirname, 'results.json'),
    `${JSON.stringify({ machine: machine(), bytes, results }, null, 2)}\n`,
  );
  const seconds = costs.map(([name, { wallMs }]) => [name, wallMs / 1000] as const);
  writeFileSync(join(__dirname, 'results.svg'), bars(`${mb(bytes)} of logs, wall time`, 's', seconds));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
