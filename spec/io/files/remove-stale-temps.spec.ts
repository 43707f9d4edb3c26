import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { removeStaleTemps } from '../../../src/io/files/remove-stale-temps';
import { inTempDir } from '../temp-dir';

describe('removeStaleTemps', () => {
  it('removes what a killed process left, and nothing else', async () => {
    const { pid } = spawnSync('true');
    const stale = [`.a_v6.json.${pid}.0123abcd.tmp`, `.quarantine.jsonl.${pid}.ffffffff.tmp`];
    const kept = [
      `.a_v6.json.${process.pid}.0123abcd.tmp`,
      `a_v6.json.${pid}.0123abcd.tmp`,
      `.a_v6.json.${pid}.0123abc.tmp`,
      '.a_v6.json.tmp',
      'a_v6.json',
      'orders_executed.jsonlabc.tmp',
    ];
    const lock = `.intel.lock.${pid}.0123abcd.tmp/0123456789abcdef`;
    const files = Object.fromEntries([...stale, lock, ...kept].map((name) => [name, 'x']));
    await inTempDir(files, async (dir) => {
      await removeStaleTemps(dir);
      expect(readdirSync(dir).sort()).to.deep.equal([...kept].sort());
    });
  });

  it('of a directory that is not there is nothing', async () => {
    await inTempDir({}, (dir) => removeStaleTemps(join(dir, 'none')));
  });
});
