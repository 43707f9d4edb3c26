import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import type { ScannedLines } from '../../../src/io/decode/fast/scanned-lines';
import { LinesInChunk } from '../../../src/io/lines/line-splitter';
import { ScanPool, type Scanning } from '../../../src/io/replay/scan-pool';
import { randomOf } from '../../../src/simulate/chance/random';
import { MAX_LINE_BYTES, mixedLog } from '../mixed-log';
import { readChain, told, type How } from '../reading';
import { closeLine } from '../rows';
import { inTempDir } from '../temp-dir';

const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
describe('ScanPool', () => {
  it('reads the same however the file is cut in chunks, and with however many threads', async function () {
    this.timeout(60_000);
    const random = randomOf(SEED, 'chunks');
    const pools = [new ScanPool(1), new ScanPool(2)];
    try {
      const files = {
        'orders_executed.1.jsonl': mixedLog(random, 150),
        'orders_executed.jsonl': mixedLog(random, 300),
      };
      await inTempDir(files, async (dir) => {
        const reading = async (how: How): Promise<unknown> =>
          told(
            await readChain(dir, 5, { maxLineBytes: MAX_LINE_BYTES, since: Date.UTC(2026, 0, 5, 6), ...how }),
          );
        const plain = await reading({});
        for (const chunkBytes of [300, 5000, 256 * 1024])
          for (const scanPool of [undefined, ...pools])
            expect(await reading({ chunkBytes, ...(scanPool && { scanPool }) })).to.deep.equal(plain);
      });
    } finally {
      await Promise.all(pools.map((pool) => pool.close()));
    }
  });

  it('what a thread that ended had taken on fails; the rest is left to us, also what it is asked later', async () => {
    const pool = new ScanPool(1);
    const chunk = Buffer.from(new SharedArrayBuffer(1024 * 1024));
    chunk.fill(`${closeLine()}\n`);
    const lines = new LinesInChunk(chunk, 0, chunk.lastIndexOf('\n') + 1, 0, MAX_LINE_BYTES);
    const scan = (): Scanning => pool.scan(lines, { log: 'orders', latestTs: Infinity, since: -Infinity });
    const first = async (): Promise<ScannedLines> => {
      const scanning = scan();
      await setTimeout(50);
      return scanning.take() ?? first();
    };
    expect((await first()).next()).to.equal('row');
    const asked = Array.from({ length: 20 }, scan);
    // It is at one of them when it ends, as a rule.
    await setTimeout(5);
    await pool.close();
    for (const scanning of [...asked, scan()]) {
      const told = await scanning.take()?.then(
        () => 'found',
        (error: unknown) => String(error),
      );
      expect(told ?? 'not taken on').to.match(/found|not taken on|a scanning thread ended/);
    }
    expect(scan().take()).to.equal(undefined);
  });
});
