import { exactSum } from '../../../src/model/math/exact-sum';
import { wilsonInterval, type Interval } from '../../../src/model/math/interval';

/** How good stated chances were: brier = reliability − resolution + uncertainty + within. */
export interface Brier {
  readonly n: number;
  /** mean(p − y)²; null without claims, as all below. 0 is perfect. */
  readonly brier: number | null;
  /** ȳ: how often it happened. */
  readonly base_rate: number | null;
  /** How far the chances are from what happened, by bin; 0 is perfect. */
  readonly reliability: number | null;
  /** How far the bins differ in what happened; more is better. */
  readonly resolution: number | null;
  /** ȳ(1 − ȳ): what always saying ȳ scores. */
  readonly uncertainty: number | null;
  /** What the chances differ by inside their bins. */
  readonly within: number | null;
  /** 1 − brier/uncertainty; null also where all happened or none. */
  readonly skill: number | null;
  /** Bins that hold a claim, of [0, .1) … [.9, 1]. */
  readonly bins: readonly ReliabilityBin[];
  readonly reason?: 'no_claims';
}

/** Claims of about one chance. */
export interface ReliabilityBin {
  readonly lo: number;
  readonly hi: number;
  readonly n: number;
  readonly mean_p: number;
  /** How often it happened, and Wilson’s 95 % interval of that. */
  readonly share: number;
  readonly interval: Interval;
}

const BINS = 10;

/**
 * A. H. Murphy’s decomposition (1973), with the part inside the bins that makes it exact (D. B. Stephenson and others, 2008).
 * `chances` 0 to 1; `outcomes` 1 where it happened.
 */
export function brierOf(chances: readonly number[], outcomes: readonly (0 | 1)[]): Brier {
  const n = chances.length;
  if (n === 0) return NO_CLAIMS;
  const places = Array.from({ length: BINS }, (): number[] => []);
  chances.forEach((p, i) => places[Math.min(BINS - 1, Math.floor(p * BINS))]?.push(i));
  const mean = (parts: readonly number[]): number => exactSum(parts) / parts.length;
  const rate = mean(outcomes);
  const uncertainty = rate * (1 - rate);
  const brier = mean(chances.map((p, i) => (p - (outcomes[i] ?? 0)) ** 2));
  const bins = places.flatMap((members, bin): readonly ReliabilityBin[] => {
    if (members.length === 0) return [];
    const hits = exactSum(members.map((i) => outcomes[i] ?? 0));
    return [
      {
        lo: bin / BINS,
        hi: (bin + 1) / BINS,
        n: members.length,
        mean_p: mean(members.map((i) => chances[i] ?? 0)),
        share: hits / members.length,
        interval: wilsonInterval(hits, members.length),
      },
    ];
  });
  const weighted = (of: (bin: ReliabilityBin) => number): number =>
    exactSum(bins.map((bin) => (bin.n / n) * of(bin)));
  const inside = places
    .filter((members) => members.length > 0)
    .flatMap((members, bin) => {
      const { mean_p = 0, share = 0 } = bins[bin] ?? {};
      return members.map((i) => {
        const off = (chances[i] ?? 0) - mean_p;
        return off * off - 2 * ((outcomes[i] ?? 0) - share) * off;
      });
    });
  return {
    n,
    brier,
    base_rate: rate,
    reliability: weighted(({ mean_p, share }) => (mean_p - share) ** 2),
    resolution: weighted(({ share }) => (share - rate) ** 2),
    uncertainty,
    within: mean(inside),
    skill: uncertainty === 0 ? null : 1 - brier / uncertainty,
    bins,
  };
}

const NO_CLAIMS: Brier = {
  n: 0,
  ...{ brier: null, base_rate: null, reliability: null, resolution: null, uncertainty: null },
  ...{ within: null, skill: null, bins: [], reason: 'no_claims' },
};
