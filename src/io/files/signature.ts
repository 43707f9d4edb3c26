import { statSync, type BigIntStats } from 'node:fs';
import { codeOf, WorldError } from './failures';

/**
 * A text that changes with every change of the file; empty when there is none. In place, not through the thread pool:
 * that would cost many times what the call does, and this is asked several times a second of every file.
 */
export function signatureOf(path: string): string {
  try {
    const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
    return stats === undefined ? '' : signature(stats);
  } catch (error) {
    if (codeOf(error) === 'ENOTDIR') return '';
    throw error;
  }
}

/** The same; throws a WorldError. */
export function readSignature(path: string): string {
  try {
    return signatureOf(path);
  } catch (error) {
    throw new WorldError(path, 'read', error);
  }
}

export function signature({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(':');
}
