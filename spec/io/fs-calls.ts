import { AsyncLocalStorage } from 'node:async_hooks';
import fs from 'node:fs';
import promises, { type FileHandle } from 'node:fs/promises';

/**
 * A call of node:fs/promises or of a handle that was opened by one; also one that is made in place: `statSync`,
 * `openSync`, and `fstatSync`, `readSync` and `closeSync` of what any of these opened.
 */
export interface Call {
  readonly op: string;
  readonly path: string;
  /** How many came before it. */
  readonly n: number;
}

/**
 * Comes before each call, which waits for it: a failure fails the call, and nothing is done. What comes back is the
 * share of its bytes that a write makes before it fails for want of room; undefined = all goes well.
 */
export type Before = (call: Call) => unknown;

interface Opened {
  readonly path: string;
  readonly close: () => unknown;
}

interface Watch {
  readonly before: Before;
  /** What is open, by its descriptor. */
  readonly open: Map<number, Opened>;
  calls: number;
}

const current = new AsyncLocalStorage<Watch>();

/** Runs `act` with `before` before each of its calls; those of others pass. Also what `act` leaves behind is watched. */
export async function watchingCalls<T>(before: Before, act: () => Promise<T>): Promise<T> {
  const watch: Watch = { before, open: new Map(), calls: 0 };
  try {
    return await current.run(watch, act);
  } finally {
    // What was killed closes nothing itself.
    for (const { close } of watch.open.values()) await close();
  }
}

/** The calls that `act` makes, as `op name`. */
export async function callsOf(act: () => Promise<unknown>): Promise<readonly string[]> {
  const calls: string[] = [];
  await watchingCalls(
    ({ op, path }) => void calls.push(`${op} ${path.slice(path.lastIndexOf('/') + 1)}`),
    act,
  );
  return calls;
}

/** Runs `act` up to its n-th call, from 0: that one and all after it never come. True when it ended before. */
export async function killedAt(n: number, act: () => Promise<unknown>, share?: number): Promise<boolean> {
  let die: (ended: boolean) => void;
  const killed = new Promise<boolean>((resolve) => (die = resolve));
  const never = new Promise(() => undefined);
  const before: Before = (call) => {
    if (call.n < n) return undefined;
    if (share !== undefined && call.n === n && call.op === 'writeFile') return share;
    die(false);
    return never;
  };
  return watchingCalls(before, () => Promise.race([act().then(() => true), killed]));
}

/** A failure of the system, such as ENOSPC. */
export function failure(code: string): Error {
  return Object.assign(new Error(`${code}: as the spec says`), { code });
}

type Method = (...args: unknown[]) => Promise<unknown>;

function patch(target: object, op: string, path?: string): void {
  const method = Reflect.get(target, op) as Method;
  const patched: Method = async function (this: unknown, ...args) {
    const watch = current.getStore();
    if (watch === undefined) return method.apply(this, args);
    const call = { op, path: path ?? String(args[0]), n: watch.calls++ };
    const share = (await watch.before(call)) as number | undefined;
    if (share !== undefined && op === 'writeFile') {
      await method.apply(this, path === undefined ? [args[0], part(args[1], share)] : [part(args[0], share)]);
      await watch.before({ ...call, op: 'die', n: watch.calls });
      throw failure('ENOSPC');
    }
    const result = await method.apply(this, args);
    if (op === 'open') hold(result as FileHandle, call.path, watch);
    return result;
  };
  Reflect.set(target, op, patched);
}

// What never comes has no part in these: they come, and the next that is not in place does not.
function patchInPlace(name: string, op: string): void {
  const method = Reflect.get(fs, name) as (...args: unknown[]) => unknown;
  const patched = function (this: unknown, ...args: unknown[]): unknown {
    const watch = current.getStore();
    const [target] = args;
    const path = typeof target === 'number' ? watch?.open.get(target)?.path : String(target);
    if (watch === undefined || path === undefined) return method.apply(this, args);
    watch.before({ op, path, n: watch.calls++ });
    const result = method.apply(this, args);
    if (op === 'open') {
      const fd = result as number;
      const close = (): void => {
        fs.closeSync(fd);
      };
      watch.open.set(fd, { path, close });
    }
    if (op === 'close') watch.open.delete(target as number);
    return result;
  };
  Reflect.set(fs, name, patched);
}

function part(content: unknown, share: number): Buffer {
  const bytes = Buffer.from(content as string);
  return bytes.subarray(0, Math.floor(bytes.length * share));
}

function hold(handle: FileHandle, path: string, watch: Watch): void {
  const close = handle.close.bind(handle);
  const { fd } = handle;
  watch.open.set(fd, { path, close });
  handle.close = async () => {
    watch.open.delete(fd);
    await close();
  };
  for (const op of HANDLE_OPS) patch(handle, op, path);
}

const PATH_OPS = [
  'copyFile',
  'link',
  'mkdir',
  'open',
  'readFile',
  'readdir',
  'rename',
  'rm',
  'rmdir',
  'stat',
  'truncate',
  'unlink',
  'writeFile',
] as const;
const HANDLE_OPS = [
  'close',
  'datasync',
  'read',
  'readFile',
  'stat',
  'sync',
  'truncate',
  'writeFile',
] as const;

for (const op of PATH_OPS) patch(promises, op);
for (const op of ['stat', 'open', 'close', 'read']) patchInPlace(`${op}Sync`, op);
patchInPlace('fstatSync', 'stat');
