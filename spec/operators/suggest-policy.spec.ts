import { expect } from 'chai';
import { costs, deskWith, suggestionFor, type Current, type Rows } from './policy-made';

const current: Current = { maker_first: true, taker_bias: 0.5, offset_bps: 2 };
const proposed = (
  groups: readonly Rows[],
  policy = current,
  ...rest: [mode?: 'defensive', desk?: ReturnType<typeof deskWith>]
) => suggestionFor(groups, policy, rest[0] ?? 'normal', rest[1]).proposed_policy;

/** Maker orders, of which so many filled as maker. Their slippage is unknown, so that costs say nothing. */
const makers = (n: number, filled: number): readonly Rows[] => {
  const some = {
    makerStart: true,
    slippageBps: undefined,
    feeBps: 0,
    status: 'FILLED',
    usedFallback: false,
    ackMs: 100,
  };
  return [
    { ...some, n: filled, makerFinal: true },
    { ...some, n: n - filled, makerFinal: false },
  ];
};

describe('suggestPolicy, bias', () => {
  it('moves towards the cheaper side, a full step from 5 bps on', () => {
    expect(proposed(costs(1, 9)).taker_bias).to.equal(0.45);
    expect(proposed(costs(9, 1)).taker_bias).to.equal(0.55);
  });

  it('moves by its share of the step below 5 bps', () => {
    expect(proposed(costs(1, 3.5)).taker_bias).to.equal(0.475);
  });

  it('0 is a legal bias, and so is 1', () => {
    expect(proposed(costs(1, 9), { ...current, taker_bias: 0.03 }).taker_bias).to.equal(0);
    expect(proposed(costs(9, 1), { ...current, taker_bias: 0 }).taker_bias).to.equal(0.05);
    expect(proposed(costs(9, 1), { ...current, taker_bias: 0.98 }).taker_bias).to.equal(1);
  });

  it('holds below 20 rows on either side', () => {
    const [maker, taker] = costs(1, 9);
    if (maker === undefined || taker === undefined) throw new Error('two sides');
    expect(proposed([{ ...maker, n: 19 }, taker]).taker_bias).to.equal(0.5);
    expect(proposed([maker, { ...taker, n: 19 }]).taker_bias).to.equal(0.5);
    expect(
      proposed([
        { ...maker, n: 20 },
        { ...taker, n: 20 },
      ]).taker_bias,
    ).to.be.lessThan(0.5);
  });

  it('holds within the noise, and within half a basis point', () => {
    expect(proposed(costs(1, 1.5, { wobble: 1 })).taker_bias).to.equal(0.5);
    expect(proposed(costs(1, 1.6, { wobble: 1 })).taker_bias).to.be.lessThan(0.5);
  });

  it('holds where makers are cheaper but more than half of them do not fill', () => {
    const [maker, taker] = costs(1, 9);
    if (maker === undefined || taker === undefined) throw new Error('two sides');
    const unfilled = (n: number): Rows => ({ ...maker, n, status: 'EXPIRED' });
    expect(proposed([maker, taker, unfilled(61)]).taker_bias).to.equal(0.5);
    expect(proposed([maker, taker, unfilled(60)]).taker_bias).to.equal(0.45);
  });

  it('a value outside the bounds stays until evidence moves it in', () => {
    const narrow = deskWith({ min_bias: 0.6, max_bias: 0.9 });
    expect(proposed(costs(1, 9), current, undefined, narrow).taker_bias).to.equal(0.5);
    expect(proposed(costs(9, 1), current, undefined, narrow).taker_bias).to.equal(0.55);
  });

  it('the label is that of the number, and the rationale says when it hides a move', () => {
    const suggestion = suggestionFor(costs(1, 9), { ...current, taker_bias: 0.4 });
    expect(suggestion.current_policy.bias_label).to.equal('balanced');
    expect(suggestion.proposed_policy.bias_label).to.equal('prefer_maker');
    const hidden = suggestionFor(costs(1, 9), current);
    expect(hidden.proposed_policy.bias_label).to.equal('balanced');
    expect(hidden.rationale.join(' ')).to.include('label stays balanced');
    expect(suggestion.rationale.join(' ')).not.to.include('label stays');
  });
});

describe('suggestPolicy, what binds', () => {
  const bindings = (groups: readonly Rows[], policy = current) => {
    const { bias, offset } = suggestionFor(groups, policy).explanation;
    return [bias.binding, offset.binding];
  };

  it('is the step, or the bound where it cuts the step short', () => {
    expect(bindings([...costs(1, 9), ...makers(60, 0)])[0]).to.equal('step');
    expect(bindings(costs(1, 9), { ...current, taker_bias: 0.04 })[0]).to.equal('bound');
    expect(bindings(costs(1, 9), { ...current, taker_bias: 0.05 })[0]).to.equal('step');
    expect(bindings(makers(60, 0))[1]).to.equal('step');
    expect(bindings(makers(60, 0), { ...current, offset_bps: 1 })[1]).to.equal('bound');
  });

  it('or what held it', () => {
    expect(bindings(makers(5, 0))).to.deep.equal(['too_few_rows', 'too_few_rows']);
    expect(bindings([...costs(1, 1), ...makers(60, 24)])).to.deep.equal([
      'no_clear_advantage',
      'fill_rate_near_target',
    ]);
    const frozen = suggestionFor(
      [...costs(1, 9), ...makers(60, 0)],
      current,
      'normal',
      deskWith({ max_bias_step: 0, max_offset_step_bps: 0 }),
    );
    expect([frozen.explanation.bias.binding, frozen.explanation.offset.binding]).to.deep.equal([
      'frozen',
      'frozen',
    ]);
  });
});

describe('suggestPolicy, offset', () => {
  it('a low fill rate brings the quote closer, a high one away', () => {
    // p = (0 + 7)/70 = 0.1, g = −0.6: the step is 0.6/0.7. p = (60 + 7)/70, g = 0.257…: 0.257…/0.3.
    expect(proposed(makers(60, 0)).offset_bps).to.be.closeTo(2 - 0.6 / 0.7, 2e-9);
    expect(proposed(makers(60, 60)).offset_bps).to.be.closeTo(2 + (67 / 70 - 0.7) / 0.3, 2e-9);
  });

  it('holds below 20 rows, and near the target', () => {
    expect(proposed(makers(19, 0)).offset_bps).to.equal(2);
    expect(proposed(makers(20, 0)).offset_bps).to.be.lessThan(2);
    expect(proposed(makers(60, 42)).offset_bps).to.equal(2);
  });

  it('holds in defensive mode', () => {
    expect(proposed(makers(60, 0), current, 'defensive').offset_bps).to.equal(2);
  });
});

describe('suggestPolicy, maker_first', () => {
  const broken = { slippageBps: 30 };

  it('goes off when the router is broken', () => {
    expect(proposed(costs(0, 0, broken)).maker_first).to.equal(false);
  });

  it('stays when the costs of both sides say the opposite', () => {
    expect(proposed(costs(22, 40)).maker_first).to.equal(true);
    expect(proposed(costs(40, 22)).maker_first).to.equal(false);
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
  });

  it('holds with fewer than 20 slippages', () => {
    const [, taker] = costs(30, 30);
    if (taker === undefined) throw new Error('two sides');
    const mute: Rows = { ...taker, n: 60, slippageBps: undefined, ackMs: 3000 };
    expect(proposed([{ ...taker, n: 19 }, mute]).maker_first).to.equal(true);
    expect(proposed([{ ...taker, n: 20 }, mute]).maker_first).to.equal(false);
  });
});
