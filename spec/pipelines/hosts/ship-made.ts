import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ShipLoop, type ShipOptions } from '../../../pipelines/hosts/ship-loop';
import type { ShipHealth } from '../../../src/io/publish/health';
import type { Incident } from '../../../src/io/publish/incidents';
import { MemoryLog } from '../../io/log/memory-log';
import { FaultyLog } from '../../io/log/host/faulty-log';
import { foundFund, HOST } from '../../io/log/host/host-log';
import { configOf } from '../../io/log/log-made';
import { MemoryTurns } from '../../io/log/host/memory-turns';
import { inMemoryDir } from '../../live/drive';
import { ExecutorLog, type LogLimits } from '../../live/executor/executor-log';
import { closeRow } from '../../live/executor/rows';

/** 2026-01-20T09:00:00Z. */
export const START = Date.UTC(2026, 0, 20, 9);

/** Who writes the commits of the ship's host. */
export const WRITER = `j.${HOST}`;

const SETTINGS = { tick: '5s', lateness: '2s' };

/** A machine with the logs of one executor, and the log of the fund. */
export class Machine {
  readonly metrics: ExecutorLog;
  readonly orders: ExecutorLog;
  readonly memory = new MemoryLog();
  readonly turns = new MemoryTurns();
  nowMs = START;

  constructor(
    readonly dir: string,
    limits: LogLimits = {},
  ) {
    const execution = join(dir, 'logs', 'execution');
    this.metrics = new ExecutorLog(execution, 'order_metrics', limits);
    this.orders = new ExecutorLog(execution, 'orders_executed', limits);
    for (const { path } of [this.metrics, this.orders]) writeFileSync(path, '');
    mkdirSync(join(dir, 'logs', 'state'), { recursive: true });
  }

  snapshot(name: string, content: object): void {
    writeFileSync(join(this.dir, 'logs', 'state', name), JSON.stringify(content));
  }

  /** Says by which settings the hosts read, and which they are. */
  fund(settings: object = {}, hosts: readonly string[] = [HOST], snapshotsFrom = hosts[0]): Promise<void> {
    return foundFund(this.memory, hosts, {
      config: configOf({ ...SETTINGS, ...settings }),
      snapshots_from: snapshotsFrom ?? HOST,
    });
  }
}

/** A ship on a machine, driven by its hand clock. */
export class Ship {
  readonly incidents: Incident[] = [];
  readonly log: FaultyLog;
  /** Rows are gathered before a commit, as in a ship by itself. */
  gathers = false;
  private loop: ShipLoop | undefined;

  constructor(
    private readonly machine: Machine,
    private readonly by = 'machine/1',
    readonly state = join(machine.dir, by.replace('/', '-')),
  ) {
    this.log = new FaultyLog(machine.memory);
  }

  get options(): ShipOptions {
    const { log, state, by, machine } = this;
    const onIncident = (incident: Incident): void => void this.incidents.push(incident);
    const logs = join(machine.dir, 'logs');
    const wakeOr = (work: Promise<unknown>): Promise<boolean> => work.then(() => false);
    const waker = this.gathers ? { readClock: () => this.clock, wakeOr } : undefined;
    return { host: HOST, logs, state, log, turns: machine.turns, by, onIncident, waker };
  }

  /** Looks once, so many ms after the last look of anybody; opens the ship first where it is not open. */
  async look(afterMs = 1000): Promise<void> {
    this.machine.nowMs += afterMs;
    this.loop ??= await ShipLoop.open(this.options, this.clock);
    // A turn that is free is taken in no time.
    await new Promise((resolve) => setImmediate(resolve));
    await this.loop.cycle(this.clock);
  }

  /** As after a kill -9. */
  crash(): void {
    this.loop = undefined;
    rmSync(join(this.state, '.intel.lock'), { recursive: true, force: true });
  }

  async close(): Promise<void> {
    const { loop } = this;
    this.loop = undefined;
    await loop?.close(this.clock);
  }

  health(): ShipHealth {
    if (this.loop === undefined) throw new Error('the ship is not open');
    return this.loop.health(this.clock);
  }

  /** The status as it lies there. */
  status(): ShipHealth {
    return JSON.parse(readFileSync(join(this.state, 'intel_status.json'), 'utf8')) as ShipHealth;
  }

  private get clock(): { readonly wallMs: number; readonly steadyMs: number } {
    return { wallMs: this.machine.nowMs, steadyMs: this.machine.nowMs };
  }
}

/** Runs `use` on a machine of its own; its fund names its host alone. */
export async function onMachine(
  use: (machine: Machine) => Promise<void>,
  limits: LogLimits = {},
  settings: object = {},
): Promise<void> {
  await inMemoryDir(async (dir) => {
    const machine = new Machine(dir, limits);
    await machine.fund(settings);
    await use(machine);
  });
}

/** Rows of closes, 10 ms apart. */
export function closes(from: number, to: number): readonly string[] {
  return Array.from({ length: to - from }, (_, n) => closeRow(from + n, START + (from + n) * 10));
}
