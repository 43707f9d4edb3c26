import { FoundFields } from './found-fields';
import { RowScanner } from './row-scanner';
import { RowValues } from './row-values';

/** The row that is being read: one at a time, so that nothing is made anew for each. */
export const row = new FoundFields();
export const scanner = new RowScanner(row);
export const values = new RowValues(row);
