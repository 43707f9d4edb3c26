/** Options that several commands take, as commander’s arguments. */

export const LOGS_OF_HOST = ['--logs <dir>', 'logs directory with execution/ and state/', 'logs'] as const;
export const CONFIG = ['--config <dir>', 'the fund’s config directory', 'config'] as const;
export const OUT = ['--out <dir>', 'directory for the state files', 'logs/state'] as const;
export const STATE = ['--state <dir>', 'directory of the state files', 'logs/state'] as const;
export const JSON_TEXT = ['--json', 'print JSON'] as const;
export const TOP = ['--top <n>', 'show so many rows of the table'] as const;
export const SORT = '--sort <key>';
export const SINCE = [
  '--since <time>',
  'only trades that closed at this time or later: ISO 8601 or epoch',
] as const;
export const UNTIL = ['--until <time>', 'only trades that closed by this time'] as const;
export const UNTIL_AS_OF = [
  '--until <time>',
  'only trades that closed by this time, which is the as-of',
] as const;
export const THREADS = [
  '--threads <n>',
  'decode the logs on this many threads (default: by cores and log size)',
] as const;
export const STALE_AFTER = ['--stale-after <duration>', 'age from which data is stale', '3m'] as const;
export const METRICS_FILE = [
  '--metrics-file <file>',
  'also keep the metrics in this file for the node exporter; ends with .prom',
] as const;
export const ON_INCIDENT = [
  '--on-incident <command>',
  'run by sh -c for each incident, with one JSON object on its stdin',
] as const;
export const INCIDENT_RATE = [
  '--incident-rate <n>',
  'start --on-incident so many times in any minute at most',
  '10',
] as const;
