/** The three modes of the account, from the mildest. */
export const RISK_MODES = ['normal', 'cautious', 'defensive'] as const;
export type RiskMode = (typeof RISK_MODES)[number];

/** The stricter of two modes. */
export function stricter(a: RiskMode, b: RiskMode): RiskMode {
  return RISK_MODES.indexOf(a) >= RISK_MODES.indexOf(b) ? a : b;
}
