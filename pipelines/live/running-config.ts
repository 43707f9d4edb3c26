import type { Arrivals } from '../../src/io/follow/arrivals';
import type { ConfigRecord } from '../../src/io/journal/journal-records';
import { LiveSources } from '../../src/io/follow/live-sources';
import type { Desk } from '../../src/model/fund/desk';
import { deskOfRecord, openGraph, warmUp, type PushGraph } from '../journal/push-graph';
import type { LiveParts, LiveOptions } from './open-live';

/** The config in force: the graph it opens, and the sources that are read by it. */
export class RunningConfig {
  graph: PushGraph;
  sources: LiveSources;
  recordsReadBack = 0;

  /** `arrivals` is where the sources put what they read. */
  constructor(
    private readonly options: LiveOptions,
    private readonly parts: LiveParts,
    private readonly arrivals: () => Arrivals,
    desk: Desk,
  ) {
    this.graph = openGraph(desk, parts.publisher.ticked);
    this.sources = this.sourcesOf(desk);
  }

  get desk(): Desk {
    return this.graph.desk;
  }

  /** Another config: its graph is brought to where the journal stands, and ticks that are due by then are answered. */
  async change(config: ConfigRecord): Promise<void> {
    const { journal, journalDir, publisher, incidents } = this.parts;
    const desk = deskOfRecord(config);
    await this.close();
    this.graph = openGraph(desk, publisher.ticked);
    this.sources = this.sourcesOf(desk);
    const back = warmUp(this.graph, journalDir, publisher.ticked, journal.state.seq);
    while (this.options.signal?.aborted !== true) {
      const next = await back.next();
      if (next.done === true) {
        this.recordsReadBack = next.value;
        break;
      }
      if (next.value.kind === 'frame') await publisher.answer(next.value.frame, desk.settings);
      else incidents.set('journal_damaged', next.value.message, 'error');
    }
    await back.return(0);
    // A tick that was answered only now, or again: what is older than it is late.
    this.sources.advanceWatermark(publisher.ticked);
  }

  async close(): Promise<void> {
    this.graph.close();
    await this.sources.close();
  }

  private sourcesOf({ settings }: Desk): LiveSources {
    const { journal, incidents, publisher } = this.parts;
    const sources = new LiveSources(this.options.logs, settings, journal.state, incidents, this.arrivals);
    sources.advanceWatermark(publisher.ticked);
    return sources;
  }
}
