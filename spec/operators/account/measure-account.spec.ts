import { expect } from 'chai';
import { foldOver } from '../../../operators/core/fold';
import type { JoinedChange } from '../../../operators/join/join-attempts';
import { measureAccount } from '../../../operators/account/measure-account';
import { deskOf, equity, tradeOf } from '../made';

const NOW = 1000;
const desk = deskOf();
const measured = (changes: readonly JoinedChange[]) => foldOver(measureAccount(desk), changes, NOW);
const now = (equityUsd: number) => equity(NOW, equityUsd);

describe('measureAccount: volatility regimes', () => {
  it('are those of the risk snapshot, where it has them', () => {
    const symbols = new Map([
      ['A', { drawdownTodayPct: undefined, volRegime: 'hot' }],
      ['B', { drawdownTodayPct: 1, volRegime: undefined }],
    ]);
    const risk = {
      kind: 'risk',
      ts: NOW,
      text: '',
      portfolioDrawdownPct: undefined,
      mode: undefined,
      symbols,
    } as const;
    expect([...measured([risk]).volRegimes]).to.deep.equal([['A', 'hot']]);
  });
});

describe('measureAccount: which symbols are known to the logs', () => {
  const positions = {
    kind: 'positions' as const,
    ts: NOW,
    text: '',
    usable: true,
    exposureUsd: new Map([['X', 50]]),
  };
  const traded = tradeOf(1, 1, { symbol: 'X' });

  it('those of trades and router rows that count, while they count', () => {
    const warned = (...changes: readonly JoinedChange[]) =>
      measured([...changes, positions, now(200)]).warnings;
    const trade = { kind: 'trade', trade: traded, before: undefined } as const;
    expect(warned()).to.deep.equal(['positions_unknown_symbol']);
    expect(warned(trade)).to.deep.equal([]);
    expect(warned(trade, { ...trade, before: traded })).to.deep.equal([]);
    const revised = [trade, { ...trade, before: traded }] as const;
    expect(warned(...revised, { kind: 'untrade', trade: traded })).to.deep.equal([
      'positions_unknown_symbol',
    ]);
    expect(warned(trade, { kind: 'untrade', trade: traded })).to.deep.equal(['positions_unknown_symbol']);
  });
});

describe('measureAccount: what did not change', () => {
  it('is the same object again, at a later moment too', () => {
    const fold = measureAccount(desk);
    const state = fold.step(fold.init(), now(100));
    const first = fold.view(state, NOW);
    expect(fold.view(fold.step(state, now(100)), NOW + 1)).to.equal(first);
    expect(fold.view(fold.step(state, equity(NOW + 2, 101)), NOW + 2)).to.not.equal(first);
  });
});
