import { expect } from 'chai';
import type { EquityEvent } from '../../../src/model/event';
import { drawdownSteps } from '../../../operators/account/drawdown-steps';
import { equity } from '../made';

const steps = (events: readonly EquityEvent[], peakSpanMs: number, isGiven = false) => {
  const found = drawdownSteps(events, { peakSpanMs, isGiven });
  return { ...found, steps: found.steps.map(({ event, drawdown }) => [event.ts, drawdown?.pct]) };
};

describe('drawdownSteps', () => {
  it('steps from the peak so far, once the points span enough', () => {
    const points = [equity(1, 100), equity(5, 80), equity(11, 90), equity(12, 200), equity(13, 150)];
    expect(steps(points, 10)).to.deep.equal({
      steps: [
        [11, 10],
        [12, 0],
        [13, 25],
      ],
      peakUsd: 200,
      isPeakGiven: false,
      spanMs: 12,
    });
    expect(steps(points.slice(0, 2), 10)).to.deep.include({ steps: [], peakUsd: undefined, spanMs: 4 });
  });

  it('or once a peak is given, which is kept', () => {
    const points = [equity(1, 100), equity(5, 80, { peakUsd: 160 }), equity(6, 120)];
    expect(steps(points, 10)).to.deep.equal({
      steps: [
        [5, 50],
        [6, 25],
      ],
      peakUsd: 160,
      isPeakGiven: true,
      spanMs: 5,
    });
  });

  it('an event without an equity makes no step, but its peak counts', () => {
    const bare = { ...equity(3, 0), equityUsd: undefined };
    const points = [
      equity(1, 100),
      { ...bare, peakUsd: 200 },
      { ...bare, ts: 4 },
      equity(5, 0),
      equity(6, 100),
    ];
    expect(steps(points, 10).steps).to.deep.equal([[6, 50]]);
  });

  it('where the drawdown is given, only what gives it says something', () => {
    const points = [equity(1, 100), equity(20, 10), equity(21, 10, { drawdownPct: -3 })];
    expect(steps(points, 10, true).steps).to.deep.equal([
      [1, undefined],
      [20, undefined],
      [21, 3],
    ]);
    expect(steps([], 10, true)).to.deep.equal({
      steps: [],
      peakUsd: undefined,
      isPeakGiven: false,
      spanMs: undefined,
    });
  });
});
