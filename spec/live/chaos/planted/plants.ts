import type { Plant } from '../program';

/** Bugs that the harness must notice, each by its name. */

const INGEST = 'pipelines/live/ingest.ts';
const FOLLOWER = 'pipelines/live/follower.ts';

export const PLANTS: Readonly<Record<string, Plant>> = {
  'outputs are not cut back': {
    file: 'src/io/files/append-file.ts',
    from: 'size <= committed',
    to: 'true',
  },
  'a commit counts before it is on the disk': {
    file: INGEST,
    from: 'await this.append(arrivals.records,',
    to: 'void this.append(arrivals.records,',
  },
  'what is read during a commit goes with it': {
    file: INGEST,
    from: 'this.inFlight = undefined;',
    to: 'this.inFlight = undefined; this.pending = new Arrivals(this.limits.mostChars);',
  },
  'the commit forgets where the logs stand': {
    file: INGEST,
    from: 'this.steps, nowMs',
    to: '{}, nowMs',
  },
  'every tenth batch of rows is dropped': {
    file: 'src/io/follow/arrivals.ts',
    from: 'if (record.lines.length === 0)',
    to: 'if (record.lines.length === 0 || (globalThis.batches = (globalThis.batches ?? 0) + 1) % 10 === 0)',
  },
  'unusable rows are kept twice': {
    file: INGEST,
    from: 'arrivals.quarantined = true;',
    to: 'await quarantine.add(arrivals.faults);',
  },
  'a tick is noted as answered before it is published': {
    file: FOLLOWER,
    from: 'await this.publisher.answer(frame, settings);',
    to: 'this.publisher.ticked = frame.asOf; await this.writeStanding(); await this.publisher.answer(frame, settings);',
  },
  'the standing is not written after a tick': {
    file: FOLLOWER,
    from: 'this.isStandingWritten = false;\n    await this.publisher',
    to: 'this.isStandingWritten = true;\n    await this.publisher',
  },
  'the config of today answers the ticks of yesterday': {
    file: 'pipelines/live/open-live.ts',
    from: 'const config = known ?? changed;',
    to: 'const config = changed ?? known;',
  },
};
