import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { OwnerLock } from '../../src/io/lock/owner-lock';
import { thisSpace } from '../../src/io/lock/pid-space';
import { endLive, startLive, statusOf } from '../bench/live-child';
import { contentsOf, DESK } from '../cli/desk';
import { age, ELSEWHERE, LOCK } from '../io/lock/owners';
import { inTempDir } from '../io/temp-dir';
import { halt } from './chaos/halt';
import { until } from './chaos/live-process';
import { closeRow } from './executor/rows';
import { STALE_MS } from '../../src/io/lock/heartbeat';

/** A life that writes next to nothing by itself: a SIGSTOP does not meet it in a write. */
const QUIET = { ...DESK, 'config/execution_intel.json': '{"tick": "1h"}' };

describe('live that is woken by a SIGCONT', function () {
  this.timeout(120_000);

  it('ends with exit 4 and writes nothing more where another machine has its directories by now', () =>
    inTempDir(QUIET, async (dir) => {
      const live = startLive({ dir });
      try {
        expect(await until(() => statusOf(dir, 'state') === 'live')).to.equal(true);
        await halt(live.pid);
        const here = { ...(await thisSpace()), ...ELSEWHERE };
        for (const name of ['out', 'journal']) {
          const lock = join(dir, name, LOCK);
          age(join(lock, readdirSync(lock)[0] ?? ''), (2 * STALE_MS) / 1000);
          await OwnerLock.take(join(dir, name), { here });
        }
        appendFileSync(
          join(dir, 'logs', 'execution', 'orders_executed.jsonl'),
          `${JSON.stringify(closeRow(1, Date.now()))}\n`,
        );
        const before = contentsOf(dir);
        process.kill(live.pid, 'SIGCONT');
        expect(await live.ended).to.equal(4);
        expect(live.err()).to.contain(`taken over by process id ${process.pid} on machine host-b`);
        expect(contentsOf(dir)).to.deep.equal(before);
      } finally {
        await endLive(live);
      }
    }));
});
