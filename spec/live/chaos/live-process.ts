import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, own, type JsonObject } from '../../../src/model/values/json';
import type { Place } from './place';

const GATES = {
  INTEL_V6_ENABLED: '1',
  ROUTER_AUTOTUNE_V6_ENABLED: '1',
  FEEDBACK_ALLOCATOR_V6_ENABLED: '1',
};

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** `intel live` in a process group of its own. `program` is the directory of a built program. */
export class LiveProcess {
  /** What it said, a line of JSON each. */
  said = '';
  readonly startedMs = Date.now();
  readonly ended: Promise<Ended>;
  private end: Ended | undefined;
  private readonly child: ChildProcess;

  constructor(
    program: string,
    private readonly place: Place,
  ) {
    this.child = spawn(process.execPath, [join(program, 'src', 'cli.js'), 'live', ...place.flags], {
      detached: true,
      env: { ...process.env, ...GATES },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.said += chunk.toString();
    });
    this.ended = new Promise((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('close', (code, signal) => {
        this.end = { code, signal };
        resolve(this.end);
      });
    });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get isRunning(): boolean {
    return this.end === undefined;
  }

  /** It has answered a tick. */
  get isTicking(): boolean {
    return this.status !== undefined && own(this.status, 'last_tick') !== null;
  }

  /** intel_status.json, once it is this process that has written it. */
  get status(): JsonObject | undefined {
    const path = join(this.place.out, 'intel_status.json');
    const status: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
    return isObject(status) && own(status, 'pid') === this.pid ? status : undefined;
  }

  /** SIGKILL to the group; resolves when it is gone. */
  async kill(): Promise<Ended> {
    this.signal('SIGKILL');
    return this.ended;
  }

  /** SIGTERM; resolves when it is gone. */
  async terminate(): Promise<Ended> {
    this.signal('SIGTERM');
    return this.ended;
  }

  /** How often each code was told, by code. */
  codes(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const [, code = ''] of this.said.matchAll(/"code":"([a-z_A-Z]+)"/g))
      counts.set(code, (counts.get(code) ?? 0) + 1);
    return counts;
  }

  private signal(signal: NodeJS.Signals): void {
    if (this.isRunning && this.child.pid !== undefined) process.kill(-this.child.pid, signal);
  }
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Long enough for any machine that is not broken. */
const PATIENCE_MS = 60_000;

/** Waits until it holds; false when it still does not after so long. */
export async function until(holds: () => boolean, withinMs = PATIENCE_MS): Promise<boolean> {
  const last = Date.now() + withinMs;
  while (!holds()) {
    if (Date.now() > last) return false;
    await sleep(20);
  }
  return true;
}
