import type { BigIntStats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { codeOf } from '../failures';

/** A text that changes with every change of the file; empty when there is none. */
export async function signatureOf(path: string): Promise<string> {
  try {
    return signature(await stat(path, { bigint: true }));
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return '';
    throw error;
  }
}

export function signature({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(':');
}
