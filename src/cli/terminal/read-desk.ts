import { formatProblem } from '../../io/config/schema/problem';
import { loadDesk, type LoadedDesk } from '../../io/config/load-desk';
import { UsageError } from '../../io/files/failures';
import type { Desk } from '../../model/fund/desk';
import { printError, printNote } from './print';

/** The desk of a config directory; its problems are printed. An error among them ends the command before it writes. */
export async function readDesk(configDir: string, window?: string): Promise<Desk> {
  return (await readWholeDesk(configDir, window)).desk;
}

/** The same, with what the desk is made of. */
export async function readWholeDesk(
  configDir: string,
  window?: string,
): Promise<LoadedDesk & { readonly desk: Desk }> {
  const loaded = await loadDesk(configDir, window);
  const { desk, problems } = loaded;
  const printed = problems.filter((problem) => desk === undefined || problem.message.length > 0);
  for (const problem of printed) {
    const print = problem.severity === 'error' ? printError : printNote;
    print(`${problem.severity}: ${formatProblem(problem)}`);
  }
  if (desk === undefined) {
    const errors = problems.filter((problem) => problem.severity === 'error').length;
    throw new UsageError(
      `${errors} error${errors === 1 ? '' : 's'} in the configuration; nothing was written`,
    );
  }
  return { ...loaded, desk };
}
