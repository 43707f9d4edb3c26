import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import { isObject } from '../../../src/model/values/json';
import { memberLinesOf } from '../../live/executor/log-files';
import { python } from '../../live/executor/python';
import { inTempDir } from '../temp-dir';
import { Tailing } from './tailing';

const SCRIPT = join(__dirname, '..', '..', 'live', 'executor', 'executor.py');
const STEM = 'orders_executed';
const BACKUPS = 5;

interface Followed {
  readonly tailing: Tailing;
  /** All that was ever written, and what is left of it outside the archive. */
  readonly truth: readonly string[];
  readonly left: readonly string[];
}

/** Follows the executor while it writes, with polls given up and restarts, and to the end. */
async function followed(args: readonly string[], judge: (followed: Followed) => void): Promise<void> {
  await inTempDir({}, async (root) => {
    const dir = join(root, 'execution');
    const all = ['--dir', dir, '--backups', String(BACKUPS), '--interval-ms', '0.2', ...args];
    const executor = spawn(python() ?? 'python3', [SCRIPT, ...all], { stdio: 'inherit' });
    const ended = once(executor, 'exit');
    const tailing = new Tailing(dir, { stem: STEM, backups: BACKUPS });
    let before = performance.now();
    for (let n = 0; executor.exitCode === null; n++) {
      const afterMs = performance.now() - before;
      before += afterMs;
      await tailing.poll(n % 3 === 0 ? { afterMs, turns: 1, forgotten: n % 2 === 0 } : { afterMs });
      if (n % 10 === 9) await tailing.restart();
      await setTimeout(n % 7);
    }
    expect(await ended).to.deep.equal([0, null]);
    // Racing writers may leave a broken archive, which is awaited, and after that a hole in the chain.
    for (let n = 0; n < 4; n++) await tailing.settle();
    const told = readFileSync(join(root, 'truth.jsonl'), 'utf8').trimEnd().split('\n');
    const rows = told.map((line): unknown => JSON.parse(line)).filter(isObject);
    const truth = rows.filter(({ log }) => log === STEM).map(({ line }) => String(line));
    judge({ tailing, truth, left: memberLinesOf({ dir, stem: STEM, backups: BACKUPS }) });
    await tailing.close();
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('a tail and the executor itself', () => {
  if (python() === undefined) {
    it('needs python3');
    return;
  }

  it('hands over each line once and in order while it is written', async () => {
    await followed(['--rows', '250', '--max-bytes', '60000'], ({ tailing, truth }) => {
      expect(truth).to.have.length(750);
      expect(tailing.lines).to.deep.equal(truth);
      expect(new Set([...tailing.events, 'archive'])).to.deep.equal(new Set(['rotation', 'archive']));
    });
  });

  it('hands over all that is left when writers race, and nothing that was not written', async () => {
    const args = ['--rows', '300', '--writers', '3', '--mode', 'mixed', '--max-bytes', '50000'];
    await followed(args, ({ tailing, truth, left }) => {
      const [written, had] = [new Set(truth), new Set(tailing.lines)];
      expect(left.filter((line) => !had.has(line))).to.deep.equal([]);
      // A writer that reads while another one writes may copy half a line, and puts its own behind it.
      const unknown = tailing.lines.filter((line) => !written.has(line) && isJson(line));
      expect(unknown).to.deep.equal([]);
    });
  });
});
