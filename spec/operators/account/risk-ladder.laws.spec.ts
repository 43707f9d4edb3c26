import { expect } from 'chai';
import fc from 'fast-check';
import type { EquityEvent } from '../../../src/model/event';
import { RISK_MODES, type RiskMode } from '../../../src/model/fund/risk-mode';
import { foldOver } from '../../../operators/core/fold';
import { joinAttempts } from '../../../operators/join/join-attempts';
import { machineOver } from '../../../operators/core/machine';
import { measureAccount } from '../../../operators/account/measure-account';
import { drawdownOfEquity, drawdownOfPct } from '../../../operators/account/drawdown';
import { drawdownSteps } from '../../../operators/account/drawdown-steps';
import { foldMode, ladderOf, stepMode } from '../../../operators/account/risk-ladder';
import { tickEvery } from '../../../operators/ticks/tick-every';
import { batch, deskOf, equity, MINUTE } from '../made';

const ladder = ladderOf(10);
/** Drawdowns near the levels (4.5, 5, 9.5, 10), in hundredths of a percent. */
const drawdown = fc.oneof(
  fc.integer({ min: 0, max: 1500 }).map((n) => n / 100),
  fc.constantFrom(4.49, 4.5, 4.51, 4.99, 5, 5.01, 9.49, 9.5, 9.51, 9.99, 10, 10.01),
);
const drawdowns = fc.array(drawdown, { minLength: 1, maxLength: 20 });
const events = (all: readonly number[]): readonly EquityEvent[] =>
  all.map((drawdownPct, i) => equity((i + 1) * MINUTE, 100, { drawdownPct }));
const stepsOf = (all: readonly number[]) =>
  drawdownSteps(events(all), { peakSpanMs: 0, isGiven: true }).steps;
const folded = (all: readonly number[]): RiskMode =>
  all.reduce<RiskMode>((mode, pct) => stepMode(mode, drawdownOfPct(pct), ladder), 'normal');

describe('risk mode: the laws', () => {
  it('starting from the last deciding event is folding all of them', () => {
    fc.assert(
      fc.property(drawdowns, (all) => {
        expect(foldMode(stepsOf(all), ladder)).to.equal(folded(all));
      }),
      { numRuns: 500 },
    );
  });

  it('what came before a deciding event has no part', () => {
    fc.assert(
      fc.property(drawdowns, drawdowns, fc.constantFrom(0, 4.5, 10, 12), (before, after, deciding) => {
        const whole = foldMode(stepsOf([...before, deciding, ...after]), ladder);
        expect(whole).to.equal(foldMode(stepsOf([deciding, ...after]), ladder));
      }),
    );
  });

  it('a deeper drawdown, or a stricter mode before, never gives a milder mode', () => {
    const rank = (mode: RiskMode): number => RISK_MODES.indexOf(mode);
    fc.assert(
      fc.property(drawdown, drawdown, fc.constantFrom(...RISK_MODES), (a, b, mode) => {
        const step = (pct: number, from: RiskMode): number =>
          rank(stepMode(from, drawdownOfPct(pct), ladder));
        expect(step(Math.max(a, b), mode)).to.be.at.least(step(Math.min(a, b), mode));
        expect(step(a, mode)).to.be.at.least(step(a, 'normal'));
        expect(step(a, 'defensive')).to.be.at.least(step(a, mode));
      }),
    );
  });

  it('the mode does not depend on the tick grid, nor on the order of receipt within a tick', () => {
    const desk = deskOf();
    const modeAt = (all: readonly EquityEvent[], everyMs: number | undefined): RiskMode => {
      const asOf = 21 * MINUTE;
      const schedule = { sources: ['rows'], everyMs, latenessMs: 0, asOf };
      const moments = machineOver(tickEvery(schedule), [batch('rows', all, { ended: true })]);
      const facts = machineOver(joinAttempts(desk), moments).flat();
      return foldOver(measureAccount(desk), facts, asOf).account.risk_mode;
    };
    fc.assert(
      fc.property(drawdowns, fc.constantFrom(MINUTE, 3 * MINUTE, 7 * MINUTE), (all, everyMs) => {
        const sparse = modeAt(events(all), undefined);
        expect(modeAt(events(all), everyMs)).to.equal(sparse);
        expect(modeAt([...events(all)].reverse(), everyMs)).to.equal(sparse);
      }),
    );
  });
});

describe('risk mode: levels and hysteresis', () => {
  const modes = (...all: readonly number[]): readonly RiskMode[] =>
    all.map((_, i) => folded(all.slice(0, i + 1)));

  it('is entered at T/2 and at T, exactly', () => {
    expect(modes(4.999999999)).to.deep.equal(['normal']);
    expect(modes(5)).to.deep.equal(['cautious']);
    expect(modes(9.999999999)).to.deep.equal(['cautious']);
    expect(modes(10)).to.deep.equal(['defensive']);
    expect(modes(-10)).to.deep.equal(['defensive']);
  });

  it('is left half a percent below, exactly', () => {
    expect(modes(10, 9.500000001, 9.5)).to.deep.equal(['defensive', 'defensive', 'cautious']);
    expect(modes(5, 4.500000001, 4.5)).to.deep.equal(['cautious', 'cautious', 'normal']);
    expect(modes(10, 4.500000001, 4.5)).to.deep.equal(['defensive', 'cautious', 'normal']);
  });

  it('where no event decides, all are folded, from normal', () => {
    const mode = (...all: readonly number[]) => foldMode(stepsOf(all), ladder);
    expect([mode(4.7), mode(9.7), mode(9.7, 4.7)]).to.deep.equal(['normal', 'cautious', 'cautious']);
    expect(foldMode([], ladder)).to.equal(undefined);
  });

  it('is left a tenth below, where that is less than half a percent', () => {
    const narrow = ladderOf(3);
    const step = (mode: RiskMode, pct: number) => stepMode(mode, drawdownOfPct(pct), narrow);
    expect([step('defensive', 2.700000001), step('defensive', 2.7)]).to.deep.equal(['defensive', 'cautious']);
    expect([step('cautious', 1.350000001), step('cautious', 1.35)]).to.deep.equal(['cautious', 'normal']);
  });

  it('is compared exactly from equity and peak, where floats would not', () => {
    const at = (equityUsd: number, peakUsd: number, limit: number): RiskMode => {
      const found = drawdownOfEquity(equityUsd, peakUsd);
      if (found === undefined) throw new Error('a peak');
      return stepMode('normal', found, ladderOf(limit));
    };
    // 1 − 0.93 is 0.06999999999999995 in floats, and 7 % all the same.
    expect(at(0.93, 1, 7)).to.equal('defensive');
    expect(at(0.930000001, 1, 7)).to.equal('cautious');
    expect(at(90_000.01, 100_000, 10)).to.equal('cautious');
    expect(at(90_000, 100_000, 10)).to.equal('defensive');
  });
});
