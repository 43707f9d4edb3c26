import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WarmFold } from '../../pipelines/journal/warm-fold';
import { LiveLoop } from '../../pipelines/live/live-loop';
import type { LiveOptions } from '../../pipelines/live/open-live';
import { FollowedJournal } from '../../src/io/journal/followed-journal';
import type { Incident } from '../../src/io/publish/incidents';
import type { Health } from '../../src/io/publish/health';
import type { WakeSignal } from '../../src/io/follow/waker';
import type { Gates } from '../../src/model/fund/gates';
import { IN_MEMORY, inTempDir } from '../io/temp-dir';
import { ExecutorLog, type LogLimits } from './executor/executor-log';

export interface DriveOptions extends LogLimits {
  readonly gates?: Partial<Gates>;
  readonly waker?: WakeSignal;
  readonly takeOver?: boolean;
  /** Where the state files go, in its directory. */
  readonly out?: string;
  /** Another live stands by for its directories, and has them after a crash; else it is the first again that starts. */
  readonly standsBy?: boolean;
}

/** A desk in a directory of its own, whose live is driven by a hand clock. */
export class Drive {
  readonly incidents: Incident[] = [];
  readonly metrics: ExecutorLog;
  readonly orders: ExecutorLog;
  nowMs: number;
  private stream: LiveLoop | undefined;
  private warm: WarmFold | undefined;

  constructor(
    readonly dir: string,
    settings: object,
    startMs: number,
    private readonly how: DriveOptions = {},
  ) {
    this.nowMs = startMs;
    this.metrics = new ExecutorLog(join(dir, 'logs', 'execution'), 'order_metrics', how);
    this.orders = new ExecutorLog(join(dir, 'logs', 'execution'), 'orders_executed', how);
    mkdirSync(join(dir, 'logs', 'state'), { recursive: true });
    mkdirSync(join(dir, 'config'), { recursive: true });
    this.config('execution_intel.json', settings);
    this.config('risk_limits.json', {
      global: { max_nav_drawdown_pct: 10, symbol_notional_share_cap_pct: 25 },
    });
    const universe = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'].map((symbol) => ({ symbol, enabled: true }));
    this.config('pairs_universe.json', { universe });
  }

  get options(): LiveOptions {
    return {
      logs: join(this.dir, 'logs'),
      config: join(this.dir, 'config'),
      out: this.out,
      journal: this.journal,
      waker: this.how.waker,
      takeOver: this.how.takeOver,
      gates: { enabled: true, routerAutotune: true, feedbackAllocator: true, ...this.how.gates },
      onIncident: (incident) => this.incidents.push(incident),
    };
  }

  get out(): string {
    return join(this.dir, this.how.out ?? 'out');
  }

  get journal(): string {
    return join(this.dir, 'journal');
  }

  config(name: string, content: object): void {
    writeFileSync(join(this.dir, 'config', name), JSON.stringify(content));
  }

  snapshot(name: string, content: object): void {
    writeFileSync(join(this.dir, 'logs', 'state', name), JSON.stringify(content));
  }

  /** Looks once at this moment, which the machine's clock may tell wrong; opens live first when it is not open. */
  async lookAt(nowMs: number, wallMs = nowMs): Promise<void> {
    this.nowMs = nowMs;
    const moment = { wallMs, steadyMs: nowMs };
    if (this.stream === undefined) {
      this.stream = await LiveLoop.open({ ...this.options, warm: this.warm }, moment);
      if (this.how.standsBy === true)
        this.warm = new WarmFold(this.out, (before) => FollowedJournal.open(this.journal, before));
    }
    await this.stream.cycle(moment);
    await this.warm?.look();
  }

  /** As after a kill -9: whatever was in memory is gone, and nothing was closed. */
  crash(): void {
    this.stream = undefined;
    for (const dir of [this.out, this.journal])
      rmSync(join(dir, '.intel.lock'), { recursive: true, force: true });
  }

  async close(): Promise<void> {
    this.warm?.close();
    await this.stream?.close({ wallMs: this.nowMs, steadyMs: this.nowMs });
    this.stream = undefined;
  }

  health(): Health {
    return this.opened.health({ wallMs: this.nowMs, steadyMs: this.nowMs });
  }

  /** When it wants to be looked at next. */
  get dueMs(): number {
    return this.opened.dueMs;
  }

  private get opened(): LiveLoop {
    if (this.stream === undefined) throw new Error('live is not open');
    return this.stream;
  }

  /** A state file as it lies there. */
  read(name: string): unknown {
    return JSON.parse(readFileSync(join(this.out, name), 'utf8'));
  }

  /** Every replacement that was noted. */
  published(): readonly { readonly file: string; readonly as_of: string; readonly sha256: string }[] {
    const text = readFileSync(join(this.out, 'history', 'published.jsonl'), 'utf8');
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { file: string; as_of: string; sha256: string });
  }
}

/** Runs `use` in a directory that is gone afterwards; in memory where there is such a place. */
export function inMemoryDir<T>(use: (dir: string) => Promise<T>): Promise<T> {
  return inTempDir({}, use, IN_MEMORY);
}
