import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, own, type JsonObject } from '../../../src/model/values/json';
import { GATES } from '../../bench/hosted';
import { sleep } from '../chaos/live-process';
import { parsed } from '../chaos/parsed';

const AGAIN_MS = 300;

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A process of `intel` that is started anew whenever it ended by itself, as a supervisor does. */
export class KeptProcess {
  /** What all its lives said, a line of JSON each. */
  said = '';
  /** The codes with which it ended by itself. */
  readonly ends: (number | null)[] = [];
  /** It is stopped in its tracks. */
  isHalted = false;
  private child: ChildProcess | undefined;
  private ended: Promise<number | null> = Promise.resolve(0);
  private isWanted = false;

  /** `state`: the directory in which it keeps its status. */
  constructor(
    readonly name: string,
    private readonly cli: string,
    private readonly args: readonly string[],
    readonly state: string,
  ) {}

  /** Starts it, unless it runs. */
  start(): void {
    this.isWanted = true;
    if (this.child !== undefined) return;
    const child = spawn(process.execPath, [this.cli, ...this.args], {
      env: { ...process.env, ...GATES },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    running.add(child);
    child.stderr.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    this.child = child;
    this.ended = new Promise((resolve) =>
      child.once('close', (code) => {
        running.delete(child);
        this.child = undefined;
        if (this.isWanted) this.startAgain(code);
        resolve(code);
      }),
    );
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** intel_status.json, if it is this process that wrote it. */
  get status(): JsonObject {
    const path = join(this.state, 'intel_status.json');
    const status = existsSync(path) ? parsed(readFileSync(path, 'utf8')) : undefined;
    return isObject(status) && own(status, 'pid') === this.pid ? status : {};
  }

  /** kill -9; it stays ended. */
  async kill(): Promise<void> {
    this.isWanted = false;
    this.child?.kill('SIGKILL');
    await this.ended;
  }

  /** kill -9, and a start after so long. */
  async restart(afterMs: number): Promise<void> {
    await this.kill();
    await sleep(afterMs);
    this.start();
  }

  /** Stopped in its tracks, and woken after so long. */
  async halt(ms: number): Promise<void> {
    const { child } = this;
    this.isHalted = true;
    child?.kill('SIGSTOP');
    await sleep(ms);
    child?.kill('SIGCONT');
    this.isHalted = false;
  }

  /** Ended as a person does; the code. */
  async end(): Promise<number | null> {
    this.isWanted = false;
    this.child?.kill('SIGTERM');
    return this.ended;
  }

  /** How often each code was told. */
  codes(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const [, code = ''] of this.said.matchAll(/"code":"([a-z_A-Z]+)"/g))
      counts.set(code, (counts.get(code) ?? 0) + 1);
    return counts;
  }

  private startAgain(code: number | null): void {
    this.ends.push(code);
    setTimeout(() => {
      if (this.isWanted) this.start();
    }, AGAIN_MS);
  }
}
