import { STATE_FILES, STATE_KEYS } from '../../operators/files/state-files';
import type { Damage, JournalView } from '../../src/io/journal/journal';
import type { ConfigRecord } from '../../src/io/journal/journal-records';
import type { Incidents } from '../../src/io/publish/incidents';
import { LiveOutputs } from '../../src/io/publish/live-outputs';
import { unfenced, type Fence } from '../../src/io/files/fence';
import { readStandingFile, writeStandingFile } from '../../src/io/publish/standing-file';
import type { StateWriter } from '../../src/io/publish/state-writer';
import type { Batch } from '../../src/model/event';
import type { Gates } from '../../src/model/fund/gates';
import type { Desk } from '../../src/model/fund/desk';
import type { Settings } from '../../src/model/fund/settings';
import type { Frame } from '../graph/decide';
import { JournalFold } from '../journal/journal-fold';
import type { ReadyFold } from '../journal/warm-fold';
import type { PublishedDigests } from '../publish/write-plan';
import { AdviceWatch, type AdviceFiles } from '../publish/advice-watch';
import { loadStateFile } from '../probe/load-state-files';
import { Publisher } from '../publish/publisher';

/**
 * Journal → graph → files: publishes the frames of commits into one output directory. It knows no sources. After each
 * answer it writes standing.json: after a crash the history is cut back to that, and later ticks are answered again.
 */
export class Follower {
  private fold: JournalFold;
  private isStandingWritten = false;

  private constructor(
    private readonly out: string,
    private readonly journal: JournalView,
    private readonly outputs: LiveOutputs,
    readonly publisher: Publisher,
    private readonly incidents: Incidents,
    config: ConfigRecord,
    private readonly fence: Fence,
  ) {
    this.fold = new JournalFold(journal, config);
  }

  /** The desk of the config in force. */
  get desk(): Desk {
    return this.fold.desk;
  }

  /** How many records of the journal were read back when the graph was opened. */
  get recordsReadBack(): number {
    return this.fold.recordsReadBack;
  }

  /** Opens the outputs at the lengths that standing.json notes. Throws a WorldError. */
  static async open(
    out: string,
    journal: JournalView,
    writer: StateWriter,
    gates: Gates,
    incidents: Incidents,
    config: ConfigRecord,
    fence = unfenced,
  ): Promise<Follower> {
    const { seq, ticks, old } = journal.state;
    const { answersAgain } = journal;
    const read = (await readStandingFile(out)) ?? (old && { place: seq, ...old });
    const noted = read === undefined || 'damage' in read ? undefined : read;
    if (read !== undefined && 'damage' in read)
      incidents.set('standing_damaged', `${read.damage}; live goes on from the journal alone`);
    const hasLost = noted !== undefined && noted.place > seq;
    if (hasLost && !answersAgain) incidents.note('warn', 'log_rewound', rewoundText(out, noted.place, seq));
    if (hasLost && answersAgain && !('journal_damaged' in incidents.open))
      incidents.set('journal_damaged', olderText(out, noted.place, seq), 'error');
    // Rows of damaged commits are read again from the logs, and their ticks are answered again; but what many followers
    // publish never goes back in time.
    const latestMs = hasLost && answersAgain ? ticks.ticked : Infinity;
    const names = Object.values(STATE_FILES);
    const outputs = await LiveOutputs.open(out, names, noted?.outputs ?? {}, latestMs, fence);
    // A directory that has nothing yet is given the last tick at once, if one ever fell due.
    const isEmpty = read === undefined && Object.values(outputs.lengths).every((length) => length === 0);
    const isDue = isEmpty && ticks.watermark > ticks.ticked;
    const ticked = Math.min(noted?.ticked ?? (isDue ? ticks.ticked - 1 : ticks.ticked), latestMs);
    const digests = digestsOf(noted?.published ?? {});
    const advice = new AdviceWatch(incidents, await lastAdvice(out));
    const publisher = new Publisher(writer, outputs, incidents, gates, digests, ticked, advice);
    const follower = new Follower(out, journal, outputs, publisher, incidents, config, fence);
    await follower.writeStanding();
    return follower;
  }

