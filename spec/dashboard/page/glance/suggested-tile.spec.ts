import { expect } from 'chai';
import { pageModel } from '../../../../src/dashboard/page';
import { suggestedTile } from '../../../../src/dashboard/page/glance/suggested-tile';
import { nodeText } from '../../../../src/dashboard/page/parts/node';
import { childAt } from '../../../../src/dashboard/model/json-fields';
import type { JsonObject } from '../../../../src/model/values/json';
import { sampleDocuments, SOON } from '../../states';

/** The tile of the sample, with these weights in place of its own, in order; the others are 0. */
async function shown(weights: readonly number[], phi: JsonObject = {}): Promise<string> {
  const state = await sampleDocuments();
  const rows = state.allocation['symbols'] as readonly JsonObject[];
  const total_weight = weights.reduce((sum, weight) => sum + weight, 0);
  const symbols = rows.map((row, i) => {
    const explanation = childAt(row, 'explanation');
    return {
      ...row,
      suggested_weight: weights[i] ?? 0,
      explanation: { ...explanation, phi: { ...childAt(explanation, 'phi'), ...phi } },
    };
  });
  const global = { ...childAt(state.allocation, 'global'), total_weight, cash_weight: 1 - total_weight };
  return nodeText(
    suggestedTile(pageModel({ ...state, allocation: { ...state.allocation, global, symbols } }, SOON)),
  );
}

const PROBE = { known_r: 3, trusted_trades: 20, before_quality: 0.05, phi_min: 0.05 };

describe('the advice at a glance', () => {
  it('says what to stop and why, then to stand down where no symbol gets a weight', async () => {
    const text = await shown([], PROBE);
    expect(text).to.match(/^What to do■ Stop trading /);
    expect(text).to.contain('for 1 more reason');
    expect(text).to.contain(
      'Stand down: no symbol gets a weight: 0.0 % of NAV in all, 100.0 % cash; mode allows 90.0 %',
    );
  });

  it('says that there are only probes where each weight is one', async () => {
    expect(await shown([0.004, 0.01], PROBE)).to.contain(
      'Only probes: no symbol has earned more than a first try: 1.4 % of NAV in all, 98.6 % cash',
    );
  });

  it('has the weights together where one was earned', async () => {
    const text = await shown([0.2, 0.1], { ...PROBE, before_quality: 0.4 });
    expect(text).to.contain('30.0 % of NAV in all, 70.0 % cash; mode allows 90.0 %');
    expect(text).to.not.match(/Stand down|probes/);
  });

  const textOf = (symbols: readonly JsonObject[]): string => {
    const allocation = { global: { total_weight: 0 }, symbols };
    const groups = Object.fromEntries(symbols.map(({ symbol }) => [String(symbol), { count: 3 }]));
    return nodeText(suggestedTile(pageModel({ allocation, expectancy: { symbols: groups } }, SOON)));
  };

  it('has the change of each symbol, and says where what is held now is not known', () => {
    const rows = [
      { symbol: 'A', suggested_weight: 0, current_weight: null, reason: 'edge_below_min' },
      { symbol: 'B', suggested_weight: 0, current_weight: 0.0712, reason: 'edge_below_min' },
      { symbol: 'C', suggested_weight: 0.25, current_weight: 0.1, reason: 'score' },
    ];
    const text = textOf(rows);
    expect(text).to.contain('Stop trading A, B: edge too low');
    expect(text).to.contain('Raise C: by score');
    expect(text).to.contain('A now unknown → 0.00 %▼ B 7.12 % → 0.00 %▲ C 10.00 % → 25.00 %');
  });

  it('names so many symbols and counts the rest', () => {
    const rows = Array.from({ length: 20 }, (_, i) => ({
      symbol: `S${String(i).padStart(2, '0')}`,
      suggested_weight: 0,
      current_weight: 0.01,
      reason: 'edge_below_min',
    }));
    expect(textOf(rows)).to.contain('S04 and 15 more: edge too low').and.to.contain('and 12 more');
  });

  it('says that nothing changes only where it is known what is held', () => {
    const row = { symbol: 'A', suggested_weight: 0.1, reason: 'score' };
    expect(textOf([{ ...row, current_weight: 0.1 }])).to.contain('Change no weight');
    const text = textOf([{ ...row, current_weight: null }]);
    expect(text).to.contain('Hold at most what is suggested: A').and.to.contain('A now unknown → 10.00 %');
  });

  it('says nothing where no allocation is published', async () => {
    const state = { ...(await sampleDocuments()), allocation: undefined };
    const text = nodeText(suggestedTile(pageModel(state, SOON)));
    expect(text).to.contain('What to doNo advice is published').and.to.not.contain('NAV');
  });
});
