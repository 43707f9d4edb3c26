import { published } from '../../src/model/math/fixed';
import { labelOfBias, type Route, type RouterEntry, type RouterPolicy } from '../../src/model/route';
import type { FromSchema } from '../../src/model/schemas/from-schema';
import type { policy } from './router-schema';

/** The router's policy for a symbol, as now or as proposed. */
export type Policy = FromSchema<typeof policy>;

/** Per field: the latest row that has it, else the snapshot, else maker first, a bias of 0.5 and 2 bps. Rows in order of time. */
export function currentPolicy(past: readonly Route[], entry: RouterEntry | undefined): Policy {
  const latest = (has: (policy: RouterPolicy) => boolean): RouterPolicy | undefined =>
    latestRow(past, (route) => route.policy !== undefined && has(route.policy))?.policy ?? entry?.policy;
  const taker_bias = published(latest((policy) => policy.bias !== undefined)?.bias) ?? 0.5;
  return {
    maker_first: latest((policy) => policy.makerFirst !== undefined)?.makerFirst ?? true,
    taker_bias,
    bias_label: labelOfBias(taker_bias),
    offset_bps: published(latest((policy) => policy.offsetBps !== undefined)?.offsetBps) ?? 2,
  };
}

// The latest by ts, then by line, of rows in order of time.
function latestRow(past: readonly Route[], has: (route: Route) => boolean): Route | undefined {
  const latest = past.findLast(has);
  if (latest === undefined) return undefined;
  let best = latest;
  for (let i = past.lastIndexOf(latest) - 1; past[i]?.ts === latest.ts; i--) {
    const other = past[i];
    if (other !== undefined && other.line > best.line && has(other)) best = other;
  }
  return best;
}
