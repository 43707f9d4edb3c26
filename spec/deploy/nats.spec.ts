import { join } from 'node:path';
import { expect } from 'chai';
import { readEngineFile } from '../../src/io/log/engine/engine-file';
import { DEPLOY, deployed } from './deployed';

describe('the server for trying an engine', () => {
  it('listens where its engine.json says, on this machine alone', async () => {
    const { servers, tls } = await readEngineFile(join(DEPLOY, 'nats', 'engine.json'));
    const [, listen] = /^listen: "(.*)"$/m.exec(deployed('nats/one-machine.conf')) ?? [];
    expect(servers).to.deep.equal([`nats://${listen}`]);
    expect(listen).to.match(/^127\.0\.0\.1:/);
    expect(tls).to.equal(false);
  });
});
