import { randomBytes } from 'node:crypto';
import { readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject, own } from '../../model/json';
import { codeOf, WorldError } from '../failures';
import { OwnerError } from './owner-error';

const LOCK = '.intel.lock';
const SETTLE_MS = 60;

/** Who owns a directory: a process, told apart from a later one of the same number by when it started. */
interface Owner {
  readonly pid: number;
  readonly started: string;
  readonly boot: string;
  readonly token: string;
}

/**
 * One owner for a directory. The lock of a process that is gone does not count. Two that take over at once both
 * write, wait, and look: the last writer owns. An owner looks again before each commit, so that a lost race ends there.
 */
export class OwnerLock {
  private constructor(
    private readonly path: string,
    private readonly owner: Owner,
  ) {}

  /** Takes the directory, or throws an OwnerError that names who has it. */
  static async take(dir: string): Promise<OwnerLock> {
    const path = join(dir, LOCK);
    await refuseLiveOwner(dir);
    const owner: Owner = {
      pid: process.pid,
      started: await startOf(process.pid),
      boot: await bootId(),
      token: randomBytes(8).toString('hex'),
    };
    const temporary = `${path}.${process.pid}.${owner.token}.tmp`;
    try {
      await writeFile(temporary, `${JSON.stringify(owner)}\n`, { mode: 0o644, flag: 'wx' });
      await rename(temporary, path);
    } catch (error) {
      throw new WorldError(path, 'write', error);
    }
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const lock = new OwnerLock(path, owner);
    await lock.check();
    return lock;
  }

  /** Throws when the directory has another owner by now. */
  async check(): Promise<void> {
    const owner = await readOwner(this.path);
    if (owner?.token === this.owner.token) return;
    throw new OwnerError(
      owner === undefined
        ? `${this.path} is gone: somebody removed it; this instance stops`
        : `${this.path} was taken over by process ${owner.pid}; this instance stops`,
    );
  }

  async release(): Promise<void> {
    const owner = await readOwner(this.path);
    if (owner?.token === this.owner.token) await unlink(this.path).catch(() => undefined);
  }
}

/** The process that owns a directory now; undefined when none does. */
export async function liveOwner(dir: string): Promise<number | undefined> {
  const owner = await readOwner(join(dir, LOCK));
  return owner !== undefined && (await isAlive(owner)) ? owner.pid : undefined;
}

/** Throws an OwnerError when a live process owns the directory. */
export async function refuseLiveOwner(dir: string): Promise<void> {
  const pid = await liveOwner(dir);
  if (pid === undefined) return;
  throw new OwnerError(
    `${dir} belongs to the running instance with process id ${pid}; choose another directory`,
  );
}

async function readOwner(path: string): Promise<Owner | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (!isObject(value)) return undefined;
    const [pid, started, boot, token] = ['pid', 'started', 'boot', 'token'].map((key) => own(value, key));
    if (typeof pid !== 'number' || typeof started !== 'string') return undefined;
    if (typeof boot !== 'string' || typeof token !== 'string') return undefined;
    return { pid, started, boot, token };
  } catch (error) {
    if (error instanceof SyntaxError || codeOf(error) === 'ENOENT') return undefined;
    throw new WorldError(path, 'read', error);
  }
}

async function isAlive({ pid, started, boot }: Owner): Promise<boolean> {
  if (boot !== (await bootId())) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false;
  }
  return started === (await startOf(pid));
}

// Field 22 of /proc/PID/stat; where there is no /proc, the number of the process must do.
async function startOf(pid: number): Promise<string> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

async function bootId(): Promise<string> {
  return readFile('/proc/sys/kernel/random/boot_id', 'utf8').then(
    (text) => text.trim(),
    () => '',
  );
}
