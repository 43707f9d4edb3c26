/** Which stages may speak in live mode. An unset gate is closed. */
export interface Gates {
  /** The master gate: live does nothing without it. */
  readonly enabled: boolean;
  readonly routerAutotune: boolean;
  readonly feedbackAllocator: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The variables of each gate: our own name first, then the one that an executor shares with us. The shared ones also
 * switch on the executor's own writers of the same files.
 */
export const GATE_NAMES = {
  enabled: ['INTEL_LIVE_ENABLED', 'INTEL_V6_ENABLED'],
  routerAutotune: ['INTEL_LIVE_ROUTER_AUTOTUNE', 'ROUTER_AUTOTUNE_V6_ENABLED'],
  feedbackAllocator: ['INTEL_LIVE_FEEDBACK_ALLOCATOR', 'FEEDBACK_ALLOCATOR_V6_ENABLED'],
} as const satisfies Readonly<Record<keyof Gates, readonly [own: string, shared: string]>>;

const TRUE = new Set(['1', 'true', 'yes', 'on']);

/**
 * The gates of an environment: `1`, `true`, `yes` and `on` open one, in any case. The first variable of a gate that is
 * not blank decides, so that ours also closes what the shared one opens.
 */
export function gatesOf(env: Environment): Gates {
  return {
    enabled: isOpen(env, 'enabled'),
    routerAutotune: isOpen(env, 'routerAutotune'),
    feedbackAllocator: isOpen(env, 'feedbackAllocator'),
  };
}

/** Why the master gate is closed, in words. */
export function closedText(env: Environment): string {
  const [own, shared] = GATE_NAMES.enabled;
  const name = textIn(env, own) === '' ? shared : own;
  const text = textIn(env, name);
  const found = text === '' ? `neither ${own} nor ${shared} is set` : `${name} is "${text}"`;
  return `${found}; 1, true, yes or on opens the gate`;
}

function isOpen(env: Environment, gate: keyof Gates): boolean {
  const [own, shared] = GATE_NAMES[gate].map((name) => textIn(env, name));
  return TRUE.has((own === '' ? shared : own)?.toLowerCase() ?? '');
}

function textIn(env: Environment, name: string): string {
  return (env[name] ?? '').trim();
}
