import { parseArgs } from 'node:util';
import { inTempDir } from '../../io/temp-dir';
import { blind, usual } from './fund';
import { hostsRun } from './hosts-run';

/** The campaign: `--runs N` of `--seconds N`, one after the other from `--seed` on, the last with
 * blind ships. Exit 1 when anything is wrong. */

async function campaign(
  runs: number,
  seconds: number,
  first: number,
  parent: string | undefined,
): Promise<number> {
  let wrong = 0;
  for (let seed = first; seed < first + runs; seed++)
    await inTempDir(
      {},
      async (root) => {
        const isLast = seed === first + runs - 1;
        const programs = isLast ? blind() : usual();
        const { complaints, story } = await hostsRun({ programs, root, seed, seconds });
        console.log(`seed ${seed}${isLast ? ', blind ships' : ''}, ${story}`);
        for (const complaint of complaints) console.log(`  WRONG: ${complaint}`);
        wrong += complaints.length;
      },
      parent,
    );
  return wrong;
}

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '11' },
    in: { type: 'string' },
  },
});
void campaign(Number(values.runs), Number(values.seconds), Number(values.seed), values.in).then((wrong) => {
  process.exitCode = wrong > 0 ? 1 : 0;
});
