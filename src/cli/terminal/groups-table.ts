import type { GroupRecord } from './group-record';
import { decimal, percent, textTable, type TextColumn } from './print';
import type { SortKeys } from './table-rows';

interface Column extends TextColumn {
  readonly cell: (record: GroupRecord) => string;
}

const left = (title: string, cell: Column['cell']): Column => ({ title, align: 'left', cell });
const right = (title: string, cell: Column['cell']): Column => ({ title, align: 'right', cell });

const SIZE = right('NOTIONAL', ({ notional_usd_low: from, notional_usd_high: to }) =>
  from === null ? '–' : `${decimal(from, 2)} to ${decimal(to, 2)}`,
);

const COLUMNS: readonly Column[] = [
  right('TRADES', ({ count }) => String(count)),
  right('NET', ({ net_pnl_usd }) => decimal(net_pnl_usd, 4)),
  right('NET/TRADE', ({ expectancy }) => decimal(expectancy, 4)),
  right('HIT RATE', ({ hit_rate }) => percent(hit_rate, 1)),
  right('MEAN R', ({ avg_r }) => decimal(avg_r, 3)),
  right('95 % INTERVAL', ({ r_interval_low, r_interval_high }) =>
    r_interval_low === null ? '–' : `${decimal(r_interval_low, 3)} to ${decimal(r_interval_high, 3)}`,
  ),
  left('R, AMONG ALL', barWord),
];

/** What groups can be sorted by. */
export const GROUP_SORT_KEYS: SortKeys<GroupRecord> = {
  group: ({ key }) => key,
  trades: ({ count }) => count,
  net: ({ net_pnl_usd }) => net_pnl_usd,
  mean: ({ expectancy }) => expectancy,
  hit_rate: ({ hit_rate }) => hit_rate,
  r: ({ avg_r }) => avg_r,
};

/** One line for each group; `title` names what they are. */
export function groupsTable(title: string, records: readonly GroupRecord[]): string {
  const isSized = records.some(({ notional_usd_low }) => notional_usd_low !== null);
  const columns = [left(title, ({ key }) => key), ...(isSized ? [SIZE] : []), ...COLUMNS];
  return textTable(
    columns,
    records.map((record) => columns.map(({ cell }) => cell(record))),
  );
}

// By the interval that allows for how many groups are compared.
function barWord({ r_interval_adjusted_low: low, clears_bar }: GroupRecord): string {
  if (low === null) return '–';
  return clears_bar ? (low > 0 ? 'above 0' : 'below 0') : 'not clear';
}
