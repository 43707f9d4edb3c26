import { createColors } from 'picocolors';
import { visible } from '../../model/values/visible';

/** Results go to stdout. */
export function printResult(text: string): void {
  process.stdout.write(`${text}\n`);
}

let isQuiet = false;

/** Whether from here on nothing but results and errors is printed. */
export function setQuiet(quiet: boolean): void {
  isQuiet = quiet;
}

/** Notes and warnings go to stderr. */
export function printNote(text: string): void {
  if (!isQuiet) printError(text);
}

/** Why something failed goes to stderr, whatever was asked. */
export function printError(text: string): void {
  process.stderr.write(`${text.split('\n').map(visible).join('\n')}\n`);
}

/** Colours for stdout: none in a pipe or with NO_COLOR. */
export const colors = createColors(
  process.env['NO_COLOR'] === undefined &&
    (process.stdout.isTTY || (process.env['FORCE_COLOR'] ?? '0') !== '0'),
);

/** JSON for stdout: one document, with nothing in it that could steer a terminal. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (char) =>
    [...Array(char.length).keys()]
      .map((i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

export interface TextColumn {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** Rows under aligned titles, cells parted by ` | `. */
export function textTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string {
  const safe = rows.map((row) => row.map(visible));
  const widths = columns.map((column, i) =>
    Math.max(column.title.length, ...safe.map((row) => (row[i] ?? '').length)),
  );
  const pad = (text: string, i: number): string =>
    columns[i]?.align === 'right' ? text.padStart(widths[i] ?? 0) : text.padEnd(widths[i] ?? 0);
  const head = colors.bold(
    columns
      .map((column, i) => pad(column.title, i))
      .join(' | ')
      .trimEnd(),
  );
  return [head, ...safe.map((row) => row.map(pad).join(' | ').trimEnd())].join('\n');
}

/** A number with so many decimals; a dash where there is none. */
export function decimal(value: number | null | undefined, places: number): string {
  return value === null || value === undefined ? '–' : value.toFixed(places);
}

/** A share as a percentage; a dash where there is none. */
export function percent(share: number | null | undefined, places = 2): string {
  return share === null || share === undefined ? '–' : `${(share * 100).toFixed(places)} %`;
}
