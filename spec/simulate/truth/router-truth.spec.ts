import { expect } from 'chai';
import { symbolProfiles } from '../../../src/simulate/market/symbol-profiles';
import { SHARES } from '../../../src/simulate/market/shares';
import {
  allRows,
  entryFillRate,
  joinedRows,
  positionRate,
  routerTruth,
} from '../../../src/simulate/truth/router-truth';

describe('routerTruth', () => {
  const [bitcoin] = symbolProfiles({ seed: 1, symbols: 1 });
  if (bitcoin === undefined) throw new Error('the cast is empty');
  // Of 1000 attempts 250 fill as maker, 100 fall back, 495 are filled takers and 155 fail.
  const profile = {
    ...bitcoin,
    takerShare: 0.5,
    makerFillShare: 0.5,
    fallbackShare: 0.2,
    makerSlippageBps: -1,
    takerSlippageBps: 3,
    makerFeeBps: 2,
    takerFeeBps: 5,
  };

  it('counts every attempt of a symbol', () => {
    const truth = routerTruth([allRows(profile)]);
    expect(truth.filled_rate).to.be.closeTo(0.845, 1e-12);
    expect(truth.maker_start_rate).to.be.closeTo(0.5, 1e-12);
    expect(truth.maker_fill_rate).to.be.closeTo(0.25, 1e-12);
    expect(truth.fallback_rate).to.be.closeTo(0.2, 1e-12);
    expect(truth.mean_slippage_bps).to.be.closeTo((250 * -1 + 595 * 3) / 845, 1e-12);
    expect(truth.mean_fee_bps).to.be.closeTo((250 * 2 + 595 * 5) / 845, 1e-12);
    expect(truth.ack_p50_ms).to.be.closeTo(profile.ackMedianMs, 1e-9);
  });

  it('counts of a joined symbol only the filled entries', () => {
    const truth = routerTruth([joinedRows(profile, SHARES)]);
    expect(truth.filled_rate).to.equal(1);
    expect(truth.maker_start_rate).to.be.closeTo(350 / 845, 1e-12);
    expect(truth.maker_fill_rate).to.be.closeTo(250 / 845, 1e-12);
    expect(truth.fallback_rate).to.be.closeTo(100 / 350, 1e-12);
    expect(truth.mean_fee_bps).to.be.closeTo((250 * 2 + 595 * 5) / 845, 1e-12);
  });

  it('weighs joined symbols by their positions: three attempts an entry', () => {
    const reliable = { ...profile, takerShare: 0, makerFillShare: 1, fallbackShare: 0 };
    const share = 1 - 0.155 ** 3;
    expect(entryFillRate(profile)).to.be.closeTo(share, 1e-12);
    const truth = routerTruth([joinedRows(profile, SHARES), joinedRows(reliable, SHARES)]);
    expect(truth.maker_fill_rate).to.be.closeTo((share * (250 / 845) + 1) / (share + 1), 1e-12);
  });

  it('opens more positions than intents fill where a flip opens the next one', () => {
    const rare = { ...SHARES, forgotten: 0, reduced: 0, dust: 0, partial: 0 };
    const [rate, flip] = [entryFillRate(profile), SHARES.flip];
    const own = positionRate({ ...profile, oneWay: true }, rare);
    expect(positionRate({ ...profile, oneWay: false }, rare)).to.equal(rate);
    expect(own).to.be.closeTo(own * flip + (1 - own * flip) * rate, 1e-12);
  });
});
