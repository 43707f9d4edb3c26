import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inTemporary } from '../contract/replayed';
import { sharedData } from '../contract/shared-data';
import { unwrapped } from '../cli/check/reported';
import { intel } from '../cli/intel';
import { outcomeIn, type Outcome } from './outcome';

/** The cases: a folder each, with logs and configs as a fund has them. */

/** Where the cases are; undefined where INTEL_TEST_DATA names no data. */
export function casesDir(): string | undefined {
  return sharedData('cases');
}

export function caseNames(): readonly string[] {
  const root = casesDir();
  if (root === undefined) return [];
  return readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
}

/** Specs of a kind of case. Without the data they are one skipped line. */
export function describeCases(kind: string, specs: () => void): void {
  describe(`cases: ${kind}`, () => {
    if (casesDir() !== undefined) specs();
    else
      it('need INTEL_TEST_DATA', function () {
        this.skip();
      });
  });
}

/** One `it` of a case folder, which must be there. */
export function caseIt(
  name: string,
  says: string,
  holds: (at: Outcome, dir: string) => void | Promise<void>,
): void {
  it(`${name}: ${says}`, async () => {
    const dir = dirOf(name);
    await holds(await outcomeIn(dir), dir);
  });
}

/** Another case, to compare with. */
export function outcomeOfCase(name: string, asOf?: number): Promise<Outcome> {
  return outcomeIn(dirOf(name), asOf);
}

/** The case with something in it changed. */
export function outcomeOfChanged(name: string, change: (dir: string) => void): Promise<Outcome> {
  return inTemporary((dir) => {
    cpSync(dirOf(name), dir, { recursive: true });
    change(dir);
    return outcomeIn(dir);
  });
}

/** What `intel check` prints of a desk, its lines made whole again. */
export async function checkOf(dir: string): Promise<string> {
  const { out, err } = await intel(['check', '--logs', join(dir, 'logs'), '--config', join(dir, 'config')]);
  return `${unwrapped(out)}${err}`;
}

function dirOf(name: string): string {
  const dir = join(casesDir() ?? '', name);
  if (!existsSync(dir)) throw new Error(`the case ${name} is missing`);
  return dir;
}
