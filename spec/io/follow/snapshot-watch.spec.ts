import { writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { callsOf, watchingCalls } from '../fs-calls';
import { DATED, watched } from './watched';

const point = (n: number): object => ({ t: 1_700_000_000 + n, equity: 100 + n });
describe('SnapshotWatch', () => {
  it('tells each change once, with the moment it was read at', async () => {
    await watched(async (file) => {
      expect([await file.poll(), file.watch.missing]).to.deep.equal([undefined, true]);
      file.write({ equity: 1 });
      const record = await file.poll();
      expect(record).to.deep.include({ kind: 'snapshot', name: 'nav', received: 2, value: { equity: 1 } });
      expect([file.watch.missing, file.watch.problem]).to.deep.equal([false, undefined]);
      expect(await file.values(3)).to.deep.equal([]);
      file.write({ equity: 2 });
      expect(await file.values(3)).to.deep.equal([{ equity: 2 }]);
    });
  });

  it('tells of each of the files', async () => {
    const files = [
      ['risk_snapshot', { symbols: [{ symbol: 'BTCUSDT', risk: { dd_today_pct: 1 } }] }],
      ['positions', [{ symbol: 'BTCUSDT', qty: 1, mark_price: 2 }]],
      ['router_health', { per_symbol: { BTCUSDT: { maker_fill_rate: 0.5 } } }],
    ] as const;
    for (const [name, content] of files)
      await watched(async (file) => {
        file.write(content);
        expect(await file.values(3)).to.deep.equal([content]);
      }, name);
  });

  it('of nav_log.json, beside the state directory, tells the points that are new', async () => {
    await watched(async (file) => {
      const points = Array.from({ length: 5 }, (_, n) => ({ t: 1_700_000_000 + 60 * n, nav: 100 + n }));
      file.write(points.slice(0, 3));
      expect(await file.values(3)).to.deep.equal([points.slice(0, 3)]);
      file.write(points.slice(1));
      expect(await file.values(3)).to.deep.equal([points.slice(3)]);
      file.write(points.slice(1));
      expect(await file.values(3)).to.deep.equal([]);
    }, 'nav_log');
  });

  it('is read twice, as two changes may look like one, and then not any more', async () => {
    await watched(async (file) => {
      file.write(DATED);
      const reads = async (): Promise<number> => (await callsOf(() => file.poll())).length;
      expect([await reads(), await reads(), await reads(), await reads()]).to.deep.equal([6, 6, 1, 1]);
      // In place, while it is read, and of the same length.
      const before = ({ op }: { op: string }): void => {
        if (op === 'close') writeFileSync(file.path, '{"equity":2}');
      };
      file.write({ equity: 1 });
      expect((await watchingCalls(before, () => file.poll()))?.value).to.deep.equal({ equity: 1 });
      expect(await file.values(3)).to.deep.equal([{ equity: 2 }]);
    });
  });

  it('written again with the same words is news only where it does not say what time it is of', async () => {
    await watched(async (file) => {
      file.write(DATED);
      await file.values(2);
      file.write(DATED);
      expect(await file.values(3)).to.deep.equal([]);
      const undated = { equity: 100 };
      file.write(undated);
      expect(await file.values(3)).to.deep.equal([undated]);
      file.write(undated);
      const again = await file.poll();
      expect(again).to.deep.include({ received: 9, value: undated });
      expect(await file.values(2)).to.deep.equal([]);
    });
  });

  it('is no news after a restart while it stays as it is, dated or not', async () => {
    for (const content of [DATED, { equity: 5 }])
      await watched(async (file) => {
        file.write(content);
        expect(await file.values(1)).to.deep.equal([content]);
        file.restart();
        expect(await file.values(3)).to.deep.equal([]);
        file.write({ ...content, equity: 6 });
        file.restart();
        expect(await file.values(3)).to.deep.equal([{ ...content, equity: 6 }]);
      });
  });

  it('of a series of nav only the points that are new are told, also after a restart', async () => {
    await watched(async (file) => {
      const series = (from: number, to: number): readonly object[] =>
        Array.from({ length: to - from + 1 }, (_, i) => point(from + i));
      const nav = (from: number, to: number): object => ({ ...DATED, equity: to, series: series(from, to) });
      file.write(nav(0, 3));
      expect(await file.values(2)).to.deep.equal([nav(0, 3)]);
      file.write(nav(0, 5));
      expect(await file.values(2)).to.deep.equal([nav(4, 5)]);
      // The oldest fall off, and one is put right.
      file.write({ series: [{ ...point(4), equity: 0 }, ...series(5, 6)] });
      expect(await file.values(2)).to.deep.equal([{ series: [{ ...point(4), equity: 0 }, point(6)] }]);
      file.write(nav(5, 6));
      await file.values(2);
      file.restart();
      expect(await file.values(2)).to.deep.equal([]);
      file.write(nav(5, 7));
      expect(await file.values(2)).to.deep.equal([{ ...DATED, equity: 7, series: [point(7)] }]);
    });
  });

  it('comes back as it went through the journal', async () => {
    await watched(async (file) => {
      file.write('{"equity":-0,"peak_equity":NaN,"x":[1e999],"__proto__":{"y":1},"é\u2028":"\\ud800"}');
      const record = await file.poll();
      expect(JSON.stringify(JSON.parse(JSON.stringify(record)))).to.equal(JSON.stringify(record));
      expect(JSON.parse(JSON.stringify(record))).to.deep.equal(record);
      expect(record?.value).to.deep.include({ equity: 0, peak_equity: null, x: [null] });
      expect(Object.keys(record?.value ?? {})).to.include('__proto__');
    });
  });
});
