import type { StateFileKey } from '../../../operators/files/state-files';
import { isObject, type JsonObject } from '../../model/values/json';

/**
 * The state files as far as they are there, of whatever version: what `loadStateFiles` gives, or any JSON. The helpers
 * take what is in the form it should have, and leave the rest null.
 */
export type StateDocuments = { readonly [K in StateFileKey]?: unknown };

/** One of them as an object; undefined for anything else. */
export function documentOf(state: StateDocuments, key: StateFileKey): JsonObject | undefined {
  const value = state[key];
  return isObject(value) ? value : undefined;
}
