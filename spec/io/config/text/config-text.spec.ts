import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { readConfigText } from '../../../../src/io/config/text/config-text';
import { inDir } from '../config-dir';

const MIB16 = 16 * 1024 * 1024;

describe('readConfigText', () => {
  it('reads UTF-8 without its byte order mark', async () => {
    await inDir({ a: '\ufeff{"é": 1}' }, async (dir) => {
      expect(await readConfigText(join(dir, 'a'))).to.deep.equal({ kind: 'text', text: '{"é": 1}' });
    });
  });

  it('refuses what is not UTF-8', async () => {
    await inDir({ b: Uint8Array.of(0x22, 0xff, 0x22) }, async (dir) => {
      expect(await readConfigText(join(dir, 'b'))).to.deep.equal({
        kind: 'unreadable',
        reason: 'is not UTF-8 text',
      });
    });
  });

  it('tells a missing file from a link to nothing, and follows links', async () => {
    await inDir({ real: '1' }, async (dir) => {
      symlinkSync('real', join(dir, 'link'));
      symlinkSync('nowhere', join(dir, 'dangling'));
      expect(await readConfigText(join(dir, 'link'))).to.deep.equal({ kind: 'text', text: '1' });
      expect(await readConfigText(join(dir, 'none'))).to.deep.equal({ kind: 'missing' });
      expect(await readConfigText(join(dir, 'none', 'none'))).to.deep.equal({ kind: 'missing' });
      expect(await readConfigText(join(dir, 'real', 'none'))).to.deep.equal({ kind: 'missing' });
      const reason = 'is a link to a file that does not exist';
      expect(await readConfigText(join(dir, 'dangling'))).to.deep.equal({ kind: 'unreadable', reason });
    });
  });

  it('reads 16 MiB and no more', async () => {
    await inDir({ fits: '', over: '' }, async (dir) => {
      truncateSync(join(dir, 'fits'), MIB16);
      truncateSync(join(dir, 'over'), MIB16 + 1);
      expect(await readConfigText(join(dir, 'fits'))).to.have.property('kind', 'text');
      expect(await readConfigText(join(dir, 'over'))).to.deep.equal({
        kind: 'unreadable',
        reason: 'has 16777217 bytes; at most 16777216 are read',
      });
    });
  });

  it('does not wait on a directory, a pipe, a socket or a device', async function () {
    if (process.platform === 'win32') this.skip();
    await inDir({}, async (dir) => {
      mkdirSync(join(dir, 'directory'));
      execFileSync('mkfifo', [join(dir, 'pipe')]);
      const server = createServer().listen(join(dir, 'socket'));
      await new Promise((resolve) => server.once('listening', resolve));
      const reasons = await Promise.all(
        [join(dir, 'directory'), join(dir, 'pipe'), join(dir, 'socket'), '/dev/zero'].map(readConfigText),
      );
      server.close();
      expect(reasons.map((text) => (text.kind === 'unreadable' ? text.reason : text.kind))).to.deep.equal([
        'is a directory, not a file',
        'is a named pipe, not a file',
        'is a socket, not a file',
        'is a device, not a file',
      ]);
    });
  });

  it('names the code of any other failure', async () => {
    await inDir({}, async (dir) => {
      symlinkSync('loop', join(dir, 'loop'));
      expect(await readConfigText(join(dir, 'loop'))).to.deep.equal({
        kind: 'unreadable',
        reason: 'cannot be read (ELOOP)',
      });
    });
  });
});
