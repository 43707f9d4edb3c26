import type { AllocationSummary, Expectancy } from '../../model/symbol-row';

/** What a desk is to do with the weight of some symbols, for one reason where they are to be left. */
export interface Action {
  readonly kind: ActionKind;
  /** The code of why; null where the symbols differ in it. */
  readonly reason: string | null;
  readonly moves: readonly WeightMove[];
}

/** From what protects to what adds. `hold`: what is held now is not known. */
const KINDS = ['stop', 'lower', 'raise', 'hold'] as const;
export type ActionKind = (typeof KINDS)[number];

/** A suggested weight beside the one now. `now` is null where the position is not known. */
export interface WeightMove {
  readonly symbol: string;
  readonly now: number | null;
  readonly next: number;
}

interface Advised {
  readonly symbol: string;
  readonly expectancy: Pick<Expectancy, 'count'> | null;
  readonly allocation: Pick<AllocationSummary, 'current_weight' | 'suggested_weight' | 'reason'> | null;
}

/**
 * The advice as acts: what to stop, lower, raise or hold, in that order. A symbol with weight 0 is one to stop where it
 * is held or has traded in the window.
 */
export function actionsOf(symbols: readonly Advised[]): readonly Action[] {
  const byKey = new Map<string, { readonly kind: ActionKind; reason: string | null; moves: WeightMove[] }>();
  for (const row of symbols) {
    const kind = actionKind(row);
    if (kind === undefined || row.allocation === null) continue;
    const { current_weight: now, suggested_weight: next, reason } = row.allocation;
    const key = kind === 'stop' ? `${kind} ${reason}` : kind;
    const known = byKey.get(key);
    const move = { symbol: row.symbol, now, next };
    if (known === undefined) byKey.set(key, { kind, reason, moves: [move] });
    else {
      known.moves.push(move);
      if (known.reason !== reason) known.reason = null;
    }
  }
  return [...byKey.values()].sort(
    (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || b.moves.length - a.moves.length,
  );
}

// Half of what the page shows of a weight: a smaller move would read as none.
const LEAST_MOVE = 0.0005;

/** What kind of act the advice on a symbol is; undefined where nothing is to be done. */
export function actionKind({ expectancy, allocation }: Advised): ActionKind | undefined {
  if (allocation === null) return undefined;
  const { current_weight: now, suggested_weight: next } = allocation;
  if (next === 0) return (now ?? 0) > 0 || (expectancy?.count ?? 0) > 0 ? 'stop' : undefined;
  if (now === null) return 'hold';
  if (Math.abs(next - now) < LEAST_MOVE) return undefined;
  return next < now ? 'lower' : 'raise';
}
