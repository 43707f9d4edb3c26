import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { builtCli } from '../cli/built';
import { DESK, fileAt } from '../cli/desk';
import { inTempDir } from '../io/temp-dir';
import { until } from '../live/chaos/live-process';
import { CONFIGS, GATES } from './hosted';

export interface LiveOptions {
  /** A directory with logs/ and config/; out/ and journal/ are made there. */
  readonly dir: string;
  /** The program; a built cli.js by default. */
  readonly program?: string;
  readonly flags?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

/** `intel live` without a terminal, its stdin closed. */
export interface LiveChild {
  readonly pid: number;
  readonly out: () => string;
  readonly err: () => string;
  /** Resolves with the exit code, null after a signal. */
  readonly ended: Promise<number | null>;
  /** Sends the signal; gives the exit code. */
  signal(signal: NodeJS.Signals): Promise<number | null>;
}

export function startLive({
  dir,
  program = builtCli(),
  flags = [],
  env = GATES,
  cwd = dir,
}: LiveOptions): LiveChild {
  const at = ['logs', 'config', 'out'].flatMap((name) => [`--${name}`, `${dir}/${name}`]);
  // exec: the process of the shell becomes the program's.
  const args = [process.execPath, program, 'live', ...at, ...flags];
  const child = spawn('sh', ['-c', 'exec "$@" <&-', 'sh', ...args], {
    cwd,
    env: { ...withoutGates(), ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A spec that fails half-way must not leave it behind.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return {
    pid: child.pid ?? 0,
    out: () => said.out,
    err: () => said.err,
    ended,
    signal(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** Runs `use` on a live of its own over a small desk, in the directory cwd/ beside it. */
export async function withLive(
  options: Omit<LiveOptions, 'dir'>,
  use: (live: LiveChild, dir: string) => Promise<void>,
): Promise<void> {
  await inTempDir({ ...DESK, ...CONFIGS, 'cwd/keep': '' }, async (dir) => {
    const live = startLive({ dir, cwd: join(dir, 'cwd'), ...options });
    try {
      await use(live, dir);
    } finally {
      await endLive(live);
    }
  });
}

/** A field of the status file; undefined where there is none. */
export function statusOf(dir: string, ...keys: readonly string[]): unknown {
  const path = join(dir, 'out', 'intel_status.json');
  return existsSync(path) ? fileAt(path, ...keys) : undefined;
}

/** Waits for the first tick. */
export function isTicking(dir: string): Promise<boolean> {
  return until(() => Number(statusOf(dir, 'ticks')) > 0);
}

/** Ends what still runs, whatever it takes. */
export async function endLive(live: LiveChild): Promise<void> {
  const last = setTimeout(() => void live.signal('SIGKILL'), 5000);
  await live.signal('SIGTERM');
  clearTimeout(last);
}

function withoutGates(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !(name in GATES)));
}
