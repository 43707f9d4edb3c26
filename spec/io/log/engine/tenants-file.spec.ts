import { join } from 'node:path';
import { expect } from 'chai';
import { UsageError } from '../../../../src/io/files/failures';
import { readTenantsFile } from '../../../../src/io/log/engine/tenants-file';
import { inTempDir } from '../../temp-dir';

const SERVERS = ['tls://n1.example.com:4222'];

async function refused(tenants: unknown): Promise<string> {
  const error = await inTempDir({ 'tenants.json': JSON.stringify({ tenants }) }, (dir) =>
    readTenantsFile(join(dir, 'tenants.json')),
  ).catch((reason: unknown) => reason);
  if (!(error instanceof UsageError)) throw new Error(`not refused: ${JSON.stringify(error)}`);
  return error.message;
}

describe('tenants.json', () => {
  it('names funds by an engine.json, or by servers and a key; paths begin where it lies', () =>
    inTempDir(
      {
        'tenants.json': JSON.stringify({
          $schema: 'x',
          tenants: [
            { tenant: 'alpha', engine: 'alpha/engine.json', out: 'out/alpha' },
            { tenant: 'beta', servers: SERVERS, stream: 'BETA', nkey_file: 'beta.nk', out: '/srv/beta' },
          ],
        }),
      },
      async (dir) => {
        const [alpha, beta] = await readTenantsFile(join(dir, 'tenants.json'));
        expect(alpha).to.deep.equal({
          ...{ tenant: 'alpha', engine: join(dir, 'alpha/engine.json'), out: join(dir, 'out/alpha') },
        });
        expect(beta).to.deep.include({ tenant: 'beta', out: '/srv/beta' });
        expect(beta?.engine).to.deep.include({
          ...{ servers: SERVERS, tenant: 'beta', stream: 'BETA', nkeyFile: join(dir, 'beta.nk'), tls: true },
        });
      },
    ));

  it('is refused with the place of each slip', async () => {
    const cases: readonly (readonly [unknown, readonly string[]])[] = [
      [[], ['/tenants']],
      [[{ tenant: 'a' }], ['/tenants/0', 'out']],
      [[{ tenant: 'a b', out: 'x', servers: SERVERS }], ['/tenants/0/tenant']],
      [[{ tenant: 'a', out: 'x' }], ['/tenants/0/tenant', 'needs engine']],
      [[{ tenant: 'a', out: 'x', engine: 'e', nkey_file: 'k' }], ['/tenants/0/engine', 'stand alone']],
      [[{ tenant: 'a', out: 'x', servers: ['tls://1.2.3.4:4222'] }], ['/tenants/0/servers/0', 'name']],
      [[{ tenant: 'a', out: 'x', servers: SERVERS, colour: 'red' }], ['/tenants/0/colour']],
      [
        [
          { tenant: 'a', out: 'x', engine: 'e' },
          { tenant: 'a', out: 'y', engine: 'e' },
        ],
        ['/tenants/1/tenant', 'named twice'],
      ],
    ];
    for (const [tenants, texts] of cases)
      for (const text of texts) expect(await refused(tenants)).to.contain(text);
  });

  it('keeps the directories of funds apart, however they are written', async () => {
    for (const [one, other] of [
      ['x', './x/'],
      ['x', 'y/../x'],
      ['x', 'x/history'],
      ['x', 'x/..history'],
      ['x/deeper', 'x'],
      ['.', 'x'],
    ])
      expect(
        await refused([
          { tenant: 'a', out: one, engine: 'e' },
          { tenant: 'b', out: other, engine: 'e' },
        ]),
        `${one} ${other}`,
      )
        .to.contain('/tenants/1/out')
        .and.contain('must lie apart from that of a');
    await inTempDir(
      {
        'tenants.json': JSON.stringify({
          tenants: [
            { tenant: 'a', out: 'x', engine: 'e' },
            { tenant: 'b', out: 'x-2', engine: 'e' },
            { tenant: 'c', out: '..x', engine: 'e' },
          ],
        }),
      },
      (dir) => readTenantsFile(join(dir, 'tenants.json')),
    );
  });
});
