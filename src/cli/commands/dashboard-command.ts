import { startDashboard } from '../../dashboard/dashboard';
import { now } from '../../io/files/clock';
import { hostOption, portOption, staleAfterOption } from '../terminal/dashboard-options';
import { explainFailure } from '../terminal/exit';
import { printNote, printResult } from '../terminal/print';

interface DashboardFlags {
  readonly state: string;
  readonly host: string;
  readonly port: string;
  readonly staleAfter: string;
}

/** `intel dashboard`: serves until SIGTERM or SIGINT. */
export async function dashboardCommand(flags: DashboardFlags): Promise<void> {
  const dashboard = await startDashboard({
    state: flags.state,
    host: hostOption(flags.host),
    port: portOption(flags.port),
    staleAfterMs: staleAfterOption(flags.staleAfter),
    now,
    onError: (error) => {
      printNote(explainFailure(error));
    },
  });
  printResult(dashboard.url);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.once(signal, () => {
        resolve();
      });
  });
  await dashboard.close();
}
