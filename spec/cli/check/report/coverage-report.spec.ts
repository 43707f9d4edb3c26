import { expect } from 'chai';
import { coverageReport } from '../../../../src/cli/check/report/coverage-report';
import { coverageOf } from '../../../../operators/coverage/coverage';
import { NOTHING_COUNTED } from '../../../../operators/ticks/counts';
import { DEFAULTS, route, tradeOf } from '../../../operators/made';

const trades = [1, 2, 3, 4].map((n) => tradeOf(1, n, { feesUsd: n === 1 ? undefined : 1 }));
const rows = [1, 2].map((n) =>
  route(String(n), { makerStart: n === 1 ? true : undefined, status: 'FILLED' }),
);
const coverage = coverageOf({ trades, fills: [], routes: rows }, DEFAULTS, 10);
const report = coverageReport({ coverage, counts: { ...NOTHING_COUNTED, verified: 2, differing: 1 } });

describe('coverageReport', () => {
  it('says of a field that rows lack what follows, and of a complete one nothing', () => {
    expect(report.closes.fields['fee']).to.deep.include({ have: 3, of: 4 });
    expect(report.closes.fields['fee']?.consequence).to.contain('counts as 0');
    expect(report.closes.fields['order_id']).to.deep.equal({ have: 4, of: 4, consequence: null });
    const all = [report.positions, report.closes, report.fills, report.router_rows];
    for (const { fields } of all)
      for (const [field, { have, of, consequence }] of Object.entries(fields))
        expect(consequence !== null, field).to.equal(have < of);
  });

  it('of router rows says more where no row has the field', () => {
    const { maker_start, slippage } = report.router_rows.fields;
    expect(maker_start).to.deep.include({ have: 1, of: 2 });
    expect(maker_start?.consequence).to.contain('the path of its regime is unknown');
    expect(slippage).to.deep.include({ have: 0, of: 2 });
    expect(slippage?.consequence).to.contain('its prior');
  });

  it('carries what the fills verified, and states no time without a position', () => {
    expect(report.positions).to.include({ count: 4, verified: 2, differing: 1 });
    const none = coverageOf({ trades: [], fills: [], routes: [] }, DEFAULTS, 10);
    const empty = coverageReport({ coverage: none, counts: NOTHING_COUNTED });
    expect(empty.positions).to.include({ count: 0, first_close: null, last_close: null });
  });
});
