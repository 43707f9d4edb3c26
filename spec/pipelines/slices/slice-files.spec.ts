import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { replay } from '../../../pipelines/replay/replay';
import { INDEX_FILE, indexHistory } from '../../../pipelines/slices/index-history';
import { readIndex } from '../../../src/io/slices/history-index';
import { readSlice, type SliceRecord } from '../../../src/io/slices/slice-record';
import { onDesk } from '../../cli/desk';
import { deskOf } from '../../contract/replayed';
import { TS } from '../../io/rows';
import { filesBelow } from './files-below';

const EVERY_MS = 300_000;
const [FROM, UNTIL] = [(TS + 600) * 1000, (TS + 1500) * 1000];

async function recordIn(dir: string, name: string): Promise<SliceRecord> {
  const desk = await deskOf(dir);
  const asked = { logs: join(dir, 'logs'), now: (TS + 9000) * 1000 };
  await indexHistory({ ...asked, settings: desk.settings, out: join(dir, 'index') });
  const index = await readIndex(join(dir, 'index', INDEX_FILE));
  const out = join(dir, name);
  await replay({ ...asked, desk, everyMs: EVERY_MS, out, slice: { ...index, fromMs: FROM, untilMs: UNTIL } });
  return readSlice(out);
}

describe('the record of a slice', () => {
  it('says which ticks it holds, what it published first and last, and how long its files are', () =>
    onDesk({}, async (dir) => {
      const record = await recordIn(dir, 'slice');
      const lastTick = Math.floor(UNTIL / EVERY_MS) * EVERY_MS;
      const firstTick = (Math.floor(FROM / EVERY_MS) + 1) * EVERY_MS;
      expect(record).to.deep.include({
        from_ts: FROM,
        until_ts: UNTIL,
        is_last: false,
        last_tick_ts: lastTick,
      });
      expect(Object.values(record.first).map(({ as_of_ts }) => as_of_ts)).to.deep.equal(
        Array(4).fill(firstTick),
      );
      expect(Object.values(record.last).every(({ as_of_ts }) => as_of_ts >= firstTick)).to.equal(true);
      const { 'history/slice.json': own, ...files } = Object.fromEntries(
        await filesBelow(join(dir, 'slice')),
      );
      expect(own).to.contain('"format": 1');
      const lengths = Object.entries(files).map(([name, text]) => [name, Buffer.byteLength(text)]);
      expect(record.bytes).to.deep.equal(Object.fromEntries(lengths));
    }));

  it('tells slices apart whose snapshots, config or logs were other ones', () =>
    onDesk({}, async (dir) => {
      const { common } = await recordIn(dir, 'a');
      expect((await recordIn(dir, 'b')).common).to.deep.equal(common);
      await writeFile(
        join(dir, 'logs/state/positions.json'),
        '[{"symbol": "BTCUSDT", "qty": 2, "mark_price": 500}]',
      );
      const snapshots = (await recordIn(dir, 'c')).common;
      expect({ ...snapshots, snapshots: common.snapshots }).to.deep.equal(common);
      expect(snapshots.snapshots).to.not.equal(common.snapshots);
      await writeFile(join(dir, 'config/execution_intel.json'), '{"horizon": "3d"}');
      expect((await recordIn(dir, 'd')).common.config).to.not.equal(common.config);
      await writeFile(join(dir, 'logs/execution/order_metrics.jsonl'), '');
      expect((await recordIn(dir, 'e')).common.index).to.not.equal(common.index);
    }));
});
