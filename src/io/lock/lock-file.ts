import { readdir, readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isObject, own, textOf } from '../../model/values/json';
import { isoUtc } from '../../model/values/time';
import { now } from '../files/clock';
import { codeOf, reaching, WorldError } from '../files/failures';
import { isRunning, startOf } from '../files/is-running';

/** A process that owns a directory, as its lock says. */
export interface Owner {
  readonly pid: number;
  /** Tells the process from a later one of the same number. */
  readonly started: string;
  readonly boot: string;
  readonly token: string;
  /** Undefined in the lock of an earlier version, as are `host` and `since`. */
  readonly machine: string | undefined;
  readonly host: string | undefined;
  /** When the lock was taken. */
  readonly since: string | undefined;
}

/** A file in the place of a lock: of an owner that is not known to be dead, or one that counts no longer. */
export type LockFile = HeldLock | DeadLock;

export interface HeldLock {
  readonly path: string;
  /** `unseen`: on another machine, or so it may be; only a person can know whether it runs. */
  readonly state: 'running' | 'unseen';
  readonly owner: Owner;
}

interface DeadLock {
  readonly path: string;
  readonly state: 'dead';
  /** Undefined where no instance of ours wrote the content. */
  readonly owner: Owner | undefined;
}

const BOOT_ID = '/proc/sys/kernel/random/boot_id';
const MACHINE_ID = '/etc/machine-id';
const TOKEN = /^[0-9a-f]{16}$/;

/** The files of a lock: one in its directory, or the lock itself where an earlier version wrote it. */
export async function readLock(lock: string): Promise<readonly LockFile[]> {
  const files: LockFile[] = [];
  return reaching(lock, 'read', async () => {
    for (const path of await pathsOf(lock)) {
      const text = await unlessGone(readFile(path, 'utf8'));
      if (text !== undefined) files.push(await judged(path, parseOwner(text)));
    }
    return files;
  });
}

async function pathsOf(lock: string): Promise<readonly string[]> {
  try {
    const names = (await unlessGone(readdir(lock))) ?? [];
    return names.filter((name) => TOKEN.test(name)).map((name) => join(lock, name));
  } catch (error) {
    if (codeOf(error) !== 'ENOTDIR') throw error;
    return [lock];
  }
}

/** Undefined where the file went away, or made way for a directory, since it was looked for. */
export async function unlessGone<T>(act: Promise<T>): Promise<T | undefined> {
  try {
    return await act;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'EISDIR') return undefined;
    throw error;
  }
}

async function judged(path: string, owner: Owner | undefined): Promise<LockFile> {
  if (owner === undefined) return { path, state: 'dead', owner };
  const { pid, started, boot, machine, host } = owner;
  const here = await thisMachine();
  if (boot === here.boot && (machine ?? here.machine) === here.machine)
    return { path, state: (await isRunning(pid, started)) ? 'running' : 'dead', owner };
  // This machine before its last boot. Its name too, since images of machines are copied with their id.
  const wasHere = machine === here.machine && host === here.host;
  return { path, state: wasHere ? 'dead' : 'unseen', owner };
}

function parseOwner(text: string): Owner | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value)) return undefined;
    const pid = own(value, 'pid');
    if (typeof pid !== 'number' || !(pid > 0) || pid !== (pid | 0)) return undefined;
    const [started, boot, token] = ['started', 'boot', 'token'].map((key) => textOf(own(value, key)));
    if (started === undefined || boot === undefined || token === undefined) return undefined;
    const [machine, host, since] = ['machine', 'host', 'since'].map((key) => textOf(own(value, key)));
    return { pid, started, boot, token, machine, host, since };
  } catch {
    return undefined;
  }
}

/** Where an owner runs that cannot be seen from here. */
export function placeOf({ machine, host = '?', since = '?' }: Owner): string {
  if (machine === undefined) return 'another machine, or this one before its last boot';
  return `machine ${host} (id ${machine}) since ${since}`;
}

/** This process as an owner. */
export async function thisProcess(token: string): Promise<Owner> {
  const { pid } = process;
  return { pid, started: await startOf(pid), token, ...(await thisMachine()), since: isoUtc(now()) };
}

interface Machine {
  readonly boot: string;
  readonly machine: string;
  readonly host: string;
}

async function thisMachine(): Promise<Machine> {
  const host = hostname();
  const boot = await idIn(BOOT_ID, /^[0-9a-f-]{36}$/);
  const machine = await idIn(MACHINE_ID, /^[0-9a-f]{32}$/);
  return { boot: boot ?? '', machine: machine ?? boot ?? host, host };
}

// Undefined only where there is none: an owner must not pass for another's because this process has too many files open.
async function idIn(path: string, form: RegExp): Promise<string | undefined> {
  try {
    const id = (await readFile(path, 'utf8')).trim();
    return form.test(id) ? id : undefined;
  } catch (error) {
    if (['ENOENT', 'EACCES', 'ENOTDIR'].includes(codeOf(error) ?? '')) return undefined;
    throw new WorldError(path, 'read', error);
  }
}
