import { byCodeUnits, type JsonObject } from '../../model/values/json';
import { curveColumns, curvePoints } from './curve-columns';
import { barOf } from './group-rows';
import { childAt, childrenAt, rowsAt } from '../model/json-fields';
import { readFields } from '../model/read-fields';
import { documentOf, type StateDocuments } from '../model/state-documents';
import { expectancyFields, windowFields, type SymbolRow, type WindowSummary } from '../model/symbol-row';
import {
  allocationSummary,
  costsSummary,
  driftSummary,
  policyChange,
  routerSummary,
  scoreSummary,
} from './symbol-parts';

// All curves together; with few symbols each has all of its points.
const MAX_POINTS = 24_000;
const LEAST_POINTS = 24;
const MOST_POINTS = 500;

/** Every symbol of any file: by score, the best first, then those without one; equal ones by name. */
export function symbolRows(state: StateDocuments): readonly SymbolRow[] {
  const expectancy = documentOf(state, 'expectancy');
  const groups = new Map(childrenAt(expectancy, 'symbols'));
  const scores = rowsAt(documentOf(state, 'scores'), 'symbols', 'symbol');
  const suggestions = rowsAt(documentOf(state, 'suggestions'), 'symbols', 'symbol');
  const allocations = rowsAt(documentOf(state, 'allocation'), 'symbols', 'symbol');
  const windows = windowsOf(expectancy);
  const names = new Set([...groups, ...scores, ...suggestions, ...allocations].map(([name]) => name));
  const points = Math.min(
    MOST_POINTS,
    Math.max(LEAST_POINTS, Math.floor(MAX_POINTS / Math.max(1, names.size))),
  );

  const rows = [...names].map((symbol): SymbolRow => {
    const group = groups.get(symbol);
    const suggestion = suggestions.get(symbol);
    const allocation = allocations.get(symbol);
    return {
      symbol,
      rank: null,
      score: mapped(scores.get(symbol), scoreSummary),
      expectancy: mapped(group, (found) => readFields(expectancyFields, found)),
      ...barOf(group ?? {}),
      costs: mapped(group, (found) => costsSummary(found, childAt(suggestion, 'metrics'))),
      curve: mapped(group, (found) => curveColumns(curvePoints(found), points)),
      by_window: windows.get(symbol) ?? [],
      router: mapped(suggestion, routerSummary),
      policy: mapped(suggestion, policyChange),
      allocation: mapped(allocation, allocationSummary),
      drift: mapped(childAt(scores.get(symbol), 'drift'), driftSummary),
    };
  });
  return rows.toSorted(byScore).map((row, i) => (row.score === null ? row : { ...row, rank: i + 1 }));
}

function mapped<T>(row: JsonObject | undefined, summary: (row: JsonObject) => T | null): T | null {
  return row === undefined ? null : summary(row);
}

function byScore(a: SymbolRow, b: SymbolRow): number {
  const [ours, theirs] = [a.score?.score ?? -Infinity, b.score?.score ?? -Infinity];
  return ours === theirs ? byCodeUnits(a.symbol, b.symbol) : theirs > ours ? 1 : -1;
}

function windowsOf(expectancy: JsonObject | undefined): ReadonlyMap<string, readonly WindowSummary[]> {
  const summaries = new Map<string, WindowSummary[]>();
  for (const [window, view] of childrenAt(expectancy, 'windows')) {
    for (const [symbol, group] of childrenAt(view, 'symbols')) {
      const known = summaries.get(symbol);
      const summary = { window, ...readFields(windowFields, group) };
      if (known === undefined) summaries.set(symbol, [summary]);
      else known.push(summary);
    }
  }
  return summaries;
}
