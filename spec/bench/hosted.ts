import { cpSync, existsSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Attachment, AttachOptions } from '../../src/attach/attach';
import type { AttachError } from '../../src/attach/attach-messages';
import type { Health, SourceHealth } from '../../src/io/publish/health';
import { builtModules } from '../cli/built';
import { contentsOf, DESK, STATE_NAMES } from '../cli/desk';
import { inTempDir, type Tree } from '../io/temp-dir';
import { until } from '../live/chaos/live-process';
import { tradingLoop, type Traded } from '../live/trading-loop';

/** The trading loop with the hook on it. */

export const GATES = {
  INTEL_V6_ENABLED: '1',
  ROUTER_AUTOTUNE_V6_ENABLED: 'YES',
  FEEDBACK_ALLOCATOR_V6_ENABLED: ' on ',
} as const;

/** Configs that tick every second, and no logs. */
export const CONFIGS: Tree = {
  ...Object.fromEntries(Object.entries(DESK).filter(([path]) => path.startsWith('config/'))),
  'config/execution_intel.json': '{"tick": "1s", "lateness": "0s"}',
};

/** What `health` tells, and what it tells of each log. */
export const HEALTH_FIELDS: readonly (keyof Health)[] = [
  'written',
  'state',
  'gates',
  'last_tick',
  'ticks',
  'sources',
  'snapshots',
  'journal',
  'rows_ahead',
  'quarantined',
  'other_writes',
  'quarantined_by_reason',
  'failed_stages',
  'config_digest',
  'complete',
  'incidents_told',
  'warnings',
];
export const SOURCE_FIELDS: readonly (keyof SourceHealth)[] = [
  'state',
  'offset',
  'lag_bytes',
  'lag_seconds',
  'lag_segments',
  'last_event',
  'late',
  'counters',
];

const STEPS = 60;
const START_MS = Date.now() - 1000 * STEPS;

/** A run of the loop while the hook is on it. */
export interface Hosted {
  readonly dir: string;
  readonly attachment: Attachment;
  readonly traded: Traded;
  /** What onError was told. */
  readonly errors: readonly AttachError[];
}

export interface Hosting {
  readonly files?: Tree;
  /** Holds attach/attach.js; the built program's by default. */
  readonly program?: string;
  /** Options in place of the usual ones, sound or not. */
  readonly options?: (dir: string) => object;
}

/** Attaches, runs the loop, and stops when `use` is done with both. */
export async function hosted<T>(hosting: Hosting, use: (hosted: Hosted) => T | Promise<T>): Promise<T> {
  return inTempDir({ ...CONFIGS, ...hosting.files }, async (dir) => {
    const errors: AttachError[] = [];
    const onError = (error: AttachError): unknown => errors.push(error);
    const options = { ...optionsAt(dir), onError, ...hosting.options?.(dir) };
    const attachment = await attach(options, hosting.program);
    try {
      const traded = await tradingLoop({ dir, startMs: START_MS, steps: STEPS });
      return await use({ dir, attachment, errors, traded });
    } finally {
      await attachment.stop();
    }
  });
}

/** The hook as it is built. */
export async function attach(
  options: AttachOptions,
  program = join(builtModules(), 'src'),
): Promise<Attachment> {
  const { attachIntel } = (await import(
    join(program, 'attach', 'attach.js')
  )) as typeof import('../../src/attach/attach');
  return attachIntel(options);
}

export function optionsAt(dir: string): AttachOptions {
  return { logs: join(dir, 'logs'), config: join(dir, 'config'), out: join(dir, 'out'), env: GATES };
}

/** Waits for the files of its first tick; its health tells of the tick up to two seconds later. */
export function isFollowing(dir: string): Promise<boolean> {
  return until(() => STATE_NAMES.every((name) => existsSync(join(dir, 'out', name))));
}

/** Makes `dir` a program with another thread in place of the one that works, and gives it. */
export function withThread(dir: string, source: string): string {
  const built = join(builtModules(), 'src');
  cpSync(join(built, 'attach', 'attach.js'), join(dir, 'attach', 'attach.js'));
  for (const folder of ['model', 'io', 'door']) symlinkSync(join(built, folder), join(dir, folder));
  writeFileSync(join(dir, 'attach', 'attach-worker.js'), source);
  return dir;
}

/** What the loop wrote and gave back. */
export function outcome({ dir, traded }: Hosted): object {
  const files = Object.entries(contentsOf(dir)).filter(([name]) => /^(logs\/|ledger)/.test(name));
  return { traded, files: Object.fromEntries(files) };
}

/** What the loop does with the hook off. */
export function undisturbed(): Promise<object> {
  return hosted({ options: () => ({ env: {} }) }, outcome);
}

/** What a listing shows of all that is not intel's own: inode, size, mode and times, of directories too. */
export function listing(dir: string): readonly string[] {
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort();
  return names
    .filter((name) => !/^(out|journal)\b/.test(name))
    .map((name) => {
      const { ino, size, mode, mtimeNs, ctimeNs } = statSync(join(dir, name), { bigint: true });
      return [name, ino, size, mode, mtimeNs, ctimeNs].join(' ');
    });
}
