import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { OwnerError } from '../../../src/io/files/failures';
import { liveOwner } from '../../../src/io/lock/live-owner';
import { OwnedDirectories } from '../../../src/io/lock/owned-directories';
import { until } from '../../live/chaos/live-process';
import { failureOf } from '../failure-of';
import { inTempDir } from '../temp-dir';
import { age, LOCK } from './owners';

describe('OwnedDirectories', () => {
  it('are made and taken, all of them, each once, or none', async () => {
    await inTempDir({}, async (dir) => {
      const [out = '', journal = '', other = ''] = ['out', 'a/journal', 'other'].map((name) =>
        join(dir, name),
      );
      const owned = await OwnedDirectories.take([out, journal, `${dir}/./out`]);
      expect(await failureOf(OwnedDirectories.take([other, journal]))).to.be.instanceOf(OwnerError);
      expect(await liveOwner(other)).to.equal(undefined);
      expect((await liveOwner(journal))?.owner.pid).to.equal(process.pid);
      await owned.check();
      await owned.release();
      await (await OwnedDirectories.take([other, journal])).release();
      for (const name of [out, journal, other]) expect(await liveOwner(name)).to.equal(undefined);
    });
  });

  it('have a heartbeat while nothing is written', async () => {
    await inTempDir({}, async (dir) => {
      const dirs = ['out', 'journal'].map((name) => join(dir, name));
      const owned = await OwnedDirectories.take(dirs, { staleMs: 24_000 });
      const locks = dirs
        .map((name) => join(name, LOCK))
        .map((lock) => join(lock, readdirSync(lock)[0] ?? ''));
      for (const lock of locks) age(lock, 3600);
      const isRenewed = (lock: string): boolean => Date.now() - statSync(lock).mtimeMs < 1_800_000;
      expect(await until(() => locks.every(isRenewed))).to.equal(true);
      await owned.release();
    });
  });
});
