import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ingest } from '../../../pipelines/live/ingest';
import { ConfigWatch } from '../../../src/io/follow/config-watch';
import type { ConfigRecord } from '../../../src/io/journal/journal-records';
import { Incidents } from '../../../src/io/publish/incidents';
import { LiveQuarantine } from '../../../src/io/publish/live-quarantine';
import type { Batch } from '../../../src/model/event';
import { MemoryJournal } from '../../io/journal/memory-journal';
import type { Drive } from '../../live/drive';

/** Ingest of a desk by itself: it looks and commits into memory, and nobody follows. */
export class IngestAlone {
  private constructor(
    readonly journal: MemoryJournal,
    readonly config: ConfigRecord,
    private readonly ingest: Ingest,
  ) {}

  static async open({ dir, options }: Drive, nowMs: number): Promise<IngestAlone> {
    const own = join(dir, 'ingest');
    mkdirSync(own);
    const incidents = new Incidents(options.onIncident);
    const config = await new ConfigWatch(options.config, undefined).poll();
    if (config === undefined) throw new Error('the config is broken');
    const journal = new MemoryJournal();
    const quarantine = await LiveQuarantine.open(own, undefined);
    const ingest = new Ingest(options.logs, journal, quarantine, incidents, config);
    await ingest.commitConfig(config, nowMs);
    return new IngestAlone(journal, config, ingest);
  }

  /** Looks once at this moment, and commits what came. Gives it. */
  async lookAt(nowMs: number): Promise<readonly Batch[]> {
    const clock = { wallMs: nowMs, steadyMs: nowMs };
    await this.ingest.sources.readSnapshots(clock);
    await this.ingest.look(clock, () => Promise.resolve(true));
    return this.ingest.isDirty ? ((await this.ingest.commit(nowMs)) ?? []) : [];
  }

  async close(): Promise<void> {
    await this.ingest.sources.close();
  }
}
