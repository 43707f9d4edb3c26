/** Which stages may speak in live mode. An unset gate is closed. */
export interface Gates {
  /** The master gate: live does nothing without it. */
  readonly enabled: boolean;
  readonly routerAutotune: boolean;
  readonly feedbackAllocator: boolean;
}

export const GATE_NAMES = {
  enabled: 'INTEL_V6_ENABLED',
  routerAutotune: 'ROUTER_AUTOTUNE_V6_ENABLED',
  feedbackAllocator: 'FEEDBACK_ALLOCATOR_V6_ENABLED',
} as const;

const TRUE = new Set(['1', 'true', 'yes', 'on']);

/** The gates of an environment: `1`, `true`, `yes` and `on` open one, in any case. */
export function gatesOf(env: Readonly<Record<string, string | undefined>>): Gates {
  const isOpen = (name: string): boolean => TRUE.has((env[name] ?? '').trim().toLowerCase());
  return {
    enabled: isOpen(GATE_NAMES.enabled),
    routerAutotune: isOpen(GATE_NAMES.routerAutotune),
    feedbackAllocator: isOpen(GATE_NAMES.feedbackAllocator),
  };
}
