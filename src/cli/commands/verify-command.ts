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
  printResult(flags.json === true ? jsonText(found) : lines(found).map(visible).join('\n'));
  for (const line of found.damage) printNote(`warning: ${line}`);
  if (found.difference !== undefined) process.exitCode = EXIT.difference;
  else if (found.damage.length > 0) process.exitCode = EXIT.badInput;
}

function lines({ compared, unfounded, ticks, difference, late }: Verification): readonly string[] {
  const more = late.length - LATE_SHOWN;
  return [
    difference === undefined
      ? `${compared} published files over ${ticks} ticks: the journal gives the same bytes`
      : `different: ${difference.file} of ${difference.asOf}: ${difference.what}`,
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
