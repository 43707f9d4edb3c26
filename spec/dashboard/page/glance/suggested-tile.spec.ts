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
  it('says to stand down where no symbol gets a weight', async () => {
    expect(await shown([], PROBE)).to.contain(
      '▲ Stand downno symbol gets a weight: 0.0 % of NAV, 100.0 % cash; mode allows 90.0 %',
    );
  });

  it('says that there are only probes where each weight is one', async () => {
    expect(await shown([0.004, 0.01], PROBE)).to.contain(
      '▲ Only probesno symbol has earned more than a first try: 1.4 % of NAV, 98.6 % cash',
    );
  });

  it('has the weights together where one was earned', async () => {
    const text = await shown([0.2, 0.1], { ...PROBE, before_quality: 0.4 });
    expect(text).to.contain('Suggested30.0 % of NAV, 70.0 % cash; mode allows 90.0 %');
    expect(text).to.not.match(/Stand down|probes/);
  });

  it('says that nothing changes only where it is known what is held', () => {
    for (const [current_weight, text] of [
      [0, 'no change of weight'],
      [null, 'what is held now is not known'],
    ] as const) {
      const symbols = [{ symbol: 'A', suggested_weight: 0, current_weight }];
      const allocation = { global: { total_weight: 0 }, symbols };
      expect(nodeText(suggestedTile(pageModel({ allocation }, SOON)))).to.contain(text);
    }
  });

  it('says nothing where no allocation is published', async () => {
    const state = { ...(await sampleDocuments()), allocation: undefined };
    expect(nodeText(suggestedTile(pageModel(state, SOON)))).to.contain('SuggestedNothing');
  });
});
