/** A Python float: it keeps its point (`1.0`), where a plain number is a Python int. */
export class PyFloat {
  constructor(readonly value: number) {}
}

export type PyValue = string | number | boolean | null | PyFloat | readonly PyValue[] | PyObject;

/** A Python dict in insertion order; a key whose value is undefined is not written. */
export interface PyObject {
  readonly [key: string]: PyValue | undefined;
}

/** Marks a number as a Python float, rounded to the given decimals; without them it is kept as it is. */
export function float(value: number, decimals?: number): PyFloat {
  return new PyFloat(decimals === undefined ? value : roundTo(value, decimals));
}

/** Rounds to decimals; never −0. */
export function roundTo(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale + 0;
}

/** The bytes of Python's `json.dumps(value)` with its defaults; a plain number must be an integer. */
export function pythonJson(value: PyValue): string {
  if (value === null) return 'null';
  if (value instanceof PyFloat) return floatRepr(value.value);
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return intRepr(value);
  return isArray(value) ? `[${value.map(pythonJson).join(', ')}]` : dict(value);
}

function isArray(value: readonly PyValue[] | PyObject): value is readonly PyValue[] {
  return Array.isArray(value);
}

function dict(object: PyObject): string {
  const parts: string[] = [];
  for (const [key, value] of Object.entries(object)) {
    if (value !== undefined) parts.push(`${quoted(key)}: ${pythonJson(value)}`);
  }
  return `{${parts.join(', ')}}`;
}

const PLAIN = /^[ !#-[\]-~]*$/;

// JSON.stringify escapes the same control characters; ensure_ascii adds everything from DEL up.
function quoted(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, escaped);
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function intRepr(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`a Python int was expected, not ${value}`);
  return String(value + 0);
}

// repr() has an exponent below 1e-4 and from 1e16 up, of at least two digits; the digits are the shortest, as in JS.
function floatRepr(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  }
  const text = Object.is(value, -0) ? '-0' : String(value);
  return text.includes('.') ? text : `${text}.0`;
}
