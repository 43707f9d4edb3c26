/** What a cell may hold; null where a number is not defined. */
export type Cell = string | number | boolean | null;

/** What the cells of a column are. `time`: UTC, ISO 8601 with milliseconds; `day`: YYYY-MM-DD, UTC. */
export type ColumnKind = 'text' | 'number' | 'whole' | 'flag' | 'time' | 'day';

/** What a column says, without its cells. */
export interface ColumnMeaning {
  /** Of a number, such as USD, R or s; empty where it has none. */
  readonly unit: string;
  /** One line for a person at a desk. */
  readonly about: string;
}

/** A column of a long table, and how a row gives its cell. */
export interface ExportColumn<Row> extends ColumnMeaning {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly of: (row: Row) => Cell;
}
