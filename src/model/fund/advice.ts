/** What the weights of an allocation say together: hold nothing, try a little, or hold what was earned. */
export type Advice = 'stand_down' | 'probes_only' | 'hold';

/** The terms of a weight that tell a probe. */
export interface EarnedShare {
  readonly known_r: number;
  readonly trusted_trades: number;
  readonly before_quality: number;
  readonly phi_min: number;
}

/** Whether a short record earns no more than the least share, which none at all earns too. */
export function isProbe({ known_r, trusted_trades, before_quality, phi_min }: EarnedShare): boolean {
  return known_r < trusted_trades && before_quality <= phi_min;
}

export interface AdvisedWeight {
  readonly weight: number;
  readonly isProbe: boolean;
}

export interface CautiousAdvice {
  readonly word: string;
  readonly why: string;
}

/** The advice in a word, and why, where no symbol has earned more than a try. */
export const CAUTIOUS_ADVICE: Readonly<Record<Exclude<Advice, 'hold'>, CautiousAdvice>> = {
  stand_down: { word: 'Stand down', why: 'no symbol gets a weight' },
  probes_only: { word: 'Only probes', why: 'no symbol has earned more than a first try' },
};

export function adviceOf(weights: readonly AdvisedWeight[]): Advice {
  const held = weights.filter(({ weight }) => weight > 0);
  if (held.length === 0) return 'stand_down';
  return held.every((row) => row.isProbe) ? 'probes_only' : 'hold';
}
