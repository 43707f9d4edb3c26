import type { Fault } from '../decode/fault';

/** The rows that could not be used, each with its place, reason and bytes. */
export const QUARANTINE_FILE = 'quarantine.jsonl';

/** Their lines in that file. */
export function faultLines(faults: readonly Fault[]): string {
  return faults.map((fault) => `${JSON.stringify(fault)}\n`).join('');
}
