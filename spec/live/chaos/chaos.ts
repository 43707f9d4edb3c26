import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadDesk } from '../../../src/io/config/load-desk';
import { textOf } from '../../../src/model/values/json';
import { linesOf as chainLines } from '../executor/log-files';
import { Chance } from './chance';
import { LiveProcess, sleep, until } from './live-process';
import * as oracle from './oracle';
import { Place } from './place';
import { Progress } from './progress';
import { STEMS, toldIn, type Told } from './truth';
import { Watcher } from './watcher';
import { LIMITS, Writer } from './writer';

export interface ChaosOptions {
  /** The directory of a built program. */
  readonly program: string;
  /** An empty directory. */
  readonly root: string;
  readonly seed: number;
  readonly kills: number;
  /** More than one: they race, and lose lines from the logs by themselves. */
  readonly writers: number;
}

export interface ChaosReport {
  /** All that is wrong, in words. */
  readonly complaints: readonly string[];
  /** What took place, for a person to read. */
  readonly story: string;
}

/** The executor keeps several seconds of lines: when live did not get to their end for so long, it waits. */
const PATIENCE_MS = 2500;
/** What live notes of logs that one writer keeps in order. */
const CALM = /^(rotation|config|attached|stopped|nav|archive|journal_torn|risk_mode|weight_zero)$/;
/** What stands for a moment: a look between two steps of a rotation, and much to read after a kill. */
const PASSING = /^(order_metrics|orders_executed)_(missing|chain)$/;

/** Live is killed again and again while an executor writes; then everything it left is judged. */
export async function chaos(options: ChaosOptions): Promise<ChaosReport> {
  const run = new Run(options);
  try {
    return await run.whole();
  } finally {
    await run.end();
  }
}

class Run {
  private readonly place: Place;
  private readonly chance: Chance;
  private readonly complaints: string[] = [];
  private readonly codes = new Map<string, number>();
  private readonly navMs: number[] = [Date.now()];
  private readonly writer: Writer;
  private readonly watcher: Watcher;
  private live: LiveProcess | undefined;
  private readonly progress: Progress;
  private edits = 0;

  constructor(private readonly options: ChaosOptions) {
    this.place = new Place(options.root);
    this.progress = new Progress(this.place.journal);
    this.chance = new Chance(options.seed);
    this.place.settings({ history_keep: this.chance.oneOf(['10s', '90d']) });
    this.place.nav(this.navMs);
    this.writer = new Writer(this.place, new Chance(options.seed + 1), options.writers);
    this.watcher = new Watcher(this.place.out);
  }

  async whole(): Promise<ChaosReport> {
    const startedMs = Date.now();
    await Promise.race([this.kills(), this.writer.done]);
    await this.writer.stop();
    this.editConfig(true);
    await this.drained();
    await this.judge();
    await this.watcher.stop();
    const seconds = Math.round((Date.now() - startedMs) / 1000);
    const told = toldIn(this.place.truth).length;
    const codes = [...this.codes].map(([code, count]) => `${code} ${count}`).join(', ');
    return {
      complaints: [...this.complaints, ...this.watcher.complaints],
      story: `${this.options.kills} kills, ${told} lines in ${this.writer.phases} phases, ${this.edits} config edits, ${this.navMs.length} navs, ${this.watcher.looks} looks, ${seconds} s; told: ${codes}`,
    };
  }

  async end(): Promise<void> {
    this.writer.kill();
    await Promise.allSettled([this.live?.kill(), this.watcher.stop(), this.writer.done]);
  }

  private async kills(): Promise<void> {
    let burst = 0;
    for (let kill = 0; kill < this.options.kills; kill++) {
      this.live = new LiveProcess(this.options.program, this.place);
      if (burst > 0) burst--;
      else if (this.chance.happens(0.1)) burst = this.chance.whole(2, 6);
      // A burst falls while the journal is read back; else the moment is any.
      const lifeMs = burst > 0 ? this.chance.between(150, 500) : this.chance.between(100, 1300);
      await this.during(lifeMs);
      if (!(await this.untilRead())) return;
      await this.killed(this.live);
      if (this.chance.happens(0.1)) this.editConfig(false);
    }
    this.live = new LiveProcess(this.options.program, this.place);
  }

