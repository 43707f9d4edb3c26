import { join } from 'node:path';
import type { EvaluationFile } from '../../../operators/evidence/evaluation/evaluation-file';
import { evaluate, type EvaluateOptions } from '../../../pipelines/evaluate/evaluate';
import { chanceOf } from '../../operators/evidence/chance';
import { pythonText } from '../random/python-text';
import { deskOf, inTemporary, writeDesk } from '../replayed';
import { DAY, HOUR, listing } from '../scenario';

/** Histories in which no advice can be worth anything, for specs that try to have it praised. */

export const START = Date.UTC(2026, 0, 5);
export const NOW = Date.UTC(2027, 0, 1);
export const SYMBOLS = ['AUSDT', 'BUSDT', 'CUSDT', 'DUSDT'];

export interface MadeTrade {
  readonly symbol: string;
  readonly openTs: number;
  readonly closeTs: number;
  readonly r: number;
  readonly id: string;
}

/** `perDay` trades a day of each symbol, one after the other, held for two hours. R has heavy tails and mean 0. */
export function noise(seed: number, days: number, perDay = 3): readonly MadeTrade[] {
  const { heavy } = chanceOf(seed);
  return Array.from({ length: days * perDay }, (_, i) => START + (i * DAY) / perDay).flatMap((openTs, i) =>
    SYMBOLS.map((symbol, s): MadeTrade => ({
      symbol,
      openTs: openTs + s * 60_000,
      closeTs: openTs + s * 60_000 + 2 * HOUR,
      r: 0.6 * heavy(),
      id: `${symbol}-${i}`,
    })),
  );
}

/** The closing row, which states when it was opened. 10 USD of risk on 1000 USD. */
export function closeRow({ symbol, openTs, closeTs, r, id }: MadeTrade): object {
  return {
    event_type: 'order_close',
    ...{ symbol, ts: closeTs / 1000, opened_ts: openTs / 1000, orderId: id },
    ...{ realizedPnlUsd: 10 * r, initial_risk_usd: 10, entry_notional_usd: 1000 },
  };
}

export interface MadeLogs {
  /** The rows of orders_executed.jsonl as they were written. */
  readonly rows: readonly object[];
  readonly symbols?: readonly string[];
}

/** Writes the logs and the configs of a desk, for as long as they are used. */
export async function onMade<T>(
  { rows, symbols = SYMBOLS }: MadeLogs,
  use: (dir: string) => Promise<T>,
): Promise<T> {
  return inTemporary(async (dir) => {
    await writeDesk(dir, {
      logs: { orders: rows.map(pythonText), metrics: [] },
      state: {},
      config: {
        'execution_intel.json': JSON.stringify({ windows: ['14d', '24h'] }),
        'risk_limits.json': JSON.stringify({ global: {} }),
        'pairs_universe.json': JSON.stringify({ universe: symbols.map((symbol) => listing(symbol)) }),
      },
    });
    return use(dir);
  });
}

export async function evaluatedIn(
  dir: string,
  asked: Partial<EvaluateOptions> = {},
): Promise<EvaluationFile> {
  const desk = await deskOf(dir);
  const { file } = await evaluate({
    ...{ logs: join(dir, 'logs'), desk, now: NOW, delayMs: 60_000, received: 'written' },
    ...asked,
  });
  return file;
}

/** What `intel evaluate` says of these rows. */
export function evaluated(made: MadeLogs): Promise<EvaluationFile> {
  return onMade(made, (dir) => evaluatedIn(dir));
}

/** The trades in order of their close, as an executor writes them. */
export function written(trades: readonly MadeTrade[]): readonly object[] {
  return trades.toSorted((a, b) => a.closeTs - b.closeTs).map(closeRow);
}
