import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nkeys } from '@nats-io/transport-node';
import { expect } from 'chai';
import { WorldError } from '../../../../src/io/files/failures';
import { readEngineFile } from '../../../../src/io/log/engine/engine-file';
import type { Engine } from '../../../../src/io/log/engine/engine';
import { NatsLink } from '../../../../src/io/log/nats/nats-link';
import { openEngine } from '../../../../src/io/log/nats/open-engine';
import { deployed, swapped } from '../../../deploy/deployed';
import { allOf, bytes } from '../log-under-test';
import { makeCertificates } from './certificates';
import { DAY_MS, engineFile, openedEngine } from './nats-fund';
import { describeWithNats, NatsServer } from './nats-server';

/** Who may do what on a server that is set up as deploy/nats/nats.conf says (SCALE 4.8). */

type Role = 'SHIP_EXEC_A' | 'FOLLOW' | 'PERSON' | 'MIRROR' | 'OTHER';

const ROLES: readonly Role[] = ['SHIP_EXEC_A', 'FOLLOW', 'PERSON', 'MIRROR', 'OTHER'];

describeWithNats('who may do what on a server', () => {
  let dir = '';
  let server: NatsServer | undefined;

  before(async () => {
    dir = mkdtempSync(join(tmpdir(), 'intel-auth-'));
    makeCertificates(dir);
    const publicKeys = new Map<Role, string>();
    for (const role of ROLES) {
      const pair = nkeys.createUser();
      writeFileSync(join(dir, `${role}.nk`), pair.getSeed(), { mode: 0o600 });
      publicKeys.set(role, pair.getPublicKey());
    }
    const [, ...shipped] = swapped(deployed('nats/nats.conf'), [
      ['/etc/nats', dir],
      ['store_dir: "/var/lib/nats"', `store_dir: "${join(dir, 'server', 'store')}"`],
      ...(['SHIP_EXEC_A', 'FOLLOW', 'PERSON', 'MIRROR'] as const).map(
        (role) => [`UA_${role}`, publicKeys.get(role) ?? ''] as const,
      ),
    ]).split(/^listen: .*$/m);
    const other = `  OTHER { jetstream: enabled, users = [{ nkey: "${publicKeys.get('OTHER') ?? ''}" }] }\n}\n`;
    const conf = shipped
      .join('')
      .replace(/jetstream \{\n {2}store_dir[^}]*\}/, '')
      .replace(/\}\s*$/, other);
    mkdirSync(join(dir, 'server'));
    server = await NatsServer.start(join(dir, 'server'), conf);
    const person = await asRole('PERSON');
    await person.make({ replicas: 1, keepMs: DAY_MS });
    await person.close();
  });

  after(async () => {
    await server?.end();
    rmSync(dir, { recursive: true, force: true });
  });

  function fileOf(role: Role, values: object = {}): string {
    const servers = [`tls://localhost:${server?.port ?? 0}`];
    return engineFile(dir, { servers, ca: 'ca.pem', nkey_file: `${role}.nk`, ...values });
  }

  function asRole(role: Role): Promise<Engine> {
    return openedEngine(fileOf(role));
  }

  /** What became of an append: its place, or why it was refused. */
  async function added(engine: Engine, writer: string): Promise<unknown> {
    return engine.log.append(writer, bytes('x'), 'any').catch((error: unknown) => error);
  }

  async function mayWrite(engine: Engine, may: readonly string[], mayNot: readonly string[]): Promise<void> {
    for (const writer of may) expect(await added(engine, writer), writer).to.be.a('bigint');
    for (const writer of mayNot) {
      const refused = await added(engine, writer);
      expect(refused, writer).to.be.instanceOf(WorldError);
      expect(String(refused), writer).to.contain('the server does not permit it');
    }
  }

  it('a ship: the commits of its host alone, its turn, and reading', async () => {
    const ship = await asRole('SHIP_EXEC_A');
    await mayWrite(ship, ['j.exec-a'], ['j.exec-b', 'ctl.config', 'ctl.forget', 'ctl.lapse', 'head']);
    expect((await ship.log.lastOf('j.exec-a'))?.writer).to.equal('j.exec-a');
    expect(await allOf(ship.log, { writers: ['j.exec-a'] })).to.have.lengthOf(1);
    expect(await allOf(ship.log)).to.have.lengthOf(1);
    const turn = await ship.turns.take('j.exec-a', new AbortController());
    expect(turn).to.not.equal(undefined);
    await turn?.release();
    const other = await ship.turns.take('j.exec-b', new AbortController()).catch((error: unknown) => error);
    expect(String(other)).to.contain('the server does not permit it');
    const offered = await ship.outlet.offer({ name: 'a.json', asOfMs: 1, content: '{}' }).catch(String);
    expect(offered).to.contain('the server does not permit it');
    await ship.close();
  });

  it('a follower: reading, lapses, heads and the outlet, no rows', async () => {
    const follower = await asRole('FOLLOW');
    await mayWrite(follower, ['ctl.lapse', 'head'], ['j.exec-a', 'j.exec-b', 'ctl.config', 'ctl.forget']);
    expect((await allOf(follower.log)).length).to.be.at.least(2);
    expect(await follower.outlet.offer({ name: 'a.json', asOfMs: 1, content: '{}' })).to.equal(true);
    await follower.close();
  });

  it('a person: the config and what is to be forgotten, no rows, and nothing is deleted', async () => {
    const person = await asRole('PERSON');
    await mayWrite(person, ['ctl.config', 'ctl.forget'], ['j.exec-a', 'ctl.lapse', 'head']);
    expect((await person.info()).streams.every(([, facts]) => facts !== undefined)).to.equal(true);
    await person.close();
    for (const role of ['PERSON', 'SHIP_EXEC_A', 'FOLLOW', 'MIRROR'] as const) {
      const link = await NatsLink.open(await readEngineFile(fileOf(role)), {});
      if (link === undefined) throw new Error('no link');
      const { streams } = link.jsm;
      const harms: readonly (() => Promise<unknown>)[] = [
        () => streams.delete('INTEL'),
        () => streams.purge('INTEL'),
        () => streams.deleteMessage('INTEL', 1),
        ...(role === 'PERSON' ? [] : [() => streams.update('INTEL', { max_msgs: 1 })]),
      ];
      for (const harm of harms) {
        const refused = await link.once('write', harm).catch((error: unknown) => error);
        expect(String(refused), role).to.contain('the server does not permit it');
      }
      await link.close();
    }
  });

  it('a mirror: the state files of the outlet, not the log', async () => {
    const follower = await asRole('FOLLOW');
    await follower.outlet.offer({ name: 'b.json', asOfMs: 5, content: '{"b":1}' });
    await follower.close();
    const mirror = await asRole('MIRROR');
    await mayWrite(mirror, [], ['j.exec-a', 'ctl.config', 'head']);
    const watching = new AbortController();
    for await (const file of mirror.outlet.watch(watching.signal))
      if (file.name === 'b.json') {
        expect(file.content).to.equal('{"b":1}');
        watching.abort();
      }
    const refused = await allOf(mirror.log).catch((error: unknown) => error);
    expect(String(refused)).to.contain('the server does not permit it');
    await mirror.close();
  });

  it('another account: sees no stream, and what it writes goes nowhere', async () => {
    const before = await asRole('PERSON');
    const places = (await before.info()).streams.map(([, facts]) => facts?.lastPlace);
    const other = await asRole('OTHER');
    expect((await other.info()).streams.map(([, facts]) => facts)).to.deep.equal([
      undefined,
      undefined,
      undefined,
    ]);
    const refused = await added(other, 'j.exec-a');
    expect(String(refused)).to.contain('there is no such stream');
    const read = await allOf(other.log).catch((error: unknown) => error);
    expect(String(read)).to.contain('there is no such stream');
    expect((await before.info()).streams.map(([, facts]) => facts?.lastPlace)).to.deep.equal(places);
    await other.close();
    await before.close();
  });

  it('whom the server does not know is told so, and is not kept waiting', async () => {
    writeFileSync(join(dir, 'unknown.nk'), nkeys.createUser().getSeed(), { mode: 0o600 });
    for (const values of [{ nkey_file: 'unknown.nk' }, { nkey_file: undefined }]) {
      const refused = await openEngine(fileOf('FOLLOW', values)).catch((error: unknown) => error);
      expect(refused).to.be.instanceOf(WorldError);
      expect(String(refused)).to.contain('the server does not know us, or refuses us');
    }
  });

  it('a server that does not prove its name is told nothing', async () => {
    for (const values of [{ ca: undefined }, { ca: 'stranger.pem' }]) {
      const refused = await openEngine(fileOf('FOLLOW', values)).catch((error: unknown) => error);
      expect(refused).to.be.instanceOf(WorldError);
      expect(String(refused)).to.contain('the server’s certificate is not accepted');
    }
    const byAddress = { servers: [`tls://127.0.0.1:${server?.port ?? 0}`] };
    const refused = await openEngine(fileOf('FOLLOW', byAddress)).catch((error: unknown) => error);
    expect(String(refused)).to.contain('must name the server: a certificate is checked against its name');
  });
});
