import { grouped } from '../../operators/core/partition';
import { byWriting } from '../../operators/ledger/closes/by-writing';
import { noFindings, type Findings } from '../../operators/ledger/closes/findings';
import { identityOf } from '../../operators/ledger/closes/identical-closes';
import { SAME_USD, SUSPECT_MICROS } from '../../operators/ledger/closes/repeated-closes';
import { tidyCloses } from '../../operators/ledger/closes/tidy-closes';
import { linePlaces } from '../../src/io/replay/line-places';
import type { Close } from '../../src/model/event';
import { horizonMs, type Settings } from '../../src/model/fund/settings';
import { byCodeUnits } from '../../src/model/values/json';

type Kind = Exclude<keyof Findings, 'duplicates'>;

/** Closes of one kind: how many, and the first of them with their places. */
interface FoundCloses {
  readonly count: number;
  readonly first: readonly {
    readonly symbol: string;
    readonly ts: number;
    /** `file:line` of the row, and of the one that it is held against where there is one. */
    readonly places: readonly string[];
  }[];
}

/** What a desk should look at among its closes. */
export type CloseFindings = Readonly<Record<Kind, FoundCloses>>;

const NOTHING: FoundCloses = { count: 0, first: [] };
export const NO_CLOSE_FINDINGS: CloseFindings = {
  conflicting: NOTHING,
  possibleDuplicates: NOTHING,
  withoutPnl: NOTHING,
};

const FEW = 3;

/** What is found at asOf among the closes inside the horizon. `dirs` hold the logs that they were read from. */
export async function closeFindings(
  closes: readonly Close[],
  dirs: readonly string[],
  asOf: number,
  settings: Settings,
): Promise<CloseFindings> {
  const since = asOf - horizonMs(settings);
  const inside = closes.filter(({ ts }) => ts > since && ts <= asOf);
  const findings = noFindings();
  const written = new Map<string, readonly Close[]>();
  for (const [symbol, rows] of grouped(inside, (row) => row.symbol)) {
    const once = [...new Map(rows.map((row) => [row.line, row])).values()];
    tidyCloses(once, asOf, findings);
    written.set(symbol, once.sort(byWriting));
  }
  const firstOf = (kind: Kind): readonly (readonly Close[])[] =>
    findings[kind]
      .sort(byTime)
      .slice(0, FEW)
      .map((row) => [row, ...(written.get(row.symbol) ?? []).filter(AGAINST[kind](row)).slice(0, 1)]);
  const first = {
    conflicting: firstOf('conflicting'),
    possibleDuplicates: firstOf('possibleDuplicates'),
    withoutPnl: firstOf('withoutPnl'),
  };
  const wanted = new Set(Object.values(first).flatMap((pairs) => pairs.flat().map(({ line }) => line)));
  const places = await linePlaces(dirs, settings, wanted);
  const found = (kind: Kind): FoundCloses => ({
    count: findings[kind].length,
    first: first[kind].flatMap((rows) =>
      rows.slice(0, 1).map(({ symbol, ts }) => ({
        symbol,
        ts,
        places: rows.flatMap(({ line }) => places.get(line) ?? []),
      })),
    ),
  });
  return {
    conflicting: found('conflicting'),
    possibleDuplicates: found('possibleDuplicates'),
    withoutPnl: found('withoutPnl'),
  };
}

// Which other rows of the symbol a row is held against.
const AGAINST: Readonly<Record<Kind, (row: Close) => (other: Close) => boolean>> = {
  conflicting: (row) => (other) =>
    other.line !== row.line && other.closeMicros === row.closeMicros && identityOf(other) === identityOf(row),
  possibleDuplicates: (row) => (other) =>
    other.line !== row.line &&
    other.realizedUsd !== undefined &&
    Math.abs(other.closeMicros - row.closeMicros) <= SUSPECT_MICROS &&
    Math.abs(other.realizedUsd - (row.realizedUsd ?? NaN)) <= SAME_USD,
  withoutPnl: () => () => false,
};

function byTime(one: Close, other: Close): number {
  return one.ts - other.ts || byCodeUnits(one.symbol, other.symbol) || byCodeUnits(one.line, other.line);
}
