import { expect } from 'chai';
import { costs, current, proposed, suggestionFor, type Rows } from './policy-made';

describe('suggestPolicy, maker_first', () => {
  const broken = { slippageBps: 30 };

  it('goes off when the router is broken', () => {
    expect(proposed(costs(0, 0, broken)).maker_first).to.equal(false);
  });

  it('stays when the costs of both sides say the opposite', () => {
    expect(proposed(costs(22, 40)).maker_first).to.equal(true);
    expect(proposed(costs(40, 22)).maker_first).to.equal(false);
    expect(proposed(costs(22, 40, { n: 20 })).maker_first).to.equal(true);
    expect(proposed(costs(22, 40, { n: 19 })).maker_first).to.equal(false);
  });

  it('stays off while the router is broken, and on while it is good', () => {
    expect(proposed(costs(0, 0, broken), { ...current, maker_first: false }).maker_first).to.equal(false);
    expect(proposed(costs(1, 1)).maker_first).to.equal(true);
  });

  it('in defensive mode it changes where that costs nothing more, and stays where it would', () => {
    expect(proposed(costs(30, 30), current, 'defensive').maker_first).to.equal(false);
    const off = { ...current, maker_first: false };
    expect(proposed(costs(1, 1), off, 'defensive').maker_first).to.equal(true);
    const dear = suggestionFor(
      costs(40, 22).map((side) => (side.makerStart ? { ...side, n: 19 } : side)),
      current,
      'defensive',
    );
    expect(dear.proposed_policy.maker_first).to.equal(false);
    const [maker, taker] = costs(1, 1);
    if (maker === undefined || taker === undefined) throw new Error('two sides');
    const cheaperTaker = [
      { ...maker, n: 20, slippageBps: 3 },
      { ...taker, n: 19, slippageBps: 1 },
    ];
    expect(proposed(cheaperTaker, off).maker_first).to.equal(true);
    expect(suggestionFor(cheaperTaker, off, 'defensive').explanation.maker_first).to.include({
      proposed: false,
      binding: 'defensive_cost',
    });
  });

  it('comes back on when the router is good', () => {
    const off = { ...current, maker_first: false };
    expect(proposed(costs(1, 1), off).maker_first).to.equal(true);
    expect(proposed(costs(1, 3, { usedFallback: true }), off).maker_first).to.equal(false);
  });

  it('comes back on where too few maker orders are left to judge makers by', () => {
    const off = { ...current, maker_first: false };
    const [, taker] = costs(1, 1);
    if (taker === undefined) throw new Error('two sides');
    expect(proposed([taker], off).maker_first).to.equal(true);
    expect(proposed([{ ...taker, slippageBps: 6 }], off).maker_first).to.equal(false);
    const failing = (n: number): Rows => ({ ...taker, n, makerStart: true, makerFinal: false });
    expect(proposed([taker, failing(19)], off).maker_first).to.equal(true);
    expect(proposed([taker, failing(20)], off).maker_first).to.equal(false);
  });

  it('holds with fewer than 20 slippages', () => {
    const [, taker] = costs(30, 30);
    if (taker === undefined) throw new Error('two sides');
    const mute: Rows = { ...taker, n: 60, slippageBps: undefined, ackMs: 3000 };
    expect(proposed([{ ...taker, n: 19 }, mute]).maker_first).to.equal(true);
    expect(proposed([{ ...taker, n: 20 }, mute]).maker_first).to.equal(false);
  });
});
