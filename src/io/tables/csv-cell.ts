import { visible } from '../../model/values/visible';
import type { Cell } from './column';

/** A cell of CSV. One that a spreadsheet would run as a formula is kept as text; null is an empty cell. */
export function csvCell(value: Cell): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const plain = visible(value);
  const inert = /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
  return /[",\n\r]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
