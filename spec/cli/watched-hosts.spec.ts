import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { runsOf } from '../campaign';
import { foundFund, HOST } from '../io/log/host/host-log';
import { configOf } from '../io/log/log-made';
import { withFund } from '../io/log/nats/nats-fund';
import { sharedServer } from '../io/log/nats/nats-logs';
import { describeWithNats } from '../io/log/nats/nats-server';
import { SmallFund } from '../io/log/small-fund';
import { inTempDir } from '../io/temp-dir';
import { ExecutorLog } from '../live/executor/executor-log';
import { closeRow } from '../live/executor/rows';
import { Service } from './service';

type Told = Readonly<Record<string, unknown>>;

/** A command that keeps what it is told in a file, and what it was told. */
function hook(dir: string): { readonly flags: readonly string[]; readonly told: () => readonly Told[] } {
  const path = join(dir, 'told.jsonl');
  return {
    flags: ['--on-incident', `cat >> '${path}'`],
    told: () =>
      textOf(path)
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Told),
  };
}

function textOf(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

const has = (told: readonly Told[], about: Told): boolean =>
  told.some((object) => Object.entries(about).every(([key, value]) => object[key] === value));

/** Waits until so much was told, and gives it. */
async function untilTold(service: Service, told: () => readonly Told[], about: Told): Promise<void> {
  await service
    .until(() => has(told(), about))
    .catch((error: unknown) => {
      throw new Error(`${JSON.stringify(about)} is not in ${JSON.stringify(told())}: ${String(error)}`);
    });
}

if (runsOf('hooks') > 0)
  describeWithNats('--on-incident and --metrics-file with many hosts', () => {
    const { server, dir } = sharedServer();

    it('of a ship: tells that the log is out of reach and is back, and nothing of a host that is quiet', () =>
      withFund(server(), dir(), ({ log }, _, file) =>
        inTempDir({}, async (place) => {
          await foundFund(log, [HOST], { config: configOf({ tick: '1s', lateness: '100ms' }) });
          const [state, prom] = [join(place, 'state'), join(place, 'ship.prom')];
          new ExecutorLog(join(place, 'logs', 'execution'), 'orders_executed').append(
            closeRow(1, Date.now()),
          );
          const { flags, told } = hook(place);
          const named = ['--host', HOST, '--engine', file, '--logs', join(place, 'logs'), '--state', state];
          const ship = new Service('ship', ...named, ...flags, '--metrics-file', prom, '--stale-after', '3s');
          const holds = (line: string) => (): boolean => textOf(prom).includes(`${line}\n`);
          await ship.until(holds(`intel_ship_turn_held{host="${HOST}"} 1`));
          await ship.until(holds(`intel_live_running{host="${HOST}"} 1`));
          await new Promise((resolve) => setTimeout(resolve, 5000));
          expect(told().filter(({ code }) => code === 'stale' || code === 'log')).to.deep.equal([]);
          await server().end();
          const about = { host: HOST, out: state, dropped: 0 };
          await untilTold(ship, told, { ...about, code: 'log', phase: 'begins' });
          await untilTold(ship, told, { ...about, code: 'stale', phase: 'begins', level: 'error' });
          await server().run();
          await untilTold(ship, told, { ...about, code: 'log', phase: 'over' });
          await untilTold(ship, told, { ...about, code: 'stale', phase: 'over' });
          expect(JSON.parse(textOf(join(state, 'intel_status.json')))).to.include({ incidents_told: true });
          expect(await ship.end(), ship.err).to.equal(0);
          expect(holds(`intel_live_running{host="${HOST}"} 0`)()).to.equal(true);
        }),
      )).timeout(60_000);

    it('of a follower and a mirror: each tells what it says itself', () =>
      withFund(server(), dir(), ({ log }, _, file) =>
        inTempDir({}, async (place) => {
          const [out, mirrored, prom] = [join(place, 'out'), join(place, 'mirrored'), join(place, 'f.prom')];
          const [own, other] = [hook(place), hook(join(place, 'other'))];
          const metrics = ['--metrics-file', prom];
          const fund = new SmallFund(log);
          const follow = new Service('follow', '--engine', file, '--out', out, ...own.flags, ...metrics);
          await untilTold(follow, own.told, { code: 'no_journal', phase: 'begins', out });
          await fund.begin();
          await fund.live(2);
          await untilTold(follow, own.told, { code: 'no_journal', phase: 'over', out });
          await follow.until(() => /^intel_follow_host_lapsed\{host="\w+"\} [01]$/m.test(textOf(prom)));
          expect(await follow.end(), follow.err).to.equal(0);
          expect(JSON.parse(textOf(join(out, 'intel_status.json')))).to.include({ incidents_told: true });
          const mirror = new Service(
            'mirror',
            '--engine',
            file,
            '--out',
            mirrored,
            '--stale-after',
            '1s',
            ...[...other.flags.slice(0, 1), `cat >> '${join(place, 'mirror.jsonl')}'`],
          );
          await mirror.until(() => textOf(join(place, 'mirror.jsonl')).includes('"code":"outlet_silent"'));
          expect(await mirror.end(), mirror.err).to.equal(0);
        }),
      )).timeout(60_000);

    it('of many funds: names the fund, and goes on with the others', () =>
      withFund(server(), dir(), (one, _, file) =>
        inTempDir({}, async (place) => {
          const out = (tenant: string): string => join(place, tenant);
          const tenants = join(place, 'tenants.json');
          const both = ['wrong', one.tenant].map((tenant) => ({ tenant, engine: file, out: out(tenant) }));
          writeFileSync(tenants, JSON.stringify({ tenants: both }));
          const fund = new SmallFund(one.log);
          await fund.begin();
          await fund.live(2);
          const { flags, told } = hook(place);
          const metrics = ['--metrics-file', join(place, 'intel.prom')];
          const follow = new Service('follow', '--tenants', tenants, ...flags, ...metrics);
          await untilTold(follow, told, {
            tenant: 'wrong',
            code: 'ended',
            phase: 'begins',
            out: out('wrong'),
          });
          const prom = join(place, `intel.${one.tenant}.prom`);
          await follow.until(() => textOf(prom).includes(`intel_live_running{tenant="${one.tenant}"} 1\n`));
          expect(await follow.end(), follow.err).to.equal(0);
        }),
      )).timeout(60_000);

    it('of live on an engine: both halves, each with its own file', () =>
      withFund(server(), dir(), ({ log }, _, file) =>
        inTempDir({}, async (place) => {
          await foundFund(log, ['other'], { config: configOf({ tick: '1s', lateness: '100ms' }) });
          const { flags, told } = hook(place);
          const [out, logs] = [join(place, 'out'), join(place, 'logs')];
          const named = ['--engine', file, '--host', HOST, '--logs', logs, '--out', out];
          const live = new Service('live', ...named, ...flags, '--metrics-file', join(place, 'intel.prom'));
          await untilTold(live, told, { code: 'not_named', phase: 'begins', host: HOST });
          await live.until(() => existsSync(join(place, `intel.${HOST}.prom`)));
          expect(await live.end(), live.err).to.equal(0);
        }),
      )).timeout(60_000);
  });

describe('--on-incident of a follower of a file journal', () => {
  it('tells that there is no journal, and refuses what live refuses', async () => {
    if (runsOf('hooks') === 0) return;
    await inTempDir({ 'journal/keep': '' }, async (place) => {
      const { flags, told } = hook(place);
      const out = join(place, 'out');
      const named = ['follow', '--journal', join(place, 'journal'), '--out', out];
      const follow = new Service(...named, ...flags);
      await untilTold(follow, told, { code: 'no_journal', phase: 'begins', out });
      expect(await follow.end(), follow.err).to.equal(0);
      for (const [wrong, text] of [
        [['--metrics-file', join(place, 'journal', 'x.prom')], 'which lies in --journal'],
        [['--metrics-file', join(place, 'x.txt')], 'ends with .prom'],
        [['--on-incident', ' '], '--on-incident was blank'],
        [['--incident-rate', '0'], '--incident-rate was'],
      ] as const) {
        const refused = new Service(...named, ...wrong);
        expect(await refused.ended, refused.err).to.equal(1);
        expect(refused.err).to.contain(text);
      }
    });
  });
});
