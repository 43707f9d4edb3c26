import { MINUTE } from '../../model/values/time';
import { GATE_NAMES } from '../../model/fund/gates';
import { STATE_FILES, type StateFileKey } from '../../../operators/files/state-files';
import type { Circumstances } from '../model/circumstances';
import { childAt, textAt } from '../model/json-fields';
import { isGated, momentOf, momentText } from '../model/moments';
import type { LiveSummary, StateProblem } from '../model/page-model';
import type { StateDocuments } from '../model/state-documents';

const MOST_WARNINGS = 20;
// Live writes its status every ten seconds even where there is no news.
const SILENT_MS = MINUTE;

/** What the status of live gives to think about: a closed gate, an end, warnings of its own. */
export function liveProblems(
  state: StateDocuments,
  circumstances: Circumstances,
  summary: LiveSummary | null,
): readonly StateProblem[] {
  if (summary === null) return [];
  const warnings = Object.entries(childAt(circumstances.live?.status, 'warnings') ?? {});
  return [
    ...(isGated('suggestions', summary)
      ? [gateOff(state, 'suggestions', 'routerAutotune', 'router suggestions')]
      : []),
    ...(isGated('allocation', summary)
      ? [gateOff(state, 'allocation', 'feedbackAllocator', 'weights and caps')]
      : []),
    ...processProblems(circumstances, summary),
    ...warnings.slice(0, MOST_WARNINGS).map(([code]): StateProblem => ({
      severity: 'warning',
      code: 'live_warning',
      file: null,
      message: `Live warns: ${code}: ${textAt(childAt(circumstances.live?.status, 'warnings') ?? {}, code) ?? ''}`,
    })),
  ];
}

// Of whatever age the file is: its moment is told with it.
function gateOff(
  state: StateDocuments,
  key: StateFileKey,
  gate: keyof typeof GATE_NAMES,
  what: string,
): StateProblem {
  const [own, shared] = GATE_NAMES[gate];
  const ms = momentOf(state, key);
  const moment = ms === undefined ? '' : `; they are of ${momentText(ms)}`;
  return {
    severity: 'warning',
    code: 'gate_off',
    file: STATE_FILES[key],
    message: `${own} (or ${shared}) is off: the ${what} are not kept current${moment}.`,
  };
}

function processProblems({ nowMs }: Circumstances, summary: LiveSummary): readonly StateProblem[] {
  if (!summary.running)
    return [ofLive('live_stopped', 'Live is not running: nothing keeps the files current.')];
  if (summary.written_ms !== null && nowMs - summary.written_ms > SILENT_MS)
    return [ofLive('live_degraded', 'Live runs, but its status is more than a minute old.')];
  return summary.state === 'degraded'
    ? [ofLive('live_degraded', 'Live runs degraded; its warnings say why.')]
    : [];
}

function ofLive(code: StateProblem['code'], message: string): StateProblem {
  return { severity: 'warning', code, file: null, message };
}
