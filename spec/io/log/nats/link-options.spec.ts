import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readEngineFile } from '../../../../src/io/log/engine/engine-file';
import { linkOptions } from '../../../../src/io/log/nats/link-options';
import { newUserKey } from '../../../../src/io/log/nats/nats-engine';
import { inTempDir } from '../../temp-dir';

const { seed: SEED } = newUserKey();

/** The options of an engine.json with these values, in a directory with these files, and what was told. */
function optionsOf(values: object, files: Readonly<Record<string, string>>, mode = 0o600) {
  const engine = { kind: 'nats', servers: ['tls://n1:4222'], tenant: 'fund', ...values };
  return inTempDir({ 'engine.json': JSON.stringify(engine), ...files }, async (dir) => {
    for (const name of Object.keys(files)) chmodSync(join(dir, name), mode);
    const told: string[] = [];
    const settings = await readEngineFile(join(dir, 'engine.json'));
    const options = await linkOptions(settings, (message) => told.push(message.replace(dir, 'DIR'))).catch(
      (error: unknown) => String(error).replace(dir, 'DIR'),
    );
    return { options, told };
  });
}

describe('how a server is dialled', () => {
  it('for ever, with TLS against the authority that the file names', async () => {
    const { options, told } = await optionsOf({ ca: 'ca.pem' }, { 'ca.pem': 'CERT' }, 0o644);
    expect(options).to.deep.include({
      tls: { ca: 'CERT' },
      maxReconnectAttempts: -1,
      ignoreAuthErrorAbort: true,
    });
    expect(told).to.deep.equal([]);
  });

  it('with TLS and what the system trusts, where no authority is named; without, where no server asks for it', async () => {
    expect((await optionsOf({}, {})).options).to.deep.include({ tls: {} });
    expect((await optionsOf({ servers: ['nats://n1:4222'] }, {})).options).to.not.have.property('tls');
  });

  it('with a key, and a warning where everybody can read it', async () => {
    const nkey = { nkey_file: 'key' };
    const quiet = await optionsOf(nkey, { key: `# mine\n${SEED}\n` });
    expect(quiet.options).to.have.property('authenticator');
    expect(quiet.told).to.deep.equal([]);
    expect((await optionsOf(nkey, { key: SEED }, 0o644)).told).to.deep.equal([
      'everybody on this machine can read DIR/key; chmod 600 it',
    ]);
  });

  it('not with a key that is cut or mistyped, which no wait would mend', async () => {
    // Not the last letter, of which two bits say nothing.
    const mistyped = `${SEED.slice(0, 30)}${SEED[30] === 'A' ? 'B' : 'A'}${SEED.slice(31)}`;
    const allowed = 'allowed: one as `intel engine key` writes it, or the server’s owner';
    for (const [key, content] of [
      ['nkey_file', `${mistyped}\n`],
      ['creds_file', mistyped],
    ] as const) {
      const { options } = await optionsOf({ [key]: 'key' }, { key: content });
      expect(options)
        .to.contain('UsageError: DIR/key: what it holds is no key')
        .and.contain(allowed)
        .and.not.contain(mistyped.slice(5, 20));
    }
  });

  it('not with a key that is none, or not there: the file is named, what stands in it is not', async () => {
    const { options } = await optionsOf({ nkey_file: 'key' }, { key: 'SECRET' });
    expect(options).to.contain('DIR/key: has no seed of a user').and.not.contain('SECRET');
    for (const key of ['nkey_file', 'creds_file', 'ca'])
      expect((await optionsOf({ [key]: 'none' }, {})).options).to.contain(
        'could not read DIR/none: there is no such file',
      );
  });
});
