import { inMemoryDir } from '../drive';
import { Chance } from './chance';
import { judged, play, whileDown } from './nth-run';
import { builtProgram, type Plant } from './program';
import { plantScenario } from './scenario';

/** Shows that the harness notices: bugs are planted in copies of the program, one each, until each was caught. */

const INGEST = 'pipelines/live/ingest.js';
const FOLLOWER = 'pipelines/live/follower.js';

const PLANTS: Readonly<Record<string, Plant>> = {
  'outputs are not cut back': {
    file: 'src/io/files/append-file.js',
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
    to: 'this.inFlight = undefined; this.pending = new arrivals_1.Arrivals();',
  },
  'the commit forgets where the logs stand': {
    file: INGEST,
    from: 'arrivals.moves, wallMs',
    to: '{}, wallMs',
  },
  'every tenth batch of rows is dropped': {
    file: 'src/io/follow/arrivals.js',
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
    from: 'await this.publisher.answer(frame, this.desk.settings);',
    to: 'this.publisher.ticked = frame.asOf; await this.writeStanding(); await this.publisher.answer(frame, this.desk.settings);',
  },
  'the standing is not written after a tick': {
    file: FOLLOWER,
    from: 'this.isNoted = false;\n        await this.publisher',
    to: 'this.isNoted = true;\n        await this.publisher',
  },
  'the config of today answers the ticks of yesterday': {
    file: 'pipelines/live/open-live.js',
    from: 'const config = known ?? changed;',
    to: 'const config = changed ?? known;',
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
