import type { Command } from 'commander';

type Action = Parameters<Command['action']>[0];

export type CommandName = keyof typeof COMMANDS;

/** What a command does. */
export type ActionOf = (name: CommandName) => Action;

/** The commands. Each is loaded when it is called. */
export const COMMANDS = {
  replay: lazy(() => (require('./replay-command') as typeof import('./replay-command')).replayCommand),
  live: lazy(() => (require('./live-command') as typeof import('./live-command')).liveCommand),
  follow: lazy(() => (require('./follow-command') as typeof import('./follow-command')).followCommand),
  ship: lazy(() => (require('./ship-command') as typeof import('./ship-command')).shipCommand),
  mirror: lazy(() => (require('./mirror-command') as typeof import('./mirror-command')).mirrorCommand),
  verify: lazy(() => (require('./verify-command') as typeof import('./verify-command')).verifyCommand),
  status: lazy(() => (require('./status-command') as typeof import('./status-command')).statusCommand),
  probe: lazy(() => (require('./probe-command') as typeof import('./probe-command')).probeCommand),
  trades: lazy(() => (require('./trades-command') as typeof import('./trades-command')).tradesCommand),
  groups: lazy(() => (require('./groups-command') as typeof import('./groups-command')).groupsCommand),
  evaluate: lazy(
    () => (require('./evaluate-command') as typeof import('./evaluate-command')).evaluateCommand,
  ),
  explain: lazy(() => (require('./explain-command') as typeof import('./explain-command')).explainCommand),
  check: lazy(() => (require('./check-command') as typeof import('./check-command')).checkCommand),
  settings: lazy(
    () => (require('./settings-command') as typeof import('./settings-command')).settingsCommand,
  ),
  simulate: lazy(
    () => (require('./simulate-command') as typeof import('./simulate-command')).simulateCommand,
  ),
  dashboard: lazy(
    () => (require('./dashboard-command') as typeof import('./dashboard-command')).dashboardCommand,
  ),
  index: lazy(() => (require('./index-command') as typeof import('./index-command')).indexCommand),
  'join-history': lazy(
    () => (require('./join-history-command') as typeof import('./join-history-command')).joinHistoryCommand,
  ),
  completion: lazy(
    () => (require('./completion-command') as typeof import('./completion-command')).completionCommand,
  ),
  engine: lazy(() => (require('./engine-command') as typeof import('./engine-command')).engineCommand),
  export: lazy(() => (require('./export-command') as typeof import('./export-command')).exportCommand),
  report: lazy(() => (require('./report-command') as typeof import('./report-command')).reportCommand),
};

function lazy(load: () => Action): Action {
  return function (...args) {
    return load().apply(this, args);
  };
}
