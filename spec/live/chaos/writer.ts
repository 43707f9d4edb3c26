import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExecutorLog, type LogLimits } from '../executor/executor-log';
import { python } from '../executor/python';
import type { Chance } from './chance';
import type { Place } from './place';
import { STEMS } from './truth';

const SCRIPT = join(__dirname, '..', 'executor', 'executor.py');
const ATTEMPTS = 40;
const INTERVAL_MS = 12;
const MODES = ['replace', 'replace', 'mixed', 'plain'] as const;

/** Small enough that both logs rotate every second or two; the whole chain holds several seconds. */
export const LIMITS: Required<LogLimits> = { maxBytes: 60_000, backups: 5 };

/** Rows that cannot be used, each its own: the executor writes none of them, people and crashes do. */
const UNUSABLE: readonly ((n: number) => string)[] = [
  (n) => `{"symbol":"BTCUSDT","ts":"2026-01-01T00:00:00Z","note":${n}`,
  (n) => `{"event_type":"order_teleported","ts":1767225600,"symbol":"BTCUSDT","n":${n}}`,
  (n) => `{"event_type":"order_close","ts":"yesterday","symbol":"ETHUSDT","n":${n}}`,
  (n) => `[${n}]`,
  (n) => `{"event_type":"order_close","ts":1767225600,"symbol":"","n":${n}}`,
];

/**
 * The executor at work: processes of executor.py one after the other, and between two of them some unusable rows. All
 * it writes is told to truth.jsonl before.
 */
export class Writer {
  phases = 0;
  private writing = true;
  private child: ChildProcess | undefined;
  private unusable = 0;
  readonly done: Promise<void>;

  constructor(
    private readonly place: Place,
    private readonly chance: Chance,
    private readonly writers: number,
  ) {
    this.done = this.write();
  }

  /** Ends with the phase in progress. */
  async stop(): Promise<void> {
    this.writing = false;
    await this.done;
  }

  /** Lets it write nothing more until it may go on. */
  pause(): void {
    writeFileSync(this.pauseFile, '');
  }

  goOn(): void {
    rmSync(this.pauseFile, { force: true });
  }

  /** Ends it at once. */
  kill(): void {
    this.writing = false;
    this.child?.kill('SIGKILL');
  }

  private get pauseFile(): string {
    return join(this.place.root, 'pause');
  }

  private async write(): Promise<void> {
    while (this.writing) {
      await this.phase(
        this.writers === 1 ? this.chance.oneOf(MODES) : this.chance.oneOf(['replace', 'mixed']),
      );
      this.appendUnusable(this.chance.whole(0, 4));
    }
  }

  private async phase(mode: string): Promise<void> {
    this.phases++;
    const { maxBytes, backups } = LIMITS;
    const options = {
      dir: this.place.execution,
      seed: this.chance.whole(1, 1e9),
      rows: ATTEMPTS,
      'max-bytes': maxBytes * this.writers,
      backups,
      'interval-ms': INTERVAL_MS,
      mode,
      writers: this.writers,
      'start-ts': 'now',
      'pause-file': this.pauseFile,
    };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const child = spawn(python() ?? 'python3', [SCRIPT, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.child = child;
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (code !== 0 && this.writing) throw new Error(`executor.py ended with ${code}: ${said}`);
  }

  private appendUnusable(count: number): void {
    for (let i = 0; i < count; i++) {
      const stem = this.chance.oneOf(STEMS);
      const log = new ExecutorLog(this.place.execution, stem, LIMITS);
      const line = UNUSABLE[this.unusable % UNUSABLE.length]?.(this.unusable++) ?? '';
      appendFileSync(this.place.truth, `${JSON.stringify({ log: stem, line })}\n`);
      if (this.chance.happens(0.5)) log.append(line);
      else log.appendPlain(line);
    }
  }
}
