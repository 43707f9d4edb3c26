import type { ScoredEpoch } from '../../operators/evidence/calibration/rank-ic';
import {
  advisedTrade,
  leftAsTraded,
  leftReasonOf,
  type AdvisedTrade,
  type LeftAsTraded,
  type LeftReason,
} from '../../operators/evidence/walk/advised-trade';
import { keptAdvice, type AdviceFrame } from '../../operators/evidence/walk/advice-frame';
import {
  dueClaims,
  epochEnd,
  epochStarts,
  isKnown,
  type Claim,
} from '../../operators/evidence/walk/claim-moments';
import { instantOf, type TradeEntry } from '../../operators/evidence/walk/entry-time';
import type { PolicyContext } from '../../operators/evidence/walk/policies';
import type { Desk } from '../../src/model/fund/desk';
import { durationMs } from '../../src/model/fund/settings';
import type { Trade } from '../../src/model/trade';
import { adviceAt } from './advice-at';
import { logDirsOf, type LogRoots } from '../../src/io/logs/log-roots';
import { tradeEntries } from './trade-entries';
import type { History } from './history';
import { outcomesOf, type Outcomes } from './outcomes';
import type { SettingSizes } from './setting-sizes';
import type { PublishedAdvice } from './published-advice';

/** Which trades are judged, and by which advice. */
export interface JudgeOptions {
  /** Where the logs are read again for the entries that no fill states. */
  readonly logs: LogRoots;
  readonly desk: Desk;
  /** What live or a replay published; undefined: the advice is computed. */
  readonly published?: PublishedAdvice | undefined;
  /** Only trades that closed in this span are judged. Epoch ms. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  /** How long before its entry a trade could have been sized. */
  readonly delayMs: number;
  readonly assumedHoldingMs: number;
  readonly policies: PolicyContext;
  /** Notes what the settings of a grid give the trades, where the advice is computed. */
  readonly sizes?: SettingSizes | undefined;
}

/** The trades of a history with the advice they had, and what the advice claimed. */
export interface JudgedHistory {
  readonly outcomes: Outcomes;
  /** In order of (ts, symbol, id). */
  readonly trades: readonly AdvisedTrade[];
  readonly left: LeftAsTraded;
  readonly claims: readonly Claim[];
  readonly epochs: readonly (readonly ScoredEpoch[])[];
}

/** Looks up the advice of every trade, and of every moment at which a claim is made: in one pass in order of time. */
export async function judgeHistory(
  history: History,
  options: JudgeOptions,
  outcomes = outcomesOf(history, options.desk),
): Promise<JudgedHistory> {
  const { desk, published } = options;
  const { settings } = desk;
  const sizes = published === undefined ? options.sizes : undefined;
  const { since = -Infinity, until = Infinity } = options;
  const left: (readonly [LeftReason, Trade])[] = [];
  const eligible = outcomes.trades.filter((trade) => {
    if (trade.open || trade.ts < since || trade.ts > until) return false;
    const reason = leftReasonOf(trade.symbol, desk);
    if (reason !== undefined) left.push([reason, trade]);
    return reason === undefined;
  });
  const dirs = logDirsOf(options.logs);
  const entries = await tradeEntries(eligible, outcomes.routes, dirs, settings, options.assumedHoldingMs);
  const requests = new Requests();
  const advised = new Map<Trade, AdvisedTrade>();
  const take = (trade: Trade, entry: TradeEntry, frame: AdviceFrame | undefined): void => {
    const found = frame && advisedTrade(trade, entry, frame, options.policies);
    if (frame === undefined || found === undefined) left.push(['no_advice', trade]);
    else {
      advised.set(trade, found);
      sizes?.note(trade, frame.asOf);
    }
  };
  const tickMs = published === undefined ? durationMs(settings.tick) : 1;
  for (const [i, trade] of eligible.entries()) {
    const entry = entries[i];
    if (entry === undefined) continue;
    requests.ask(instantOf(entry.ts, options.delayMs, tickMs), (frame) => {
      take(trade, entry, frame);
    });
  }
  const claims: Claim[] = [];
  for (const due of dueClaims(eligible))
    requests.ask(due.asOf, (frame) => {
      const advice = frame?.symbols.get(due.symbol);
      if (advice !== undefined) claims.push({ ...due, advice: keptAdvice(advice) });
    });
  const epochs: (readonly ScoredEpoch[])[] = [];
  const starts = epochStarts(eligible, settings);
  for (const start of starts)
    requests.ask(start, (frame) => {
      if (frame !== undefined) epochs.push(scoredEpoch(frame, eligible));
    });
  const scoredAt = new Set(starts);
  requests.answer(
    (moments) => published?.at(moments) ?? adviceAt(history, outcomes, desk, moments, scoredAt, sizes),
  );
  return {
    outcomes,
    trades: eligible.flatMap((trade) => advised.get(trade) ?? []),
    left: leftAsTraded(left),
    claims,
    epochs,
  };
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
