/** How sure a mean above the hurdle is: in R, and in money beside R (4.2). */
import { ratio, round9, sum, total } from './exact';
import type { Trade } from './records';

export const KAPPA = 20;
export const EDGE_MIN = 0.25;
const LAMBDA = 0.5;
const RHO = 1 - 1 / 10;
const S0 = 1;
const HURDLE = 0.05;
const NEXT = 20;

/** Student's t with two degrees of freedom. */
function confidence(mean: number, n: number): number {
  const t = (mean - HURDLE) / (S0 / Math.sqrt(n + KAPPA));
  return t === 0 ? 0.5 : (1 + Math.sign(t) / Math.sqrt(1 + 2 / (t * t))) / 2;
}

/** The chance that the next 20 trades clear the hurdle: the doubt about the mean, and that of a mean of 20 (9.6). */
function chanceOfNext(mean: number, n: number): number {
  const variance = S0 ** 2 / (n + KAPPA) + S0 ** 2 / NEXT;
  const t = (mean - HURDLE) / Math.sqrt(variance);
  return t === 0 ? 0.5 : 0.5 + t / (2 * Math.sqrt(2 + t * t));
}

function painOf(steps: readonly number[], n: number): number | null {
  if (n === 0) return null;
  let s = 0;
  let inherited = 0;
  for (const r of steps) {
    const e = Math.max(0, RHO * s - Math.max(0, r));
    s = e + Math.max(0, -r);
    inherited += e;
  }
  return (((1 - RHO) / RHO) * inherited + s) / n;
}

export interface Edge {
  readonly shrunk: number;
  readonly pain: number | null;
  readonly aware: number;
  readonly edge: number;
  readonly pDd: number;
  readonly pMean: number;
  readonly edgeUsd: number;
  readonly rUsd: number | null;
  readonly nW: number;
}

/** `steps` are the R of the known trades, those of equal time netted. */
export function edgeOf(trades: readonly Trade[], steps: readonly number[]): Edge {
  const known = trades.flatMap(({ net, risk, r }) => (risk === null || r === null ? [] : [{ net, risk, r }]));
  const n = known.length;
  const shrunk = sum(known.map(({ r }) => r)) / (n + KAPPA);
  const pain = painOf(steps, n);
  const aware = shrunk - LAMBDA * (n / (n + KAPPA)) * (pain ?? 0);
  const edge = confidence(aware, n);
  const claims = { pDd: chanceOfNext(aware, n), pMean: chanceOfNext(shrunk, n) };
  if (n === 0) return { shrunk, pain, aware, edge, ...claims, edgeUsd: edge, rUsd: null, nW: 0 };
  const largest = Math.max(...known.map(({ risk }) => risk));
  const shares = known.map(({ risk }) => risk / largest);
  const nW = sum(shares) ** 2 / sum(shares.map((share) => share * share));
  const rUsd = signedRatio(
    known.map(({ net }) => net),
    known.map(({ risk }) => risk),
  );
  const meanUsd = (nW * rUsd) / (nW + KAPPA) - (shrunk - aware);
  return { shrunk, pain, aware, edge, ...claims, edgeUsd: confidence(meanUsd, nW), rUsd, nW };
}

function signedRatio(tops: readonly number[], bottoms: readonly number[]): number {
  return ratio(total(tops), total(bottoms));
}

/** One of the two would let a weight through, the other would not. */
export function disagrees(edge: number, edgeUsd: number): boolean {
  return round9(edge) >= EDGE_MIN !== round9(edgeUsd) >= EDGE_MIN;
}
