import { byCodeUnits } from '../../../model/values/json';

/** Something wrong or doubtful in a config file. */
export interface ConfigProblem {
  /** The file as the caller would open it, or the option at fault. */
  readonly file: string;
  /** From 1; undefined where the trouble is the file itself. */
  readonly line: number | undefined;
  /** From 1, in UTF-16 units. */
  readonly column: number | undefined;
  /** JSON pointer; empty for the whole file. */
  readonly path: string;
  /** Short JSON of what stands there. */
  readonly found: string | undefined;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

/** One line for a person: `config/risk_limits.json:3:7 /global/tiers: found "x"; must be an object`. */
export function formatProblem(problem: ConfigProblem): string {
  const { file, line, column, path, found, message } = problem;
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
  const subject = path === '' ? place : `${place} ${path}`;
  const text = `${subject}: ${found === undefined ? '' : `found ${found}; `}${message}`;
  return text.replace(/\p{Cc}/gu, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Order by file, line, column; what has no line comes first. */
export function inFileOrder(a: Placed, b: Placed): number {
  return byCodeUnits(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

type Placed = Pick<ConfigProblem, 'file' | 'line' | 'column'>;

/** JSON pointer (RFC 6901) of a path. */
export function pointer(path: readonly string[]): string {
  return path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The path of a JSON pointer. */
export function pathOf(jsonPointer: string): readonly string[] {
  const keys = jsonPointer.split('/').slice(1);
  return keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}
