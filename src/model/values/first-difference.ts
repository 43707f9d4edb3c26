import { isObject } from './json';

/** Where two JSON values differ first. */
export interface JsonDifference {
  /** JSON pointer without escapes, for a person. */
  readonly path: string;
  readonly left: string;
  readonly right: string;
}

/** The first place, in key order of `left`, at which two JSON values differ; undefined when they are equal. */
export function firstDifference(left: unknown, right: unknown, path = ''): JsonDifference | undefined {
  if (isObject(left) && isObject(right)) {
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
      const found = firstDifference(left[key], right[key], `${path}/${key}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    for (let i = 0; i < Math.max(left.length, right.length); i++) {
      const found = firstDifference(left[i], right[i], `${path}/${i}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  return Object.is(left, right) ? undefined : { path, left: shownJson(left), right: shownJson(right) };
}

function shownJson(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
