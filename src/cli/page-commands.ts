import type { Command } from 'commander';
import type { DashboardFlags } from './commands/dashboard-command';
import type { ReportFlags } from './commands/report-command';

/** Adds the commands that show the Intelligence page. Each is loaded when it is called. */
export function addPageCommands(intel: Command): void {
  intel
    .command('dashboard')
    .description('Serve the Intelligence page, its API and metrics, on this machine only.')
    .option('--state <dir>', 'directory of the state files', 'logs/state')
    .option('--port <n>', 'port; 0 takes a free one', '8787')
    .option('--host <address>', '127.0.0.1, ::1 or localhost', '127.0.0.1')
    .option('--stale-after <duration>', 'from this age on data is stale', '3m')
    .action((options: DashboardFlags) =>
      (
        require('./commands/dashboard-command') as typeof import('./commands/dashboard-command')
      ).dashboardCommand(options),
    );

  intel
    .command('report')
    .description('Write the Intelligence page as one self-contained file.')
    .option('--state <dir>', 'directory of the state files', 'logs/state')
    .requiredOption('--out <file>', 'the HTML file to write')
    .option('--at <time>', 'a moment of the history: ISO 8601 or epoch (default: what stands now)')
    .option('--stale-after <duration>', 'from this age on data is stale', '3m')
    .action((options: ReportFlags) =>
      (require('./commands/report-command') as typeof import('./commands/report-command')).reportCommand(
        options,
      ),
    );
}