  // What the fund's other programs do meanwhile.
  private async during(lifeMs: number): Promise<void> {
    const untilMs = Date.now() + lifeMs;
    while (Date.now() < untilMs) {
      await sleep(Math.min(100, Math.max(0, untilMs - Date.now())));
      if (this.chance.happens(0.1)) this.place.nav((this.navMs.push(Date.now()), this.navMs));
      if (this.chance.happens(0.01)) writeFileSync(join(this.place.state, 'nav.json'), '{"equity": 1');
      if (this.chance.happens(0.02)) this.editConfig(false);
      this.progress.look();
    }
  }

  private editConfig(sound: boolean): void {
    this.edits++;
    // Before its first commit live has no config to go on with, and ends for want of a sound one.
    if (!sound && this.progress.hasBegun && this.chance.happens(0.3)) {
      const unsound = this.chance.oneOf(['{"tick": ', '{"tick": "1s", "tock": "2s"}', '']);
      writeFileSync(join(this.place.config, 'execution_intel.json'), unsound);
    } else this.place.settings({ r_clip: this.chance.oneOf([2, 3, 4, 5]), history_keep: '90d' });
  }

  private async untilRead(): Promise<boolean> {
    if (Date.now() - this.progress.sinceMs < PATIENCE_MS) return true;
    this.writer.pause();
    const read = await until(() => this.progress.look());
    if (!read) this.complaints.push(`did not read both logs: ${this.live?.said.slice(-300) ?? ''}`);
    this.writer.goOn();
    return read;
  }

  private async killed(live: LiveProcess): Promise<void> {
    const { code } = await live.kill();
    if (code !== null) this.complaints.push(`live ended by itself with ${code}: ${live.said.slice(-500)}`);
    this.note(live);
  }

  private note(live: LiveProcess): void {
    for (const [code, count] of live.codes()) {
      this.codes.set(code, (this.codes.get(code) ?? 0) + count);
      const isCalm = CALM.test(code) || PASSING.test(code);
      if (this.options.writers === 1 && !isCalm)
        this.complaints.push(
          `told ${code}: ${live.said.split('\n').find((line) => line.includes(code)) ?? ''}`,
        );
    }
  }

  private async drained(): Promise<void> {
    this.place.nav((this.navMs.push(Date.now()), this.navMs));
    const endMs = Date.now() + (this.options.writers === 1 ? 1500 : 7000);
    const { desk } = await loadDesk(this.place.config);
    const stands = (): boolean => {
      const { last_tick: ticked, config_digest: digest } = this.live?.status ?? {};
      return Date.parse(textOf(ticked) ?? '') > endMs && digest === desk?.digest;
    };
    if (!(await until(stands)))
      this.complaints.push(
        `did not tick past ${new Date(endMs).toISOString()}: ${this.live?.said.slice(-500) ?? ''}`,
      );
  }

  private async judge(): Promise<void> {
    const { place, live } = this;
    if (live === undefined) return;
    const { code, signal } = await live.terminate();
    this.note(live);
    if (code !== 0) this.complaints.push(`SIGTERM: ended with ${String(code ?? signal)}`);
    const told = toldIn(place.truth);
    this.complaints.push(...oracle.noDrafts([place.out, place.journal]), ...oracle.historyOrdered(place));
    this.complaints.push(...(await oracle.verified(place)));
    if (this.options.writers === 1)
      this.complaints.push(...oracle.countedOnce(place, told), ...(await oracle.asReplayed(place, told)));
    else this.complaints.push(...oracle.countedAtLeast(place, told, leftIn(place)));
  }
}

function leftIn({ execution }: Place): readonly Told[] {
  return STEMS.flatMap((stem) =>
    chainLines({ dir: execution, stem, backups: LIMITS.backups }).map((line) => ({ log: stem, line })),
  );
}
