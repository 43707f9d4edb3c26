import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect } from 'chai';
import { OwnerError } from '../../../src/io/lock/owner-error';
import { OwnerLock } from '../../../src/io/lock/owner-lock';

export const LOCK = '.intel.lock';

/** No process has this number. */
export const GONE = 2 ** 22 + 1;

interface Said {
  readonly pid?: unknown;
  readonly started?: unknown;
  readonly boot?: unknown;
  readonly token?: unknown;
}

/** The lock of a process as it would have written it, but for what is said otherwise. */
export function lockOf(pid: number, said: Said = {}): string {
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  const owner = { pid, started: pid === GONE ? '1' : startOf(pid), boot, token: 'cafe', ...said };
  return `${JSON.stringify(owner)}\n`;
}

function startOf(pid: number): string {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

/** Where the successor of what a lock file holds is claimed. */
export function successorOf(content: string): string {
  return `${LOCK}.${createHash('sha256').update(content).digest('hex').slice(0, 16)}`;
}

export function leave(dir: string, name: string, content: string): void {
  writeFileSync(join(dir, name), content);
}

/** The lock, or why there is none; anything but another owner is a failure of the spec. */
export async function taken(dir: string): Promise<OwnerLock | OwnerError> {
  try {
    return await OwnerLock.take(dir);
  } catch (error) {
    if (error instanceof OwnerError) return error;
    throw error;
  }
}

export function isLock(outcome: OwnerLock | OwnerError): outcome is OwnerLock {
  return outcome instanceof OwnerLock;
}

/** That nothing lies in the directory but its lock. */
export function expectClean(dir: string): void {
  expect(readdirSync(dir)).to.deep.equal([LOCK]);
}
