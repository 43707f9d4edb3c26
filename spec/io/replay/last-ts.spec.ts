import { appendFileSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { runsOf } from '../../campaign';
import { replay } from '../../../pipelines/replay/replay';
import { WorldError } from '../../../src/io/files/failures';
import { lastTsOf } from '../../../src/io/replay/last-ts';
import { closeAll, openChain } from '../../../src/io/logs/log-chain';
import { DAY, MINUTE } from '../../../src/model/values/time';
import { ExecutorLog } from '../../live/executor/executor-log';
import { ackRow, closeRow, metricRow } from '../../live/executor/rows';
import { deskOf } from '../../operators/made';
import { inTempDir } from '../temp-dir';

const AT = Date.UTC(2026, 0, 5);

/** The last ts of an orders log that `write` has written. */
async function lastOf(write: (log: ExecutorLog) => void): Promise<number> {
  return inTempDir({}, async (dir) => {
    write(new ExecutorLog(dir, 'orders_executed', { backups: 1 }));
    const segments = await openChain(dir, 'orders_executed', 1);
    try {
      return await lastTsOf(segments, 'orders', AT + DAY);
    } finally {
      await closeAll(segments);
    }
  });
}

describe('lastTsOf', () => {
  it('is the ts of the last row that can be used, whatever stands behind it', async () => {
    for (const behind of [
      '',
      'torn',
      'torn\n',
      '{"event_type": "other"}\n',
      `${ackRow(3, AT + 2 * DAY)}\n`,
    ]) {
      const last = await lastOf((log) => {
        log.append(closeRow(1, AT));
        log.append(ackRow(2, AT + MINUTE));
        log.appendBytes(behind);
      });
      expect(last, behind).to.equal(AT + MINUTE);
    }
  });

  it('is not known where the last bytes tell of none', async () => {
    expect(await lastOf(() => undefined)).to.equal(-Infinity);
    expect(
      await lastOf((log) => {
        log.appendBytes('');
      }),
    ).to.equal(-Infinity);
    const long = (log: ExecutorLog): void => {
      log.append(closeRow(1, AT));
      log.append('x'.repeat(100_000));
    };
    expect(await lastOf(long)).to.equal(-Infinity);
    const archived = (log: ExecutorLog): void => {
      log.append(closeRow(1, AT));
      log.rotate();
    };
    expect(await lastOf(archived)).to.equal(-Infinity);
  });
});

describe('a replay that knows where it ends', () => {
  const rows = Array.from({ length: 3000 }, (_, n) => AT + n * 20 * MINUTE);

  function written(dir: string): string {
    const execution = join(dir, 'execution');
    mkdirSync(execution);
    writeFileSync(
      join(execution, 'order_metrics.jsonl'),
      rows.map((ts, n) => `${metricRow(n, ts)}\n`).join(''),
    );
    const orders = join(execution, 'orders_executed.jsonl');
    appendFileSync(orders, rows.map((ts, n) => `${closeRow(n, ts)}\n`).join(''));
    return orders;
  }

  if (runsOf('longLives') > 0)
    it('says what one says that looks at every day on the way', () =>
      inTempDir({}, async (dir) => {
        written(dir);
        const options = { logs: dir, desk: deskOf(), now: AT + 365 * DAY };
        const once = await replay(options);
        const daily = await replay({ ...options, everyMs: DAY });
        expect(JSON.stringify(once.frame.files)).to.equal(JSON.stringify(daily.frame.files));
      }));

  it('fails when a log is cut short while it is read', () =>
    inTempDir({}, async (dir) => {
      const orders = written(dir);
      let cut = false;
      const failure = await replay({
        logs: dir,
        desk: deskOf(),
        now: AT + 365 * DAY,
        onProgress: () => {
          if (!cut)
            for (const path of [orders, join(dir, 'execution', 'order_metrics.jsonl')])
              truncateSync(path, 1000);
          cut = true;
        },
      }).catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(WorldError);
      expect(String(failure)).to.contain('cut short');
    }));
});
