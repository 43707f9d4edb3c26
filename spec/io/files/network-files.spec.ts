import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { UsageError, WorldError } from '../../../src/io/files/failures';
import { refuseNetworkFiles } from '../../../src/io/files/network-files';
import { IN_MEMORY, inTempDir } from '../temp-dir';

const NFS = 0x6969;

describe('refuseNetworkFiles', () => {
  it('lets a disk of this machine and its memory through, also before the directory is there', () =>
    inTempDir({ file: '' }, async (dir) => {
      for (const place of [dir, join(dir, 'state', 'deeper'), IN_MEMORY]) await refuseNetworkFiles(place);
      expect(existsSync(join(dir, 'state'))).to.equal(false);
    }));

  it('refuses what other machines may write, by the place that is there already', () =>
    inTempDir({}, async (dir) => {
      const asked: string[] = [];
      const out = join(dir, 'state', 'deeper');
      const refused = await refuseNetworkFiles(out, (path) => {
        asked.push(path);
        return Promise.resolve(NFS);
      }).catch((error: unknown) => error);
      expect(refused).to.be.instanceOf(UsageError);
      expect(String(refused)).to.contain(`${out} lies on NFS`).and.contain('intel mirror');
      expect(asked).to.deep.equal([dir]);
    }));

  it('says so where it cannot be asked', () =>
    inTempDir({}, async (dir) => {
      const failed = await refuseNetworkFiles(dir, () => Promise.reject(new Error('stale handle'))).catch(
        (error: unknown) => error,
      );
      expect(failed).to.be.instanceOf(WorldError);
      expect(String(failed)).to.contain('stale handle');
    }));
});
