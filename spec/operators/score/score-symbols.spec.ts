import { expect } from 'chai';
import type { Close, MarketEvent } from '../../../src/model/event';
import { machineOver } from '../../../operators/core/machine';
import { foldOver } from '../../../operators/core/fold';
import { joinAttempts } from '../../../operators/join/join-attempts';
import { measureAccount } from '../../../operators/account/measure-account';
import { keepScore } from '../../../operators/evidence/live/keep-score';
import { measureExpectancy } from '../../../operators/expectancy/measure-expectancy';
import { measureProvenance } from '../../../operators/provenance/measure-provenance';
import { measureRouter } from '../../../operators/router/measure-router';
import { scoreSymbols } from '../../../operators/score/score-symbols';
import { suggestPolicies } from '../../../operators/suggest/suggest-policies';
import { close, DAY, deskOf, equity, route, tick } from '../made';

const desk = deskOf({
  universe: { universe: [{ symbol: 'ENABLED' }, { symbol: 'OFF', enabled: false }] },
  registry: { listed: {} },
});
const ASOF = 30 * DAY;

function filesOf(events: readonly MarketEvent[]) {
  const facts = machineOver(joinAttempts(desk), [[...events, tick(ASOF)]]).flat();
  const router = foldOver(measureRouter(desk.settings), facts, ASOF);
  const views = {
    expectancy: foldOver(measureExpectancy(desk.settings), facts, ASOF),
    router,
    account: foldOver(measureAccount(desk), facts, ASOF),
    provenance: foldOver(measureProvenance(desk.settings, []), facts, ASOF),
    trackRecord: foldOver(keepScore(desk.settings), facts, ASOF),
  };
  const scores = scoreSymbols(views, ASOF, desk);
  return { scores, suggestions: suggestPolicies({ router, scores }, desk) };
}
const symbolsOf = (events: readonly MarketEvent[]) => filesOf(events).scores.symbols.map((row) => row.symbol);
const trades = (symbol: string, realizedUsd: number, n = 5): readonly Close[] =>
  Array.from({ length: n }, (_, i) => close(`${symbol}${i}`, { ts: ASOF - i, symbol, realizedUsd }));

describe('scoreSymbols', () => {
  it('scores who has a trade or a row in the window, and who is enabled', () => {
    const events = [
      close('t', { ts: ASOF, symbol: 'TRADED' }),
      route('r', { ts: ASOF, symbol: 'ROUTED' }),
      close('o', { ts: ASOF - 14 * DAY, symbol: 'TRADED_BEFORE' }),
      route('p', { ts: ASOF - 14 * DAY, symbol: 'ROUTED_BEFORE' }),
    ];
    expect([...symbolsOf(events)].sort()).to.deep.equal(['ENABLED', 'ROUTED', 'TRADED']);
  });

  it('sorts by score, best first, then by symbol', () => {
    const events = [...trades('LOSER', -1), ...trades('B', 1), ...trades('A', 1), ...trades('WINNER', 2)];
    expect(symbolsOf(events)).to.deep.equal(['WINNER', 'A', 'B', 'ENABLED', 'LOSER']);
  });

  it('scores each strategy by the rows joined to its closes, each row once', () => {
    const row = route('r', { ts: ASOF - DAY, links: ['a'], slippageBps: 3 });
    // More than an hour apart: two positions.
    const closes = [ASOF - DAY / 2, ASOF].map((ts) => close(`x${ts}`, { ts, attemptId: 'a', strategy: 's' }));
    const { strategies } = filesOf([row, route('other', { ts: ASOF, slippageBps: 50 }), ...closes]).scores;
    expect(strategies.map((each) => each.strategy)).to.deep.equal(['s', 'listed']);
    expect(strategies[0]?.inputs).to.include({ count: 2, mean_slippage_bps: 3 });
    expect(strategies[0]?.priors).to.include('volatility');
  });

  it('suggests for each scored symbol, in order of symbol', () => {
    const { suggestions } = filesOf([...trades('Z', 1), ...trades('A', -1), equity(ASOF, 100)]);
    expect(suggestions.symbols.map((row) => row.symbol)).to.deep.equal(['A', 'ENABLED', 'Z']);
    for (const row of suggestions.symbols) expect(row.proposed_policy).to.deep.equal(row.current_policy);
  });

  it('hostile symbols are symbols', () => {
    const events = [...trades('__PROTO__', 1), ...trades('__proto__', 1), ...trades('constructor', 1)];
    expect([...symbolsOf(events)].sort()).to.deep.equal(['ENABLED', '__PROTO__', '__proto__', 'constructor']);
  });
});
