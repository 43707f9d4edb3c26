import { replaceTokens } from './json-tokens';

/** JSON as Python writes it: `NaN`, `Infinity` and `-Infinity` are allowed and read as null. */
export interface LenientJson {
  readonly value: unknown;
  /** How many values were not finite. */
  readonly nonfinite: number;
  /**
   * The same value with every integer literal beyond 2^53 as `{ digits }`, its digits as written: an object, so that no
   * text and no number can be mistaken for it.
   */
  readonly exact: unknown;
}

const NONFINITE: ReadonlySet<string> = new Set(['NaN', 'Infinity', '-Infinity']);
const LONG_DIGITS = /[0-9]{16}/;
const INTEGER = /^-?[0-9]+$/;

/** Parses a text; undefined if it is not JSON even then. */
export function parseLenient(text: string): LenientJson | undefined {
  const plain = tryParse(text);
  if (plain !== undefined) return { value: plain.value, nonfinite: 0, exact: exactOf(text, plain.value) };
  let nonfinite = 0;
  const repaired = replaceTokens(text, (token) => {
    if (!NONFINITE.has(token)) return token;
    nonfinite++;
    return 'null';
  });
  if (nonfinite === 0) return undefined;
  const parsed = tryParse(repaired);
  return parsed === undefined
    ? undefined
    : { value: parsed.value, nonfinite, exact: exactOf(repaired, parsed.value) };
}

function tryParse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

// JSON.parse rounds integers beyond 2^53; ids must not be rounded.
function exactOf(text: string, value: unknown): unknown {
  if (!LONG_DIGITS.test(text)) return value;
  const marked = replaceTokens(text, (token) =>
    INTEGER.test(token) && !Number.isSafeInteger(Number(token)) ? `{"digits":"${token}"}` : token,
  );
  return marked === text ? value : (tryParse(marked)?.value ?? value);
}
