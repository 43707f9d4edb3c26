import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { runsOf } from '../../campaign';
import { decodeRow } from '../../../src/io/decode/decode-row';
import type { Decoded } from '../../../src/io/decode/row/decoded';
import { inTempDir } from '../../io/temp-dir';
import { ExecutorLog, type LogLimits } from './executor-log';
import { python } from './python';

const SCRIPT = join(__dirname, 'executor.py');
const STEMS = ['order_metrics', 'orders_executed'] as const;
const ROWS = 60;

type Stem = (typeof STEMS)[number];

interface Written {
  readonly dir: string;
  /** What truth.jsonl tells of a log, in order. */
  readonly truth: (stem: Stem) => readonly string[];
  /** What the archive and the chain hold of it, in order. */
  readonly left: (stem: Stem, limits?: LogLimits) => readonly string[];
}

async function executor<T>(args: readonly string[], use: (written: Written) => T): Promise<T> {
  return inTempDir({}, (root) => {
    const dir = join(root, 'execution');
    const all = ['--dir', dir, '--seed', '3', '--rows', String(ROWS), ...args];
    const { status, stderr } = spawnSync(python() ?? 'python3', [SCRIPT, ...all], { encoding: 'utf8' });
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: '' });
    const told = readFileSync(join(root, 'truth.jsonl'), 'utf8').trimEnd().split('\n').map(toldLine);
    return use({
      dir,
      truth: (stem) => told.filter(({ log }) => log === stem).map(({ line }) => line),
      left: (stem, limits) => new ExecutorLog(dir, stem, limits).lines(),
    });
  });
}

function toldLine(text: string): { readonly log: string; readonly line: string } {
  const told: unknown = JSON.parse(text);
  if (typeof told === 'object' && told !== null && 'log' in told && 'line' in told)
    return { log: String(told.log), line: String(told.line) };
  throw new Error(`truth.jsonl says ${text}; allowed: {"log", "line"}`);
}

function decoded(stem: Stem, lines: readonly string[]): readonly Decoded[] {
  const log = stem === 'order_metrics' ? 'metrics' : 'orders';
  return lines.map((line) => decodeRow(Buffer.from(line), log, Infinity));
}

const timesOf = (rows: readonly Decoded[]): readonly number[] =>
  rows.flatMap((row) => (row.kind === 'event' ? row.event.ts : row.kind === 'noted' ? row.ts : []));

const FIXED = ['--start-ts', '1765316636.5'];
// Small enough that both logs rotate, large enough that the archive's one generation is still the first.
const SMALL = ['--max-bytes', '12000', '--backups', '5'];

describe('executor.py', () => {
  if (runsOf('pythonLogs') === 0) return;
  if (python() === undefined) {
    it('needs python3');
    return;
  }

  for (const mode of ['replace', 'mixed', 'plain']) {
    it(`writes what it tells, once and in order: ${mode}`, async () => {
      await executor([...FIXED, ...SMALL, '--mode', mode], ({ dir, truth, left }) => {
        for (const stem of STEMS) expect(left(stem), stem).to.deep.equal(truth(stem));
        const names = readdirSync(dir, { recursive: true, encoding: 'utf8' });
        const rotated = [
          'archive/orders_executed.5.jsonl.gz',
          'orders_executed.4.jsonl',
          'order_metrics.1.jsonl',
        ];
        if (mode === 'replace')
          expect(names).to.include.members(rotated).and.not.include('orders_executed.5.jsonl');
        expect(names.filter((name) => name.endsWith('.tmp'))).to.deep.equal([]);
      });
    });
  }

  it('writes rows that decode: a metric row, an ack, a fill and a close of each attempt', async () => {
    await executor(FIXED, ({ truth }) => {
      const routes = decoded('order_metrics', truth('order_metrics'));
      const orders = decoded('orders_executed', truth('orders_executed'));
      const closes = orders.flatMap((row) =>
        row.kind === 'event' && row.event.kind === 'close' ? row.event : [],
      );
      const links = routes.map((row) =>
        row.kind === 'event' && row.event.kind === 'route' ? row.event.links[0] : undefined,
      );
      expect(links).to.not.include(undefined);
      expect(closes.map(({ attemptId }) => attemptId)).to.have.members(links);
      expect(new Set(closes.map(({ id }) => id)).size).to.equal(ROWS);
      for (const { realizedUsd, feesUsd, riskUsd, strategy } of closes)
        expect([realizedUsd, feesUsd, riskUsd, strategy]).to.not.include(undefined);
      expect(orders.filter(({ kind }) => kind === 'noted')).to.have.length(ROWS);
      expect(orders.filter((row) => row.kind === 'event' && row.event.kind === 'fill')).to.have.length(ROWS);
      for (const times of [timesOf(routes), timesOf(orders)])
        expect(times).to.deep.equal([...times].sort((a, b) => a - b));
    });
  });

  it('writes NaN and raw UTF-8 as Python does', async () => {
    await executor([...FIXED, '--rows', '300', '--mode', 'plain'], ({ truth }) => {
      const rows = decoded('order_metrics', truth('order_metrics'));
      expect(rows.filter((row) => row.kind === 'event' && row.nonfinite === 1)).to.not.have.length(0);
      expect(truth('order_metrics').join('')).to.contain('quality=ok · atr=normal');
    });
  });

  it('writes the same for the same seed, and other rows for another', async () => {
    const told = (...args: readonly string[]): Promise<readonly string[]> =>
      executor([...FIXED, '--rows', '20', ...args], ({ truth }) => [...STEMS.flatMap(truth)].sort());
    const first = await told();
    expect(await told('--mode', 'plain')).to.deep.equal(first);
    expect(await told('--seed', '4')).to.not.deep.equal(first);
    expect(await told('--symbols', '1')).to.not.deep.equal(first);
    expect(await told('--writers', '2')).to.deep.equal(await told('--writers', '2', '--mode', 'plain'));
  });

  it('stamps the moment of writing unless told one', async () => {
    const before = Date.now();
    await executor(['--start-ts', 'now'], ({ truth }) => {
      for (const stem of STEMS)
        for (const ts of timesOf(decoded(stem, truth(stem)))) expect(ts).to.be.within(before, Date.now());
    });
  });

  it('tells all that racing writers ever wrote, of which the logs may have lost some', async () => {
    // So many members that none comes into the archive: two writers at one archive spoil it.
    const backups = 200;
    const args = ['--max-bytes', '12000', '--backups', String(backups), '--writers', '3', '--mode', 'mixed'];
    await executor(args, ({ truth, left }) => {
      expect(truth('order_metrics')).to.have.length(ROWS);
      expect(truth('orders_executed')).to.have.length(3 * ROWS);
      for (const stem of STEMS) {
        const kept = left(stem, { backups });
        expect(kept).to.not.have.length(0);
        // A writer that reads while another one writes may copy half a line, and puts its own behind it.
        const isTorn = (line: string): boolean => decoded(stem, [line])[0]?.kind === 'fault';
        expect(truth(stem)).to.include.members(kept.filter((line) => !isTorn(line)));
      }
    });
  });
});
