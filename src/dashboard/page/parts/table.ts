import { emptyPanel, panel } from './cells';
import { h, type Child, type Element } from './node';
import type { Sort } from './view-state';

/** One column: what a cell shows, and what it is sorted by. */
export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  /** A sentence on what the number means. */
  readonly about?: string | undefined;
  readonly kind: 'name' | 'number' | 'text' | 'drawing';
  /** Undefined: not sortable. Null goes last either way. */
  readonly by?: (row: Row) => number | string | null;
  readonly cell: (row: Row) => Child;
  /** Shown on wide places only. */
  readonly wide?: boolean;
  /** Below the title, as the axis of a drawing. */
  readonly foot?: Child;
}

export interface TableOf<Row> {
  /** A word of its own: `ranking`. */
  readonly name: string;
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly sort: Sort | undefined;
  readonly full: boolean;
  /** Rows above the others that no sort moves, as a total. */
  readonly top?: readonly Row[];
  readonly markOf?: (row: Row) => string | undefined;
  readonly empty: string;
}

/** Rows shown until all are asked for. */
export const FIRST_ROWS = 50;

/** A section of the page that holds a table; `after` stands below it. Without a row it is the line that says so. */
export function tablePanel<Row>(title: string, about: Child, of: TableOf<Row>, after?: Child): Element {
  return isEmpty(of) ? emptyPanel(of.name, title, of.empty) : panel(of.name, title, about, table(of), after);
}

/** A table whose headers sort; it shows its first rows until all are asked for. */
export function table<Row>(of: TableOf<Row>): Element {
  const { name, rows, full, empty } = of;
  if (isEmpty(of)) return h('p', { class: 'empty' }, empty);
  const sorted = sortedRows(of);
  const shown = full ? sorted : sorted.slice(0, FIRST_ROWS);
  return h(
    'div',
    { class: 'table' },
    h(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': of.caption },
      h(
        'table',
        { 'data-table': name },
        h('caption', { class: 'unseen' }, of.caption),
        h('thead', {}, h('tr', {}, ...of.columns.map((column) => header(of, column)))),
        h(
          'tbody',
          {},
          ...(of.top ?? []).map((row) => line(of, row, 'total')),
          ...shown.map((row) => line(of, row)),
        ),
      ),
    ),
    rows.length > FIRST_ROWS &&
      h(
        'p',
        { class: 'more' },
        `${shown.length} of ${rows.length} rows. `,
        h('button', { type: 'button', 'data-act': 'full', 'data-table': name }, full ? 'Fewer' : 'Show all'),
      ),
  );
}

function isEmpty<Row>({ rows, top = [] }: TableOf<Row>): boolean {
  return rows.length === 0 && top.length === 0;
}

function header<Row>({ name, sort }: TableOf<Row>, column: Column<Row>): Element {
  const { id, title, about, by, kind, foot } = column;
  const direction = sort?.column === id ? sort.direction : undefined;
  const arrow = direction === undefined ? '' : direction === 'descending' ? ' ▾' : ' ▴';
  return h(
    'th',
    { scope: 'col', class: classOf(column), 'aria-sort': direction, title: about, key: id },
    by === undefined
      ? h('span', { class: 'title' }, title)
      : h(
          'button',
          {
            type: 'button',
            'data-act': 'sort',
            'data-table': name,
            'data-column': id,
            'data-first': kind === 'name' || kind === 'text' ? 'ascending' : 'descending',
          },
          title,
          h('span', { class: 'arrow', 'aria-hidden': 'true' }, arrow),
        ),
    kind === 'drawing' && foot,
  );
}

function line<Row>({ columns, keyOf, markOf }: TableOf<Row>, row: Row, mark = markOf?.(row)): Element {
  return h(
    'tr',
    { key: keyOf(row), class: mark, 'data-row': keyOf(row) },
    ...columns.map((column) =>
      h(
        column.kind === 'name' ? 'th' : 'td',
        {
          class: classOf(column),
          scope: column.kind === 'name' ? 'row' : undefined,
          'data-column': column.id,
        },
        column.cell(row),
      ),
    ),
  );
}

function classOf<Row>({ kind, wide }: Column<Row>): string {
  return wide === true ? `${kind} wide` : kind;
}

function sortedRows<Row>({ rows, columns, sort }: TableOf<Row>): readonly Row[] {
  const by = columns.find((column) => column.id === sort?.column)?.by;
  if (by === undefined || sort === undefined) return rows;
  const turn = sort.direction === 'descending' ? -1 : 1;
  return rows
    .map((row, place) => ({ row, place, value: by(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null)
        return a.value === b.value ? a.place - b.place : a.value === null ? 1 : -1;
      return turn * compared(a.value, b.value) || a.place - b.place;
    })
    .map(({ row }) => row);
}

function compared(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return a < b ? -1 : a > b ? 1 : 0;
}
