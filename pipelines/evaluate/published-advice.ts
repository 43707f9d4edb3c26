import { join, parse } from 'node:path';
import type { AllocationFile, AllocationRow } from '../../operators/allocate/allocation-file';
import { sizedSymbols } from '../../operators/evidence/walk/advice-measure';
import {
  adviceRecord,
  type AdviceFrame,
  type AdviceRecord,
  type SymbolAdvice,
} from '../../operators/evidence/walk/advice-frame';
import type { ExpectancyFile } from '../../operators/expectancy/expectancy-file';
import { STATE_FILES, type StateFiles } from '../../operators/files/state-files';
import { STATE_SCHEMAS } from '../../operators/files/state-schemas';
import { schemaProblems } from '../../src/io/config/schema/schema-problems';
import { UsageError } from '../../src/io/files/failures';
import { jsonLines } from '../../src/io/lines/json-lines';
import type { Desk } from '../../src/model/fund/desk';
import { parseTimestamp } from '../../src/model/values/time';

// Of published numbers.
const ROUNDING = 1e-9;

/** The advice that a history holds, by the time of its frames. */
export class PublishedAdvice {
  /** In order of time. */
  constructor(readonly frames: readonly AdviceFrame[]) {}

  /** For each of these moments, in ascending order, the last frame that is no later. */
  *at(moments: Iterable<number>): Generator<AdviceFrame | undefined> {
    let next = 0;
    for (const moment of moments) {
      while ((this.frames[next]?.asOf ?? Infinity) <= moment) next++;
      yield this.frames[next - 1];
    }
  }
}

type Records = ReadonlyMap<string, AdviceRecord>;

/** The frames of a state directory's history: moments for which both the allocation and the expectancy were kept. */
export async function publishedAdvice(stateDir: string, desk: Desk): Promise<PublishedAdvice> {
  const wanted = sizedSymbols(desk);
  const records = new Map<number, Records>();
  for await (const { asOf, file } of keptFiles('expectancy', stateDir))
    records.set(asOf, recordsOf(file, wanted));
  const frames = new Map<number, AdviceFrame>();
  for await (const { asOf, file } of keptFiles('allocation', stateDir)) {
    refuseBeyondCaps(file, stateDir);
    const known = records.get(asOf);
    if (known !== undefined) frames.set(asOf, frameOf(asOf, file, known, wanted, desk));
  }
  if (frames.size === 0)
    throw new UsageError(
      `--published ${stateDir}: found no moment in history/ with both the allocation and the expectancy; allowed: the --out of live, or of replay with --every`,
    );
  return new PublishedAdvice([...frames.values()].sort((a, b) => a.asOf - b.asOf));
}

// No advice exceeds the caps: such a file was not written by live or replay.
function refuseBeyondCaps({ as_of, symbols }: AllocationFile, stateDir: string): void {
  for (const { symbol, suggested_weight, explanation } of symbols) {
    const base = explanation.weight.base ?? 0;
    if (suggested_weight > base + ROUNDING)
      throw new UsageError(
        `--published ${stateDir}: at ${as_of} the weight of ${symbol} is ${suggested_weight}; allowed: at most its base, ${base}`,
      );
  }
}

async function* keptFiles<K extends 'expectancy' | 'allocation'>(
  key: K,
  stateDir: string,
): AsyncGenerator<{ readonly asOf: number; readonly file: StateFiles[K] }> {
  const path = join(stateDir, 'history', `${parse(STATE_FILES[key]).name}.jsonl`);
  let line = 0;
  for await (const { value } of jsonLines(path)) {
    line++;
    if (!isFile(key, value)) {
      const [problem] = schemaProblems(STATE_SCHEMAS[key], value);
      throw new UsageError(
        `${path}, entry ${line}: ${problem?.path.join('.') ?? ''}: found ${problem?.found ?? 'nothing'}; ${problem?.message ?? ''}`,
      );
    }
    const asOf = parseTimestamp(value.as_of);
    if (asOf !== undefined) yield { asOf, file: value };
  }
}

function isFile<K extends keyof StateFiles>(key: K, value: unknown): value is StateFiles[K] {
  return schemaProblems(STATE_SCHEMAS[key], value).length === 0;
}

function recordsOf({ symbols }: ExpectancyFile, wanted: readonly string[]): Records {
  const records = new Map<string, AdviceRecord>();
  for (const symbol of wanted) {
    const group = Object.hasOwn(symbols, symbol) ? symbols[symbol] : undefined;
    if (group !== undefined) records.set(symbol, adviceRecord(group));
  }
  return records;
}

function frameOf(
  asOf: number,
  { global, symbols }: AllocationFile,
  records: Records,
  wanted: readonly string[],
  { settings }: Desk,
): AdviceFrame {
  const rows = new Map(symbols.map((row) => [row.symbol, row]));
  const none: Omit<AdviceRecord, 'edge'> = {
    ...{ count: 0, known_r: 0, avg_return: null, avg_r: null, std_r: null },
    ...{ shrunk_r: settings.expectancy.prior_r, drawdown_aware_r: settings.expectancy.prior_r },
  };
  const advised = wanted.flatMap((symbol): readonly (readonly [string, SymbolAdvice])[] => {
    const row = rows.get(symbol);
    const base = row?.explanation.weight.base ?? null;
    if (row === undefined || base === null || base <= 0) return [];
    const record = records.get(symbol) ?? { ...none, edge: row.expectancy.edge ?? 0 };
    return [[symbol, adviceIn(row, base, record)]];
  });
  return {
    asOf,
    mode: global.risk_mode,
    modeReasons: global.reasons,
    k: settings.allocator.modes[global.risk_mode].k,
    symbols: new Map(advised),
  };
}

function adviceIn(
  { suggested_weight, suggested_caps, score, explanation }: AllocationRow,
  base: number,
  record: AdviceRecord,
): SymbolAdvice {
  return {
    base,
    weight: suggested_weight,
    maxNav: suggested_caps.max_nav_pct ?? 0,
    reason: explanation.phi.binding,
    score,
    record,
  };
}
