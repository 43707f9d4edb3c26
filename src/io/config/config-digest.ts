import { createHash } from 'node:crypto';
import type { DeskFiles } from '../../model/fund/desk';
import { canonicalJson } from '../../model/values/json';

/** 16 hex digits over the content of the configs: layout, order of keys and unset defaults do not matter. */
export function configDigest(files: DeskFiles): string {
  return createHash('sha256').update(canonicalJson(files)).digest('hex').slice(0, 16);
}
