import { expect } from 'chai';
import { Waker } from '../../../src/io/follow/waker';
import { HOUR, MINUTE } from '../../../src/model/values/time';
import { AT } from '../journal/journal-made';

describe('the steady clock', () => {
  /** The difference of the two clocks after each of these steps of the wall clock, `waitMs` apart. */
  function apart(steps: readonly (readonly [stepMs: number, waitMs: number])[]): readonly number[] {
    const hands = { wall: AT, steady: 0 };
    const pulse = new Waker(new Map(), { wallMs: () => hands.wall, monotonicMs: () => hands.steady });
    return steps.map(([stepMs, waitMs]) => {
      const before = pulse.readClock().steadyMs;
      hands.wall += stepMs;
      // It is asked now and then, as live does.
      for (let ms = 0; ms < waitMs; ms += waitMs / 100) {
        hands.wall += waitMs / 100;
        hands.steady += waitMs / 100;
        pulse.readClock();
      }
      const { wallMs, steadyMs } = pulse.readClock();
      const gap = wallMs - steadyMs;
      if (gap !== 0) expect(steadyMs - before).to.equal(waitMs);
      return gap;
    });
  }

  it('is the wall clock, and does not follow its jumps until it stayed away for ten minutes (case 46)', () => {
    for (const jump of [HOUR, -HOUR])
      expect(
        apart([
          [0, MINUTE],
          [jump, MINUTE],
          [0, 8 * MINUTE],
          [0, 2 * MINUTE],
          [0, HOUR],
        ]),
      ).to.deep.equal([0, jump, jump, 0, 0]);
  });

  it('does not follow a clock that comes back', () => {
    const away = [HOUR, 9 * MINUTE] as const;
    const back = [-HOUR, MINUTE / 2] as const;
    expect(apart([away, back, away, back, away])).to.deep.equal([HOUR, 0, HOUR, 0, HOUR]);
  });

  it('follows one that drifts away, not one that is a little off', () => {
    expect(apart([[900, HOUR]])).to.deep.equal([900]);
    expect(apart([[1100, HOUR]])).to.deep.equal([0]);
    expect(
      apart([
        [-1100, 5 * MINUTE],
        [0, 6 * MINUTE],
      ]),
    ).to.deep.equal([-1100, 0]);
  });
});
