import { join } from 'node:path';
import { expect } from 'chai';
import { UsageError } from '../../../../src/io/files/failures';
import { readEngineFile } from '../../../../src/io/log/engine/engine-file';
import { inTempDir } from '../../temp-dir';

const LEAST = { kind: 'nats', servers: ['nats://127.0.0.1:4222'], tenant: 'fund' };

function reading(content: string): Promise<object> {
  return inTempDir({ 'engine.json': content }, (dir) => readEngineFile(join(dir, 'engine.json')));
}

async function refused(content: string): Promise<string> {
  const error = await reading(content).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof UsageError)) throw new Error(`not refused: ${String(error)}`);
  return error.message.replace(/^.*engine\.json/gm, 'engine.json');
}

describe('engine.json', () => {
  it('needs a kind, servers and a tenant; the rest has defaults', async () => {
    expect(await reading(JSON.stringify({ $schema: 'x', ...LEAST }))).to.deep.include({
      ...{ servers: ['nats://127.0.0.1:4222'], tls: false, tenant: 'fund', stream: 'INTEL', leaseMs: 6000 },
      ...{ nkeyFile: undefined, credsFile: undefined, ca: undefined },
    });
  });

  it('names its files from where it lies', async () => {
    const content = { ...LEAST, servers: ['tls://n1:4222'], nkey_file: 'keys/ship.nk', ca: '/etc/ca.pem' };
    await inTempDir({ 'engine.json': JSON.stringify(content) }, async (dir) => {
      const read = await readEngineFile(join(dir, 'engine.json'));
      expect(read).to.deep.include({ nkeyFile: join(dir, 'keys/ship.nk'), ca: '/etc/ca.pem', tls: true });
    });
  });

  it('is refused with the place of each slip, what was found, and what is allowed', async () => {
    expect(
      await refused('{\n "kind": "kafka",\n "servers": [],\n "tenent": "a b",\n "lease_s": 2\n}'),
    ).to.equal(
      [
        'engine.json:1:1: required key "tenant" is missing',
        'engine.json:2:10 /kind: found "kafka"; must be "nats"',
        'engine.json:3:13 /servers: found []; must be a list of 1 to 16 items',
        'engine.json:4:2 /tenent: unknown key (did you mean "tenant"?); allowed: $schema, kind, servers, tenant, stream, nkey_file, creds_file, ca, lease_s',
        'engine.json:5:13 /lease_s: found 2; must be a number >= 6 and <= 300',
      ].join('\n'),
    );
    expect(await refused('{')).to.match(/^engine\.json:1:2: /);
    expect(await inTempDir({}, (dir) => readEngineFile(join(dir, 'no.json')).catch(String))).to.contain(
      'no.json: missing; required: the servers that carry the log of a fund',
    );
  });

  for (const [servers, slip] of [
    [['localhost'], 'found "localhost"; must be a string such as "tls://n1.example.com:4222"'],
    [['nats://u:p@h:4222'], 'must be a string such as'],
    [['nats://h:70000'], 'must have a port of 1 to 65535'],
    [['tls://10.0.0.1:4222'], 'must name the server: a certificate is checked against its name'],
    [['tls://[::1]:4222'], 'must name the server'],
    [['tls://n1:4222', 'nats://n2:4222'], 'must begin with tls:// as others here do'],
  ] as const)
    it(`refuses the servers ${servers.join(', ')}`, async () => {
      expect(await refused(JSON.stringify({ ...LEAST, servers }))).to.contain(slip);
    });

  it('refuses names that would be other subjects, and two keys', async () => {
    for (const name of ['', '*', 'a.b', 'a b', '>', 'a'.repeat(65), 'a\n']) {
      expect(await refused(JSON.stringify({ ...LEAST, tenant: name })), name).to.contain('/tenant: found');
      expect(await refused(JSON.stringify({ ...LEAST, stream: name })), name).to.contain('/stream: found');
    }
    expect(await refused(JSON.stringify({ ...LEAST, nkey_file: 'a', creds_file: 'b' }))).to.contain(
      '/creds_file: found "b"; is one key too many beside nkey_file',
    );
  });
});
