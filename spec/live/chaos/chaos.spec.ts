import { expect } from 'chai';
import { runsOf } from '../../campaign';
import { inTempDir } from '../../io/temp-dir';
import { python } from '../executor/python';
import { chaos } from './chaos';
import { builtProgram } from './program';

const KILLS = runsOf('chaos');
const SEED = Number(process.env['CHAOS_SEED'] ?? 1);

describe(`live under fire (seed ${SEED})`, () => {
  if (KILLS === 0) return;
  if (python() === undefined) {
    it('needs python3');
    return;
  }

  it(`loses nothing, counts nothing twice and publishes nothing torn through ${KILLS} SIGKILLs`, async function () {
    this.timeout(240_000);
    await inTempDir({}, async (root) => {
      const options = { program: builtProgram(), root, seed: SEED, kills: KILLS, writers: 1 };
      const { complaints, story } = await chaos(options);
      expect(complaints, story).to.deep.equal([]);
    });
  });
});
