import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { foundFund, HOST, rowsIn } from '../../io/log/host/host-log';
import { configOf } from '../../io/log/log-made';
import { withFund } from '../../io/log/nats/nats-fund';
import { sharedServer } from '../../io/log/nats/nats-logs';
import { describeWithNats } from '../../io/log/nats/nats-server';
import { inTempDir } from '../../io/temp-dir';
import { ExecutorLog } from '../../live/executor/executor-log';
import { closeRow } from '../../live/executor/rows';
import { STATE_NAMES } from '../desk';
import { intel } from '../intel';
import { Service } from '../service';
import { expectStatusIn } from '../valid-status';

const SYMBOL = 'BTCUSDT';
// Inside the window, which is a minute.
const AGO_MS = 5000;

function textOf(dir: string, name: string): string {
  return existsSync(join(dir, name)) ? readFileSync(join(dir, name), 'utf8') : '';
}

describe('intel live --engine', () => {
  it('refuses what belongs to a journal of its own, and names what is missing', async () => {
    const engine = ['live', '--engine', 'engine.json', '--out', 'nowhere'];
    for (const [flags, text] of [
      [engine, '--host'],
      [[...engine, '--host', '../x'], '--host was "../x"'],
      [
        [...engine, '--host', HOST, '--journal', 'j'],
        "'--engine <file>' cannot be used with option '--journal <dir>'",
      ],
      [
        [...engine, '--host', HOST, '--dashboard'],
        "'--engine <file>' cannot be used with option '--dashboard [port]'",
      ],
      [[...engine, '--host', HOST, '--config', 'config'], "cannot be used with option '--config <dir>'"],
      [['live', '--host', HOST], '--host is for --engine'],
    ] as const) {
      const { code, err } = await intel([...flags]);
      expect(code, err).to.equal(1);
      expect(err).to.contain(text);
    }
  });
});

describeWithNats('intel live --engine on a server', () => {
  const { server, dir } = sharedServer();

  it('ships the logs of its host and writes the files of the fund, the bytes that the log gives', () =>
    withFund(server(), dir(), ({ log }, _, file) =>
      inTempDir({}, async (place) => {
        await foundFund(log, [HOST], { config: configOf({ tick: '1s', lateness: '100ms' }) });
        const [logs, out, again] = [join(place, 'logs'), join(place, 'state'), join(place, 'again')];
        new ExecutorLog(join(logs, 'execution'), 'orders_executed').append(
          closeRow(1, Date.now() - AGO_MS, { symbols: [SYMBOL] }),
        );
        const live = new Service('live', '--engine', file, '--host', HOST, '--logs', logs, '--out', out);
        await live.until(() => textOf(out, 'expectancy_v6.json').includes(SYMBOL));
        expect(await live.end(), live.err).to.equal(0);
        expect(await rowsIn(log)).to.have.lengthOf(1);
        const ship = await intel(['status', '--state', join(place, 'ship', HOST)]);
        expect(ship.out).to.contain(`ships for ${HOST}`);
        for (const at of [join(place, 'ship', HOST), out]) expectStatusIn(at);
        const verified = await intel(['verify', '--journal', `engine:${file}`, '--state', out]);
        expect(verified.code, verified.out + verified.err).to.equal(0);
        const replayed = await intel(['replay', '--journal', `engine:${file}`, '--out', again]);
        expect(replayed.code, replayed.err).to.equal(0);
        expect(STATE_NAMES.filter((name) => textOf(again, name) === '')).to.deep.equal([]);
      }),
    )).timeout(60_000);

  it('ends whole where one of both ends, with what ended it', () =>
    withFund(server(), dir(), ({ log }, _, file) =>
      inTempDir({}, async (place) => {
        await foundFund(log);
        const flags = ['--engine', file, '--host', HOST, '--logs', join(place, 'logs')];
        const first = new Service('follow', '--engine', file, '--out', join(place, 'state'));
        await first.until(() => existsSync(join(place, 'state', 'intel_status.json')));
        const second = new Service('live', ...flags, '--out', join(place, 'state'));
        expect(await second.ended, second.err).to.equal(4);
        expect(second.err).to.contain('OwnerError');
        expect(await first.end(), first.err).to.equal(0);
      }),
    )).timeout(60_000);
});
