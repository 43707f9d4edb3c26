import type { EvaluationFile } from '../../operators/evidence/evaluation/evaluation-file';
import { settingsGrid } from '../../operators/evidence/settings/settings-grid';
import { settingsStudy } from '../../operators/evidence/settings/settings-study';
import { evaluationOf, type LookUp } from '../../operators/evidence/evaluation/evaluation-of';
import type { AdvisedTrade } from '../../operators/evidence/walk/advised-trade';
import { sizedSymbols } from '../../operators/evidence/walk/advice-measure';
import { POLICIES } from '../../operators/evidence/walk/policies';
import { withReplay, type ReplayInput } from '../../src/io/replay/replay-sources';
import type { Caution } from '../../src/model/event';
import type { Desk } from '../../src/model/fund/desk';
import { durationMs } from '../../src/model/fund/settings';
import { HOUR } from '../../src/model/values/time';
import { readHistory, type History } from './history';
import { isWrittenLate } from './late-closes';
import { judgeHistory, type JudgedHistory, type JudgeOptions } from './judge-history';
import { SettingSizes } from './setting-sizes';

export interface EvaluateOptions
  extends
    Pick<ReplayInput, 'now' | 'needsRows' | 'onProgress'>,
    Pick<JudgeOptions, 'logs' | 'desk' | 'published' | 'since' | 'until' | 'delayMs'> {
  /** `written`: a row was known when it was written at the earliest. `ts`: for logs that were sorted or merged. */
  readonly received: LookUp['received'];
  /** Judge the settings too. */
  readonly settings?: boolean | undefined;
  /** Mean R of each symbol in a simulation. */
  readonly trueR?: ReadonlyMap<string, number> | undefined;
}

export interface EvaluateReport {
  readonly file: EvaluationFile;
  readonly tooMuchBadInput: boolean;
  /** Files that could not be used, or not wholly, in words. */
  readonly notes: readonly string[];
}

const RESAMPLING = { seed: 20_260_101, resamples: 2000 };
const ASSUMED_HOLDING_MS = 0;
const LEAST_MARGIN_MS = HOUR;

/** Would following the advice have helped? Reads the logs once, and writes nothing. */
export async function evaluate(options: EvaluateOptions): Promise<EvaluateReport> {
  const { desk, logs, received } = options;
  const input = {
    ...{ logs, settings: desk.settings, now: options.now, onProgress: options.onProgress },
    needsRows: options.needsRows,
    linesInPlace: true,
    datesReceipt: received === 'written',
    onFault: () => undefined,
  };
  return withReplay(input, async (batch$, sources) => {
    const history = await readHistory(batch$, received === 'written');
    const file = await evaluationFor(history, options);
    return { file, tooMuchBadInput: sources.tooMuchBadInput(), notes: sources.notes };
  });
}

async function evaluationFor(history: History, options: EvaluateOptions): Promise<EvaluationFile> {
  const { desk, published, trueR, delayMs, received } = options;
  const { settings } = desk;
  const symbols = sizedSymbols(desk);
  const policies = { symbols, edgeMin: settings.allocator.edge_min, trueR };
  const sizes = options.settings === true ? new SettingSizes(desk, settingsGrid(settings)) : undefined;
  const how = { ...options, policies, assumedHoldingMs: ASSUMED_HOLDING_MS, sizes };
  const judged = await judgeHistory(history, how);
  const computed = published === undefined ? undefined : await computedFor(judged, history, how);
  const { outcomes } = judged;
  return evaluationOf({
    ...judged,
    computed,
    isPart: options.since !== undefined || options.until !== undefined,
    asOf: Number.isFinite(history.lastTs) ? history.lastTs : 0,
    routes: outcomes.routes,
    symbols,
    policies: POLICIES.filter((policy) => policy !== 'truth' || trueR !== undefined),
    trueR,
    minNotionalUsd: desk.minNotionalUsd,
    settings,
    // A choice rests on nothing that the advice of its week could not know.
    settingsStudy:
      sizes && settingsStudy(sizes.columns(judged.trades), Math.max(LEAST_MARGIN_MS, delayMs), RESAMPLING),
    lookUp: {
      ...{ delayMs, received, assumedHoldingMs: ASSUMED_HOLDING_MS },
      tickMs: durationMs(settings.tick),
      advice: published === undefined ? 'computed' : 'published',
    },
    resampling: RESAMPLING,
    metadata: {
      events_digest: outcomes.digest,
      config_digest: desk.digest,
      warnings: warningsOf(history, desk, outcomes.warnings),
    },
  });
}

// The same trades with the advice that the logs give: a history can be written anew after the fact, and then praises itself.
async function computedFor(
  { trades, outcomes }: JudgedHistory,
  history: History,
  how: JudgeOptions,
): Promise<readonly AdvisedTrade[]> {
  const wanted = new Set(trades.map(({ trade }) => trade));
  const computed = await judgeHistory(history, { ...how, published: undefined }, outcomes);
  return computed.trades.filter(({ trade }) => wanted.has(trade));
}

function warningsOf(history: History, desk: Desk, codes: readonly string[]): readonly string[] {
  const cautions = history.events.filter((event): event is Caution => event.kind === 'caution');
  const late = isWrittenLate(history, desk.settings) ? ['closes_written_late'] : [];
  return [...new Set([...desk.warnings, ...codes, ...late, ...cautions.map(({ code }) => code)])].sort();
}
