import { startDashboard } from '../../dashboard/dashboard';
import { now } from '../../io/files/clock';
import { hostOption, portOption, staleAfterOption } from '../terminal/dashboard-options';
import { onEndSignal } from '../terminal/end-signals';
import { explainFailure } from '../terminal/exit';
import { printError, printResult } from '../terminal/print';

interface DashboardFlags {
  readonly state: string;
  readonly host: string;
  readonly port: string;
  readonly staleAfter: string;
}

/** `intel dashboard`: serves until SIGTERM, SIGINT or SIGHUP. */
export async function dashboardCommand(flags: DashboardFlags): Promise<void> {
  const dashboard = await startDashboard({
    state: flags.state,
    host: hostOption(flags.host),
    port: portOption(flags.port),
    staleAfterMs: staleAfterOption(flags.staleAfter),
    now,
    onError: (error) => {
      printError(explainFailure(error));
    },
  });
  printResult(dashboard.url);
  await new Promise<void>((resolve) => {
    onEndSignal(resolve);
  });
  await dashboard.close();
}