  /** The frames that fall due by the batches of a commit. Between the parts of a tick other work has its turn. */
  feed(batches: Iterable<Batch>): Promise<readonly Frame[]> {
    return this.fold.feed(batches);
  }

  /** The times of the rows that wait for a moment later than this. */
  waiting(ts: number): readonly number[] {
    return this.fold.waiting(ts);
  }

  /** Publishes a frame, and notes that it is answered. */
  async answer(frame: Frame): Promise<void> {
    await this.publish(frame, this.desk.settings);
    await this.noteStanding();
  }

  /** Writes standing.json unless it is up to date. False: the disk refused; nothing may be committed before it is. */
  async noteStanding(): Promise<boolean> {
    return this.isStandingWritten || this.incidents.attempt('standing', () => this.writeStanding());
  }

  /**
   * Opens the graph of a config, brings it to where the journal stands, and answers what is due by then. Ends early
   * when told to stop. Throws a WorldError: the graph is not to be used then.
   */
  async useConfig(config: ConfigRecord, signal: AbortSignal | undefined): Promise<void> {
    const { fold, publisher } = this;
    for await (const part of fold.useConfig(config, publisher.ticked, signal)) {
      if ('kind' in part) this.tellDamage(part);
      else await this.answerNow(part, fold.desk.settings);
    }
  }

  /** Goes on from what a standby has ready, which stands where the journal does. Throws a WorldError. */
  async goOn({ fold, due, damage }: ReadyFold): Promise<void> {
    this.close();
    fold.goOnOver(this.journal);
    this.fold = fold;
    for (const part of damage) this.tellDamage(part);
    for (const { frame, settings } of due) await this.answerNow(frame, settings);
  }

  /** Removes the lines of an earlier moment from the history. Throws a WorldError. */
  async trim(keepFromMs: number): Promise<void> {
    this.isStandingWritten = false;
    await this.outputs.trim(keepFromMs);
  }

  close(): void {
    this.fold.close();
  }

  private async answerNow(frame: Frame, settings: Settings): Promise<void> {
    await this.publish(frame, settings);
    await this.writeStanding();
  }

  private async publish(frame: Frame, settings: Settings): Promise<void> {
    this.isStandingWritten = false;
    await this.publisher.answer(frame, settings);
  }

  private tellDamage({ code, message }: Damage): void {
    this.incidents.set(code, message, 'error');
  }

  private async writeStanding(): Promise<void> {
    const { out, journal, outputs, publisher } = this;
    const { ticked, digests } = publisher;
    const { begun, seq: place } = journal.state;
    const standing = { begun, place, ticked, outputs: outputs.lengths, published: { ...digests } };
    await writeStandingFile(out, standing, this.fence);
    this.isStandingWritten = true;
  }
}

// What commits are numbered by says so only as long as nobody puts an older journal in the place of this one.
function olderText(out: string, place: number, seq: number): string {
  return `the journal ends at commit ${seq}, and the files in ${out} are made of ${place}: its end was removed, or an older copy lies in its place; live reads the rows from there on again from the logs`;
}

function rewoundText(out: string, place: number, seq: number): string {
  return `the log ends at commit ${seq}, and the files in ${out} are made of ${place}: it has lost its end; the hosts send it again, and no tick that was published is published again`;
}

// What cannot be read is as good as not there: the first publication has nothing to be held against then.
async function lastAdvice(out: string): Promise<AdviceFiles> {
  const ignore = (): void => undefined;
  const scores = await loadStateFile(out, 'scores', ignore);
  const allocation = await loadStateFile(out, 'allocation', ignore);
  return { ...(scores && { scores }), ...(allocation && { allocation }) };
}

function digestsOf(published: Readonly<Record<string, { asOf: number; content: string }>>): PublishedDigests {
  return Object.fromEntries(
    STATE_KEYS.flatMap((key) => (published[key] === undefined ? [] : [[key, published[key]]])),
  );
}
