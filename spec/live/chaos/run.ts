import { parseArgs } from 'node:util';
import { inTempDir } from '../../io/temp-dir';
import { chaos } from './chaos';
import { builtProgram } from './program';

/** The campaign: `--kills N` in runs of a hundred, every fourth with racing writers. Exit 1 when anything is wrong. */

const KILLS_A_RUN = 100;

async function campaign(kills: number, seed: number, writers: number, program: string): Promise<number> {
  let wrong = 0;
  for (let done = 0, run = 0; done < kills; done += KILLS_A_RUN, run++) {
    const options = {
      program,
      seed: seed + run,
      kills: Math.min(KILLS_A_RUN, kills - done),
      writers: run % 4 === 3 ? 3 : writers,
    };
    await inTempDir({}, async (root) => {
      const { complaints, story } = await chaos({ ...options, root });
      console.log(`seed ${options.seed}, ${options.writers} writers: ${story}`);
      for (const complaint of complaints) console.log(`  ${complaint}`);
      wrong += complaints.length;
    });
  }
  return wrong;
}

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '500' },
    seed: { type: 'string', default: String(Date.now() % 1e6) },
    writers: { type: 'string', default: '1' },
    program: { type: 'string' },
  },
});
void campaign(
  Number(values.kills),
  Number(values.seed),
  Number(values.writers),
  values.program ?? builtProgram(),
).then((wrong) => {
  process.exitCode = wrong > 0 ? 1 : 0;
});
