import { expect } from 'chai';
import fc from 'fast-check';
import { OrderSpans } from '../../../../operators/ledger/incremental/order-spans';
import type { Close, Fill } from '../../../../src/model/event';
import { closeRow, fillRow } from '../rows';

const row = fc
  .record({
    ts: fc.integer({ min: 0, max: 100 }),
    orderId: fc.constantFrom('1', '2', '__proto__', undefined),
    clientOrderId: fc.constantFrom('1', 'c', undefined),
    positionSide: fc.constantFrom<Fill['positionSide'][]>('BOTH', 'LONG', 'SHORT'),
  })
  .chain((fields) => fc.constantFrom<(Close | Fill)[]>(fillRow(fields), closeRow(fields)));
const bound = fc.integer({ min: 0, max: 100 });

describe('OrderSpans', () => {
  it('spans the rows of an order, by its id, else by that of its client, until all of them are forgotten', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 5, arbitrary: row }, bound), { maxLength: 80 }), (acts) => {
        const spans = new OrderSpans();
        let known = new Map<string, number[]>();
        for (const act of acts) {
          if (typeof act === 'number') {
            spans.forgetUntil(act);
            known = new Map([...known].filter(([, times]) => Math.max(...times) > act));
          } else {
            const { ts, orderId, clientOrderId, positionSide } = act;
            const id = orderId ?? (clientOrderId === undefined ? undefined : `client ${clientOrderId}`);
            const times = id === undefined ? [ts] : [...(known.get(`${positionSide} ${id}`) ?? []), ts];
            if (id !== undefined) known.set(`${positionSide} ${id}`, times);
            expect(spans.of(act)).to.deep.equal({ first: Math.min(...times), last: Math.max(...times) });
          }
          expect(spans.size).to.equal(known.size);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('goes on after it forgot all of very many', () => {
    const spans = new OrderSpans();
    for (let ts = 0; ts < 5000; ts++) spans.of(fillRow({ ts, orderId: `${ts}` }));
    spans.forgetUntil(4998);
    expect(spans.size).to.equal(1);
    expect(spans.of(fillRow({ ts: 6000, orderId: '4999' }))).to.deep.equal({ first: 4999, last: 6000 });
    expect(spans.of(fillRow({ ts: 6000, orderId: '0' }))).to.deep.equal({ first: 6000, last: 6000 });
  });
});
