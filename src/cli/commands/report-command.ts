import { explanationsOf } from '../../dashboard/explanation';
import { reportHtml } from '../../dashboard/report';
import { StateSource } from '../../dashboard/state-source';
import { ASSET_FILES } from '../../dashboard/wire';
import { replaceAll } from '../../io/files/atomic';
import { now } from '../../io/files/clock';
import { readAssets } from '../../io/dashboard/read-assets';
import { UsageError } from '../../io/files/failures';
import { staleAfterOption } from '../terminal/dashboard-options';
import { timeOption } from '../terminal/options';
import { printNote, printResult } from '../terminal/print';

interface ReportFlags {
  readonly state: string;
  readonly out: string;
  readonly at?: string;
  readonly staleAfter: string;
}

/** `intel report`: the page as one file to send to someone. */
export async function reportCommand(flags: ReportFlags): Promise<void> {
  const assets = await readAssets(ASSET_FILES);
  if (assets === undefined) throw new UsageError('the page is not built; run `npm run build` first');
  const source = new StateSource(flags.state, staleAfterOption(flags.staleAfter));
  const at = timeOption('--at', flags.at);
  const shown = at === undefined ? await source.current(now()) : await source.at(at, now());
  if (shown === undefined)
    throw new UsageError(`--at was "${flags.at ?? ''}"; allowed: an as_of in ${flags.state}/history`);
  if (
    shown.page.symbols.length === 0 &&
    Object.values(shown.state.documents).every((file) => file === undefined)
  )
    throw new UsageError(`no state file in ${flags.state}; run \`intel replay\` first`);
  for (const problem of shown.page.problems) printNote(`${problem.severity}: ${problem.message}`);
  // A file that is sent away has no server to ask for another moment.
  const page = { ...shown.page, frames: [] };
  const content = reportHtml(assets, { page, explanations: explanationsOf(shown.state) });
  await replaceAll([{ path: flags.out, content }]);
  printResult(flags.out);
}
