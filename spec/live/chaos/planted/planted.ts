import { inMemoryDir } from '../../drive';
import { Chance } from '../chance';
import { judged, play, whileDown } from '../nth-run';
import { PLANTS } from './plants';
import { builtProgram, type Plant } from '../program';
import { plantScenario } from '../scenario';

/** Shows that the harness notices: bugs are planted in copies of the program, one each, until each was caught. */

const TRIES = 60;

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
