import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { STATE_FILES } from '../../../operators/files/state-files';
import { probe, windowOfScores } from '../../../pipelines/probe/probe';
import type { Desk } from '../../../src/model/fund/desk';
import { deskOf, inTemporary, writeDesk } from '../../contract/replayed';
import { closesOf, deskAt, textsOf } from '../../contract/scenario';

const CLOSES = { closes: closesOf('AUSDT', [1, -1, 2]) };

async function onState(
  change: (files: Awaited<ReturnType<typeof deskAt>>) => object,
  use: (state: string, desk: Desk) => Promise<void>,
): Promise<void> {
  await inTemporary(async (dir) => {
    await writeDesk(dir, textsOf(CLOSES));
    const state = join(dir, 'state');
    await mkdir(state);
    const replayed = await deskAt(CLOSES);
    const files = Object.entries({ ...replayed, ...change(replayed) });
    for (const [key, name] of Object.entries(STATE_FILES))
      await writeFile(join(state, name), JSON.stringify(files.find(([other]) => other === key)?.[1]));
    await use(state, await deskOf(dir));
  });
}

describe('the probe', () => {
  it('gives the allocation of the graph from the graph’s files', async () => {
    const { allocation } = await deskAt(CLOSES);
    await onState(
      () => ({}),
      async (state, desk) => {
        const probed = await probe(state, desk);
        expect(probed.missing).to.deep.equal([]);
        expect(probed.allocation.symbols).to.deep.equal(allocation.symbols);
        expect(await windowOfScores(state)).to.equal(allocation.window);
      },
    );
  });

  it('names a file of another version and allocates nothing by it', async () => {
    await onState(
      ({ scores: { account, ...older } }) => ({ scores: { ...older, accounts: [account] } }),
      async (state, desk) => {
        const { allocation, missing } = await probe(state, desk);
        expect(missing.join()).to.contain(STATE_FILES.scores).and.to.contain('of another version');
        expect(allocation.symbols).to.deep.equal([]);
        expect(allocation.metadata).to.deep.include({ complete: false });
        expect(allocation.metadata.warnings).to.include('scores_missing');
        expect(await windowOfScores(state)).to.equal(undefined);
      },
    );
  });
});
