import { expect } from 'chai';
import { foldOver } from '../../../operators/core/fold';
import { machineOver } from '../../../operators/core/machine';
import { joinAttempts } from '../../../operators/join/join-attempts';
import { measureAccount } from '../../../operators/account/measure-account';
import { keepScore } from '../../../operators/evidence/live/keep-score';
import { measureExpectancy } from '../../../operators/expectancy/measure-expectancy';
import { measureProvenance } from '../../../operators/provenance/measure-provenance';
import { measureRouter } from '../../../operators/router/measure-router';
import { scoreSymbols } from '../../../operators/score/score-symbols';
import { suggestPolicies, type PolicyInputs } from '../../../operators/suggest/suggest-policies';
import { suggestPolicy } from '../../../operators/suggest/suggest-policy';
import type { RouterStats } from '../../../operators/router/router-stats';
import { unknownRouter } from '../../../operators/router/symbol-router';
import type { RiskMode } from '../../../src/model/fund/risk-mode';
import { rounded } from '../../../src/model/math/round';
import type { MarketEvent } from '../../../src/model/event';
import { close, DAY, deskOf, equity, route, tick } from '../made';

const ASOF = 30 * DAY;
const desk = deskOf({ universe: { universe: [{ symbol: 'ENABLED' }] } });

function madeOf(events: readonly MarketEvent[]): PolicyInputs {
  const changes = machineOver(joinAttempts(desk), [[...events, tick(ASOF)]]).flat();
  const router = foldOver(measureRouter(desk.settings), changes, ASOF);
  const views = {
    expectancy: foldOver(measureExpectancy(desk.settings), changes, ASOF),
    router,
    account: foldOver(measureAccount(desk), changes, ASOF),
    provenance: foldOver(measureProvenance(desk.settings, ['a warning']), changes, ASOF),
    trackRecord: foldOver(keepScore(desk.settings), changes, ASOF),
  };
  return { router, scores: scoreSymbols(views, ASOF, desk) };
}

describe('suggestPolicies', () => {
  const row = { ts: ASOF - 2, makerStart: true, status: 'FILLED', feesUsd: 0.02, notionalUsd: 100 };
  const made = madeOf([
    close('b', { ts: ASOF - 1, symbol: 'B', realizedUsd: 5 }),
    close('a', { ts: ASOF, symbol: 'A', realizedUsd: -5 }),
    equity(ASOF - 1, 80, { peakUsd: 100 }),
    ...Array.from({ length: 40 }, (_, i) =>
      route(`r${i}`, { ...row, symbol: 'ROUTED', slippageBps: i, makerFinal: i % 2 === 0 }),
    ),
    ...Array.from({ length: 40 }, (_, i) =>
      route(`s${i}`, { ...row, symbol: 'A', makerStart: false, slippageBps: 1 }),
    ),
  ]);
  const { router, scores } = made;
  const file = suggestPolicies(made, desk);
  const { symbols } = file;
  const rowOf = (symbol: string) => symbols.find((each) => each.symbol === symbol);

  it('has one row for each scored symbol, in order of symbol whatever the scores', () => {
    expect(symbols.map(({ symbol }) => symbol)).to.deep.equal(['A', 'B', 'ENABLED', 'ROUTED']);
  });

  it('has a row of unknown quality, and proposes no change, for a symbol without router rows', () => {
    const enabled = rowOf('ENABLED');
    expect(enabled?.quality).to.equal('unknown');
    expect(enabled?.proposed_policy).to.deep.equal(enabled?.current_policy);
    expect(rowOf('ROUTED')?.quality).to.not.equal('unknown');
  });

  it('has the header and the metadata of the scores', () => {
    expect(file).to.deep.equal({
      symbols,
      generated_ts: scores.generated_ts,
      updated_ts: scores.updated_ts,
      as_of: scores.as_of,
      valid_until_ts: scores.valid_until_ts,
      window: scores.window,
      lookback_days: scores.lookback_days,
      metadata: scores.metadata,
    });
    expect(file.metadata.warnings).to.include('a warning');
  });

  it('suggests by the rates of all symbols and in the risk mode of the account', () => {
    const routed = router.symbols.get('ROUTED') ?? unknownRouter(desk.settings);
    const by = (pooled: RouterStats, mode: RiskMode) =>
      rounded(suggestPolicy('ROUTED', routed, pooled, mode, desk));
    expect(scores.account.risk_mode).to.equal('defensive');
    expect(rowOf('ROUTED')).to.deep.equal(by(router.pooled, 'defensive'));
    expect(rowOf('ROUTED'), 'the mode counts').to.not.deep.equal(by(router.pooled, 'normal'));
    expect(rowOf('ROUTED'), 'the others count').to.not.deep.equal(by(routed.evidence, 'defensive'));
  });
});
