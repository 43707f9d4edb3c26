import { inMemoryDir } from '../drive';
import { Chance } from './chance';
import { judged, play, whileDown } from './nth-run';
import { builtProgram, type Plant } from './program';
import { plantScenario } from './scenario';

/** Shows that the harness notices: bugs are planted in copies of the program, one each, until each was caught. */

const STREAM = 'pipelines/live/live-loop.ts';
const COMMITS = 'pipelines/live/commit-queue.ts';

const PLANTS: Readonly<Record<string, Plant>> = {
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
    file: STREAM,
    from: 'await stream.begin(config);',
    to: 'await stream.begin(changed ?? config);',
  },
};
const TRIES = 25;

async function whenNoticed(plant: Plant, chance: Chance): Promise<string> {
  const program = builtProgram(plant);
  for (let tries = 1; tries <= TRIES; tries++) {
    const wrong = await inMemoryDir(async (root) => {
      const place = plantScenario(root);
      const first = await play(program, place, { SHIM_KILL_AT: String(chance.whole(100, 900)) });
      const noted = whileDown(place, chance);
      return judged(place, first.ended ? first : await play(program, place, {}), noted);
    });
    if (wrong.length > 0) return `noticed at try ${tries}: ${wrong[0] ?? ''}`;
  }
  return `NOT NOTICED in ${TRIES} tries`;
}

async function all(seed: number, only: string | undefined): Promise<void> {
  console.log(`seed ${seed}`);
  for (const [name, plant] of Object.entries(PLANTS)) {
    if (only !== undefined && !name.includes(only)) continue;
    const noticed = await whenNoticed(plant, new Chance(seed));
    console.log(`${name}: ${noticed}`);
    if (noticed.startsWith('NOT')) process.exitCode = 1;
  }
}

void all(Number(process.argv[2] ?? 1), process.argv[3]);
