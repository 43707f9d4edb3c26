import { STATE_FILES, STATE_KEYS, type StateFileKey } from '../../operators/files/state-files';
import { yieldToEventLoop } from '../../src/io/files/yield-to-event-loop';
import type { Health } from '../../src/io/publish/health';
import type { Incidents } from '../../src/io/publish/incidents';
import type { LiveOutputs } from '../../src/io/publish/live-outputs';
import type { StateWriter } from '../../src/io/publish/state-writer';
import type { Gates } from '../../src/model/fund/gates';
import type { Settings } from '../../src/model/fund/settings';
import { isoUtc } from '../../src/model/values/time';
import { tooManyText } from '../../operators/expectancy/pooled-groups';
import type { Frame } from '../graph/decide';
import { AdviceWatch, type AdviceFiles } from './advice-watch';
import type { Publication } from './publication';
import { liveRulesOf, planWrites, type PublishedDigests } from './write-plan';

/** Puts frames on the disk as they come: the state files that are due, and the history of them. */
export class Publisher {
  private ticks = 0;
  private failedStages = 0;
  private complete = true;
  private namesTold = '';
  private readonly open: ReadonlySet<StateFileKey>;

  /** `digests` and `advice` know what was last published, `ticked` is the last tick answered. */
  constructor(
    private readonly writer: StateWriter,
    private readonly outputs: LiveOutputs,
    private readonly incidents: Incidents,
    gates: Gates,
    public digests: PublishedDigests,
    public ticked: number,
    private readonly advice = new AdviceWatch(incidents),
  ) {
    this.open = openFiles(gates);
  }

  /** Answers a tick. A file that the disk refuses stays due, and is tried again at the next tick. */
  async answer(frame: Frame, settings: Settings): Promise<void> {
    // The frame took long, and so does each of these steps: other work gets its turn in between.
    await yieldToEventLoop();
    const rules = liveRulesOf(settings, this.open, this.writer.foreign);
    const { publications, kept, digests } = planWrites(frame, this.digests, rules);
    this.ticked = frame.asOf;
    this.ticks++;
    this.reportFailures(frame);
    this.reportNames(frame);
    await yieldToEventLoop();
    const publish = async (): Promise<void> => {
      await this.writer.write(publications);
      this.advice.take(adviceIn(frame, publications));
      await this.outputs.keepContent(kept);
      await this.outputs.notePublished(publications);
      this.digests = digests;
    };
    await this.incidents.attempt('publish', publish, 'live tries again at the next tick');
  }

  health(): Pick<Health, 'last_tick' | 'ticks' | 'failed_stages' | 'complete'> {
    return {
      last_tick: this.ticks === 0 ? null : isoUtc(this.ticked),
      ticks: this.ticks,
      failed_stages: this.failedStages,
      complete: this.complete,
    };
  }

  // Told anew when there are other groupings, or ten times as many names: the names of a flood change at each tick.
  private reportNames({ tooMany }: Frame): void {
    const told = tooMany.map(({ what, pooled }) => `${what} ${String(pooled.names).length}`).join();
    if (told === this.namesTold) return;
    this.namesTold = told;
    this.incidents.set('too_many_groups', tooManyText(tooMany));
  }

  private reportFailures({ files }: Frame): void {
    if (files.expectancy.kind === 'answered') this.complete = files.expectancy.value.metadata.complete;
    for (const key of STATE_KEYS) {
      const answered = files[key];
      if (answered.kind === 'failed') this.failedStages++;
      const failure =
        answered.kind === 'failed'
          ? `stage ${answered.stage} failed: ${answered.message}; ${STATE_FILES[key]} stays as it was`
          : undefined;
      this.incidents.set(`stage_${key}`, failure, 'error');
    }
  }
}

/** The names of the state files that live writes with these gates. */
export function openNames(gates: Gates): readonly string[] {
  return [...openFiles(gates)].map((key) => STATE_FILES[key]);
}

function adviceIn({ files }: Frame, publications: readonly Publication[]): AdviceFiles {
  const keys = new Set(publications.map(({ key }) => key));
  const { scores, allocation } = files;
  return {
    ...(keys.has('scores') && scores.kind === 'answered' ? { scores: scores.value } : {}),
    ...(keys.has('allocation') && allocation.kind === 'answered' ? { allocation: allocation.value } : {}),
  };
}

function openFiles({ routerAutotune, feedbackAllocator }: Gates): ReadonlySet<StateFileKey> {
  const open = { expectancy: true, scores: true, suggestions: routerAutotune, allocation: feedbackAllocator };
  return new Set(STATE_KEYS.filter((key) => open[key]));
}
