import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { configDigest } from '../../../src/io/config/config-digest';
import { loadDesk } from '../../../src/io/config/load-desk';
import { FileJournal } from '../../../src/io/journal/file-journal';
import type {
  Arrival,
  ConfigRecord,
  SnapshotRecord,
  WatermarkRecord,
} from '../../../src/io/journal/journal-records';
import { EMPTY_JOURNAL } from '../../../src/io/journal/journal-state';
import { DAY, HOUR } from '../../../src/model/values/time';
import { refused } from '../refused';
import { inTempDir } from '../temp-dir';
import { callsOf } from '../fs-calls';
import {
  AT,
  bytesIn,
  commitRows,
  daily,
  FACTS,
  FIRST,
  namesIn,
  recordsOf,
  rows,
  toldBy,
} from './journal-made';

describe('FileJournal', () => {
  it('begins without a commit, and makes its directory', async () => {
    await inTempDir({}, async (dir) => {
      const journal = await FileJournal.open(join(dir, 'a', 'journal'));
      expect(journal.state).to.deep.equal(EMPTY_JOURNAL);
      expect([journal.bytes, journal.damage, journal.torn]).to.deep.equal([0, [], undefined]);
    });
  });

  it('a commit is one append and one sync', async () => {
    await inTempDir({}, async (dir) => {
      const journal = await FileJournal.open(dir);
      const first = await callsOf(() => commitRows(journal, 0, 0));
      const next = await callsOf(() => commitRows(journal, 1, 1));
      const append = ['open', 'stat', 'writeFile', 'datasync', 'close'].map((op) => `${op} ${FIRST}`);
      expect(next).to.deep.equal(append);
      // The first of a segment is there only when the directory says so.
      const durable = first.filter((call) => !call.endsWith(dir.slice(dir.lastIndexOf('/') + 1)));
      expect(durable).to.deep.equal(append);
      expect(first.filter((call) => call.startsWith('sync'))).to.have.length(1);
    });
  });

  it('read back, it holds each record once, in order, and stands where it stood', async () => {
    await inTempDir({}, async (dir) => {
      const journal = await FileJournal.open(dir);
      await commitRows(journal, 0, 9);
      const again = await FileJournal.open(dir);
      expect(again.state).to.deep.equal(journal.state);
      expect([again.bytes, again.damage, again.torn]).to.deep.equal([journal.bytes, [], undefined]);
      expect(again.state).to.include({ seq: 10, at: AT + 9 });
      await commitRows(again, 10, 11);
      const told = Array.from({ length: 12 }, (_, n) => rows(`{"n":${n}}`));
      expect(await recordsOf(dir)).to.deep.equal(told);
    });
  });

  it('keeps the latest config, snapshots, quarantine, watermark and bookmarks', async () => {
    await inTempDir({}, async (dir) => {
      const journal = await FileJournal.open(dir);
      const { files } = await loadDesk(join(__dirname, '../../../config'));
      const config: ConfigRecord = { kind: 'config', digest: 'd', files, warnings: [] };
      const seen = { signature: 's', sha256: 'h' };
      const nav: SnapshotRecord = { kind: 'snapshot', name: 'nav', received: AT, seen, value: {} };
      const end = { offset: 4, hash: 'x', line: 'y' };
      const steps = { order_metrics: [{ step: 'read', ends: [end] } as const] };
      const mark: WatermarkRecord = { kind: 'mark', promise: AT };
      await journal.commit([config, nav, mark], { steps, quarantine: 12 }, AT);
      await journal.commit([], { steps: {}, quarantine: 13 }, AT + 1);
      for (const { state } of [journal, await FileJournal.open(dir)]) {
        expect(state).to.deep.include({ snapshots: { nav: seen }, quarantine: 13 });
        expect(state.ticks).to.deep.equal({ watermark: AT, ticked: AT - 5000, tickMs: 5000 });
        expect(state.bookmarks['order_metrics']?.ends).to.deep.equal([end]);
        expect(JSON.stringify(state.config)).to.equal(JSON.stringify(config));
      }
    });
  });

  it('has a segment a day; a clock that steps back does not reopen one', async () => {
    await inTempDir({}, async (dir) => {
      const journal = await FileJournal.open(dir);
      const moments = [0, 2 * HOUR, HOUR, -DAY, DAY, 5 * DAY].map((ms) => AT + ms);
      for (const at of moments) await journal.commit([rows(String(at))], FACTS, at);
      const segments = [FIRST, '2023-11-15.jsonl', '2023-11-19.jsonl'];
      expect(namesIn(dir)).to.deep.equal(segments);
      expect(await recordsOf(dir)).to.deep.equal(moments.map((at) => rows(String(at))));
      const again = await FileJournal.open(dir);
      await again.commit([], FACTS, AT);
      expect(namesIn(dir)).to.deep.equal(segments);
      expect(await toldBy(dir)).to.deep.equal([0, 1, 2, 3, 4, 5, 6]);
    });
  });

  it('stands the same when what lies before a segment is pruned', async () => {
    await inTempDir({ 'notes.txt': '', '2023-11-14.jsonl.damaged-0': '' }, async (dir) => {
      const journal = await daily(dir, 5);
      expect(await journal.prune(AT + 3 * DAY)).to.equal(4);
      expect(namesIn(dir)).to.deep.equal(['2023-11-17.jsonl', '2023-11-18.jsonl', 'notes.txt']);
      expect((await FileJournal.open(dir)).state).to.deep.equal(journal.state);
      expect(await journal.prune(AT + 30 * DAY)).to.equal(1);
      expect((await FileJournal.open(dir)).state).to.deep.equal(journal.state);
      expect(await toldBy(dir)).to.deep.equal([4]);
    });
  });

  it('keeps a segment with a row of a later time until that has passed', async () => {
    await inTempDir({}, async (dir) => {
      const journal = await FileJournal.open(dir);
      await journal.commit([{ ...rows('later'), latest: AT + 40 * DAY }], FACTS, AT);
      await commitRows(journal, 1, 4, DAY);
      expect(await journal.prune(AT + 39 * DAY)).to.equal(3);
      expect(namesIn(dir)).to.deep.equal([FIRST, '2023-11-18.jsonl']);
      const again = await FileJournal.open(dir);
      expect(await toldBy(dir, AT + 4 * DAY)).to.deep.equal([0, 4]);
      expect(await again.prune(AT + 41 * DAY)).to.equal(1);
      expect(await toldBy(dir)).to.deep.equal([4]);
    });
  });

  it('gives hostile content back as it was', async () => {
    await inTempDir({}, async (dir) => {
      // All that a byte of a line can be, as a char each.
      const latin1 = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code))
        .join('')
        .replace('\n', '');
      const lines = [
        latin1,
        latin1.slice(0x80),
        Buffer.from('\u2028\u2029').toString('latin1'),
        'a\\nb\r',
        '"}],"sha256":"',
        '{"kind":"commit",',
      ];
      const value: unknown = JSON.parse('{"__proto__":{"x":1},"constructor":null,"\u2028":["\ud800","\\n"]}');
      const snapshot: SnapshotRecord = {
        kind: 'snapshot',
        name: 'nav',
        received: 0,
        seen: { signature: '', sha256: 'f'.repeat(32) },
        value: { value, sha256: 'f'.repeat(32) },
      };
      const records: readonly Arrival[] = [rows(...lines), snapshot, rows('x'.repeat(1 << 20))];
      const journal = await FileJournal.open(dir);
      await journal.commit(records, FACTS, AT);
      await journal.commit(
        Array.from({ length: 5000 }, () => rows('{}')),
        FACTS,
        AT,
      );
      const read = await recordsOf(dir);
      expect(read.slice(0, 3)).to.deep.equal(records);
      expect(JSON.stringify(read.slice(0, 3))).to.equal(JSON.stringify(records));
      expect(read).to.have.length(5003);
      expect((await FileJournal.open(dir)).damage).to.deep.equal([]);
    });
  });

  it('a config with __proto__ among its keys keeps its digest', async () => {
    const limits = '{"global":{"max_nav_drawdown_pct":10},"per_symbol":{"__proto__":{"max_share_pct":1}}}';
    const universe = '{"universe":[{"symbol":"BTCUSDT"}]}';
    const config = { 'c/risk_limits.json': limits, 'c/pairs_universe.json': universe };
    await inTempDir(config, async (dir) => {
      const { files } = await loadDesk(join(dir, 'c'));
      const journal = await FileJournal.open(join(dir, 'j'));
      const digest = configDigest(files);
      await journal.commit([{ kind: 'config', digest, files, warnings: [] }], FACTS, AT);
      const read = (await FileJournal.open(join(dir, 'j'))).state.config;
      expect(JSON.stringify(read?.files)).to.contain('"__proto__"');
      expect(configDigest(read?.files ?? files)).to.equal(digest);
    });
  });

  it('names what it cannot open or read', async () => {
    await inTempDir({ file: '' }, async (dir) => {
      await refused(join(dir, 'file'), () => FileJournal.open(join(dir, 'file')));
      mkdirSync(join(dir, 'j', FIRST), { recursive: true });
      await refused(join(dir, 'j', FIRST), () => FileJournal.open(join(dir, 'j')));
    });
  });

  it('leaves alone what is none of its segments', async () => {
    await inTempDir({}, async (dir) => {
      const others = ['2023-11-14.jsonl.gz', '2023-11-14.json', 'x.jsonl', '.2023-11-14.jsonl'];
      for (const name of others) writeFileSync(join(dir, name), 'not ours');
      await commitRows(await FileJournal.open(dir), 0, 3);
      expect(await toldBy(dir)).to.deep.equal([0, 1, 2, 3]);
      for (const name of others) expect(bytesIn(dir, name).toString()).to.equal('not ours');
    });
  });
});
