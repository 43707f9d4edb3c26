import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nkeys } from '@nats-io/transport-node';
import { expect } from 'chai';
import { readEngineFile } from '../../src/io/log/engine/engine-file';
import { makeCertificates } from '../io/log/nats/certificates';
import { describeWithNats } from '../io/log/nats/nats-server';
import { inTempDir } from '../io/temp-dir';
import { DEPLOY, deployed, pathOf } from './deployed';

/** Whether the server here knows `sync_interval`, which came with 2.10. */
function knowsSync(): boolean {
  const { stdout } = spawnSync(pathOf('nats-server') ?? '', ['--version'], { encoding: 'utf8' });
  const [, major = 0, minor = 0] = /v(\d+)\.(\d+)\./.exec(stdout)?.map(Number) ?? [];
  return major > 2 || (major === 2 && minor >= 10);
}

/** What the server says of a configuration of deploy/nats, in a machine that has certificates and keys. */
function verdict(name: string, edit: (text: string) => string, ...flags: readonly string[]): Promise<string> {
  return inTempDir({}, (dir) => {
    makeCertificates(dir);
    for (const file of ['nats.conf', 'cluster.conf', 'one-machine.conf']) {
      const text = deployed(`nats/${file}`)
        .replaceAll('/etc/nats', dir)
        .replaceAll('"/var/lib/nats"', `"${join(dir, 'store')}"`)
        .replaceAll(/"UA_\w+"/g, () => `"${nkeys.createUser().getPublicKey()}"`);
      writeFileSync(join(dir, file), file === name ? edit(text) : text);
    }
    const { stdout, stderr } = spawnSync(
      pathOf('nats-server') ?? '',
      ['-t', '-c', join(dir, name), ...flags],
      { encoding: 'utf8' },
    );
    return `${stdout}${stderr}`.replaceAll(dir, '');
  });
}

describe('the server for trying an engine', () => {
  it('listens where its engine.json says, on this machine alone', async () => {
    const { servers, tls } = await readEngineFile(join(DEPLOY, 'nats', 'engine.json'));
    const [, listen] = /^listen: "(.*)"$/m.exec(deployed('nats/one-machine.conf')) ?? [];
    expect(servers).to.deep.equal([`nats://${listen}`]);
    expect(listen).to.match(/^127\.0\.0\.1:/);
    expect(tls).to.equal(false);
  });
});

describeWithNats('the configurations of servers', () => {
  // An older server is not asked about that one line: nothing here can.
  const known = (text: string): string =>
    knowsSync() ? text : text.replace(/^ +sync_interval: always$/m, '');

  for (const name of ['nats.conf', 'one-machine.conf'])
    it(`${name} is taken`, async () => {
      expect(await verdict(name, known)).to.contain('is valid');
    });

  it(`cluster.conf is taken for each of its three servers${knowsSync() ? '' : ', but for sync_interval, which this server does not know'}`, async () => {
    for (const node of ['n1', 'n2', 'n3'])
      expect(await verdict('cluster.conf', known, '--name', node)).to.contain('is valid');
  });

  it('would not be with a misspelt key', async () => {
    const misspelt = await verdict('cluster.conf', (text) => known(text).replace('routes:', 'roads:'));
    expect(misspelt).to.contain('roads');
  });

  it('says that three servers sync at once, and names them all', () => {
    const text = deployed('nats/cluster.conf');
    expect(text).to.match(/^ {2}sync_interval: always$/m);
    expect(text.match(/"nats-route:\/\/n[123]\.example\.com:6222"/g)).to.have.length(3);
  });
});
