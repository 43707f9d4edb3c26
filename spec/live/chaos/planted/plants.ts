import type { Plant } from '../program';

/** Bugs that the harness must notice, each by its name. */

const LIVE_LOOP = 'pipelines/live/live-loop.ts';
const COMMITS = 'pipelines/live/commit-queue.ts';

export const PLANTS: Readonly<Record<string, Plant>> = {
  'outputs are not cut back': {
    file: 'src/io/files/append-file.ts',
    from: 'size <= committed',
    to: 'true',
  },
  'a commit counts before it is on the disk': {
    file: COMMITS,
    from: 'await journal.commit(',
    to: 'void journal.commit(',
  },
  'what is read during a commit goes with it': {
    file: COMMITS,
    from: 'this.inFlight = undefined;',
    to: 'this.inFlight = undefined; this.pending = new Arrivals();',
  },
  'the commit forgets where the logs stand': {
    file: COMMITS,
    from: 'this.facts(arrivals.moves)',
    to: 'this.facts({})',
  },
  'every tenth batch of rows is dropped': {
    file: 'src/io/follow/arrivals.ts',
    from: 'if (record.lines.length === 0)',
    to: 'if (record.lines.length === 0 || (globalThis.batches = (globalThis.batches ?? 0) + 1) % 10 === 0)',
  },
  'unusable rows are kept twice': {
    file: COMMITS,
    from: 'arrivals.quarantined = true;',
    to: 'await outputs.quarantine(arrivals.faults);',
  },
  'the config of today answers the ticks of yesterday': {
    file: LIVE_LOOP,
    from: 'await stream.running.change(config);',
    to: 'await stream.running.change(changed ?? config);',
  },
};
