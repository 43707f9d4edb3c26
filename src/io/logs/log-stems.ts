import type { LogKind } from '../decode/row/decoded';

/** Where the executor's logs lie below the directory that `--logs` names. */
export const LOGS_DIR = 'execution';

/** The executor's two logs, by the kind of row that stands in them. */
export const LOGS = {
  order_metrics: 'metrics',
  orders_executed: 'orders',
} as const satisfies Readonly<Record<string, LogKind>>;

export type LogStem = keyof typeof LOGS;

export const LOG_STEMS: readonly LogStem[] = ['order_metrics', 'orders_executed'];
