import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isObject, own } from '../../model/values/json';
import { codeOf, WorldError } from '../files/failures';

/** Who owns a directory: a process, told apart from a later one of the same number by when it started. */
export interface Owner {
  readonly pid: number;
  readonly started: string;
  readonly boot: string;
  readonly token: string;
}

/** What lies in the place of a lock. */
export interface Lock {
  /** Undefined where the content is none of ours. */
  readonly owner: Owner | undefined;
  /** 16 hex digits over the content. */
  readonly digest: string;
}

const BOOT_ID = '/proc/sys/kernel/random/boot_id';

/** What a lock file says; undefined when there is none. */
export async function readLock(path: string): Promise<Lock | undefined> {
  try {
    const bytes = await readFile(path);
    const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
    return { owner: parseOwner(bytes.toString('utf8')), digest };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new WorldError(path, 'read', error);
  }
}

function parseOwner(text: string): Owner | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value)) return undefined;
    const [pid, started, boot, token] = ['pid', 'started', 'boot', 'token'].map((key) => own(value, key));
    if (typeof pid !== 'number' || !(pid > 0) || pid !== (pid | 0)) return undefined;
    if (typeof started !== 'string' || typeof boot !== 'string' || typeof token !== 'string')
      return undefined;
    return { pid, started, boot, token };
  } catch {
    return undefined;
  }
}

/** This process as an owner. */
export async function thisProcess(token: string): Promise<Owner> {
  const started = (await statusOf(process.pid))?.started ?? '';
  return { pid: process.pid, started, boot: await bootId(), token };
}

/** Whether the owner is a process that runs now. */
export async function isAlive({ pid, started, boot }: Owner): Promise<boolean> {
  if (boot !== (await bootId())) return false;
  const status = await statusOf(pid);
  // Without /proc, or where it hides the processes of others, the number of the process must do.
  if (status === undefined) return exists(pid);
  return status.running && (started === '' || status.started === started);
}

interface Status {
  /** False for one that is dead and whose parent has not asked yet. */
  readonly running: boolean;
  /** Ticks since the machine's start. */
  readonly started: string;
}

async function statusOf(pid: number): Promise<Status | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  // What follows the name, which may hold anything: state is field 3, starttime 22 (proc_pid_stat(5)).
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { running: !/[ZXx]/.test(fields[0] ?? ''), started: fields[19] ?? '' };
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

async function bootId(): Promise<string> {
  try {
    return (await readFile(BOOT_ID, 'utf8')).trim();
  } catch (error) {
    // Only where there is no such thing: an owner must not pass for dead because this process has too many files open.
    if (codeOf(error) === 'ENOENT') return '';
    throw new WorldError(BOOT_ID, 'read', error);
  }
}
