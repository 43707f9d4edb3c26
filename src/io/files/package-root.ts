import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isObject, textOf } from '../../model/values/json';

/** The package's own directory: built code lies deeper below it than its source. */
export function packageRoot(): string {
  for (let dir = __dirname; dir !== dirname(dir); dir = dirname(dir)) {
    if (existsSync(join(dir, 'package.json'))) return dir;
  }
  throw new Error('the package has no package.json');
}

/** What is running: this package, and the Node under it. */
export interface BuildInfo {
  readonly version: string;
  readonly node: string;
}

/** What this process is. */
export function buildInfo(): BuildInfo {
  return { version: (known ??= packageVersion()), node: process.versions.node };
}

let known: string | undefined;

export function packageVersion(): string {
  const about: unknown = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
  return textOf(isObject(about) ? about['version'] : undefined) ?? 'unknown';
}
