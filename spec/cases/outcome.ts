import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replay } from '../../pipelines/replay/replay';
import { tradesOf } from '../../pipelines/replay/trades';
import {
  deskOf,
  inTemporary,
  publishedOf,
  writeDesk,
  type DeskTexts,
  type Published,
} from '../contract/replayed';
import { get, isObj, list, type Obj } from '../oracle/json';

/** What a replay of a desk says, as its readers see it: the state files as JSON, what was counted, what was refused. */
export class Outcome {
  private readonly files: Readonly<Record<keyof Omit<Published, 'asOf'>, Obj>>;

  constructor(
    published: Published,
    /** What was counted while reading and joining. */
    readonly tally: Obj,
    readonly tooMuchBadInput: boolean,
    readonly refused: readonly Obj[],
  ) {
    const { expectancy, scores, suggestions, allocation } = published;
    this.files = {
      expectancy: asJson(expectancy),
      scores: asJson(scores),
      suggestions: asJson(suggestions),
      allocation: asJson(allocation),
    };
  }

  /** The expectancy of a symbol. */
  group(symbol = 'BTCUSDT'): Obj {
    return objectAt(this.files.expectancy, 'symbols', symbol);
  }

  /** All groups of a kind, such as `hours`. */
  groups(kind: string): Obj {
    return objectAt(this.files.expectancy, kind);
  }

  score(symbol = 'BTCUSDT'): Obj {
    return rowOf(this.files.scores, 'symbols', 'symbol', symbol);
  }

  part(name: string, symbol = 'BTCUSDT'): number {
    return numberAt(this.score(symbol), 'components', name);
  }

  /** Router health and policy of a symbol. */
  route(symbol = 'BTCUSDT'): Obj {
    return rowOf(this.files.suggestions, 'symbols', 'symbol', symbol);
  }

  advice(symbol = 'BTCUSDT'): Obj {
    return rowOf(this.files.allocation, 'symbols', 'symbol', symbol);
  }

  strategyAdvice(strategy: string): Obj {
    return rowOf(this.files.allocation, 'strategies', 'strategy', strategy);
  }

  weight(symbol = 'BTCUSDT'): number {
    return numberAt(this.advice(symbol), 'suggested_weight');
  }

  /** Σ of the suggested weights of all symbols. */
  get totalWeight(): number {
    const rows = list(get(this.files.allocation, 'symbols'));
    return rows.reduce<number>((sum, row) => sum + numberAt(row, 'suggested_weight'), 0);
  }

  get account(): Obj {
    return objectAt(this.files.allocation, 'global');
  }

  /** The whole advice as text: for what must be told somewhere in it. */
  get told(): string {
    return JSON.stringify(this.files.allocation);
  }

  /** The warnings of all four files. */
  get warnings(): readonly string[] {
    const all = Object.values(this.files).flatMap((file) => list(get(get(file, 'metadata'), 'warnings')));
    return [
      ...new Set(all.map((warning) => (typeof warning === 'string' ? warning : JSON.stringify(warning)))),
    ];
  }

  /** How often a kind of row was counted, by whatever part of the reading counts it; NaN where none does. */
  counted(kind: string): number {
    return countIn(this.tally, kind) ?? NaN;
  }

  warns(code: string): boolean {
    return this.warnings.some((warning) => warning.includes(code));
  }
}

/** The latest moment of reading that any of these histories needs. */
const NOW = Date.UTC(2026, 10, 29);

/** Replays the desk that lies in `dir`. */
export async function outcomeIn(dir: string, asOf?: number): Promise<Outcome> {
  return inTemporary(async (out) => {
    const desk = await deskOf(dir);
    const report = await replay({ logs: join(dir, 'logs'), desk, out, asOf, now: NOW, force: true });
    const refused = await readFile(join(out, 'quarantine.jsonl'), 'utf8').catch(() => '');
    const rows = refused.split('\n').filter((line) => line !== '');
    return new Outcome(
      publishedOf(report.frame),
      asJson({ ...report.counts, ...report.tally }),
      report.tooMuchBadInput,
      rows.map((line) => asJson(JSON.parse(line))),
    );
  });
}

/** Writes a desk down and replays it. */
export async function outcomeOf(texts: DeskTexts, asOf?: number): Promise<Outcome> {
  return inTemporary(async (dir) => {
    await writeDesk(dir, texts);
    return outcomeIn(dir, asOf);
  });
}

/** The trades of the primary window of the desk in `dir`. */
export async function tradesIn(dir: string, asOf?: number): Promise<readonly unknown[]> {
  const desk = await deskOf(dir);
  return (await tradesOf({ logs: join(dir, 'logs'), desk, asOf, now: NOW })).trades;
}

function countIn(counts: Obj, kind: string): number | undefined {
  for (const [name, count] of Object.entries(counts)) {
    if (typeof count === 'number' && snakeCase(name) === kind) return count;
    const below = isObj(count) ? countIn(count, kind) : undefined;
    if (below !== undefined) return below;
  }
  return undefined;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function asJson(x: unknown): Obj {
  const plain = (_key: string, value: unknown): unknown =>
    value instanceof Map ? Object.fromEntries(value) : value;
  const copy: unknown = JSON.parse(JSON.stringify(x, plain));
  if (isObj(copy)) return copy;
  throw new Error(`not an object: ${JSON.stringify(copy)}`);
}

/** The value below these names; undefined where one of them is not there. */
export function valueAt(x: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => get(at, name), x);
}

export function objectAt(x: unknown, ...path: readonly string[]): Obj {
  const found = valueAt(x, ...path);
  if (isObj(found)) return found;
  throw new Error(`no object at ${path.join('.')}`);
}

/** A number that must be there. */
export function numberAt(x: unknown, ...path: readonly string[]): number {
  const found = valueAt(x, ...path);
  if (typeof found === 'number') return found;
  throw new Error(`no number at ${path.join('.')}, but ${JSON.stringify(found)}`);
}

function rowOf(file: Obj, listName: string, key: string, name: string): Obj {
  const row = list(get(file, listName)).find((candidate) => get(candidate, key) === name);
  if (isObj(row)) return row;
  throw new Error(`no row of ${name} in ${listName}`);
}
