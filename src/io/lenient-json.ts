/** JSON as Python writes it: `NaN`, `Infinity` and `-Infinity` are allowed and read as null. */
export interface LenientJson {
  readonly value: unknown;
  /** How many values were not finite. */
  readonly nonfinite: number;
  /** The same value with every integer literal beyond 2^53 as text: BIG_INTEGER and the digits as written. */
  readonly exact: unknown;
}

/** Marks a text that was written as an integer, so that 12 and "12" stay two ids at any length. */
export const BIG_INTEGER = '\u0001';

const NONFINITE = /"(?:[^"\\]|\\.)*"|-?Infinity\b|\bNaN\b/g;
const LONG_DIGITS = /[0-9]{16}/;
const INTEGERS = /"(?:[^"\\]|\\.)*"|-?\b[0-9]{16,}\b(?![.eE])/g;

/** Parses a text; undefined when it is not JSON even so. */
export function parseLenient(text: string): LenientJson | undefined {
  const plain = tryParse(text);
  if (plain !== undefined) return { value: plain.value, nonfinite: 0, exact: exactOf(text, plain.value) };
  let nonfinite = 0;
  const mended = text.replace(NONFINITE, (token) => {
    if (token.startsWith('"')) return token;
    nonfinite++;
    return 'null';
  });
  if (nonfinite === 0) return undefined;
  const parsed = tryParse(mended);
  return parsed === undefined
    ? undefined
    : { value: parsed.value, nonfinite, exact: exactOf(mended, parsed.value) };
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
  const quoted = text.replace(INTEGERS, (token) =>
    token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : `"\\u0001${token}"`,
  );
  return quoted === text ? value : (tryParse(quoted)?.value ?? value);
}
