import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Data that is not in the repository; undefined where INTEL_TEST_DATA names none. */
export function sharedData(...path: readonly string[]): string | undefined {
  const root = process.env['INTEL_TEST_DATA'];
  if (root === undefined || root === '') return undefined;
  const found = join(root, ...path);
  if (!existsSync(found)) throw new Error(`INTEL_TEST_DATA is set, but ${found} is missing`);
  return found;
}
