import { exactSum } from '../../../src/model/math/exact-sum';
import { DAY, isoUtc } from '../../../src/model/values/time';
import { inferenceOf, type Inference } from '../statistics/inference';
import { realityCheck, type RealityCheck } from '../statistics/reality-check';
import { deflatedSharpe, sharpeOf, type Sharpe } from '../../../src/model/math/sharpe';
import type { Resampling } from '../statistics/stationary-bootstrap';
import { daySums, tradeDays, type TradeDays } from '../statistics/trade-days';
import { meanOf } from '../value/identity';
import { nestedChoice, placeOfLargest, type SettingColumns } from './nested-choice';

/** What sizing by one setting would have made. R throughout, in the R of the desk’s own settings. */
export interface SettingReport extends Sharpe {
  readonly mean_m: number | null;
  /** Σ m·R. */
  readonly net_r: number;
  /** How surely its Sharpe ratio is above the largest of so many useless settings; null where there is no ratio. */
  readonly dsr: number | null;
}

/** The settings of the desk judged by others, and by what choosing among them by the past would have made. */
export interface SettingsStudy {
  /** Trades whose R is known. */
  readonly trades: number;
  readonly days: number;
  /** Σ R: what they made at the size they had. */
  readonly traded_r: number;
  readonly default: SettingReport;
  readonly nested: SettingReport & {
    /** What a trade made more than by the default. */
    readonly over_default: Inference | null;
    readonly weeks: readonly WeekReport[];
  };
  readonly best_in_hindsight: SettingReport & { readonly setting: string };
  /** 1: no setting made more. */
  readonly rank_of_default: number;
  readonly tried: number;
  readonly reality_check: RealityCheck;
  readonly settings: Readonly<Record<string, SettingReport>>;
}

interface WeekReport {
  readonly from: string;
  readonly setting: string;
  /** Trades that the choice rests on, and trades that were entered in the week. */
  readonly known: number;
  readonly entered: number;
}

/** Judges settings by what they would have made of the same trades (SPEC 9.7). */
export function settingsStudy(
  columns: SettingColumns,
  marginMs: number,
  resampling: Resampling,
): SettingsStudy {
  const { names, multiples, rs, closes } = columns;
  const days = tradeDays(closes.map((ts) => Math.floor(ts / DAY)));
  const sized = multiples.map((ms) => rs.map((r, i) => (ms[i] ?? 0) * r));
  const sharpes = sized.map((made) => sharpeOf(daySums(made, days)));
  const tried = sharpes.flatMap(({ sharpe_day }) => sharpe_day ?? []);
  const reportOf = (ms: ArrayLike<number>, made: readonly number[]): SettingReport => {
    const sharpe = sharpeOf(daySums(made, days));
    return {
      mean_m: rs.length === 0 ? null : meanOf(Array.from(ms)),
      net_r: exactSum(made) + 0,
      ...sharpe,
      dsr: dsrOf(sharpe, tried),
    };
  };
  const reports = sized.map((made, s) => reportOf(multiples[s] ?? [], made));
  const sums = reports.map(({ net_r }) => net_r);
  const best = placeOfLargest(sums);
  const nested = nestedChoice(columns, marginMs);
  const byNested = rs.map((r, i) => (nested.multiples[i] ?? 0) * r);
  const own = sized[0] ?? [];
  const [ownReport, bestReport] = [reports[0], reports[best]];
  if (ownReport === undefined || bestReport === undefined) throw new Error('a grid of no settings');
  return {
    trades: rs.length,
    days: days.length,
    traded_r: exactSum(rs) + 0,
    default: ownReport,
    nested: {
      ...reportOf(nested.multiples, byNested),
      over_default: gainOver(byNested, own, days),
      weeks: nested.weeks.map(({ startTs, setting, known, entered }) => ({
        ...{ from: isoUtc(startTs), setting: names[setting] ?? '', known, entered },
      })),
    },
    best_in_hindsight: { setting: names[best] ?? '', ...bestReport },
    rank_of_default: 1 + sums.filter((sum) => sum > (sums[0] ?? 0)).length,
    tried: names.length,
    reality_check: realityCheck(differencesOf(names, sized, days), resampling),
    settings: Object.fromEntries(reports.map((report, s) => [names[s] ?? '', report])),
  };
}

function dsrOf({ sharpe_day, sharpe_se }: Sharpe, tried: readonly number[]): number | null {
  return sharpe_day === null || sharpe_se === null ? null : deflatedSharpe(sharpe_day, sharpe_se, tried);
}

function gainOver(made: readonly number[], own: readonly number[], days: TradeDays): Inference | null {
  if (made.length === 0) return null;
  const gains = made.map((value, i) => value - (own[i] ?? 0));
  const mean = meanOf(gains);
  return inferenceOf(
    mean,
    gains.map((gain) => gain - mean),
    days,
  );
}

// By day, of every setting but the default.
function differencesOf(
  names: readonly string[],
  sized: readonly (readonly number[])[],
  days: TradeDays,
): Readonly<Record<string, readonly number[]>> {
  const own = sized[0] ?? [];
  return Object.fromEntries(
    sized.flatMap((made, s) => {
      if (s === 0) return [];
      const gains = made.map((value, i) => value - (own[i] ?? 0));
      return [[names[s] ?? '', daySums(gains, days)] as const];
    }),
  );
}
