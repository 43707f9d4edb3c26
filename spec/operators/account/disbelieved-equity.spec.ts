import { expect } from 'chai';
import fc from 'fast-check';
import type { EquityEvent } from '../../../src/model/event';
import { disbelievedIn } from '../../../operators/account/disbelieved-equity';
import { equity, MINUTE } from '../made';

/** One point a minute, from the first minute on; a pair gives its own minute. */
type Told = number | readonly [minute: number, equityUsd: number];

function series(told: readonly Told[]): readonly EquityEvent[] {
  let minute = 0;
  return told.map((point) => {
    const [at, equityUsd] = typeof point === 'number' ? [minute + 1, point] : point;
    minute = at;
    return equity(at * MINUTE, equityUsd, { origin: 'series' });
  });
}

function judged(
  told: readonly Told[],
  asOfMinute = 10_000,
): readonly [disbelieved: readonly number[], jump: number | undefined] {
  const events = series(told);
  const found = disbelievedIn(events, asOfMinute * MINUTE);
  const minutes = events.filter((event) => found.events.has(event)).map(({ ts }) => ts / MINUTE);
  return [minutes, found.jumpTs === undefined ? undefined : found.jumpTs / MINUTE];
}
const none = [[], undefined];

describe('disbelievedIn', () => {
  it('believes what stays within a factor of three', () => {
    expect(judged([])).to.deep.equal(none);
    expect(judged([100])).to.deep.equal(none);
    expect(judged([100, 299, 100, 34, 100])).to.deep.equal(none);
    expect(judged([100, 250, 700, 2000, 5900])).to.deep.equal(none);
  });

  it('does not believe one point of three times or a third, exactly', () => {
    for (const odd of [300, 1000, 100 / 3, 33, 1])
      expect(judged([100, 100, odd, 100, 100]), String(odd)).to.deep.equal([[3], 3]);
    expect(judged([0.1, 0.1, 0.3, 0.1])).to.deep.equal([[3], 3]);
    expect(judged([0.1, 0.1, 0.299999999, 0.1])).to.deep.equal(none);
  });

  it('nor two of them; three in a row that agree are believed, from the first on', () => {
    expect(judged([100, 100, 400, 410, 100, 100])).to.deep.equal([[3, 4], 3]);
    expect(judged([100, 100, 400, 410, 390])).to.deep.equal(none);
    expect(judged([100, 100, 30, 31, 32, 30])).to.deep.equal(none);
    expect(judged([100, 100, 400, 410], 5)).to.deep.equal([[3, 4], 3]);
  });

  it('points that do not agree with the first do not confirm it', () => {
    expect(judged([100, 100, 400, 4000, 400, 100])).to.deep.equal([[3, 4, 5], 3]);
    expect(judged([100, 100, 400, 4000, 4100, 4200])).to.deep.equal([[3], 3]);
  });

  it('where points are rarer, all of ten minutes confirm it: two at least', () => {
    expect(judged([100, 100, [10, 400], [15, 410], [25, 100], [26, 100]])).to.deep.equal(none);
    expect(judged([100, 100, [10, 400], [19, 410]], 19)).to.deep.equal([[10, 19], 10]);
    expect(judged([100, 100, [10, 400], [19, 410]], 20)).to.deep.equal(none);
    expect(judged([100, 100, [10, 400], [20, 410]], 20)).to.deep.equal(none);
    expect(judged([100, 100, [10, 400], [70, 410]], 70)).to.deep.equal(none);
    expect(judged([100, 100, [10, 400], [70, 100]], 70)).to.deep.equal([[10], 10]);
    expect(judged([100, 100, [10, 400]], 600)).to.deep.equal([[10], 10]);
  });

  it('one moment told twice is one point', () => {
    const [start, jump] = [series([100, 100]), equity(3 * MINUTE, 400, { origin: 'series' })];
    const twice = [...start, jump, equity(3 * MINUTE, 400), equity(4 * MINUTE, 400)];
    expect(disbelievedIn(twice, 4 * MINUTE).events.size).to.equal(3);
    expect(disbelievedIn([...twice, equity(5 * MINUTE, 400)], 5 * MINUTE).events.size).to.equal(0);
  });

  it('the first point stands where the next agrees with it, or the one after that', () => {
    expect(judged([100, 400])).to.deep.equal([[1], 1]);
    expect(judged([100, 400, 100], 4)).to.deep.equal([[2], 2]);
    expect(judged([400, 100, 100], 4)).to.deep.equal([[1], 1]);
    expect(judged([400, 100, 100, 100, 100])).to.deep.equal([[1], 1]);
    expect(
      judged([
        [1, 100],
        [1441, 300],
        [1442, 100],
        [2881, 100],
      ]),
    ).to.deep.equal([[1441], 1441]);
  });

  it('tells when the latest jump began', () => {
    expect(judged([100, 100, 400, 100, 100, 20, 21, 100, 100])).to.deep.equal([[3, 6, 7], 6]);
  });

  it('an equity of 0 or below is no point', () => {
    expect(judged([100, 100, 0, 100, -5, 100])).to.deep.equal(none);
    expect(judged([100, 100, 400, 0, 410, 390])).to.deep.equal(none);
  });

  it('what is believed never jumps, and a series without jumps is believed', () => {
    const told = fc.array(fc.constantFrom(90, 100, 120, 320, 1000, 20), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(told, (all) => {
        const events = series(all);
        const { events: out, jumpTs } = disbelievedIn(events, 10_000 * MINUTE);
        expect(out.size < events.length).to.equal(true);
        expect(jumpTs === undefined).to.equal(out.size === 0);
        const isCalm = all.every(
          (x, i) => i === 0 || Math.max(x, all[i - 1] ?? x) < 3 * Math.min(x, all[i - 1] ?? x),
        );
        if (isCalm) expect(out.size).to.equal(0);
      }),
      { numRuns: 1000 },
    );
  });
});
