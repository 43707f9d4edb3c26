import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { isObject } from '../../src/model/values/json';
import { AT, BY, control } from '../io/log/log-made';
import { engineFile, withFund } from '../io/log/nats/nats-fund';
import { sharedServer } from '../io/log/nats/nats-logs';
import { describeWithNats } from '../io/log/nats/nats-server';
import { SmallFund } from '../io/log/small-fund';
import { STATE_NAMES } from './desk';
import { intel } from './intel';
import { Service } from './service';
import { expectStatusIn } from './valid-status';

class Follow extends Service {
  constructor(...flags: readonly string[]) {
    super('follow', ...flags);
  }
}

function filesIn(out: string): readonly string[] {
  return STATE_NAMES.map((name) =>
    existsSync(join(out, name)) ? readFileSync(join(out, name), 'utf8') : '',
  );
}

function asOfIn(out: string): unknown {
  const path = join(out, 'expectancy_v6.json');
  const file: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
  return isObject(file) ? file['as_of'] : undefined;
}

describeWithNats('intel follow --engine', function () {
  const { server, dir } = sharedServer();

  it('writes the files of a fund with two hosts as they commit, through a restart of the server', () =>
    withFund(server(), dir(), async ({ log }, _, file) => {
      const out = join(dir(), 'state');
      const fund = new SmallFund(log);
      const follow = new Follow('--engine', file, '--out', out);
      await follow.until(() => follow.err.includes('holds no commit of a ship yet'));
      await fund.begin();
      await fund.live(5);
      await follow.until(() => asOfIn(out) === fund.asOf);
      await server().end();
      await follow.until(() => follow.err.includes('cannot be reached'));
      await server().run();
      await fund.live(2);
      await follow.until(() => asOfIn(out) === fund.asOf);
      expect(await follow.end(), follow.err).to.equal(0);
      const status = await intel(['status', '--state', out]);
      expect(status.out).to.contain('follows the log of').and.contain('stopped');
      expectStatusIn(out);
      // L1: the log gives the bytes of its followers.
      const verified = await intel(['verify', '--journal', `engine:${file}`, '--state', out]);
      expect(verified.code, verified.out + verified.err).to.equal(0);
      expect(verified.out).to.contain('the journal gives the same bytes');
      const again = join(dir(), 'again');
      const replayed = await intel(['replay', '--journal', `engine:${file}`, '--out', again]);
      expect(replayed.code, replayed.err).to.equal(0);
      expect(filesIn(again)).to.deep.equal(filesIn(out));
      const published = join(out, 'history', 'published.jsonl');
      writeFileSync(published, readFileSync(published, 'utf8').replace(/"sha256":"./, '"sha256":"!'));
      expect((await intel(['verify', '--journal', `engine:${file}`, '--state', out])).code).to.equal(5);
    }));

  it('gives its files to machines that run none, by the outlet', () =>
    withFund(server(), dir(), async ({ log }, _, file) => {
      const [out, mirrored] = [join(dir(), 'offered'), join(dir(), 'mirrored')];
      const fund = new SmallFund(log);
      await fund.begin();
      await fund.live(2);
      const mirror = new Service('mirror', '--engine', file, '--out', mirrored, '--stale-after', '1s');
      await mirror.until(() => mirror.err.includes('has no later file, none'));
      const follow = new Follow('--engine', file, '--out', out);
      await mirror.until(() => asOfIn(mirrored) === fund.asOf);
      await fund.live(1);
      await mirror.until(() => asOfIn(mirrored) === fund.asOf);
      await follow.until(() => asOfIn(out) === fund.asOf);
      expect(await follow.end(), follow.err).to.equal(0);
      await mirror.until(() => JSON.stringify(filesIn(mirrored)) === JSON.stringify(filesIn(out)));
      expect(await mirror.end(), mirror.err).to.equal(0);
    }));

  it('hands its directory to one that stands by', () =>
    withFund(server(), dir(), async ({ log }, _, file) => {
      const out = join(dir(), 'handed');
      const fund = new SmallFund(log);
      await fund.begin();
      await fund.live(3);
      const first = new Follow('--engine', file, '--out', out);
      await first.until(() => asOfIn(out) === fund.asOf);
      const second = new Follow('--engine', file, '--out', out, '--standby');
      await second.until(() => second.err.includes('waits: '));
      await first.end();
      await fund.live(1);
      await second.until(() => asOfIn(out) === fund.asOf);
      expect(await second.end(), second.err).to.equal(0);
    }));

  it('follows many funds in one process, and one that is wrong stops no other', () =>
    withFund(server(), dir(), (one, _, oneFile) =>
      withFund(server(), dir(), async (other) => {
        const out = (tenant: string): string => join(dir(), 'many', tenant);
        const inline = { servers: [server().url], stream: other.tenant };
        const file = join(dir(), 'tenants.json');
        const tenants = [
          { tenant: 'wrong', engine: oneFile, out: out('wrong') },
          { tenant: one.tenant, engine: oneFile, out: out(one.tenant) },
          { tenant: other.tenant, ...inline, out: out(other.tenant) },
        ];
        writeFileSync(file, JSON.stringify({ tenants }));
        const [first, second] = [new SmallFund(one.log), new SmallFund(other.log, ['c'], 500)];
        for (const fund of [first, second]) {
          await fund.begin();
          await fund.live(2);
        }
        const follow = new Follow('--tenants', file);
        await follow.until(() => asOfIn(out(one.tenant)) === first.asOf);
        await follow.until(() => asOfIn(out(other.tenant)) === second.asOf);
        await follow.until(() =>
          follow.err.includes(`is of the tenant \\"${one.tenant}\\"; allowed: \\"wrong\\"`),
        );
        expect(follow.err).to.match(/"tenant":"wrong","code":"ended"/);
        expect(await follow.end(), follow.err).to.equal(0);
      }),
    ));

  it('ends with a message of a later build, and says who wrote it', () =>
    withFund(server(), dir(), async ({ log }, _, file) => {
      const fund = new SmallFund(log);
      await fund.begin();
      await fund.add(control({ kind: 'forget', host: 'b', at: AT, ...BY, format: 2 }));
      const follow = new Follow('--engine', file, '--out', join(dir(), 'newer'));
      expect(await follow.ended).to.equal(1);
      expect(follow.err).to.contain('upgrade it (followers first, then ships)');
    }));

  it('says what is wrong in what it was given', async () => {
    const out = join(dir(), 'never');
    const wrong = engineFile(dir(), { servers: ['http://n1'] });
    for (const [flags, text] of [
      [['--out', out], 'one of --journal'],
      [['--engine', wrong, '--journal', out, '--out', out], 'one of --journal'],
      [['--engine', wrong, '--out', out], '/servers/0'],
      [['--engine', join(dir(), 'none.json'), '--out', out], 'none.json'],
      [['--engine', wrong], 'needs --out'],
      [['--tenants', join(dir(), 'none.json'), '--out', out], 'leave out --out'],
      [['--tenants', join(dir(), 'none.json')], 'none.json'],
    ] as const) {
      const follow = new Follow(...flags);
      expect(await follow.ended, follow.err).to.equal(1);
      expect(follow.err).to.contain(text);
    }
    expect(existsSync(out)).to.equal(false);
  });
});
