import { expect } from 'chai';
import { badRowLines } from '../../../../src/cli/check/text/bad-row-lines';
import { rowLines } from '../../../../src/cli/check/text/row-lines';
import { closeLine, fillLine, routeLine, TS } from '../../../io/rows';
import { CLOSES } from '../../desk';
import { reportOn } from '../reported';

const ORDERS = 'logs/execution/orders_executed.jsonl';
const METRICS = 'logs/execution/order_metrics.jsonl';

describe('rowLines', () => {
  it('counts each kind, and says which closes make no position', async () => {
    const orders = [
      closeLine({ realizedPnlUsd: 1, orderId: 1 }),
      closeLine({ realizedPnlUsd: null, orderId: 2 }),
      fillLine({}),
      ...[1, 2, 3].map(() => closeLine({ event_type: 'order_ack' })),
      '{"torn',
    ];
    const lines = rowLines(
      await reportOn({ [ORDERS]: `${orders.join('\n')}\n`, [METRICS]: `${routeLine({ ts: NaN })}\n` }),
    );
    expect(lines.map((line) => line.replace(/ +/g, ' '))).to.deep.equal([
      ' 8 rows, 2 cannot be used, 0 with NaN or Infinity, 0 values of a wrong type',
      ...[' router rows 0', ' fills 1', ' closes 2 1 without a P&L: they make no position'],
      ...[' order_ack 3 noted: only the time counts', ' cannot be used 2 listed below'],
    ]);
  });

  it('says so where rows lie outside the horizon', async () => {
    const old = closeLine({ ts: TS - 40 * 86_400, realizedPnlUsd: 1, orderId: 'old' });
    const told = (report: Parameters<typeof rowLines>[0]): string => rowLines(report).join('\n');
    expect(told(await reportOn({}))).to.not.contain('horizon');
    expect(told(await reportOn({ [ORDERS]: `${old}\n${CLOSES}` }))).to.match(
      /rows of 2023-10-05 and later; .* the last 30 days \(the horizon\)/,
    );
  });

  it('shows ten bad rows with their places, and how many more there are', async () => {
    const { rows } = await reportOn({ [ORDERS]: `${CLOSES}${'{"torn\n'.repeat(14)}` });
    const lines = badRowLines(rows);
    expect(lines).to.have.length(12);
    expect(lines[0]).to.equal('  14 bad_json');
    expect(lines[1]).to.contain(`orders_executed.jsonl@${CLOSES.length}: bad_json: `);
    expect(lines[11]).to.match(/^ {2}and 4 more; /);
  });
});
