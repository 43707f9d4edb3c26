import { FairTurns } from '../../src/io/files/fair-turns';
import { WorldError } from '../../src/io/files/failures';
import type { Damage, FollowedView, JournalEntry } from '../../src/io/journal/journal';
import type { ConfigRecord } from '../../src/io/journal/journal-records';
import { readStandingFile } from '../../src/io/publish/standing-file';
import type { Settings } from '../../src/model/fund/settings';
import type { Frame } from '../graph/decide';
import { JournalFold } from './journal-fold';
import { batchesOf } from './push-graph';

/** A tick to be answered, with the settings of its time. */
interface DueFrame {
  readonly frame: Frame;
  readonly settings: Settings;
}

/** A journal that was followed to its end, and what its follower has to publish and to tell. */
export interface ReadyFold {
  readonly journal: FollowedView;
  readonly fold: JournalFold;
  readonly due: readonly DueFrame[];
  readonly damage: readonly Damage[];
}

interface Warm {
  readonly journal: FollowedView;
  readonly fold: JournalFold;
  readonly damage: Damage[];
  /** The ticks after `answered`, which the owner of the directory has answered. */
  due: readonly DueFrame[];
  answered: number;
}

/** Opens a journal before the commit of this number. */
type OpenJournal = (before: number, signal?: AbortSignal) => Promise<FollowedView | undefined>;

// An owner that lives and cannot publish leaves them all to be kept.
const MOST_DUE = 60;

/**
 * Follows a journal for an output directory that another process has: when that ends, nothing is to be read back. It
 * keeps the ticks that standing.json does not name as answered, and writes nothing.
 */
export class WarmFold {
  private warm: Warm | undefined;
  // Where the directory stood when too many ticks waited for its owner.
  private leftAt: number | undefined;

  constructor(
    private readonly out: string,
    private readonly openJournal: OpenJournal,
  ) {}

  /** Reads on. What cannot be read is told by whoever takes the directory. */
  async look(signal?: AbortSignal): Promise<void> {
    signal?.addEventListener('abort', this.close);
    try {
      await this.readOn(signal);
    } catch (error) {
      this.close();
      if (!(error instanceof WorldError)) throw error;
    }
    if (signal?.aborted === true) this.close();
  }

  /** What is ready for whoever has just taken the directory; undefined: the journal must be read back. */
  async take(signal?: AbortSignal): Promise<ReadyFold | undefined> {
    if (this.warm === undefined) return undefined;
    await this.look(signal);
    const { warm } = this;
    this.warm = undefined;
    return warm;
  }

  readonly close = (): void => {
    this.warm?.fold.close();
    this.warm?.journal.close();
    this.warm = undefined;
  };

  private async readOn(signal: AbortSignal | undefined): Promise<void> {
    const noted = await readStandingFile(this.out);
    if (noted === undefined || 'damage' in noted) {
      this.close();
      return;
    }
    const { ticked, place } = noted;
    if (this.warm !== undefined && !(await holdsGood(this.warm, ticked))) this.close();
    if (this.leftAt === ticked) return;
    const warm = (this.warm ??= await this.begin(place, ticked, signal));
    if (warm === undefined) return;
    warm.answered = ticked;
    const turns = new FairTurns();
    for await (const part of warm.journal.news()) {
      await follow(warm, part, signal);
      await turns.next();
      if (signal?.aborted === true) return;
    }
    warm.due = warm.due.filter(({ frame }) => frame.asOf > ticked);
    // The journal has lost its end.
    if (place > warm.journal.state.seq) this.close();
    if (warm.due.length <= MOST_DUE) return;
    this.leftAt = ticked;
    this.close();
  }

  private async begin(
    place: number,
    answered: number,
    signal: AbortSignal | undefined,
  ): Promise<Warm | undefined> {
    const journal = await this.openJournal(place, signal);
    const config = journal?.state.config;
    if (journal === undefined || config === undefined) {
      journal?.close();
      return undefined;
    }
    const warm: Warm = { journal, fold: new JournalFold(journal, config), damage: [], due: [], answered };
    try {
      await useConfig(warm, config, signal);
      return warm;
    } catch (error) {
      journal.close();
      throw error;
    }
  }
}

async function holdsGood({ journal, answered }: Warm, ticked: number): Promise<boolean> {
  return ticked >= answered && (await journal.holdsPlace());
}

async function follow(warm: Warm, part: JournalEntry, signal: AbortSignal | undefined): Promise<void> {
  if (part.kind === 'damage') warm.damage.push(part);
  else {
    const config = part.records.find((record) => record.kind === 'config');
    if (config !== undefined) {
      await useConfig(warm, config, signal);
      return;
    }
  }
  keep(warm, await warm.fold.feed(batchesOf(part)));
}

async function useConfig(warm: Warm, config: ConfigRecord, signal: AbortSignal | undefined): Promise<void> {
  const answered = warm.due.at(-1)?.frame.asOf ?? warm.answered;
  for await (const part of warm.fold.useConfig(config, answered, signal)) {
    if ('kind' in part) warm.damage.push(part);
    else keep(warm, [part]);
  }
}

function keep(warm: Warm, frames: readonly Frame[]): void {
  const { settings } = warm.fold.desk;
  warm.due = [...warm.due, ...frames.map((frame) => ({ frame, settings }))];
}
