import { probe, windowOfScores } from '../../../pipelines/probe/probe';
import { ALLOCATION_SORT_KEYS, allocationFooter, allocationTable } from '../terminal/allocation-table';
import { jsonText, printNote, printResult } from '../terminal/print';
import { rowPick, type TableFlags } from '../terminal/table-rows';
import { readDesk } from '../terminal/read-desk';

interface ProbeFlags extends TableFlags {
  readonly state: string;
  readonly config: string;
  readonly json?: boolean;
}

/** `intel probe`. */
export async function probeCommand(flags: ProbeFlags): Promise<void> {
  const pick = rowPick(flags, ALLOCATION_SORT_KEYS);
  const desk = await readDesk(flags.config, await windowOfScores(flags.state));
  const { allocation, account, suggestions, written, missing } = await probe(flags.state, desk);
  for (const line of missing) printNote(`warning: ${line}`);
  if (!written) printNote(`live owns ${flags.state}: the allocation is printed, not written`);
  if (allocation.symbols.length === 0) printNote('the state files hold no symbol: the allocation is empty');
  printResult(
    flags.json === true
      ? jsonText(allocation)
      : `${allocationTable(allocation, pick, suggestions)}\n\n${allocationFooter(allocation, account)}`,
  );
}
