import { own, type JsonObject } from '../../model/values/json';
import { parseTimestamp } from '../../model/values/time';
import type { Circumstances } from '../model/circumstances';
import { childAt, flagAt, textAt } from '../model/json-fields';
import type { LiveSummary } from '../model/page-model';

/** How `intel live` is doing by its status file; null where it never ran, and for a moment of the history. */
export function liveSummary({ live, atMs }: Circumstances): LiveSummary | null {
  if (live === undefined || atMs !== undefined) return null;
  const gates: JsonObject = childAt(live.status, 'gates') ?? {};
  return {
    state: textAt(live.status, 'state') ?? 'unknown',
    running: live.running,
    written_ms: parseTimestamp(own(live.status, 'written')) ?? null,
    gates: {
      enabled: flagAt(gates, 'enabled'),
      router_autotune: flagAt(gates, 'routerAutotune'),
      feedback_allocator: flagAt(gates, 'feedbackAllocator'),
    },
  };
}
