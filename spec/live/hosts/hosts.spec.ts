import { expect } from 'chai';
import { runsOf } from '../../campaign';
import { builtCli } from '../../cli/built';
import { inTempDir } from '../../io/temp-dir';
import { describeWithNats } from '../../io/log/nats/nats-server';
import { hostsRun } from './hosts-run';

describeWithNats('a fund of two hosts under fire (L1, L2, L3, L5, L6)', () => {
  for (let seed = 1; seed <= runsOf('hostsUnderFire'); seed++)
    it(`has the files of a replay of all logs, and all followers the same (seed ${seed})`, async function () {
      this.timeout(240_000);
      await inTempDir({}, async (root) => {
        const { complaints, story } = await hostsRun({ cli: builtCli(), root, seed, seconds: 10 });
        expect(complaints, story).to.deep.equal([]);
      });
    });
});
