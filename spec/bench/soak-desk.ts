import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExecutorLog } from '../live/executor/executor-log';
import { ackRow, closeRow, metricRow } from '../live/executor/rows';

/** Small segments rotate often, and a replace-append of one stays cheap. */
const LIMITS = { maxBytes: 256 * 1024, backups: 5 };
const NAV_POINTS = 50;

/** A desk of many symbols that trades by a hand clock: rows, rotations, snapshots, and some trouble. */
export class SoakDesk {
  private readonly symbols: readonly string[];
  private readonly metrics: ExecutorLog;
  private readonly orders: ExecutorLog;
  private readonly navPoints: { readonly ts: number; readonly equity: number }[] = [];
  private attempts = 0;

  constructor(
    private readonly dir: string,
    symbols: number,
    private readonly settings: object,
  ) {
    this.symbols = Array.from({ length: symbols }, (_, n) => `S${String(n).padStart(3, '0')}USDT`);
    this.metrics = new ExecutorLog(join(dir, 'logs', 'execution'), 'order_metrics', LIMITS);
    this.orders = new ExecutorLog(join(dir, 'logs', 'execution'), 'orders_executed', LIMITS);
    for (const folder of ['config', 'logs/state']) mkdirSync(join(dir, folder), { recursive: true });
    this.write('config/risk_limits.json', {
      global: { max_nav_drawdown_pct: 10, symbol_notional_share_cap_pct: 25 },
    });
    this.write('config/pairs_universe.json', {
      universe: this.symbols.map((symbol) => ({ symbol, enabled: true })),
    });
    this.configure(0);
  }

  /** A change of config: another graph takes over. */
  configure(version: number): void {
    this.write('config/execution_intel.json', { ...this.settings, flat_epsilon_usd: version / 1e6 });
  }

  /** So many attempts within the time before `nowMs`: an ack, a metric row and a close each. */
  trade(attempts: number, sinceMs: number, nowMs: number): void {
    for (let i = 1; i <= attempts; i++) {
      const n = this.attempts++;
      const ts = Math.floor(sinceMs + (i / attempts) * (nowMs - sinceMs)) - 1;
      const options = { symbols: this.symbols };
      this.orders.appendPlain(ackRow(n, ts, options));
      const add = i === attempts ? 'append' : 'appendPlain';
      this.metrics[add](metricRow(n, ts, options));
      this.orders[add](closeRow(n, ts, options));
    }
    this.navPoints.push({ ts: nowMs / 1000, equity: 100_000 + 1000 * Math.sin(this.attempts) });
    if (this.navPoints.length > NAV_POINTS) this.navPoints.shift();
    const nav = { ...this.navPoints.at(-1), updated_ts: nowMs / 1000, series: this.navPoints };
    this.write('logs/state/nav.json', nav);
  }

  /** What goes wrong: a line that is none, and last lines that a power loss takes back. */
  trouble(): void {
    this.orders.appendPlain('{"torn');
    this.metrics.rollBack(2);
  }

  private write(name: string, content: object): void {
    const path = join(this.dir, name);
    writeFileSync(`${path}.tmp`, JSON.stringify(content));
    renameSync(`${path}.tmp`, path);
  }
}
