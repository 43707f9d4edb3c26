import { appendFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExecutorLog, type LogLimits } from './executor/executor-log';
import { ackRow, closeRow, metricRow } from './executor/rows';

export interface TradingOptions {
  /** Holds logs/ and the loop's own ledger.csv. */
  readonly dir: string;
  /** When the first attempt is made, epoch ms; the next ones follow second by second. */
  readonly startMs: number;
  readonly steps: number;
  readonly limits?: LogLimits;
}

/** What a run of the loop gives back. */
export interface Traded {
  readonly closes: number;
  readonly equityCents: number;
  /** The last price, in cents. */
  readonly priceCents: number;
}

const STEP_MS = 2;
const NAV_EVERY = 10;

/**
 * A stand-in for the host of an attachment: a trading loop that decides by its own numbers, writes the executor's
 * logs and nav.json, and a ledger of its own. Its options alone tell what it writes and gives back, however long its
 * steps take.
 */
export async function tradingLoop(options: TradingOptions): Promise<Traded> {
  const { dir, startMs, steps, limits = {} } = options;
  const execution = join(dir, 'logs', 'execution');
  const metrics = new ExecutorLog(execution, 'order_metrics', limits);
  const orders = new ExecutorLog(execution, 'orders_executed', limits);
  mkdirSync(join(dir, 'logs', 'state'), { recursive: true });
  let traded: Traded = { closes: 0, equityCents: 10_000_000, priceCents: 9_000_000 };
  let seed = 1;
  for (let n = 0; n < steps; n++) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const move = (seed % 2001) - 1000;
    const isEntry = Math.abs(move) > 200;
    const ts = startMs + n * 1000;
    if (isEntry) {
      orders.append(ackRow(n, ts));
      metrics.append(metricRow(n, ts));
      orders.append(closeRow(n, ts + 400));
    }
    traded = {
      closes: traded.closes + (isEntry ? 1 : 0),
      equityCents: traded.equityCents + (isEntry ? move : 0),
      priceCents: traded.priceCents + move,
    };
    appendFileSync(join(dir, 'ledger.csv'), `${n},${move},${traded.equityCents}\n`);
    if (n % NAV_EVERY === 0) writeNav(join(dir, 'logs', 'state', 'nav.json'), traded.equityCents, ts);
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  return traded;
}

function writeNav(path: string, equityCents: number, ts: number): void {
  writeFileSync(`${path}.tmp`, JSON.stringify({ equity: equityCents / 100, updated_ts: ts / 1000 }));
  renameSync(`${path}.tmp`, path);
}
