import { visible } from './print';

type Cell = string | number | boolean | null;

/** CSV with a line of names. A cell that a spreadsheet would run as a formula is kept as text. */
export function csvText<Name extends string>(
  names: readonly Name[],
  rows: readonly Readonly<Record<Name, Cell>>[],
): string {
  return [names.join(','), ...rows.map((row) => names.map((name) => csvCell(row[name])).join(','))].join(
    '\n',
  );
}

function csvCell(value: Cell): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const plain = visible(value);
  const inert = /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
  return /[",\n\r]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
