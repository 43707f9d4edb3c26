import { Ajv2020 } from 'ajv/dist/2020';
import { expect } from 'chai';
import { checkSchema } from '../../../../src/cli/check/report/check-schema';
import { CLOSES } from '../../desk';
import { reportOn } from '../reported';

const ORDERS = 'logs/execution/orders_executed.jsonl';
const HOSTILE = '\u001b]0;x\u0007\u202e';

const DESKS: readonly (readonly [string, Readonly<Record<string, string | undefined>>])[] = [
  ['a sound desk', {}],
  ['configs with errors', { 'config/risk_limits.json': '{"global": {"tiers": 5}}' }],
  ['empty logs', { [ORDERS]: '', 'logs/execution/order_metrics.jsonl': undefined }],
  ['bad rows', { [ORDERS]: `${CLOSES}{"torn\n\u00ff\n${JSON.stringify({ event_type: 'order_clos' })}\n` }],
  [
    'hostile names',
    {
      [ORDERS]: ['__proto__', 'constructor', HOSTILE, 'x'.repeat(500)]
        .map(
          (name, n) =>
            `{"event_type":"order_close","symbol":"S${n}","strategy":${JSON.stringify(name)},"ts":${1e9 + n},"realizedPnlUsd":1}\n{"event_type":${JSON.stringify(name)},"symbol":"S","ts":1e9}\n`,
        )
        .join(''),
      'config/strategy_config.json': '{"strategies": {"a": {"fixed_sl_pct": 0.02}, "A": {}}}',
    },
  ],
];

describe('checkReport', () => {
  const validate = new Ajv2020({ strict: false }).compile({ ...checkSchema });

  for (const [what, files] of DESKS) {
    it(`of ${what} is what its schema says`, async () => {
      const report = await reportOn(files);
      expect(validate(JSON.parse(JSON.stringify(report))), JSON.stringify(validate.errors)).to.equal(true);
    });
  }

  it('counts every row of the logs in one kind', async () => {
    for (const [what, files] of DESKS) {
      const { rows } = await reportOn(files);
      const { kinds, noted, quarantined } = rows;
      const all = [kinds.router_row, kinds.fill, kinds.close, ...Object.values(noted), quarantined];
      expect(
        all.reduce((sum, count) => sum + count, 0),
        what,
      ).to.equal(rows.rows);
    }
  });

  it('of empty logs states no moment, and so no snapshot and no risk mode', async () => {
    const { as_of, snapshots, account } = await reportOn({
      [ORDERS]: '',
      'logs/execution/order_metrics.jsonl': '',
    });
    expect({ as_of, snapshots, account }).to.deep.equal({ as_of: null, snapshots: {}, account: null });
  });

  it('lists a hundred bad rows and counts all', async () => {
    const { rows } = await reportOn({ [ORDERS]: `${CLOSES}${'{"torn\n'.repeat(1000)}${'{}\n'.repeat(5)}` });
    expect(rows.faults).to.have.length(100);
    expect(rows.quarantined).to.equal(1005);
    expect(rows.fault_reasons).to.deep.equal({ bad_json: 1000, unknown_event: 5 });
  });
});
