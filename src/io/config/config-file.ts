import { join } from 'node:path';
import { isObject } from '../../model/values/json';
import type { ConfigKind } from './config-kind';
import { readConfigText } from './text/config-text';
import { parseJsonDocument, type PlaceOf } from './text/json-document';
import { pathOf, pointer, type ConfigProblem } from './schema/problem';
import { schemaProblems } from './schema/schema-problems';

/** A config file as found. */
export interface ConfigFile {
  readonly file: string;
  readonly state: 'usable' | 'missing' | 'unusable';
  /** What it holds but for `$schema`, even where that breaks the schema; undefined where it is missing or no JSON. */
  readonly value: unknown;
  readonly problems: readonly ConfigProblem[];
  readonly placeOf: PlaceOf | undefined;
}

/** Reads and checks one file of the config directory. Never throws for what it finds there. */
export async function readConfigFile(configDir: string, kind: ConfigKind): Promise<ConfigFile> {
  const file = join(configDir, kind.name);
  const source = await readConfigText(file);
  switch (source.kind) {
    case 'missing':
      return {
        ...absent(file),
        state: 'missing',
        problems: kind.need === 'required' ? [wholeFile(file, kind, 'missing')] : [],
      };
    case 'unreadable':
      return { ...absent(file), state: 'unusable', problems: [wholeFile(file, kind, source.reason)] };
    case 'text':
      return checked(file, kind, source.text);
  }
}

/** A problem at the place of `path` in `file`. */
export function problemIn(file: ConfigFile, path: readonly string[], what: ProblemText): ConfigProblem {
  const { at = 'value', found, message, severity } = what;
  const place = file.placeOf?.(path, at);
  return {
    file: file.file,
    line: place?.line,
    column: place?.column,
    path: pointer(path),
    found,
    message,
    severity,
  };
}

/** What a file holds, without its top-level keys that an error lies in: what further checks may rely on. */
export function soundPart(file: ConfigFile): unknown {
  if (!isObject(file.value)) return file.value;
  const errors = file.problems.filter(({ severity }) => severity === 'error');
  const broken = new Set(errors.map(({ path }) => pathOf(path)[0]));
  return Object.fromEntries(Object.entries(file.value).filter(([key]) => !broken.has(key)));
}

interface ProblemText extends Pick<ConfigProblem, 'message' | 'severity'> {
  readonly at?: 'key' | 'value';
  readonly found?: string | undefined;
}

function absent(file: string): Pick<ConfigFile, 'file' | 'value' | 'placeOf'> {
  return { file, value: undefined, placeOf: undefined };
}

function checked(file: string, kind: ConfigKind, text: string): ConfigFile {
  const { severity, outcome } = failureOf(kind);
  const json = parseJsonDocument(text);
  if (json.kind === 'failure') {
    const problems = json.errors.map(({ place, found, message }) => {
      return { file, ...place, path: '', found, message: message + outcome, severity };
    });
    return { ...absent(file), state: 'unusable', problems };
  }
  const found = { file, value: withoutSchema(json.value), placeOf: json.placeOf };
  const repeated = json.repeatedKeys.map(({ path, place, first }): ConfigProblem => {
    const message = `repeats the key of ${first.line}:${first.column}; the last value counts`;
    return { file, ...place, path: pointer(path), found: undefined, message, severity: 'warning' };
  });
  const broken = schemaProblems(kind.schema, json.value).map((problem): ConfigProblem => {
    const place = json.placeOf(problem.path, problem.at);
    const message = problem.message + outcome;
    return { file, ...place, path: pointer(problem.path), found: problem.found, message, severity };
  });
  return { ...found, state: broken.length === 0 ? 'usable' : 'unusable', problems: [...repeated, ...broken] };
}

// `$schema` speaks to editors: it names no strategy, and no digest knows of it.
function withoutSchema(value: unknown): unknown {
  if (!isObject(value) || !Object.hasOwn(value, '$schema')) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== '$schema'));
}

function wholeFile(file: string, kind: ConfigKind, reason: string): ConfigProblem {
  const { severity, outcome } = failureOf(kind);
  const message = `${reason}; ${kind.need === 'required' ? 'required' : 'expected'}: ${kind.description}${outcome}`;
  return { file, line: undefined, column: undefined, path: '', found: undefined, message, severity };
}

function failureOf(kind: ConfigKind): {
  readonly severity: ConfigProblem['severity'];
  readonly outcome: string;
} {
  if (kind.need === 'dispensable') return { severity: 'warning', outcome: '; the file is left out' };
  return { severity: 'error', outcome: '' };
}
