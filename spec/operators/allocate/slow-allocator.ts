import type { Settings } from '../../../src/model/fund/settings';
import { FUND, type Candidate, type Fund } from './allocation-made';

/**
 * The allocator as the contract words it, one candidate at a time and over BigInt: score, edges and caps in 1e-9; phi, k,
 * k′, B, up and weights in 1e-6.
 */

const NANO = 1_000_000_000n;
const MICRO = 1_000_000n;
const nano = (value: number): bigint => BigInt(value.toFixed(9).replace('.', ''));
const micro = (value: number): bigint => BigInt(value.toFixed(6).replace('.', ''));
const min = (...all: readonly bigint[]): bigint => all.reduce((a, b) => (a < b ? a : b));
const max = (...all: readonly bigint[]): bigint => all.reduce((a, b) => (a > b ? a : b));
const floor = (a: bigint, b: bigint): bigint => (a < 0n ? -((-a + b - 1n) / b) : a / b);

export interface SlowRow {
  readonly weight: bigint;
  /** Whether the weight is the minimum order that was set aside for it. */
  readonly raised: boolean;
  readonly maxNav: bigint;
  readonly maxTrade: bigint;
  readonly maxCount: bigint;
}

export function slowAllocation(
  all: readonly Candidate[],
  settings: Settings,
  over: Partial<Fund> = {},
): ReadonlyMap<string, SlowRow> {
  const fund = { ...FUND, ...over };
  const { mode, equity, minNotional } = fund;
  const { allocator } = settings;
  const n20 = BigInt(allocator.trusted_trades);
  const k = micro(allocator.modes[mode].k);
  const capK = micro(allocator.modes[mode].cap_k);
  const budgetOf = (name: Fund['mode']): bigint =>
    min(
      micro(allocator.modes[name].budget),
      fund.maxGross === undefined ? MICRO : nano(fund.maxGross) / 1000n,
    );
  const B = budgetOf(mode);

  const base = (c: Candidate): bigint =>
    min(
      nano(c.cap),
      c.tierCap === undefined ? nano(c.cap) : nano(c.tierCap),
      fund.maxSymbol === undefined ? nano(c.cap) : nano(fund.maxSymbol),
    );
  const ceiling = (c: Candidate): bigint =>
    c.tierCap === undefined && fund.maxSymbol === undefined
      ? nano(c.cap)
      : min(...[c.tierCap, fund.maxSymbol].flatMap((share) => (share === undefined ? [] : [nano(share)])));
  const allowsNone = (c: Candidate): boolean => c.cap === 0 || c.maxTrade === 0 || c.maxCount === 0;
  const live = (c: Candidate): boolean =>
    c.enabled &&
    nano(c.edge) >= nano(allocator.edge_min) &&
    nano(c.edgeUsd) >= nano(allocator.edge_min) &&
    !(c.count - c.dust >= Number(n20) && c.knownR < Number(n20)) &&
    !c.usdLosing;

  const phi = (c: Candidate): bigint => {
    if (!live(c)) return 0n;
    const [lo, hi] = [nano(allocator.lo), nano(allocator.hi)];
    let share = max(0n, min(MICRO, floor((nano(c.score) - lo) * MICRO, hi - lo)));
    if (BigInt(c.knownR) < n20) {
      const least = micro(allocator.phi_min);
      const most = least + ((MICRO - least) * BigInt(c.knownR)) / n20;
      share = max(least, min(most, share));
    }
    return (share * micro(allocator.quality_factors[c.quality])) / MICRO;
  };
  const raw = (c: Candidate): bigint => (allowsNone(c) ? 0n : (base(c) * phi(c)) / NANO);

  // ⌈min_notional·1e6/equity⌉.
  const f =
    minNotional === undefined || equity === null || equity <= 0
      ? 0n
      : (nano(minNotional) * MICRO + nano(equity) - 1n) / nano(equity);
  const canOrder = (c: Candidate): boolean => f * 1000n <= nano(c.maxTrade);
  const right = new Set(
    f === 0n
      ? []
      : all
          .filter((c) => live(c) && !allowsNone(c) && f * 1000n <= base(c) && canOrder(c))
          .sort((a, b) => a.knownR - b.knownR || (a.symbol < b.symbol ? -1 : 1))
          .slice(0, Number(min(budgetOf('normal') / (2n * f), budgetOf('defensive') / f, 1_000_000n))),
  );
  const P = new Set(all.filter((c) => right.has(c) && raw(c) > 0n && (raw(c) * k) / MICRO < f));
  let weight = new Map<Candidate, bigint>();
  for (let grew = true; grew;) {
    const left = max(0n, B - f * BigInt(P.size));
    const others = all.filter((c) => !P.has(c));
    const T = others.reduce((sum, c) => sum + raw(c), 0n);
    weight = new Map(others.map((c) => [c, T === 0n ? 0n : min((raw(c) * k) / MICRO, (raw(c) * left) / T)]));
    const joining = others.filter((c) => right.has(c) && raw(c) > 0n && (weight.get(c) ?? 0n) < f);
    for (const c of joining) P.add(c);
    grew = joining.length > 0;
  }
  for (const [c, w] of weight) if (w < f || !canOrder(c)) weight.set(c, 0n);
  for (const c of P) weight.set(c, f <= (base(c) * k) / NANO ? f : 0n);

  return new Map(
    all.map((c) => {
      const w = weight.get(c) ?? 0n;
      const share = phi(c);
      const trusted = (c.quality === 'good' || c.quality === 'ok') && BigInt(c.knownR) >= n20;
      const grown = MICRO + (micro(allocator.up) * (2n * share - MICRO)) / MICRO;
      const g = 2n * share < MICRO ? 2n * share : trusted ? grown : min(MICRO, grown);
      const held = min((nano(c.cap) * g) / MICRO, ceiling(c));
      const least = min(nano(allocator.min_cap), nano(c.cap), ceiling(c));
      const maxNav = max((held * capK) / MICRO, w * 1000n, least);
      const trade = (((nano(c.maxTrade) * min(MICRO, g)) / MICRO) * capK) / MICRO;
      const N = BigInt(c.maxCount);
      const scale = MICRO * MICRO;
      const wanted = (N * capK * min(MICRO, 2n * share) + scale - 1n) / scale;
      const row = {
        weight: w,
        raised: P.has(c) && w > 0n,
        maxNav,
        maxTrade: min(max(trade, min(w * 1000n, nano(c.maxTrade))), maxNav),
        maxCount: min(N, max(wanted, min(BigInt(allocator.min_concurrent), N))),
      };
      return [c.symbol, row];
    }),
  );
}
