import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtCli, ROOT } from '../../cli/built';
import { intel } from '../../cli/intel';
import { engineFile } from '../../io/log/nats/nats-fund';
import { NatsServer } from '../../io/log/nats/nats-server';
import type { Chance } from '../chaos/chance';
import { builtProgram } from '../chaos/program';
import { Executors, LIMITS } from './executors';
import { KeptProcess } from './kept-process';

export const HOSTS = ['a', 'b'] as const;
/** Where each follower writes; two of them share the last directory. */
export const OUTS = ['one', 'two', 'pair'] as const;
export const SILENCE_S = 5;

/** The built programs that run, by their main modules. */
export interface Programs {
  readonly followers: string;
  readonly ships: string;
}

/** The program as it is shipped, for all. */
export function usual(): Programs {
  return { followers: builtCli(), ships: builtCli() };
}

/**
 * Ships that go on when their turn is lost, do not ask the server to refuse a commit behind another's, and do not read
 * what came to the log since: its order alone protects it.
 */
export function blind(): Programs {
  const program = builtProgram(
    {
      file: 'src/io/log/nats/nats-log.ts',
      from: "after === 'any' ? {} : { lastSubjectSequence: Number(after ?? 0n) }",
      to: '{}',
    },
    {
      file: 'pipelines/hosts/ship-loop.ts',
      from: 'const { followed, shipping } = this;',
      to: 'const { followed, shipping } = this; if (shipping !== undefined) return true;',
    },
    {
      file: 'pipelines/hosts/ship-turn.ts',
      from: 'if (this.isLost)',
      to: 'if (this.isLost && !this.isTaken)',
    },
  );
  return { followers: builtCli(), ships: join(program, 'src', 'cli.js') };
}

const SETTINGS = {
  windows: ['1h', 'last_50'],
  horizon: '2h',
  tick: '1s',
  lateness: '300ms',
  // All four files are replaced at each tick, so that they end with the same one.
  republish_every: '1s',
  history_every: '2s',
  max_bad_share: 0.5,
};

/**
 * A fund with two executor hosts on one machine: a server, a ship for each host and one that waits for host a, two
 * followers, and two that share a directory.
 */
export class Fund {
  readonly executors: Executors;
  readonly ships: readonly KeptProcess[];
  readonly followers: readonly KeptProcess[];
  readonly engine: string;

  private constructor(
    readonly root: string,
    readonly server: NatsServer,
    { followers, ships }: Programs,
    chance: Chance,
  ) {
    for (const host of HOSTS) mkdirSync(join(this.logsOf(host), 'state'), { recursive: true });
    mkdirSync(this.config, { recursive: true });
    for (const name of ['risk_limits.json', 'pairs_universe.json', 'strategy_registry.json'])
      writeFileSync(join(this.config, name), readFileSync(join(ROOT, 'config', name)));
    this.engine = engineFile(root, { servers: [server.url] });
    this.executors = new Executors(HOSTS, (host) => join(this.logsOf(host), 'execution'), chance);
    const ship = (name: string, host: string): KeptProcess => {
      const state = join(root, name);
      const flags = ['--host', host, '--logs', this.logsOf(host), '--engine', this.engine, '--state', state];
      return new KeptProcess(name, ships, ['ship', ...flags], state);
    };
    const follower = (name: string, out: string, ...more: readonly string[]): KeptProcess => {
      const flags = ['--engine', this.engine, '--out', this.outOf(out), ...more];
      return new KeptProcess(name, followers, ['follow', ...flags], this.outOf(out));
    };
    this.ships = [ship('ship a1', 'a'), ship('ship a2', 'a'), ship('ship b', 'b')];
    this.followers = [
      ...[follower('follower one', 'one'), follower('follower two', 'two')],
      ...['1', '2'].map((n) => follower(`follower pair ${n}`, 'pair', '--standby')),
    ];
  }

  /** Starts the server and makes the stream; nothing is configured and nothing else runs. */
  static async make(root: string, programs: Programs, chance: Chance): Promise<Fund> {
    const fund = new Fund(root, await NatsServer.start(join(root, 'server')), programs, chance);
    await fund.intel('init');
    return fund;
  }

  /** Puts a config into the log, and when a host is silent. */
  async configure(settings: object, silenceS = SILENCE_S): Promise<void> {
    writeFileSync(
      join(this.config, 'execution_intel.json'),
      JSON.stringify({ ...SETTINGS, backups: LIMITS.backups, ...settings }),
    );
    const { config } = this;
    await this.intel('config', '--config', config, '--hosts', HOSTS.join(','), '--silence', `${silenceS}s`);
  }

  /** The executor of host a replaces its nav.json, with a point for each moment. */
  nav(momentsMs: readonly number[]): void {
    const series = momentsMs.map((ms) => ({ ts: ms / 1000, equity: 100_000 + (ms % 977) }));
    const { ts = 0, equity = 0 } = series.at(-1) ?? {};
    const path = join(this.logsOf('a'), 'state', 'nav.json');
    writeFileSync(`${path}.new`, JSON.stringify({ equity, updated_ts: ts, peak_equity: 101_000, series }));
    renameSync(`${path}.new`, path);
  }

  get config(): string {
    return join(this.root, 'config');
  }

  get processes(): readonly KeptProcess[] {
    return [...this.ships, ...this.followers];
  }

  logsOf(host: string): string {
    return join(this.root, host, 'logs');
  }

  outOf(out: string): string {
    return join(this.root, 'out', out);
  }

  /** Ends all at once. */
  async kill(): Promise<void> {
    await this.executors.stop();
    await Promise.all(this.processes.map((each) => each.kill()));
    await this.server.end();
  }

  // A command of the engine, run again while the server is away.
  private async intel(action: string, ...flags: readonly string[]): Promise<void> {
    const { code, err } = await intel(['engine', action, '--engine', this.engine, ...flags]);
    if (code === 4) await this.intel(action, ...flags);
    else if (code !== 0) throw new Error(`intel engine ${action}: ${err}`);
  }
}
