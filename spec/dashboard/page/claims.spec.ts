import { expect } from 'chai';
import { pageModel } from '../../../src/dashboard/page';
import type { ClaimsSummary, PageModel } from '../../../src/dashboard/model/page-model';
import { claimsPanel } from '../../../src/dashboard/page/panels/claims-panel';
import { drawer } from '../../../src/dashboard/page/drawer/drawer';
import { expectancyPanel } from '../../../src/dashboard/page/panels/expectancy-panel';
import { nodeText, type Node } from '../../../src/dashboard/page/parts/node';
import type { JsonObject } from '../../../src/model/values/json';
import { SOON } from '../states';

const BIN = { lo: 0.6, hi: 0.7, n: 40, mean_p: 0.61, share: 0.55, interval: [0.4, 0.69] };
const CALIBRATION = {
  ...{ claims: 40, next_trades: 20, from_ts: 86_400_000, to_ts: 172_800_000 },
  ...{ prediction_coverage: 0.925, r_interval_coverage: 0.7, miscalibrated: false },
  p_dd: { brier: 0.251, skill: -0.014, bins: [BIN] },
};

const pageOf = (scores: JsonObject): PageModel => pageModel({ scores }, SOON);
const panelText = (calibration: unknown): string => nodeText(claimsPanel(pageOf({ calibration }).claims));

function labels(node: Node): readonly string[] {
  if (typeof node === 'string') return [];
  const own = node.attrs['aria-label'];
  return [...(typeof own === 'string' ? [own] : []), ...node.children.flatMap(labels)];
}

describe('the claims on the page', () => {
  it('are said beside how often they came true, and in how many cases', () => {
    expect(panelText(CALIBRATION))
      .to.contain('40 claims from 1970-01-02 00:00:00 to 1970-01-03 00:00:00')
      .and.contain('Brier 0.251')
      .and.contain('held 92.5 %')
      .and.contain('61.0 %55.0 %40')
      .and.contain('40.0 % … 69.0 %');
    expect(labels(claimsPanel(pageOf({ calibration: CALIBRATION }).claims))).to.contain(
      'said 61.0 %, happened 55.0 %',
    );
  });

  it('are marked where they were not worth what they said', () => {
    expect(panelText({ ...CALIBRATION, miscalibrated: true })).to.contain('▲ They were not worth');
    expect(panelText(CALIBRATION)).to.not.contain('▲');
  });

  it('without an outcome, or of a file that does not say, claim nothing', () => {
    expect(panelText({ ...CALIBRATION, claims: 0, p_dd: null })).to.contain('No claim has an outcome yet');
    expect(panelText(undefined)).to.contain('The scores file does not say.');
    expect(pageOf({}).claims).to.equal(null);
  });

  it('of a file that says anything at all are drawn or left out', () => {
    for (const bins of [7, null, [null, 'x', { mean_p: '0.5' }], Array.from({ length: 5000 }, () => BIN)]) {
      const claims: ClaimsSummary | null = pageOf({ calibration: { p_dd: { bins } } }).claims;
      expect(claims?.bins).to.have.length.at.most(10);
      expect(nodeText(claimsPanel(claims))).to.contain('What the claims were worth');
    }
  });
});

describe('a changed record on the page', () => {
  const drift = { direction: 'down', since_ts: 86_400_000, flagged_ts: 172_800_000 };
  const shown = (flag: unknown): string => {
    const page = pageModel(
      {
        expectancy: { symbols: { A: { count: 3 } } },
        scores: { symbols: [{ symbol: 'A', score: 0.5, drift: flag }] },
      },
      SOON,
    );
    return [
      nodeText(expectancyPanel(page.symbols, undefined, true)),
      nodeText(drawer(page, { symbol: 'A', explanation: 'none' })),
    ].join('\n');
  };

  it('has its direction and its day in the line of the symbol and in its drawer', () => {
    expect(shown(drift).match(/▼ lower since 1970-01-02/g)).to.have.length(2);
    expect(shown({ ...drift, direction: 'up' }).match(/▲ higher since 1970-01-02/g)).to.have.length(2);
  });

  it('is left out where it is not flagged, or the flag is not whole', () => {
    for (const flag of [null, undefined, {}, { ...drift, direction: 'x' }, { ...drift, since_ts: null }])
      expect(shown(flag)).to.not.contain('since');
  });
});
