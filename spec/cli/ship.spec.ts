import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import type { Engine } from '../../src/io/log/engine/engine';
import type { ShipHealth } from '../../src/io/publish/health';
import { runsOf } from '../campaign';
import { foundFund, HOST, rowsIn } from '../io/log/host/host-log';
import { configOf } from '../io/log/log-made';
import { withFund } from '../io/log/nats/nats-fund';
import { sharedServer } from '../io/log/nats/nats-logs';
import { describeWithNats } from '../io/log/nats/nats-server';
import { inTempDir } from '../io/temp-dir';
import { halt } from '../live/chaos/halt';
import { ExecutorLog } from '../live/executor/executor-log';
import { closeRow } from '../live/executor/rows';
import { builtCli } from './built';
import { intel } from './intel';
import { expectStatus } from './valid-status';

/** `intel ship` as a process of its own. */
class ShipProcess {
  err = '';
  readonly ended: Promise<number | null>;
  private readonly child: ChildProcess;

  constructor(dir: string, engine: string, state: string, ...flags: readonly string[]) {
    const named = [
      '--host',
      HOST,
      '--logs',
      join(dir, 'logs'),
      '--engine',
      engine,
      '--state',
      join(dir, state),
    ];
    this.child = spawn(process.execPath, [builtCli(), 'ship', ...named, ...flags]);
    this.child.stderr?.on('data', (chunk: Buffer) => (this.err += chunk.toString()));
    this.ended = new Promise((resolve) => this.child.once('close', resolve));
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  halt(): Promise<void> {
    return halt(this.child.pid ?? 0);
  }
}

/** What a ship says that could not read its log yet. */
const UNREAD: ShipHealth = {
  ...{ written: '2026-01-20T09:00:00Z', state: 'stopped', warnings: { log: 'no answer' } },
  ship: {
    ...{ host: HOST, by: 'm/1', turn: 'held', standing: null, last_commit: null },
    ...{ unreached_since: '2026-01-20T08:59:00Z', retried: 3, stale: 2, adopted: 1, refused: 4 },
  },
  ...{ sources: {}, snapshots: {}, journal: { commits: 0, commit_failures: 5 }, quarantined: 0 },
  ...{ quarantined_by_reason: {}, config_digest: null, incidents_told: false },
};

/** Waits until so many rows count. */
async function shipped({ log }: Engine, rows: number): Promise<void> {
  while ((await rowsIn(log)).length < rows) await pause(50);
}

describe('intel ship', () => {
  it('says what is wrong with its options, and makes nothing', () =>
    inTempDir({}, async (dir) => {
      for (const host of ['', '../x', 'x'.repeat(65)]) {
        const { code, err } = await intel(['ship', '--host', host, '--engine', join(dir, 'engine.json')]);
        expect(code).to.equal(1);
        expect(err).to.contain(`--host was "${host}"`);
      }
      const without = await intel(['ship', '--host', HOST]);
      expect(without.err).to.contain('--engine');
      const missing = new ShipProcess(dir, join(dir, 'engine.json'), 'state');
      expect(await missing.ended, missing.err).to.equal(1);
      expect(missing.err).to.contain('engine.json');
    }));
});

describe('the status of a ship', () => {
  it('is what it wrote last, in words', () =>
    inTempDir({ 'intel_status.json': JSON.stringify(UNREAD) }, async (dir) => {
      expectStatus({ pid: 1, version: '0.1.0', node: '22.0.0', ...UNREAD });
      const { code, out } = await intel(['status', '--state', dir]);
      expect(code).to.equal(4);
      for (const line of [
        'ships for exec-a as m/1: turn held; the log was not read yet',
        'commits, none yet; 5 failed',
        'appends: 3 sent again, 2 stale, 1 found in the log; 4 commits met that do not count',
        'snapshots: none read here',
        'config not read yet',
        'warning: log: no answer',
      ])
        expect(out).to.contain(line);
      expect(out).to.match(/^log: out of reach for \d+\.\d s; 0 commits/m);
    }));
});

if (runsOf('shipLives') > 0)
  describeWithNats('intel ship on a server', function () {
    const { server, dir } = sharedServer();

    async function onFund(
      use: (engine: Engine, file: string, place: string) => Promise<void>,
    ): Promise<void> {
      await withFund(server(), dir(), (engine, _, file) =>
        inTempDir({}, async (place) => {
          await foundFund(engine.log, [HOST], { config: configOf({ tick: '1s', lateness: '100ms' }) });
          await use(engine, file, place);
        }),
      );
    }

    it('commits what the logs receive, says so, and ends well on a signal', () =>
      onFund(async (engine, file, place) => {
        const orders = new ExecutorLog(join(place, 'logs', 'execution'), 'orders_executed');
        orders.append(closeRow(1, Date.now()));
        const prom = join(place, 'ship.prom');
        const process = new ShipProcess(place, file, 'state', '--metrics-file', prom);
        await shipped(engine, 1);
        orders.append(closeRow(2, Date.now()));
        await shipped(engine, 2);
        process.signal('SIGTERM');
        expect(await process.ended, process.err).to.equal(0);
        const status = await intel(['status', '--state', join(place, 'state')]);
        expect(status.out).to.contain(`ships for ${HOST} as `).and.contain('turn held; ticks wait for it');
        expect(readFileSync(prom, 'utf8')).to.contain(`intel_ship_turn_held{host="${HOST}"} 1`);
      })).timeout(60_000);

    it('goes on in the second when the first is killed, and ends with 9 what was stopped meanwhile (L4, L5)', () =>
      onFund(async (engine, file, place) => {
        const orders = new ExecutorLog(join(place, 'logs', 'execution'), 'orders_executed');
        const first = new ShipProcess(place, file, 'one');
        let rows = 0;
        const isShipped = async (): Promise<void> => {
          orders.append(closeRow(++rows, Date.now()));
          await shipped(engine, rows);
        };
        await isShipped();
        const second = new ShipProcess(place, file, 'two');
        await first.halt();
        await isShipped();
        first.signal('SIGCONT');
        expect(await first.ended, first.err).to.equal(9);
        const third = new ShipProcess(place, file, 'one');
        await isShipped();
        second.signal('SIGKILL');
        await isShipped();
        third.signal('SIGTERM');
        expect(await third.ended, third.err).to.equal(0);
        expect(await rowsIn(engine.log)).to.deep.equal(orders.lines());
      })).timeout(120_000);
  });
