import { knownNames } from '../../../operators/core/known-names';
import { groupsOf } from '../../../operators/expectancy/grouping-measures';
import type { Cut, Grouping } from '../../../operators/expectancy/groups';
import type { CutView } from '../../../operators/expectancy/group-view';
import { tradesOf, type TradesReport } from '../../../pipelines/replay/trades';
import { now } from '../../io/files/clock';
import type { Settings } from '../../model/fund/settings';
import { noteBadInput } from '../terminal/bad-input';
import { csvText } from '../terminal/csv';
import { GROUP_RECORD_COLUMNS, groupRecord, type GroupRecord } from '../terminal/group-record';
import { groupingNamed } from '../terminal/grouping-names';
import { GROUP_SORT_KEYS, groupsTable } from '../terminal/groups-table';
import { partOptions, type PartFlags } from '../terminal/part-options';
import { jsonText, printNote, printResult } from '../terminal/print';
import { readDesk } from '../terminal/read-desk';
import { logsNamed } from '../terminal/logs-option';
import { rowPick, type TableFlags } from '../terminal/table-rows';

interface GroupsFlags extends TableFlags, PartFlags {
  readonly logs: readonly string[];
  readonly config: string;
  readonly csv?: boolean;
  readonly json?: boolean;
}

// Groups that follow from how a trade went.
const KNOWN_AT_THE_END: ReadonlySet<Grouping | Cut> = new Set(['exit_reasons', 'holding_times']);
const OUTCOME =
  'known only when a trade ends; above or below 0 says how such trades went, not what to choose';

/** `intel groups`. */
export async function groupsCommand(name: string, flags: GroupsFlags): Promise<void> {
  const [singular, grouping] = groupingNamed(name);
  const { asOf, window } = partOptions(flags);
  const pick = rowPick(flags, GROUP_SORT_KEYS);
  const desk = await readDesk(flags.config, window);
  const logs = logsNamed(flags.logs);
  const report = await tradesOf({ logs, desk, asOf, now: now(), needsRows: true });
  const groups = groupsOf(report.trades, grouping, desk.settings, knownNames(desk));
  const { shown, left } = pick(worstFirst(groups));
  printGroups(singular.replaceAll('_', ' ').toUpperCase(), shown, flags);
  if (left > 0) printNote(`and ${left} more`);
  noteGroups(report, Object.keys(groups).length, desk.settings);
  noteRest(groups);
  if (KNOWN_AT_THE_END.has(grouping)) printNote(`${singular.replaceAll('_', ' ')}: ${OUTCOME}`);
  noteBadInput(report);
}

function worstFirst(groups: Readonly<Record<string, CutView>>): readonly GroupRecord[] {
  return Object.entries(groups)
    .map(([key, view]) => groupRecord(key, view))
    .sort((a, b) => a.net_pnl_usd - b.net_pnl_usd);
}

function printGroups(title: string, records: readonly GroupRecord[], { csv, json }: GroupsFlags): void {
  if (json === true) printResult(jsonText(records));
  else if (csv === true) printResult(csvText(GROUP_RECORD_COLUMNS, records));
  else printResult(groupsTable(title, records));
}

function noteRest(groups: Readonly<Record<string, CutView>>): void {
  for (const [key, { pooled }] of Object.entries(groups))
    if (pooled !== undefined)
      printNote(`${key} holds ${pooled.names} more, too many to show each (max_groups)`);
}

function noteGroups(
  { trades, notes, windowNotes }: TradesReport,
  groups: number,
  { windows }: Settings,
): void {
  for (const line of notes) printNote(`warning: ${line}`);
  const count = groups === 1 ? '1 group' : `${groups} groups`;
  printNote(`${trades.length} trades in ${count}, window ${windows[0] ?? ''}; USD; R = net / risk`);
  for (const line of windowNotes) printNote(line);
}
