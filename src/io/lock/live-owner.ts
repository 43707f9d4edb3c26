import { join } from 'node:path';
import { OwnerError } from '../files/failures';
import { readLock, type HeldLock } from './lock-file';
import { ownerName } from './owner';

export const LOCK = '.intel.lock';

/**
 * The lock of a directory that has an owner; undefined when that is dead, or there is none. One who may write nothing
 * there says what moment it is: else a file is made to learn it, where a heartbeat has to decide.
 */
export async function liveOwner(dir: string, nowMs?: number): Promise<HeldLock | undefined> {
  const files = await readLock(join(dir, LOCK), nowMs === undefined ? {} : { nowMs });
  return files.find((file) => file.state !== 'dead');
}

/** Throws an OwnerError when a directory has an owner that is not known to be dead. */
export async function refuseLiveOwner(dir: string): Promise<void> {
  const held = await liveOwner(dir);
  if (held !== undefined) throw ownerRefusal(dir, held);
}

/** Why a directory is not to be had, and what a person can do. */
export function ownerRefusal(dir: string, held: HeldLock): OwnerError {
  const { path, state, owner } = held;
  if (state === 'running') {
    const who = `${dir} belongs to a running instance, process id ${owner.pid}`;
    return new OwnerError(`${who}; stop that instance, or choose another directory`, who);
  }
  const { staleMs = 0 } = owner;
  const free = state === 'beating' ? `the heartbeat is ${seconds(staleMs)} s old, or ` : '';
  const who = `${dir} belongs to ${ownerName(owner)}: ${sightOf(held)}`;
  return new OwnerError(
    `${who}; stop it there, or choose another directory. If it has ended, the directory is free when ${free}you remove ${path}`,
    who,
  );
}

/** Who has a directory, for a line of text. */
export function heldText(held: HeldLock): string {
  if (held.state === 'running') return `running, process ${held.owner.pid}`;
  return `owned by ${ownerName(held.owner)}; ${sightOf(held)}`;
}

function sightOf({ silentMs }: HeldLock): string {
  if (silentMs === undefined) return 'this machine cannot tell whether it runs';
  return `it cannot be seen from here, its last heartbeat was ${seconds(silentMs)} s ago`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1).replace(/\.0$/, '');
}
