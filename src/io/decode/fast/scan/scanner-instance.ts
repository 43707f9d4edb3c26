import { RowScanner } from './row-scanner';
import { RowValues } from './row-values';

/** The row that is being read: one at a time, so that nothing is made anew for each. */
export const scanner = new RowScanner();
export const { row } = scanner;
export const values = new RowValues(row, (start, end) => scanner.time(start, end));
