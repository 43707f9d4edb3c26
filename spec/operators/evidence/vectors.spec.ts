import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { brierOf } from '../../../operators/evidence/calibration/brier';
import { blockLength } from '../../../operators/evidence/statistics/block-length';
import { bartlettWidth } from '../../../operators/evidence/statistics/clustered-error';
import { holm } from '../../../operators/evidence/statistics/holm';
import { Xoshiro128 } from '../../../operators/evidence/statistics/random';
import { stationaryDays } from '../../../operators/evidence/statistics/stationary-bootstrap';
import { valueIdentity } from '../../../operators/evidence/value/identity';
import { unitTrades } from '../../../operators/evidence/value/unit-trades';
import { valueInference } from '../../../operators/evidence/value/value-inference';
import { wilsonInterval } from '../../../src/model/math/interval';
import { studentQuantile } from '../../../src/model/math/student';
import { sharedData } from '../../contract/shared-data';
import { get, isObj, list, num, str } from '../../oracle/json';

/** The expected numbers of `intel evaluate`: every value of the unit parts of `evidence/vectors.json`. */

function vectors(): unknown {
  const path = sharedData('evidence', 'vectors.json');
  return path === undefined ? undefined : JSON.parse(readFileSync(path, 'utf8'));
}

const numbers = (x: unknown): readonly number[] => list(x).flatMap((value) => num(value) ?? []);
const entries = (x: unknown): readonly (readonly [string, unknown])[] => Object.entries(isObj(x) ? x : {});

/** To 1e-9 of the expected number. */
function expectNear(found: unknown, known: unknown, what: string, tolerance = 1e-9): void {
  if (known === null) expect(found, what).to.equal(null);
  else
    expect(found, what).to.be.closeTo(
      num(known) ?? NaN,
      Math.max(1e-15, tolerance * Math.abs(num(known) ?? 0)),
    );
}

describe('the vectors of evidence', function () {
  const known = vectors();
  if (known === undefined) {
    it('are skipped: INTEL_TEST_DATA names no directory');
    return;
  }

  it('random numbers and resampled days, to the bit', () => {
    const rng = get(known, 'rng');
    const seed = num(get(rng, 'seed')) ?? NaN;
    const [first, below] = [numbers(get(rng, 'first')), numbers(get(rng, 'below_109'))];
    const [a, b] = [Xoshiro128.seeded(seed), Xoshiro128.seeded(seed)];
    expect(first.map(() => a.next())).to.deep.equal(first);
    expect(below.map(() => b.below(109))).to.deep.equal(below);
    const stationary = get(rng, 'stationary');
    const random = Xoshiro128.seeded(num(get(stationary, 'seed')) ?? NaN);
    const rows = list(get(stationary, 'rows')).map(numbers);
    expect(rows).to.have.length(3);
    for (const row of rows) {
      const days = new Uint32Array(num(get(stationary, 'D')) ?? 0);
      stationaryDays(random, num(get(stationary, 'L')) ?? NaN, days);
      expect([...days]).to.deep.equal(row);
    }
  });

  it('block lengths and Bartlett widths', () => {
    const blocks = list(get(known, 'block_length'));
    expect(blocks).to.have.length(3);
    for (const block of blocks) expect(blockLength(numbers(get(block, 'x')))).to.equal(get(block, 'L'));
    const widths = entries(get(known, 'bartlett_L'));
    expect(widths).to.have.length(9);
    for (const [days, width] of widths) expect(bartlettWidth(Number(days))).to.equal(width);
  });

  it('quantiles of Student’s t', () => {
    const quantiles = entries(get(known, 't_quantile'));
    expect(quantiles).to.have.length(15);
    for (const [key, value] of quantiles) {
      const [p = NaN, df = NaN] = key.split('|').map(Number);
      expectNear(studentQuantile(2 * p - 1, df), value, key);
    }
  });

  it('the worked example: its parts and the inference of each', () => {
    const tiny = get(known, 'tiny');
    const trades = unitTrades({
      multiples: numbers(get(tiny, 'm')),
      values: numbers(get(tiny, 'x')),
      symbols: list(get(tiny, 'symbols')).flatMap((symbol) => str(symbol) ?? []),
      days: numbers(get(tiny, 'close_day')),
    });
    const identity = valueIdentity(trades);
    for (const [part, value] of entries(get(tiny, 'parts'))) {
      if (part === 'residual') continue;
      expectNear(get(identity, part === 'mean_x' ? 'traded' : part), value, part);
    }
    const inference = valueInference(trades);
    const parts = entries(get(tiny, 'inference'));
    expect(parts.map(([part]) => part)).to.have.members(Object.keys(inference));
    for (const [part, fields] of parts)
      for (const [field, value] of entries(fields)) {
        const what = `${part}.${field}`;
        const found = get(get(inference, part), field);
        // p is published with 6 decimals; the independent error is part of n_eff and not published.
        if (field === 'p') expect(found, what).to.equal(Number((num(value) ?? NaN).toFixed(6)));
        else if (field !== 'iid_se') expectNear(found, value, what);
      }
  });

  it('Holm’s adjustment', () => {
    const ps = entries(get(get(known, 'holm'), 'p')).map(([name, p]) => [name, num(p) ?? NaN] as const);
    expect(holm(Object.fromEntries(ps))).to.deep.equal(get(get(known, 'holm'), 'adjusted'));
  });

  it('Brier’s score with its parts and bins, and Wilson’s intervals', () => {
    const brier = get(known, 'brier');
    const outcomes = numbers(get(brier, 'y')).map((y) => (y === 1 ? 1 : 0));
    const found = brierOf(numbers(get(brier, 'p')), outcomes);
    for (const [field, value] of entries(get(brier, 'expected'))) {
      if (field === 'bins' || field === 'residual') continue;
      expectNear(get(found, field), value, field);
    }
    const bins = list(get(get(brier, 'expected'), 'bins'));
    expect(found.bins).to.have.length(bins.length);
    found.bins.forEach((bin, i) => {
      for (const [ours, theirs] of [
        ['lo', 'lo'],
        ['hi', 'hi'],
        ['n', 'n'],
        ['mean_p', 'mean_p'],
        ['share', 'hit'],
      ] as const)
        expectNear(get(bin, ours), get(bins[i], theirs), ours);
      expectInterval(bin.interval, get(bins[i], 'wilson'), `bin ${i}`);
    });
    const rates = entries(get(known, 'wilson'));
    expect(rates).to.have.length(2);
    for (const [key, interval] of rates) {
      const [hits = NaN, count = NaN] = key.split('/').map(Number);
      expectInterval(wilsonInterval(hits, count), interval, key);
    }
  });

  /** The product's normal quantile has 9 decimals; theirs has all. */
  function expectInterval(found: readonly number[], theirs: unknown, what: string): void {
    numbers(theirs).forEach((end, i) => {
      expect(found[i], what).to.be.closeTo(end, 1e-9);
    });
  }
});
