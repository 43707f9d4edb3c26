import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Arrival } from '../../src/io/journal/journal-records';
import type { HostCommit } from '../../src/io/log/log-records';
import { hostMessage } from '../../src/io/log/message-text';
import type { Run } from './host';
import { inTempDir } from '../io/temp-dir';
import { engineFile, openedEngine } from '../io/log/nats/nats-fund';
import { sharedServer } from '../io/log/nats/nats-logs';
import { describeWithNats, NatsServer } from '../io/log/nats/nats-server';
import { intel } from './intel';

const COMMIT: HostCommit = {
  ...({ kind: 'commit', seq: 0, at: 1_000, steps: {}, quarantine: 0 } as const),
  ...({ prev: null, by: 'exec-a/4711', format: 1, program: '0.1.0' } as const),
};

describeWithNats('intel engine', () => {
  const { server, dir } = sharedServer();
  let funds = 0;

  /** A fund of its own on the server, whose stream is made. */
  async function newFund(): Promise<string> {
    const fund = `cli-${process.pid}-${funds++}`;
    const file = engineFile(dir(), { servers: [server().url], tenant: fund, stream: fund });
    expect((await intel(['engine', 'init', '--engine', file])).code).to.equal(0);
    return file;
  }

  function engine(file: string, action: string, ...rest: readonly string[]): Promise<Run> {
    return intel(['engine', action, '--engine', file, ...rest]);
  }

  it('init makes the stream once, and says what it changed', async () => {
    const file = await newFund();
    const again = await engine(file, 'init');
    expect(again.out).to.match(/^\S+: unchanged\nKV_LEASE: unchanged\nKV_OUT: unchanged\n$/);
    const changed = await engine(file, 'init', '--keep', '10d');
    expect(changed.out).to.match(/^\S+: changed\n {2}max_age 400 days → 10 days\n/);
    for (const [option, value] of [
      ['--replicas', '0'],
      ['--keep', 'long'],
      ['--keep', '200000d'],
    ])
      expect(await engine(file, 'init', `${option}`, `${value}`)).to.deep.include({ code: 1, out: '' });
  });

  it('check says what the server is, what is doubtful, and what is claimed', async () => {
    const { code, out } = await engine(await newFund(), 'check');
    expect(code).to.equal(0);
    expect(out).to.match(/^server 127\.0\.0\.1:\d+: nats \d+\.\d+\.\d+, one server alone$/m);
    expect(out).to.contain('claimed: ').and.contain('not claimed: clusters');
    const bare = engineFile(dir(), { servers: [server().url], tenant: 'bare', stream: 'BARE' });
    const refused = await engine(bare, 'check');
    expect(refused.code).to.equal(1);
    expect(refused.err).to.contain('there is no BARE; make it with intel engine init');
  });

  it('check refuses a cluster that is known to lose what it took', async function () {
    const named = await NatsServer.start(
      join(dir(), 'cluster'),
      'cluster { name: many, listen: "127.0.0.1:-1", routes: ["nats://127.0.0.1:1"] }\nserver_name: n1',
    );
    const file = engineFile(dir(), { servers: [named.url] });
    const { code, err } = await engine(file, 'check');
    await named.end();
    if (!/of version 2\.(9|10)\./.test(err)) this.skip();
    expect(code).to.equal(1);
    expect(err).to.contain('is in the cluster many and of version 2.9').and.contain('2.11.0 or later');
  });

  it('config needs hosts once, and keeps what is not asked for', async () => {
    const file = await newFund();
    const bare = await engine(file, 'config');
    expect(bare).to.deep.include({ code: 1, out: '' });
    expect(bare.err).to.contain('the log has no config yet; name the hosts');
    const first = await engine(file, 'config', '--hosts', 'exec-a,exec-b');
    expect(first.out).to.match(
      /^config [0-9a-f]{16} of \S+ is in force from place 1: hosts exec-a, exec-b; snapshots from exec-a; a host is silent after 30 s\n$/,
    );
    const second = await engine(file, 'config', '--silence', '45s', '--snapshots-from', 'exec-b');
    expect(second.out).to.contain(
      'place 2: hosts exec-a, exec-b; snapshots from exec-b; a host is silent after 45 s',
    );
    const third = await engine(file, 'config', '--hosts', 'exec-a');
    expect(third.out).to.contain('place 3: hosts exec-a; snapshots from exec-a; a host is silent after 45 s');
    for (const [option, value, told] of [
      ['--hosts', 'a b', '--hosts names "a b"; allowed'],
      ['--hosts', 'a,,b', '--hosts was "a,,b"; allowed: names parted by commas'],
      ['--hosts', 'a,a', 'each once'],
      ['--snapshots-from', 'exec-z', '--snapshots-from was "exec-z"; allowed: one of the hosts exec-a'],
      ['--silence', '1s', 'a host would be silent after 1 s'],
      ['--config', join(dir(), 'none'), 'errors in the configuration; nothing was written'],
    ] as const) {
      const { code, out, err } = await engine(file, 'config', option, value);
      expect({ code, out }, option).to.deep.equal({ code: 1, out: '' });
      expect(err).to.contain(told);
    }
    expect((await engine(file, 'tail', '--end')).out.split('\n')).to.have.lengthOf(4);
  });

  it('forget names a host of the config', async () => {
    const file = await newFund();
    expect((await engine(file, 'forget', 'exec-a')).err).to.contain('none, for the log has no config yet');
    await engine(file, 'config', '--hosts', 'exec-a,exec-b');
    expect((await engine(file, 'forget', 'exec-z')).err).to.contain('"exec-z"; allowed: exec-a, exec-b');
    expect((await engine(file, 'forget', 'exec-b')).out).to.match(
      /^exec-b is not waited for from place 2 on/,
    );
    expect((await engine(file, 'forget', 'exec-b')).out).to.contain('place 3');
  });

  it('tail shows a line for each message, with what counts and what is refused', async () => {
    const file = await newFund();
    await engine(file, 'config', '--hosts', 'exec-a');
    const opened = await openedEngine(file);
    const { log } = opened;
    const rows: Arrival = {
      ...({ kind: 'rows', source: 'metrics', file: 'x', first: 1, latest: 2, late: [] } as const),
      lines: ['{"a":1}', '{"a":2}'],
    };
    await log.append('j.exec-a', hostMessage([rows], COMMIT).text, undefined);
    await log.append('j.exec-a', hostMessage([], COMMIT).text, 'any');
    await log.append('j.exec-b', hostMessage([], COMMIT).text, 'any');
    await log.append('j.exec-a', Buffer.from('torn'), 'any');
    await opened.close();
    const { code, out } = await engine(file, 'tail', '--end');
    expect(code).to.equal(0);
    const lines = out
      .split('\n')
      .map((line) => line.replace(/ {2}\d{4}-\S+Z?/, '').replace(/\d+ bytes/, 'N bytes'));
    expect(lines.slice(1, 5)).to.deep.equal([
      '2  j.exec-a  commit 0  2 rows  N bytes  by exec-a/4711  counts',
      '3  j.exec-a  commit 0  0 rows  N bytes  by exec-a/4711  refused',
      '4  j.exec-b  commit 0  0 rows  N bytes  by exec-a/4711  refused',
      '5  j.exec-a  N bytes that cannot be read  counts',
    ]);
    expect((await engine(file, 'tail', '--end', '--from', '900')).err).to.contain(
      'nothing lies at 900 or after it: the last message lies at ',
    );
    const from = await engine(file, 'tail', '--end', '--from', '4');
    expect(from.out.split('\n').map((line) => line[0])).to.deep.equal(['4', '5', undefined]);
    expect((await engine(file, 'tail', '--from', '0')).err).to.contain(
      '--from was "0"; allowed: a place in the log',
    );
  });

  it('key writes a secret that its owner alone can read, and tells the other half', () =>
    inTempDir({}, async (place) => {
      const key = join(place, 'ship.nk');
      const { code, out } = await intel(['engine', 'key', key]);
      expect({ code, is: /^U[A-Z2-7]{55}\n$/.test(out) }).to.deep.equal({ code: 0, is: true });
      expect(readFileSync(key, 'utf8')).to.match(/^SU[A-Z2-7]{56}\n$/);
      expect(statSync(key).mode & 0o777).to.equal(0o600);
      const again = await intel(['engine', 'key', key]);
      expect({ code: again.code, out: again.out }).to.deep.equal({ code: 4, out: '' });
      expect(again.err).to.contain(`could not write ${key}: a file lies in its place`);
    }));
});
