import { join } from 'node:path';
import { expect } from 'chai';
import { closeLine, TS } from '../io/rows';
import { unwrapped } from './check/reported';
import { at, CLOSES, digestsOf, jsonAt, onDesk } from './desk';
import { intel } from './intel';

const check = (dir: string, ...more: readonly string[]) =>
  intel(['check', ...at(dir, 'logs', 'config'), ...more]);

/** The page with its lines made whole again. */
async function page(
  dir: string,
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  const { code, out, err } = await check(dir);
  return { code, out: unwrapped(out), err };
}

const BROKEN = {
  'config/risk_limits.json': '{"global": {"max_nav_drawdown_pct": "ten",\n "tiers": 5},\n "a": 1, "a": 2}',
  'config/pairs_universe.json': '{"universe": [{"symbol": "A"}, {"symbol": 7}]}',
  'config/execution_intel.json': '{\n  "horizn": "30d",\n  "pnl": "nett"\n}',
  'config/strategy_registry.json': '{',
  'logs/state/nav.json': '{"peak_equity": "x"}',
  'logs/execution/orders_executed.jsonl': `${CLOSES}{"torn\n{"event_type":"order_close","symbol":"A","ts":"noon"}\n`,
};

describe('intel check', () => {
  it('of a sound desk says so and writes nothing', async () => {
    await onDesk({}, async (dir) => {
      const before = digestsOf(dir);
      const { code, out, err } = await page(dir);
      expect({ code, err }).to.deep.equal({ code: 0, err: '' });
      expect(out)
        .to.contain('0 errors')
        .and.contain('80 rows')
        .and.match(/^Usable: 40 positions of 2 symbols on 2023-11-14, /);
      expect(digestsOf(dir)).to.deep.equal(before);
    });
  });

  it('lists every problem at once, with its place: configs, snapshots, rows', async () => {
    await onDesk(BROKEN, async (dir) => {
      const { code, out } = await page(dir);
      expect(code).to.equal(1);
      const told = [
        /risk_limits\.json:1:37 .*"ten"/,
        /risk_limits\.json:2:11 /,
        /risk_limits\.json:3:10 .*repeats/,
        /pairs_universe\.json:1:43 .*7/,
        /execution_intel\.json:2:3 .*did you mean "horizon"/,
        /execution_intel\.json:3:10 .*did you mean "net"/,
        /strategy_registry\.json:1:2/,
        /nav\.json: .*peak_equity was "x"/,
        new RegExp(`orders_executed\\.jsonl@${CLOSES.length}: bad_json`),
        new RegExp(`orders_executed\\.jsonl@${CLOSES.length + 7}: bad_timestamp: .*"noon"`),
        /^Not usable: the configs have \d errors; repair /,
      ];
      for (const pattern of told) expect(out).to.match(pattern);
    });
  });

  it('lists each percentage it reads as a fraction', async () => {
    const limits =
      '{"global": {"symbol_notional_share_cap_pct": 25, "max_nav_pct": 0.2, "tiers": {"CORE": {"per_symbol_nav_pct": 1}}}}';
    await onDesk({ 'config/risk_limits.json': limits }, async (dir) => {
      const { code, out } = await page(dir);
      expect(code).to.equal(0);
      expect(out).to.match(/risk_limits\.json:1:46 .*25 % .*0\.25/);
      expect(out).to.not.match(/converted.*max_nav_pct: 0\.2/);
      expect(out).to.match(/warning.*per_symbol_nav_pct/);
      expect(out).to.contain('1 percentages converted');
    });
  });

  it('tells what the files would warn of, what to do, and which names no config knows', async () => {
    const files = {
      'logs/state/nav.json': '{"nav": 8800, "peak": 10000, "drawdown_pct": 0.12}',
      'config/pairs_universe.json': '{"universe": [{"symbol": "BTCUSD"}]}',
      'config/strategy_config.json': '{"strategies": [{"id": "A"}, {"id": "a", "fixed_sl_pct": 0.02}]}',
    };
    await onDesk(files, async (dir) => {
      const { code, out } = await page(dir);
      expect(code).to.equal(0);
      expect(out).to.match(/^ {2}warning: drawdown_contradicts_peak: .*; what to do: /m);
      expect(out).to.match(
        /^ {2}warning: symbol "BTCUSDT" is in the logs and not in pairs_universe\.json \(did you mean "BTCUSD"\?\)$/m,
      );
      expect(out).to.match(/^ {2}converted: .*fixed_sl_pct: 0\.02 is used as 2 %$/m);
      const json = await check(dir, '--json');
      expect(jsonAt(json.out, 'warnings', '0', 'code')).to.equal('drawdown_contradicts_peak');
      expect(jsonAt(json.out, 'names', 'unknown_symbols', '0')).to.deep.equal({
        name: 'BTCUSDT',
        meant: 'BTCUSD',
      });
    });
  });

  it('names closes that conflict, may be one, or have no P&L, with their places', async () => {
    const close = { symbol: 'BTCUSDT', ts_close: TS + 1, orderId: 900 };
    const rows = [
      { ...close, ts: TS + 1, realizedPnlUsd: 41 },
      { ...close, ts: TS + 901, realizedPnlUsd: 42 },
      { symbol: 'BTCUSDT', ts: TS + 3, orderId: 901, attempt_id: 'x', realizedPnlUsd: 42 },
      { symbol: 'BTCUSDT', ts: TS + 2, attempt_id: 'y', realizedPnlUsd: 42 },
      ...[1, 2, 3, 4].map((n) => ({ symbol: 'ETHUSDT', ts: TS + n, orderId: 910 + n, realizedPnlUsd: null })),
    ];
    const written = rows.map((row) => `${closeLine(row)}\n`).join('');
    await onDesk({ 'logs/execution/orders_executed.jsonl': `${CLOSES}${written}` }, async (dir) => {
      const { code, out } = await page(dir);
      expect(code).to.equal(0);
      const placed = (line: number): string => `orders_executed.jsonl:${line}`;
      expect(out).to.contain(
        [
          '  closes told again with other content, as a correction or a part: 1',
          `    ${placed(42)} against ${placed(41)}: BTCUSDT 2023-11-14T22:13:21.000+00:00`,
          '  closes that may repeat or undo another, and all count: 1',
          `    ${placed(44)} against ${placed(42)}: BTCUSDT 2023-11-14T22:13:22.000+00:00`,
          '  closes without a realised P&L, which make no trade: 4',
          ...[45, 46, 47].map(
            (line) => `    ${placed(line)}: ETHUSDT 2023-11-14T22:13:2${line - 44}.000+00:00`,
          ),
          '    and 1 more',
        ].join('\n'),
      );
      const json = await check(dir, '--json');
      expect(jsonAt(json.out, 'closes', 'conflicting', 'first', '0', 'places')).to.deep.equal([
        placed(42),
        placed(41),
      ]);
      expect(jsonAt(json.out, 'closes', 'without_pnl', 'count')).to.equal(4);
    });
  });

  it('with --json is one document with the same in it', async () => {
    await onDesk(BROKEN, async (dir) => {
      const { code, out } = await check(dir, '--json');
      expect(code).to.equal(1);
      expect(jsonAt(out, 'usable')).to.equal(false);
      expect(jsonAt(out, 'reason')).to.equal('config');
      expect(jsonAt(out, 'problems')).to.have.property('length').that.is.at.least(7);
      expect(jsonAt(out, 'rows', 'faults')).to.have.length(2);
      expect(jsonAt(out, 'rows', 'faults', '0')).to.deep.include({
        source: 'orders_executed',
        segment: 0,
        offset: CLOSES.length,
        raw: '{"torn',
      });
      expect(jsonAt(out, 'notes', '0')).to.contain(join(dir, 'logs', 'state', 'nav.json'));
    });
  });
});
