import { ExecutorLog, type LogLimits } from '../executor/executor-log';
import { ackRow, closeRow, metricRow } from '../executor/rows';
import type { Chance } from '../chaos/chance';
import { sleep } from '../chaos/live-process';
import type { Stem, Told } from '../chaos/truth';

/** Both logs rotate every few seconds; the whole chain holds a minute of rows and more. */
const LIMITS: Required<LogLimits> = { maxBytes: 60_000, backups: 40 };

const OLD_ATTEMPTS = 150;
const EVERY_MS = 40;

/** A line and the host whose executor wrote it. */
export interface DealtRow extends Told {
  readonly host: string;
}

/**
 * One history of trades, whose rows are dealt at random to the executors of several hosts as they come: those of one
 * attempt lie on several. Each executor replaces its file at each append, and rotates it by size.
 */
export class Executors {
  /** All that was ever written, in order. */
  readonly rows: DealtRow[] = [];
  private readonly logs: ReadonlyMap<string, ExecutorLog>;
  private attempts = 0;
  private writing = true;
  private done: Promise<void> = Promise.resolve();

  /** `dirOf`: the execution directory of a host. */
  constructor(
    private readonly hosts: readonly [string, ...string[]],
    dirOf: (host: string) => string,
    private readonly chance: Chance,
  ) {
    const stems = ['order_metrics', 'orders_executed'] as const;
    this.logs = new Map(
      hosts.flatMap((host) =>
        stems.map((stem) => [`${host} ${stem}`, new ExecutorLog(dirOf(host), stem, LIMITS)] as const),
      ),
    );
  }

  /** Trades of the last minutes, then one after the other until it is stopped. */
  start(): void {
    const nowMs = Date.now();
    for (let n = OLD_ATTEMPTS; n > 0; n--) this.trade(nowMs - 4000 * n);
    this.done = this.goOn();
  }

  async stop(): Promise<void> {
    this.writing = false;
    await this.done;
  }

  private async goOn(): Promise<void> {
    while (this.writing) {
      this.trade(Date.now());
      if (this.chance.happens(0.02))
        this.add('orders_executed', `{"event_type":"order_close","n":${this.attempts}`);
      await sleep(EVERY_MS);
    }
  }

  private trade(ts: number): void {
    const n = this.attempts++;
    this.add('order_metrics', metricRow(n, ts));
    this.add('orders_executed', ackRow(n, ts));
    this.add('orders_executed', closeRow(n, ts));
  }

  private add(log: Stem, line: string): void {
    const host = this.chance.oneOf(this.hosts);
    this.rows.push({ log, line, host });
    this.logs.get(`${host} ${log}`)?.append(line);
  }
}
