import { disagreement, gainCell, reasonCell, symbolButton } from './cells';
import { exactDigits, formatNumber, formatSigned, independentText } from './format';
import { intervalBar } from './interval-bar';
import { h, type Child, type Element } from './node';
import type { Column } from './table';

/** Columns that several tables have. */

type NumberOf<Row> = (row: Row) => number | null | undefined;

/** A symbol that opens its explanation. */
export function symbolColumn<Row extends { readonly symbol: string }>(): Column<Row> {
  return {
    id: 'symbol',
    title: 'Symbol',
    kind: 'name',
    by: ({ symbol }) => symbol,
    cell: ({ symbol }) => symbolButton(symbol),
  };
}

/** A number, sorted by what it shows. */
export function numberColumn<Row>(
  id: string,
  title: string,
  of: NumberOf<Row>,
  show: (value: number | null | undefined) => Child,
  about?: string,
): Column<Row> {
  return { id, title, about, kind: 'number', by: (row) => of(row) ?? null, cell: (row) => show(of(row)) };
}

/** A gain or loss, with two decimals. */
export function gainColumn<Row>(id: string, title: string, of: NumberOf<Row>, about?: string): Column<Row> {
  return numberColumn(id, title, of, (value) => gainCell(value, 2), about);
}

interface Judged {
  readonly expectancy: { readonly usd_and_r_disagree: boolean | null } | null;
}

/** What binds a weight, and whether money and R disagree. */
export function reasonColumn<Row extends Judged>(
  of: (row: Row) => string | null | undefined,
  about?: string,
): Column<Row> {
  return {
    id: 'reason',
    title: 'Because',
    about,
    kind: 'text',
    by: (row) => of(row) ?? null,
    cell: (row) => [reasonCell(of(row)), ' ', disagreement(row.expectancy?.usd_and_r_disagree)],
  };
}

interface Sampled {
  readonly expectancy: { readonly known_r: number; readonly n_eff: number | null };
}

/** How many trades an interval counts, and how many independent ones they stand for where these are fewer. */
export function sampleColumn<Row extends Sampled>(): Column<Row> {
  return {
    id: 'n',
    title: 'n',
    about:
      'Trades whose R is known; beside it how many independent ones they stand for, where these are fewer',
    kind: 'number',
    by: (row) => row.expectancy.known_r,
    cell: ({ expectancy: { known_r, n_eff } }) => [
      formatNumber(known_r, 0),
      h('small', { class: 'n' }, independentText(known_r, n_eff)),
    ],
  };
}

interface Measured {
  readonly expectancy: {
    readonly avg_r: number | null;
    readonly r_interval: readonly [number, number] | null;
  };
}

/** A mean R, with a star where its interval lies beside 0 also when all rows of the table are looked at together. */
export function meanColumn<Row extends Measured & { readonly clears_bar: boolean }>(
  title: string,
): Column<Row> {
  return {
    id: 'avg_r',
    title,
    about: '★: with 95 % it is not 0, also when all rows are looked at together',
    kind: 'number',
    by: ({ expectancy }) => expectancy.avg_r,
    cell: ({ expectancy, clears_bar }) => [clears_bar && '★ ', gainCell(expectancy.avg_r, 2)],
  };
}

/** A mean R and its interval, drawn from −width to width. */
export function intervalColumn<Row extends Measured>(width: number): Column<Row> {
  return {
    id: 'interval',
    title: '95 % interval',
    kind: 'drawing',
    foot: axisOf(width),
    cell: ({ expectancy }) => intervalBar(expectancy.avg_r, expectancy.r_interval, width),
  };
}

/** The ends and the middle of a drawing around 0. */
export function axisOf(width: number): Element {
  const digits = exactDigits([width]);
  return h(
    'span',
    { class: 'axis', 'aria-hidden': 'true' },
    [formatSigned(-width, digits), '0', formatSigned(width, digits)].map((text) => h('span', {}, text)),
  );
}
