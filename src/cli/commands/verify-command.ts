import { join } from 'node:path';
import { verify, type Verification } from '../../../pipelines/journal/verify';
import { isoUtc } from '../../model/values/time';
import { withJournal } from '../engine/named-journal';
import { EXIT } from '../terminal/exit';
import { jsonText, printNote, printResult } from '../terminal/print';
import { visible } from '../../model/values/visible';

interface VerifyFlags {
  readonly journal: string;
  readonly state: string;
  readonly json?: boolean;
}

const LATE_SHOWN = 20;

/** `intel verify`. */
export async function verifyCommand(flags: VerifyFlags): Promise<void> {
  const found = await withJournal(flags.journal, (journal) => verify(journal, flags.state));
  printResult(flags.json === true ? jsonText(found) : lines(found, flags.state).map(visible).join('\n'));
  for (const line of found.damage) printNote(`warning: ${line}`);
  if (found.difference !== undefined) process.exitCode = EXIT.difference;
  else if (found.damage.length > 0 || found.compared === 0) process.exitCode = EXIT.badInput;
}

function lines(found: Verification, state: string): readonly string[] {
  const { unfounded, late } = found;
  const more = late.length - LATE_SHOWN;
  return [
    outcome(found, state),
    ...(unfounded > 0 ? [`${unfounded} published files are older than the journal: not compared`] : []),
    `${late.length} rows came late${late.length > 0 ? '; a replay of the logs may differ by these rows:' : ''}`,
    ...late
      .slice(0, LATE_SHOWN)
      .map(
        ({ file, offset, ts, ticked }) => `  ${file}@${offset}: ${isoUtc(ts)}, last tick ${isoUtc(ticked)}`,
      ),
    ...(more > 0 ? [`  and ${more} more (--json lists all)`] : []),
  ];
}

function outcome({ compared, unfounded, ticks, difference }: Verification, state: string): string {
  if (difference !== undefined)
    return `different: ${difference.file} of ${difference.asOf}: ${difference.what}`;
  if (compared === 0 && unfounded > 0) return `nothing was compared over ${ticks} ticks`;
  if (compared === 0)
    return `nothing was compared over ${ticks} ticks: ${join(state, 'history')} names no published file; allowed: the --out of intel live or intel follow`;
  return `${compared} published files over ${ticks} ticks: the journal gives the same bytes`;
}
