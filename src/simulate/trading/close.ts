import { Attempt } from './attempt';
import { exitOrder, FilledAttempt, filledOf, Order, Side, signOf } from './order';
import { drawNetR, payoffOf } from '../market/payoff';
import { roundTo } from '../text/python-json';
import { between, chance, Random } from '../chance/random';
import { Strategy } from '../market/strategies';
import { significant, Trader } from './trader';

/**
 * One close, whole or partial. `netUsd` = realized − fees − funding, costs positive when paid. `echo` says whether
 * a `position_close` metric row repeats it, with its P&L or with null.
 */
export interface SimulatedClose {
  readonly exit: Order;
  readonly tsUs: number;
  readonly qtyBefore: number;
  readonly qtyAfter: number;
  readonly notionalUsd: number;
  readonly riskUsd: number;
  readonly riskKnown: boolean;
  readonly realizedUsd: number;
  readonly feesUsd: number;
  readonly fundingUsd?: number;
  readonly netUsd: number;
  readonly reason: string;
  readonly echo: 'none' | 'pnl' | 'null';
}

/** The part of a position that one close takes off, and the attempts that route it; the last one fills. */
export interface Part {
  readonly strategy: Strategy;
  readonly entry: Order;
  readonly opened: FilledAttempt;
  readonly qty: number;
  readonly qtyBefore: number;
  readonly attempts: readonly Attempt[];
}

const RISK_KNOWN_SHARE = 0.85;
const FUNDING_SHARE = 0.3;
const ECHO_SHARE = 0.12;
const ECHO_NULL_SHARE = 0.15;

/** Draws the net R first; P&L follows from it and the costs, and the exit price from the P&L. */
export function drawClose(trader: Trader, part: Part): SimulatedClose {
  const { random } = trader;
  const { strategy, entry, opened, qty, qtyBefore } = part;
  const notionalUsd = roundTo(opened.fill.price * qty, 2);
  const riskUsd = roundTo((notionalUsd * strategy.stopPct) / 100, 6);
  const netR = drawNetR(random, payoffOf(trader.profile, strategy));
  const fundingUsd = drawFunding(random, notionalUsd);
  const entryFeeUsd = roundTo((opened.fill.feeUsd * qty) / entry.qty, 6);

  const grossUsd = netR * riskUsd + entryFeeUsd + (fundingUsd ?? 0);
  const exit = exitOrder(trader, opposite(entry.side), qty, exitPrice(part, grossUsd), part.attempts);
  const closed = filledOf(exit);
  const feesUsd = roundTo(entryFeeUsd + (closed?.fill.feeUsd ?? 0), 6);
  const realizedUsd = roundTo(netR * riskUsd + feesUsd + (fundingUsd ?? 0), 6);
  const qtyAfter = roundTo(qtyBefore - qty, 9);
  return {
    exit,
    tsUs: closed?.endUs ?? opened.endUs,
    qtyBefore,
    qtyAfter,
    notionalUsd,
    riskUsd,
    riskKnown: chance(random, RISK_KNOWN_SHARE),
    realizedUsd,
    feesUsd,
    ...(fundingUsd === undefined ? {} : { fundingUsd }),
    netUsd: roundTo(realizedUsd - feesUsd - (fundingUsd ?? 0), 6),
    reason: drawReason(random, netR, qtyAfter),
    echo: qtyAfter > 0 ? 'none' : drawEcho(random),
  };
}

function drawFunding(random: Random, notionalUsd: number): number | undefined {
  if (!chance(random, FUNDING_SHARE)) return undefined;
  return roundTo((notionalUsd * between(random, -0.5, 1.5)) / 1e4, 6);
}

// The exit fee depends on the exit price and the price on the fee; this is the price that leaves the net.
function exitPrice({ entry, opened, qty, attempts }: Part, grossBeforeExitFeeUsd: number): number {
  const direction = signOf(entry.side);
  const feeShare = (attempts.at(-1)?.feeBps ?? 0) / 1e4;
  return significant(
    (grossBeforeExitFeeUsd + direction * qty * opened.fill.price) / (qty * (direction - feeShare)),
  );
}

function drawReason(random: Random, netR: number, qtyAfter: number): string {
  if (qtyAfter > 0) return 'PARTIAL_EXIT';
  if (netR > 0) return 'TAKE_PROFIT';
  return chance(random, 0.7) ? 'STOP_LOSS' : 'THESIS_INVALIDATED';
}

function drawEcho(random: Random): SimulatedClose['echo'] {
  if (!chance(random, ECHO_SHARE)) return 'none';
  return chance(random, ECHO_NULL_SHARE) ? 'null' : 'pnl';
}

function opposite(side: Side): Side {
  return side === 'BUY' ? 'SELL' : 'BUY';
}
