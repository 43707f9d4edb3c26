import { join } from 'node:path';
import type { ScoredEpoch } from '../../operators/evidence/calibration/rank-ic';
import type { EvaluationFile } from '../../operators/evidence/evaluation/evaluation-file';
import { evaluationOf, type LookUp } from '../../operators/evidence/evaluation/evaluation-of';
import {
  advisedTrade,
  leftAsTraded,
  leftReasonOf,
  type AdvisedTrade,
  type LeftReason,
} from '../../operators/evidence/walk/advised-trade';
import type { AdviceFrame } from '../../operators/evidence/walk/advice-frame';
import { sizedSymbols } from '../../operators/evidence/walk/advice-measure';
import {
  dueClaims,
  epochEnd,
  epochStarts,
  isKnown,
  type Claim,
} from '../../operators/evidence/walk/claim-moments';
import { instantOf } from '../../operators/evidence/walk/entry-time';
import { POLICIES, type PolicyContext } from '../../operators/evidence/walk/policies';
import type { Caution } from '../../src/model/event';
import type { Desk } from '../../src/model/fund/desk';
import { durationMs } from '../../src/model/fund/settings';
import type { Trade } from '../../src/model/trade';
import { withReplay, type ReplayInput } from '../../src/io/replay/replay-sources';
import { adviceAt } from './advice-at';
import { entriesOf } from './entries';
import { readHistory, type History } from './history';
import { outcomesOf } from './outcomes';
import type { PublishedAdvice } from './published-advice';

export interface EvaluateOptions extends Pick<ReplayInput, 'now' | 'onProgress'> {
  readonly logs: string;
  readonly desk: Desk;
  /** What live or a replay published; undefined: the advice is computed. */
  readonly published?: PublishedAdvice | undefined;
  /** Only trades that closed in this span are judged. Epoch ms. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  /** How long before its entry a trade could have been sized. */
  readonly delayMs: number;
  /** `written`: a row was known when it was written at the earliest. `ts`: for logs that were sorted or merged. */
  readonly received: LookUp['received'];
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

/** Would following the advice have helped? Reads the logs once, and writes nothing. */
export async function evaluate(options: EvaluateOptions): Promise<EvaluateReport> {
  const { desk, logs, received } = options;
  const input = {
    ...{ logs, settings: desk.settings, now: options.now, onProgress: options.onProgress },
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
  const { desk, published, trueR } = options;
  const { settings } = desk;
  const lookUp: LookUp = {
    delayMs: options.delayMs,
    tickMs: durationMs(settings.tick),
    assumedHoldingMs: ASSUMED_HOLDING_MS,
    received: options.received,
    advice: published === undefined ? 'computed' : 'published',
  };
  const outcomes = outcomesOf(history, desk);
  const { since = -Infinity, until = Infinity } = options;
  const ended = outcomes.trades.filter(({ open, ts }) => !open && ts >= since && ts <= until);
  const left: (readonly [LeftReason, Trade])[] = [];
  const eligible = ended.filter((trade) => {
    const reason = leftReasonOf(trade.symbol, desk);
    if (reason !== undefined) left.push([reason, trade]);
    return reason === undefined;
  });
  const dir = join(options.logs, 'execution');
  const entries = await entriesOf(eligible, outcomes.routes, dir, settings, ASSUMED_HOLDING_MS);
  const requests = new Requests();
  const symbols = sizedSymbols(desk);
  const context: PolicyContext = { symbols, edgeMin: settings.allocator.edge_min, trueR };
  const advised = new Map<Trade, AdvisedTrade>();
  for (const [i, trade] of eligible.entries()) {
    const entry = entries[i];
    if (entry === undefined) continue;
    const before = entry.ts - lookUp.delayMs;
    const moment = published === undefined ? instantOf(entry.ts, lookUp.delayMs, lookUp.tickMs) : before;
    requests.ask(moment, (frame) => {
      const found = frame && advisedTrade(trade, entry.source, frame, context);
      if (found === undefined) left.push(['no_advice', trade]);
      else advised.set(trade, found);
    });
  }
  const claims: Claim[] = [];
  for (const due of dueClaims(eligible))
    requests.ask(due.asOf, (frame) => {
      const advice = frame?.symbols.get(due.symbol);
      if (advice !== undefined) claims.push({ ...due, advice });
    });
  const epochs: (readonly ScoredEpoch[])[] = [];
  for (const start of epochStarts(eligible, settings))
    requests.ask(start, (frame) => {
      if (frame !== undefined) epochs.push(scoredEpoch(frame, eligible));
    });
  requests.answer(published === undefined ? framesOf(history, desk) : (moments) => published.at(moments));
  const trades = eligible.flatMap((trade) => advised.get(trade) ?? []);
  return evaluationOf({
    asOf: Number.isFinite(history.lastTs) ? history.lastTs : 0,
    trades,
    left: leftAsTraded(left),
    claims,
    epochs,
    routes: outcomes.routes,
    symbols,
    policies: POLICIES.filter((policy) => policy !== 'truth' || trueR !== undefined),
    trueR,
    minNotionalUsd: desk.minNotionalUsd,
    settings,
    lookUp,
    resampling: RESAMPLING,
    metadata: {
      events_digest: outcomes.digest,
      config_digest: desk.digest,
      warnings: warningsOf(history, desk, outcomes.warnings),
    },
  });
}

type Answer = (frame: AdviceFrame | undefined) => void;

/** Who wants to know the advice of which moment. */
class Requests {
  private readonly answers = new Map<number, Answer[]>();

  ask(moment: number, answer: Answer): void {
    const known = this.answers.get(moment);
    if (known === undefined) this.answers.set(moment, [answer]);
    else known.push(answer);
  }

  /** Answers all, moment by moment. */
  answer(framesAt: (moments: readonly number[]) => Iterable<AdviceFrame | undefined>): void {
    const moments = Float64Array.from(this.answers.keys()).sort();
    let next = 0;
    for (const frame of framesAt([...moments])) {
      for (const answer of this.answers.get(moments[next] ?? NaN) ?? []) answer(frame);
      next++;
    }
  }
}

function framesOf(history: History, desk: Desk) {
  return (moments: readonly number[]): Iterable<AdviceFrame> => adviceAt(history, desk, moments);
}

// Scores at the start of a week beside what it brought.
function scoredEpoch({ asOf, symbols }: AdviceFrame, trades: readonly Trade[]): readonly ScoredEpoch[] {
  const end = epochEnd(asOf);
  const inside = trades.filter(({ ts }) => ts > asOf && ts <= end).filter(isKnown);
  return [...symbols].flatMap(([symbol, { score }]) =>
    score === null
      ? []
      : [{ score, nextRs: inside.filter((trade) => trade.symbol === symbol).map(({ r }) => r) }],
  );
}

function warningsOf({ events }: History, desk: Desk, codes: readonly string[]): readonly string[] {
  const cautions = events.filter((event): event is Caution => event.kind === 'caution');
  return [...new Set([...desk.warnings, ...codes, ...cautions.map(({ code }) => code)])].sort();
}
