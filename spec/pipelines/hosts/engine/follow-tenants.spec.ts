import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Tenant } from '../../../../pipelines/hosts/engine/follow-tenants';
import { yieldToEventLoop } from '../../../../src/io/files/yield-to-event-loop';
import { UsageError, WorldError } from '../../../../src/io/files/failures';
import { runsOf } from '../../../campaign';
import { inMemoryDir } from '../../../live/drive';
import { MemoryFund, CountedLog, until, following, alone, newFunds, SETTINGS, endAll } from './tenants-made';

describe('followTenants', function () {
  this.timeout(120_000);
  afterEach(endAll);

  it('gives each fund the bytes that it has alone, at each tick (L7)', () =>
    inMemoryDir(async (dir) => {
      const funds = newFunds(runsOf('tenants'), dir);
      for (const { small } of funds) await small.begin(SETTINGS);
      const many = following(funds.map((fund) => fund.tenant('together')));
      for (let second = 0; second < 4; second++)
        for (const fund of funds) {
          await fund.small.live(1);
          if (fund.n % 3 === second % 3) await until(() => fund.isThere('together'));
        }
      await until(() => funds.every((fund) => fund.isThere('together')));
      await many.stop();
      for (const fund of funds) {
        await alone(fund, () => until(() => fund.isThere('alone')));
        expect(fund.filesIn('together'), `fund ${fund.n}`).to.deep.equal(fund.filesIn('alone'));
        // Each that was alone answered its last tick alone: the lines that both have are the same.
        const [lines, own] = [fund.published('together'), fund.published('alone')].map((text) =>
          text.split('\n').filter((line) => line.includes(fund.small.asOf)),
        );
        expect(lines).to.deep.equal(own);
      }
      // No two funds have the same files, so none has another's.
      const all = funds.map((fund) => JSON.stringify(fund.filesIn('together')));
      expect(new Set(all).size).to.equal(funds.length);
    }));

  it('lets no fund stop another, tells what ends one, and begins it anew', () =>
    inMemoryDir(async (dir) => {
      const [well, config, account, disk, bug] = newFunds(5, dir);
      if (well === undefined || config === undefined || account === undefined) throw new Error('no funds');
      if (disk === undefined || bug === undefined) throw new Error('no funds');
      for (const { small } of [well, config, account, disk, bug]) {
        await small.begin(SETTINGS);
        await small.live(1);
      }
      let isConfigured = false;
      const tries = new Map<string, number>();
      const trying = (fund: MemoryFund, open: Tenant['open']): Tenant => ({
        ...fund.tenant('together'),
        open: (hooks) => {
          tries.set(fund.engine.tenant, (tries.get(fund.engine.tenant) ?? 0) + 1);
          return open(hooks);
        },
      });
      mkdirSync(join(dir, 'together'));
      writeFileSync(disk.out('together'), 'a file lies in its place');
      const many = following(
        [
          trying(config, () =>
            isConfigured
              ? Promise.resolve(config.engine)
              : Promise.reject(new UsageError('engine.json: /servers')),
          ),
          trying(account, () => Promise.reject(new WorldError('tls://n1', 'reach', new Error('not let in')))),
          trying(disk, () => Promise.resolve(disk.engine)),
          trying(bug, () => Promise.reject(new TypeError('x is not a function'))),
          well.tenant('together'),
        ],
        300,
      );
      await until(() => well.isThere('together'));
      const endings = (): readonly string[] => many.told.filter((text) => text.includes(' ended: '));
      await until(() =>
        [config, account, disk, bug].every(({ engine }) => (tries.get(engine.tenant) ?? 0) > 2),
      );
      const ended = endings();
      expect(ended, 'each told once').to.have.lengthOf(4);
      expect(ended.join('\n'))
        .to.contain('fund-1 begins ended: engine.json: /servers; it is begun anew every 0.3 s')
        .and.contain('not let in')
        .and.contain('fund-3 begins ended')
        .and.match(/fund-4 begins ended: this is a bug in intel.*\n? +at /);
      isConfigured = true;
      await until(() => config.isThere('together'));
      await until(() => many.told.some((text) => text.startsWith('fund-1 over ended')));
      await well.small.live(1);
      await until(() => well.isThere('together'));
      await many.stop();
    }));

  it('takes no end of its own for the end of the trouble', () =>
    inMemoryDir(async (dir) => {
      const [fund] = newFunds(1, dir);
      if (fund === undefined) throw new Error('no fund');
      await fund.small.begin(SETTINGS);
      await fund.small.live(1);
      let tries = 0;
      const open: Tenant['open'] = () =>
        ++tries === 1
          ? Promise.reject(new UsageError('engine.json: /servers'))
          : Promise.resolve(fund.engine);
      const many = following([{ ...fund.tenant('together'), open }], 2000);
      // It follows again, and not yet for as long as it waited.
      await until(() => fund.isThere('together'));
      await many.stop();
      await yieldToEventLoop();
      expect(many.told.filter((text) => text.includes(' ended: '))).to.have.lengthOf(1);
    }));

  it('leaves the others their turns while one fund reads a long log back', () =>
    inMemoryDir(async (dir) => {
      const [fund] = newFunds(1, dir);
      if (fund === undefined) throw new Error('no fund');
      const count = 500;
      await fund.small.begin();
      await fund.small.live(count);
      const counted = new CountedLog(fund.engine.log);
      const one = following([
        { ...fund.tenant('together'), open: () => Promise.resolve(fund.engineOver(counted)) },
      ]);
      let most = 0;
      for (let before = 0; !fund.isThere('together'); before = counted.count) {
        await yieldToEventLoop();
        most = Math.max(most, counted.count - before);
      }
      await one.stop();
      expect(counted.count).to.be.at.least(count);
      expect(most, 'messages in one turn of the event loop').to.be.below(count / 2);
    }));
});
