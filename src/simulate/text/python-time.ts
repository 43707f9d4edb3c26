import { float, PyFloat } from './python-json';

/** Python's `time.time()` at epoch microseconds. */
export function epochSeconds(tsUs: number): PyFloat {
  return float(tsUs / 1e6);
}

/** `YYYY-MM-DDTHH:MM:SS.ffffff+00:00` of epoch microseconds. */
export function isoMicros(tsUs: number): string {
  const seconds = new Date(Math.floor(tsUs / 1000)).toISOString().slice(0, 19);
  return `${seconds}.${String(tsUs % 1e6).padStart(6, '0')}+00:00`;
}
