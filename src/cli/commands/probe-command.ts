import { probe, windowOfScores } from '../../../pipelines/probe/probe';
import { allocationFooter, allocationTable } from '../terminal/allocation-table';
import { jsonText, note, say } from '../terminal/print';
import { readDesk } from '../terminal/read-desk';

export interface ProbeFlags {
  readonly state: string;
  readonly config: string;
  readonly json?: boolean;
}

/** `intel probe`. */
export async function probeCommand(flags: ProbeFlags): Promise<void> {
  const desk = await readDesk(flags.config, await windowOfScores(flags.state));
  const { allocation, written, missing } = await probe(flags.state, desk);
  for (const line of missing) note(`warning: ${line}`);
  if (!written) note(`${flags.state} belongs to a running instance: nothing was written`);
  if (allocation.symbols.length === 0) note('no intel to allocate by: empty suggestions are written');
  say(
    flags.json === true
      ? jsonText(allocation)
      : `${allocationTable(allocation)}\n\n${allocationFooter(allocation)}`,
  );
}
