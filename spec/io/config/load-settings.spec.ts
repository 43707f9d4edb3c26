import { expect } from 'chai';
import { linesOf, load } from './config-dir';

describe('the settings of a desk', () => {
  it('fills defaults beside what the file sets', async () => {
    const { desk } = await load({ 'execution_intel.json': '{"score": {"prior": 0.5}}' });
    expect(desk?.settings.score.prior).to.equal(0.5);
    expect(desk?.settings.score.pseudo_rows).to.equal(10);
  });

  it('refuses unknown keys with a suggestion, and wrong values with what is allowed', async () => {
    const loaded = await load({
      'execution_intel.json': '{\n  "horizn": "30d",\n  "r_clip": 0,\n  "pnl":\n    "nett"\n}',
    });
    expect(loaded.desk).to.equal(undefined);
    expect(linesOf(loaded)).to.deep.equal([
      'error execution_intel.json:2:3 /horizn: unknown key (did you mean "horizon"?)',
      'error execution_intel.json:3:13 /r_clip: found 0; must be a number > 0',
      'error execution_intel.json:5:5 /pnl: found "nett"; must be one of "net", "gross" (did you mean "net"?)',
    ]);
  });

  it('places what the formulas do not allow, at the section where the key is not set', async () => {
    const loaded = await load({
      'execution_intel.json': '{\n "allocator": {"hi": 0.3},\n "score": {\n  "weights": {"edge": 0.5}}}',
    });
    expect(linesOf(loaded)).to.deep.equal([
      'error execution_intel.json:2:15 /allocator/lo: lo 0.35 must be below hi 0.3',
      'error execution_intel.json:4:14 /score/weights: weights add up to 1.15; they must add up to 1',
    ]);
  });

  it('judges the sound sections beside a broken one, and no more of the broken one', async () => {
    const loaded = await load({
      'execution_intel.json': '{"allocator": {"hi": 0.3},\n "score": {"weights": {"egde": 1, "cost": 1}}}',
    });
    expect(loaded.problems.map(({ path }) => path)).to.deep.equal(['/allocator/lo', '/score/weights/egde']);
  });

  it('take names of standard input for fields of ours alone, each a text', async () => {
    const fields = { realizedPnlUsd: 'profit_abs', ts: 'close date' };
    const own = await load({ 'execution_intel.json': JSON.stringify({ stdin_fields: fields }) });
    expect(own.desk?.settings.stdin_fields).to.deep.equal(fields);
    expect((await load({})).desk?.settings.stdin_fields).to.deep.equal({});
    const loaded = await load({
      'execution_intel.json':
        '{"stdin_fields": {\n "realizedPnlUSD": "pnl",\n "symbol": 7,\n "ts": "",\n "qty": "size",\n "__proto__": "x"}}',
    });
    expect(loaded.desk).to.equal(undefined);
    expect(linesOf(loaded)).to.deep.equal([
      'error execution_intel.json:2:2 /stdin_fields/realizedPnlUSD: unknown key (did you mean "realizedPnlUsd"?)',
      'error execution_intel.json:3:12 /stdin_fields/symbol: found 7; must be a string (\\S)',
      'error execution_intel.json:4:8 /stdin_fields/ts: found ""; must be a string (\\S)',
      'error execution_intel.json:5:2 /stdin_fields/qty: unknown key',
      'error execution_intel.json:6:2 /stdin_fields/__proto__: unknown key',
    ]);
  });

  it('are strict JSON', async () => {
    const loaded = await load({ 'execution_intel.json': '{\n  "tick": "5s", // fast\n}' });
    expect(loaded.desk).to.equal(undefined);
    expect(linesOf(loaded)[0]).to.equal(
      'error execution_intel.json:2:17: found // fast; JSON syntax: comments are not allowed',
    );
  });

  it('are judged beside a window that is none', async () => {
    const { problems } = await load({ 'execution_intel.json': '{"allocator": {"hi": 0.3}}' }, 'x');
    expect(problems.map(({ path }) => path)).to.deep.equal(['', '/allocator/lo']);
  });

  it('may name a primary window, which comes first', async () => {
    const { desk } = await load({ 'execution_intel.json': '{"windows": ["7d", "24h"]}' }, '24h');
    expect(desk?.settings.windows).to.deep.equal(['24h', '7d']);
    expect((await load({}, 'last_50')).desk?.settings.windows[0]).to.equal('last_50');
  });

  it('reach back as far as they must where a window of no fixed width is asked for', async () => {
    for (const name of ['last_50', 'all', 'since_2026-01-12T00:00:00.000Z']) {
      const { desk } = await load({}, name);
      expect(desk?.settings, name).to.deep.include({ horizon: 'all' });
      expect(desk?.settings.windows[0], name).to.equal(name);
    }
    expect((await load({}, '60d')).desk?.settings).to.include({ horizon: '30d' });
  });

  it('may hold a window of everything, but none of a moment', async () => {
    const { desk } = await load({ 'execution_intel.json': '{"windows": ["7d", "all"]}' });
    expect(desk?.settings.windows).to.deep.equal(['7d', 'all']);
    expect((await load({ 'execution_intel.json': '{"windows": ["since_2026-01-12"]}' })).desk).to.equal(
      undefined,
    );
  });

  it('refuse a window that is none', async () => {
    for (const name of ['60x', '0d', '07d', 'last_0', '7d ', '', 'ALL', 'since_', 'since_noon']) {
      const loaded = await load({}, name);
      expect(loaded.desk).to.equal(undefined);
      expect(linesOf(loaded)).to.deep.equal([
        `error --window: found "${name}"; must be a window such as 90m, 24h, 7d, last_200 or all`,
      ]);
    }
  });
});
