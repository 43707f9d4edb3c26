import { expect } from 'chai';
import { coverageOf, type Coverage } from '../../../operators/coverage/coverage';
import { joined } from '../../../operators/join/joined';
import { DAY } from '../../../src/model/values/time';
import { close, deskOf, DEFAULTS, fill, route } from '../made';

const AS_OF = 100 * DAY;
const desk = deskOf({ strategies: { strategies: [{ id: 's', fixed_sl_pct: 2 }] } });

function coverageIn(
  closes: readonly ReturnType<typeof close>[],
  fills: readonly ReturnType<typeof fill>[] = [],
  routes: readonly ReturnType<typeof route>[] = [],
): Coverage {
  const { trades, routes: rows } = joined([...closes, ...fills, ...routes], desk, AS_OF);
  return coverageOf({ trades, fills, routes: rows }, DEFAULTS, AS_OF);
}

const sized = { sizeBefore: 1, sizeAfter: 0, closedQty: 1 };

describe('coverageOf', () => {
  it('of nothing counts nothing', () => {
    const { positions, closes, fills, routerRows } = coverageIn([]);
    expect([positions.count, closes.count, fills.count, routerRows.count]).to.deep.equal([0, 0, 0, 0]);
    expect([positions.first, positions.last]).to.deep.equal([undefined, undefined]);
    for (const { of } of [...positions.fields, ...closes.fields]) expect(of).to.equal(0);
  });

  it('counts positions by the source of their risk', () => {
    const at = { ts: AS_OF, riskUsd: undefined };
    const { positions } = coverageIn([
      close('1', { ts: AS_OF, riskUsd: 5 }),
      close('2', { ...at, strategy: 's' }),
      close('3', { ...at, strategy: 's' }),
      close('4', { ...at, strategy: 'unknown' }),
      close('5', { ...at, notionalUsd: undefined }),
    ]);
    expect(positions.riskSources).to.deep.equal({ recorded: 1, stop: 2, fallback: 1, none: 1 });
    expect(positions.fields.find(({ field }) => field === 'r')).to.include({ have: 4, of: 5 });
    expect(positions.fields.find(({ field }) => field === 'notional')).to.include({ have: 4, of: 5 });
  });

  it('counts each position once, the closes that it is made of, and no row that counts nowhere', () => {
    const leg = { orderId: 'o', attemptId: 'a', sizeBefore: 2, sizeAfter: 1, closedQty: 1 };
    const { positions, closes, routerRows } = coverageIn(
      [
        close('1', { ...leg, ts: AS_OF - 2 }),
        close('2', { ...leg, ts: AS_OF - 1, sizeBefore: 1, sizeAfter: 0 }),
        close('3', { ts: AS_OF - 3, symbol: 'ETHUSDT', realizedUsd: undefined }),
        close('4', { ts: AS_OF - 40 * DAY, symbol: 'ETHUSDT' }),
      ],
      [],
      [route('r', { ts: AS_OF - 40 * DAY, links: ['a'] })],
    );
    expect(positions).to.include({ count: 1, symbols: 1, first: AS_OF - 2, last: AS_OF - 1 });
    expect(closes.count).to.equal(2);
    expect(routerRows.count).to.equal(0);
  });

  it('says which positions know their entry, and by whose attempt the router row was found', () => {
    const known = { ...sized, attemptId: 'exit' };
    const { positions } = coverageIn(
      [
        close('1', { ts: AS_OF - 10, orderId: 'x1', ...known }),
        close('2', { ts: AS_OF - 10, orderId: 'x2', symbol: 'ETHUSDT', ...known }),
        close('3', { ts: AS_OF - 10, orderId: 'x3', symbol: 'SOLUSDT', ...sized }),
      ],
      [fill('f', { ts: AS_OF - 20, orderId: 'e1', attemptId: 'entry' })],
      [
        route('r1', { ts: AS_OF - 30, links: ['entry'] }),
        route('r2', { ts: AS_OF - 30, symbol: 'ETHUSDT', links: ['exit'] }),
      ],
    );
    expect(positions.rowOf).to.deep.equal({ entry: 1, exit: 1, none: 1 });
    const shares = new Map(positions.fields.map(({ field, have }) => [field, have]));
    expect([shares.get('entry'), shares.get('router_row')]).to.deep.equal([1, 2]);
  });

  it('says how many lie in the primary window, and how many are still open in part', () => {
    const { positions } = coverageIn([
      close('1', { ts: AS_OF - 14 * DAY }),
      close('2', { ts: AS_OF - 14 * DAY + 1 }),
      close('3', { ts: AS_OF, sizeBefore: 2, sizeAfter: 1, closedQty: 1 }),
    ]);
    expect(positions).to.include({ count: 3, inPrimaryWindow: 2, open: 1 });
    const last = { ...DEFAULTS, windows: ['last_2'] };
    const { trades } = joined([close('1', { ts: AS_OF })], desk, AS_OF);
    const inLast = coverageOf({ trades, fills: [], routes: [] }, last, AS_OF);
    expect(inLast.positions.inPrimaryWindow).to.equal(1);
  });
});
