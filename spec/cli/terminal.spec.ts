import { join } from 'node:path';
import { expect } from 'chai';
import { closeLine, routeLine, TS } from '../io/rows';
import { at, contentsOf, onDesk, replayAt } from './desk';
import { intel, intelProcess } from './intel';

const HOSTILE = '\u001b]0;pwned\u0007\u001b[2J\u009b31m\u202e\u2066\u200f\u0085\u007f\b\r\n';

/** What can steer a terminal or turn its text around; newlines part lines. */
const STEERS = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

function steering(text: string): readonly string[] {
  return [
    ...new Set([...text.matchAll(STEERS)].map(([char]) => `U+${(char.codePointAt(0) ?? 0).toString(16)}`)),
  ].filter((char) => char !== 'U+a');
}

const ROWS = Array.from({ length: 25 }, (_, n) => {
  const id = { symbol: n % 2 === 0 ? `X${HOSTILE}Y` : 'BTCUSDT', ts: TS + n, attempt_id: `a${HOSTILE}${n}` };
  const policy = { quality: `q${HOSTILE}`, taker_bias: `b${HOSTILE}`, reason: HOSTILE };
  return {
    close: closeLine({ ...id, realizedPnlUsd: 1, orderId: n, strategy: `s${HOSTILE}`, notional_usd: 100 }),
    route: routeLine({
      ...id,
      maker_start: true,
      is_maker_final: true,
      slippage_bps: 1,
      policy,
      result: { status: HOSTILE },
    }),
  };
});

const FILES = {
  'logs/execution/order_metrics.jsonl': ROWS.map(({ route }) => `${route}\n`).join(''),
  'logs/execution/orders_executed.jsonl': [
    ...ROWS.map(({ close }) => close),
    closeLine({ event_type: HOSTILE }),
    closeLine({ ts: HOSTILE }),
    closeLine({ fees_total: HOSTILE }),
    HOSTILE.replace('\n', ''),
    '',
  ].join('\n'),
  'logs/state/nav.json': JSON.stringify({ peak_equity: HOSTILE }),
  'logs/state/risk_snapshot.json': JSON.stringify({
    symbols: [{ symbol: 'BTCUSDT', vol: { atr_regime: `hot${HOSTILE}` } }],
  }),
  'config/pairs_universe.json': JSON.stringify({
    universe: [
      { symbol: `x${HOSTILE}Y`, caps: { max_nav_pct: 20 } },
      { symbol: 'BTCUSDT', tier: HOSTILE, caps: { max_nav_pct: 0.2 } },
    ],
  }),
  'config/risk_limits.json': JSON.stringify({ per_symbol: { [`Z${HOSTILE}`]: { max_nav_pct: 30 } } }),
  'config/strategy_registry.json': JSON.stringify({
    [HOSTILE]: HOSTILE,
    strategies: { [`s${HOSTILE}`]: { capacity_usd: HOSTILE } },
  }),
};

describe('text from logs and configs', () => {
  it('never steers the terminal: every command shows control and direction characters as escapes', async () => {
    await onDesk(FILES, async (dir) => {
      const state = ['--state', join(dir, 'out')];
      const symbol = `X${HOSTILE}Y`;
      const commands = [
        replayAt(dir),
        ['probe', ...state, ...at(dir, 'config')],
        ['explain', symbol, ...state],
        ['explain', 'BTCUSDT', ...state],
        ['explain', 'NOPE', ...state],
        ['explain', HOSTILE, ...state],
        ['trades', ...at(dir, 'logs', 'config')],
        ['trades', '--csv', ...at(dir, 'logs', 'config')],
        ['check', ...at(dir, 'logs', 'config')],
      ];
      const raw: string[] = [];
      let shown = '';
      for (const command of commands) {
        const { out, err } = await intel(command);
        shown += out + err;
        const lines = [...out.split('\n'), ...err.split('\n')].filter((line) => steering(line).length > 0);
        raw.push(
          ...lines.map((line) => `${command[0] ?? ''}: ${JSON.stringify(line).replaceAll(STEERS, '?')}`),
        );
      }
      expect(raw).to.deep.equal([]);
      expect(shown).to.contain('\\u{1b}').and.contain('\\u{9b}').and.contain('\\u{202e}');
    });
  });

  it('stands in JSON as escapes: the same text, and nothing that steers', async () => {
    await onDesk(FILES, async (dir) => {
      await intel(replayAt(dir));
      for (const command of [
        replayAt(dir, '--json'),
        ['trades', '--json', ...at(dir, 'logs', 'config')],
        ['check', '--json', ...at(dir, 'logs', 'config')],
      ]) {
        const { out } = await intel(command);
        expect(
          steering(out).filter((char) => /^U\+(.|1.)$/.test(char)),
          command[0],
        ).to.deep.equal([]);
        expect(JSON.stringify(JSON.parse(out))).to.contain('u001b');
      }
    });
  });

  it('files keep it as it was written', async () => {
    await onDesk(FILES, async (dir) => {
      await intel(replayAt(dir));
      const symbol = `X${HOSTILE}Y`.toUpperCase();
      const files = contentsOf(join(dir, 'out'));
      expect(JSON.parse(Buffer.from(files['expectancy_v6.json'] ?? '', 'latin1').toString()))
        .to.have.property('symbols')
        .that.has.property(symbol);
    });
  });
});

describe('colour', () => {
  it('is for terminals: none in a pipe or with NO_COLOR, some with FORCE_COLOR', async () => {
    await onDesk({}, async (dir) => {
      await intel(replayAt(dir));
      const explain = ['explain', 'BTCUSDT', '--state', join(dir, 'out')];
      const [plain, none, forced, both, zero] = await Promise.all([
        intelProcess(explain),
        intelProcess(explain, { env: { NO_COLOR: '1' } }),
        intelProcess(explain, { env: { FORCE_COLOR: '1' } }),
        intelProcess(explain, { env: { NO_COLOR: '1', FORCE_COLOR: '1' } }),
        intelProcess(explain, { env: { FORCE_COLOR: '0' } }),
      ]);
      for (const run of [plain, none, both, zero]) expect(run.out).to.not.contain('\u001b');
      expect(forced.out).to.contain('\u001b[1m');
      expect(forced.out.replaceAll(/\p{Cc}\[\d+m/gu, '')).to.equal(plain.out);
    });
  });
});
