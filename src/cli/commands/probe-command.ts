import { probe, windowOfScores } from '../../../pipelines/probe/probe';
import { allocationFooter, allocationTable } from '../terminal/allocation-table';
import { jsonText, printNote, printResult } from '../terminal/print';
import { readDesk } from '../terminal/read-desk';

interface ProbeFlags {
  readonly state: string;
  readonly config: string;
  readonly json?: boolean;
}

/** `intel probe`. */
export async function probeCommand(flags: ProbeFlags): Promise<void> {
  const desk = await readDesk(flags.config, await windowOfScores(flags.state));
  const { allocation, written, missing } = await probe(flags.state, desk);
  for (const line of missing) printNote(`warning: ${line}`);
  if (!written) printNote(`${flags.state} belongs to a running instance: nothing was written`);
  if (allocation.symbols.length === 0) printNote('no intel to allocate by: these are empty suggestions');
  printResult(
    flags.json === true
      ? jsonText(allocation)
      : `${allocationTable(allocation)}\n\n${allocationFooter(allocation)}`,
  );
}
