import { expect } from 'chai';
import type { RouterPolicy } from '../../../src/model/route';
import { currentPolicy } from '../../../operators/router/current-policy';
import { route } from '../made';

const said = (over: Partial<RouterPolicy>): RouterPolicy => ({
  makerFirst: undefined,
  bias: undefined,
  offsetBps: undefined,
  quality: undefined,
  biasLabel: undefined,
  ...over,
});
const entry = (over: Partial<RouterPolicy>) => ({
  makerFillRate: undefined,
  fallbackRate: undefined,
  slippageP50: undefined,
  slippageP95: undefined,
  ackP50Ms: undefined,
  volatilityScale: undefined,
  policy: said(over),
});

describe('currentPolicy', () => {
  it('is maker first, bias 0.5 and 2 bps where nobody says', () => {
    const unsaid = { maker_first: true, taker_bias: 0.5, bias_label: 'balanced', offset_bps: 2 };
    expect(currentPolicy([], undefined)).to.deep.equal(unsaid);
    expect(currentPolicy([route('r')], entry({}))).to.deep.equal(unsaid);
  });

  it('is per field what the latest row says that has it', () => {
    const past = [
      route('a', { ts: 1, policy: said({ makerFirst: false, bias: 0.1, offsetBps: 5 }) }),
      route('b', { ts: 2, policy: said({ bias: 0 }) }),
      route('c', { ts: 3, policy: said({ offsetBps: 0 }) }),
      route('d', { ts: 4 }),
    ];
    const found = { maker_first: false, taker_bias: 0, bias_label: 'prefer_maker', offset_bps: 0 };
    expect(currentPolicy(past, entry({ makerFirst: true, bias: 1, offsetBps: 9 }))).to.deep.equal(found);
  });

  it('is per field the snapshot’s, where no row has it', () => {
    const past = [route('a', { ts: 1, policy: said({ bias: 0.7 }) })];
    expect(currentPolicy(past, entry({ makerFirst: false, bias: 0.1, offsetBps: 3 }))).to.deep.equal({
      maker_first: false,
      taker_bias: 0.7,
      bias_label: 'prefer_taker',
      offset_bps: 3,
    });
  });

  it('of rows of one ts the greater bytes speak, wherever they lie', () => {
    const past = [
      route('w', { ts: 1, line: 'zz', policy: said({ bias: 0.9 }) }),
      route('a', { ts: 2, line: 'y', policy: said({ bias: 0.3 }) }),
      route('b', { ts: 2, line: 'z', policy: said({ bias: 0.2 }) }),
      route('c', { ts: 2, line: 'zzz' }),
      route('d', { ts: 2, line: 'x', policy: said({ bias: 0.1 }) }),
      route('e', { ts: 2, line: 'a' }),
    ];
    expect(currentPolicy(past, undefined).taker_bias).to.equal(0.2);
    expect(currentPolicy(past.slice(0, 5), undefined).taker_bias).to.equal(0.2);
    expect(currentPolicy(past.slice(0, 3), undefined).taker_bias).to.equal(0.2);
  });
});
