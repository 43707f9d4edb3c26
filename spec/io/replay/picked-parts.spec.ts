import { expect } from 'chai';
import { emptyTally } from '../../../src/io/decode/tally';
import { chainSource } from '../../../src/io/replay/row-source';
import type { Batch } from '../../../src/model/event';
import { closes } from '../reading';
import { closeLine, TS } from '../rows';
import { inTempDir } from '../temp-dir';

const at = (ts: number): string => `${closeLine({ orderId: ts, ts: TS + ts })}\n`;

/** The batches of a log of which only the last segment is read, and that as far as it says. */
async function batchesOf(text: string, bytes: number | undefined): Promise<readonly Batch[]> {
  const batches: Batch[] = [];
  const files = { 'orders_executed.jsonl': text, 'orders_executed.1.jsonl': closes(1, 2) };
  await inTempDir(files, async (dir) => {
    const source = await chainSource(dir, 'orders_executed', 5, {
      ...{ log: 'orders', latestTs: Infinity, latenessMs: 2000, maxLineBytes: 1 << 20, tally: emptyTally() },
      datesLate: true,
      onFault: () => undefined,
      onDamage: () => undefined,
      pick: (opened) =>
        Promise.resolve(
          opened.slice(-1).map((segment) => ({ segment, bytes, reachedBefore: (TS + 1000) * 1000 })),
        ),
    });
    for (let batch = await source.next(); batch !== undefined; batch = await source.next())
      batches.push(batch);
    await source.close();
  });
  return batches;
}

describe('chainSource of picked segments', () => {
  it('begins where the rows that are left out had come to: what is older is late from there', async () => {
    const [passed, read] = await batchesOf(at(10) + at(999), undefined);
    expect(passed).to.include({ latest: (TS + 1000) * 1000, late: 0 });
    expect(passed?.events).to.deep.equal([]);
    expect(read?.late).to.equal(1);
    expect([...(read?.lateFrom?.entries() ?? [])].map(([{ ts }, from]) => [ts, from])).to.deep.equal([
      [(TS + 10) * 1000, (TS + 998) * 1000],
    ]);
  });

  it('reads a segment as far as is said, and no further', async () => {
    const [, read] = await batchesOf(at(10) + at(999), at(10).length);
    expect(read?.events.map(({ ts }) => ts)).to.deep.equal([(TS + 10) * 1000]);
  });
});
