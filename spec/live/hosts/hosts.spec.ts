import { expect } from 'chai';
import { runsOf } from '../../campaign';
import { inTempDir } from '../../io/temp-dir';
import { describeWithNats } from '../../io/log/nats/nats-server';
import { blind, usual, type Programs } from './fund';
import { hostsRun } from './hosts-run';

const SECONDS = 10;

async function expectWell(seed: number, programs: Programs): Promise<void> {
  await inTempDir({}, async (root) => {
    const { complaints, story } = await hostsRun({ programs, root, seed, seconds: SECONDS });
    expect(complaints, story).to.deep.equal([]);
  });
}

describeWithNats('a fund of two hosts under fire (L1–L6)', () => {
  for (let seed = 1; seed <= runsOf('hostsUnderFire'); seed++) {
    it(`has the files of a replay of all logs, and all followers the same (seed ${seed})`, () =>
      expectWell(seed, usual())).timeout(240_000);
    it(`has them too where ships heed neither their turn nor the log (seed ${seed})`, () =>
      expectWell(seed, blind())).timeout(240_000);
  }
});
