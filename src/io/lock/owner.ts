import { finite, isObject, own, textOf } from '../../model/values/json';
import { isoUtc } from '../../model/values/time';
import { now } from '../files/clock';
import { startOf } from '../files/is-running';
import { spaceText, type PidSpace, type PartialSpace } from './pid-space';

/** A process that owns a directory, as its lock says. */
export interface Owner extends PartialSpace {
  readonly pid: number;
  /** Tells the process from a later one of the same number. */
  readonly started: string;
  readonly token: string;
  /** When the lock was taken; undefined in the lock of an earlier version. */
  readonly since: string | undefined;
  /** The age of its heartbeat from which on it is dead to those that cannot see it; undefined: it has no heartbeat. */
  readonly staleMs: number | undefined;
}

/** The content of a lock that this process takes. */
export async function ownerText(token: string, space: PidSpace, staleMs: number): Promise<string> {
  const { pid } = process;
  const started = await startOf(pid);
  return `${JSON.stringify({ pid, started, token, ...space, since: isoUtc(now()), stale_ms: staleMs })}\n`;
}

/** The owner that the content of a lock names; undefined where no instance of ours wrote it. */
export function parseOwner(text: string): Owner | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value)) return undefined;
    const pid = own(value, 'pid');
    if (typeof pid !== 'number' || !(pid > 0) || pid !== (pid | 0)) return undefined;
    const texts = (...keys: readonly string[]): readonly (string | undefined)[] =>
      keys.map((key) => textOf(own(value, key)));
    const [started, boot, token] = texts('started', 'boot', 'token');
    if (started === undefined || boot === undefined || token === undefined) return undefined;
    const [machine, host, namespace, since] = texts('machine', 'host', 'namespace', 'since');
    const staleMs = finite(own(value, 'stale_ms'));
    return { pid, started, boot, token, machine, host, namespace, since, staleMs };
  } catch {
    return undefined;
  }
}

/** The process and where it runs, for one that cannot be seen from here. */
export function ownerName(owner: Owner): string {
  const since = owner.since === undefined ? '' : ` since ${owner.since}`;
  return `process id ${owner.pid} on ${spaceText(owner)}${since}`;
}
