import { readdirSync, readFileSync, readlinkSync, utimesSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { OwnerError } from '../../../src/io/files/failures';
import { liveOwner, refuseLiveOwner } from '../../../src/io/lock/live-owner';
import { OwnerLock, type Taking } from '../../../src/io/lock/owner-lock';
import { failureOf } from '../failure-of';
import type { Tree } from '../temp-dir';

export const LOCK = '.intel.lock';

/** The file that these specs put into a lock. */
export const FILE = join(LOCK, '0123456789abcdef');

/** No process has this number. */
export const GONE = 2 ** 22 + 1;

/** What the lock of an earlier version does not say. */
export const EARLIER = {
  machine: undefined,
  host: undefined,
  namespace: undefined,
  since: undefined,
  stale_ms: undefined,
};

/** Another machine; what it says cannot be seen from here. */
export const ELSEWHERE = { machine: '0123456789abcdef0123456789abcdef', host: 'host-b' };

/** The PID namespace that a Linux machine starts with: no container. */
export const NO_CONTAINER = 'pid:[4026531836]';

/** What a process would have written into its lock, but for what is said otherwise. */
export function ownerOf(pid: number, said: Readonly<Record<string, unknown>> = {}): string {
  const owner = {
    pid,
    started: pid === GONE ? '1' : startOf(pid),
    boot: idIn('/proc/sys/kernel/random/boot_id'),
    machine: idIn('/etc/machine-id'),
    host: hostname(),
    namespace: readlinkSync('/proc/self/ns/pid'),
    since: '2026-01-02T03:04:05.000+00:00',
    stale_ms: 120_000,
    token: '0123456789abcdef',
    ...said,
  };
  return `${JSON.stringify(owner)}\n`;
}

function startOf(pid: number): string {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function idIn(path: string): string {
  return readFileSync(path, 'utf8').trim();
}

/** What may lie there when a process comes, and leaves it free to take. */
export const LEFT: Readonly<Record<string, Tree>> = {
  nothing: {},
  'the lock of a dead process': { [FILE]: ownerOf(GONE) },
  'a dead process’s lock of an earlier version': { [LOCK]: ownerOf(GONE, EARLIER) },
  'the lock of another machine without a heartbeat': { [FILE]: ownerOf(1, { ...ELSEWHERE, stale_ms: 0 }) },
};

/** Sets the heartbeat of a lock back, or forth. */
export function age(path: string, seconds: number): void {
  const at = Date.now() / 1000 - seconds;
  utimesSync(path, at, at);
}

/** The lock, or why there is none; anything but another owner is a failure of the spec. */
export async function taken(dir: string, taking: Taking = {}): Promise<OwnerLock | OwnerError> {
  try {
    return await OwnerLock.take(dir, taking);
  } catch (error) {
    if (error instanceof OwnerError) return error;
    throw error;
  }
}

export function isLock(outcome: OwnerLock | OwnerError): outcome is OwnerLock {
  return outcome instanceof OwnerLock;
}

/** That nothing lies in the directory but one lock. */
export function expectClean(dir: string): void {
  expect(readdirSync(dir)).to.deep.equal([LOCK]);
  expect(readdirSync(join(dir, LOCK))).to.have.length(1);
}

/** That the directory is not to be had, with these words. */
export async function expectRefused(dir: string, ...said: readonly string[]): Promise<void> {
  for (const act of [() => OwnerLock.take(dir), () => refuseLiveOwner(dir)]) {
    const refusal = await failureOf(act());
    expect(refusal).to.be.an.instanceOf(OwnerError);
    for (const words of [dir, ...said]) expect(String(refusal)).to.contain(words);
  }
}

/** That the directory is free, and can be taken. */
export async function expectTaken(dir: string): Promise<void> {
  expect(await liveOwner(dir)).to.equal(undefined);
  await refuseLiveOwner(dir);
  const lock = await OwnerLock.take(dir);
  await lock.check();
  expect((await liveOwner(dir))?.owner.pid).to.equal(process.pid);
  expectClean(dir);
}
