import { MINUTE } from '../model/time';
import { GATE_NAMES } from '../model/gates';
import { STATE_FILES } from '../../operators/state-files';
import type { Circumstances } from './circumstances';
import { childAt, textAt } from './glean';
import type { LiveGlance, Problem } from './page-model';

const MOST_WARNINGS = 20;
// Live writes its status every ten seconds even where there is no news.
const SILENT_MS = MINUTE;

/** What the status of live gives to think about: a closed gate, an end, warnings of its own. */
export function liveProblems(circumstances: Circumstances, glance: LiveGlance | null): readonly Problem[] {
  if (glance === null) return [];
  const { gates } = glance;
  const warnings = Object.entries(childAt(circumstances.live?.status, 'warnings') ?? {});
  return [
    ...(gates.router_autotune === false
      ? [gateOff(STATE_FILES.suggestions, GATE_NAMES.routerAutotune, 'router suggestions')]
      : []),
    ...(gates.feedback_allocator === false
      ? [gateOff(STATE_FILES.allocation, GATE_NAMES.feedbackAllocator, 'weights and caps')]
      : []),
    ...processProblems(circumstances, glance),
    ...warnings.slice(0, MOST_WARNINGS).map(([code]): Problem => ({
      severity: 'warning',
      code: 'live_warning',
      file: null,
      message: `Live warns: ${code}: ${textAt(childAt(circumstances.live?.status, 'warnings') ?? {}, code) ?? ''}`,
    })),
  ];
}

function gateOff(file: string, gate: string, what: string): Problem {
  return {
    severity: 'warning',
    code: 'gate_off',
    file,
    message: `${gate} is off: the ${what} are not kept current.`,
  };
}

function processProblems({ nowMs }: Circumstances, glance: LiveGlance): readonly Problem[] {
  if (!glance.running)
    return [ofLive('live_stopped', 'Live is not running: nothing keeps the files current.')];
  if (glance.written_ms !== null && nowMs - glance.written_ms > SILENT_MS)
    return [ofLive('live_degraded', 'Live runs, but has not said how it is for over a minute.')];
  return glance.state === 'degraded'
    ? [ofLive('live_degraded', 'Live runs degraded; its warnings say why.')]
    : [];
}

function ofLive(code: Problem['code'], message: string): Problem {
  return { severity: 'warning', code, file: null, message };
}
