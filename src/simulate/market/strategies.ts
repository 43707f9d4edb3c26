/** A simulated strategy: its share of all intents, its stop, and how it tilts the symbol it trades. */
export interface Strategy {
  readonly id: string;
  readonly weight: number;
  readonly stopPct: number;
  readonly edgeTiltR: number;
  readonly hitTilt: number;
  readonly capacityUsd: number;
  readonly maxConcurrent: number;
}

/** Weights add up to 1, and the weighted tilts to 0: a symbol's edge is the mean over its strategies. */
export const STRATEGIES: readonly [Strategy, ...Strategy[]] = [
  {
    id: 'trend',
    weight: 0.5,
    stopPct: 1.2,
    edgeTiltR: 0.06,
    hitTilt: -0.02,
    capacityUsd: 50_000,
    maxConcurrent: 3,
  },
  {
    id: 'mean_reversion',
    weight: 0.3,
    stopPct: 0.8,
    edgeTiltR: 0,
    hitTilt: 0.06,
    capacityUsd: 30_000,
    maxConcurrent: 2,
  },
  {
    id: 'breakout',
    weight: 0.2,
    stopPct: 1.5,
    edgeTiltR: -0.15,
    hitTilt: -0.04,
    capacityUsd: 20_000,
    maxConcurrent: 2,
  },
];
