import { expect } from 'chai';
import { foldOver } from '../../../operators/core/fold';
import { machineOver } from '../../../operators/core/machine';
import { joinAttempts } from '../../../operators/join/join-attempts';
import { measureAccount } from '../../../operators/account/measure-account';
import { measureExpectancy } from '../../../operators/expectancy/measure-expectancy';
import { measureProvenance } from '../../../operators/provenance/measure-provenance';
import { measureRouter } from '../../../operators/router/measure-router';
import { scoreSymbols } from '../../../operators/score/score-symbols';
import { suggestPolicies } from '../../../operators/suggest/suggest-policies';
import type { SuggestionsFile } from '../../../operators/suggest/suggestions-file';
import type { MarketEvent } from '../../../src/model/event';
import { close, DAY, deskOf, route } from '../made';

const ASOF = 30 * DAY;
const desk = deskOf({ universe: { universe: [{ symbol: 'ENABLED' }] } });

function suggestionsOn(events: readonly MarketEvent[]): SuggestionsFile {
  const changes = machineOver(joinAttempts(desk), [[...events]]).flat();
  const router = foldOver(measureRouter(desk.settings), changes, ASOF);
  const views = {
    expectancy: foldOver(measureExpectancy(desk.settings), changes, ASOF),
    router,
    account: foldOver(measureAccount(desk), changes, ASOF),
    provenance: foldOver(measureProvenance(desk.settings, []), changes, ASOF),
  };
  return suggestPolicies({ router, scores: scoreSymbols(views, ASOF, desk) }, desk);
}

describe('suggestPolicies', () => {
  const { symbols } = suggestionsOn([
    close('b', { ts: ASOF - 1, symbol: 'B', realizedUsd: 5 }),
    close('a', { ts: ASOF, symbol: 'A', realizedUsd: -5 }),
    ...Array.from({ length: 40 }, (_, i) => route(`r${i}`, { ts: ASOF - 2, symbol: 'ROUTED' })),
  ]);

  it('has one row for each scored symbol, in order of symbol whatever the scores', () => {
    expect(symbols.map(({ symbol }) => symbol)).to.deep.equal(['A', 'B', 'ENABLED', 'ROUTED']);
  });

  it('has a row of unknown quality, and proposes no change, for a symbol without router rows', () => {
    const row = symbols.find(({ symbol }) => symbol === 'ENABLED');
    expect(row?.quality).to.equal('unknown');
    expect(row?.proposed_policy).to.deep.equal(row?.current_policy);
    expect(symbols.find(({ symbol }) => symbol === 'ROUTED')?.quality).to.not.equal('unknown');
  });
});
