import { expect } from 'chai';
import { runsOf } from '../campaign';
import { worldOf } from './random/world';
import { replayWorld } from './replayed';
import { askOracle, differences, oracleView, productView } from './side-by-side';

const RUNS = runsOf('differential');
const FIRST = Number(process.env['INTEL_DIFFERENTIAL_SEED'] ?? 1);

/** The product against an independent, slow reading of the contract: every number that both publish. */
describe(`a random history (${RUNS} of them) is worth what an independent reading of the contract says`, () => {
  it(`seeds ${FIRST} to ${FIRST + RUNS - 1}`, async function () {
    this.timeout(20_000 + RUNS * 1000);
    for (let seed = FIRST; seed < FIRST + RUNS; seed += 1) {
      const world = worldOf(seed);
      const product = await replayWorld(world);
      const truth = askOracle(world, product.asOf);
      expect(differences(productView(product), oracleView(truth)), `seed ${seed}`).to.deep.equal([]);
    }
  });
});
