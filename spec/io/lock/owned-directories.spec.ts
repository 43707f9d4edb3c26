import { join } from 'node:path';
import { expect } from 'chai';
import { OwnerError } from '../../../src/io/files/failures';
import { liveOwner } from '../../../src/io/lock/live-owner';
import { OwnedDirectories } from '../../../src/io/lock/owned-directories';
import { inTempDir } from '../temp-dir';
import { thrownBy } from './owners';

describe('OwnedDirectories', () => {
  it('are made and taken, all of them, each once, or none', async () => {
    await inTempDir({}, async (dir) => {
      const [out = '', journal = '', other = ''] = ['out', 'a/journal', 'other'].map((name) =>
        join(dir, name),
      );
      const owned = await OwnedDirectories.take([out, journal, `${dir}/./out`]);
      expect(await thrownBy(() => OwnedDirectories.take([other, journal]))).to.be.instanceOf(OwnerError);
      expect(await liveOwner(other)).to.equal(undefined);
      expect((await liveOwner(journal))?.owner.pid).to.equal(process.pid);
      await owned.check();
      await owned.release();
      await (await OwnedDirectories.take([other, journal])).release();
      for (const name of [out, journal, other]) expect(await liveOwner(name)).to.equal(undefined);
    });
  });
});
