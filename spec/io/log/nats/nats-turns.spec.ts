import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { Kvm } from '@nats-io/kv';
import { expect } from 'chai';
import { readEngineFile } from '../../../../src/io/log/engine/engine-file';
import { NatsLink } from '../../../../src/io/log/nats/nats-link';
import { LEASE_BUCKET, NatsTurns } from '../../../../src/io/log/nats/nats-turns';
import { runsOf } from '../../../campaign';
import { withFund } from './nats-fund';
import { sharedServer } from './nats-logs';
import { describeWithNats } from './nats-server';

const LEASE_MS = 400;
// The least that engine.json may say: ample to connect again.
const LONG_LEASE_MS = 6000;

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}

describeWithNats('turns on a server', () => {
  const { server, dir } = sharedServer();

  /** Two processes of one host, each with a connection of its own. */
  function withTwo(
    use: (one: NatsTurns, other: NatsTurns, ofOne: NatsLink) => Promise<void>,
    leaseMs = LEASE_MS,
  ): Promise<void> {
    return withFund(server(), dir(), async (_, link, file) => {
      const ofOne = await NatsLink.open(await readEngineFile(file), {});
      if (ofOne === undefined) return;
      try {
        await use(new NatsTurns(ofOne, leaseMs), new NatsTurns(link, leaseMs), ofOne);
      } finally {
        await ofOne.close();
      }
    });
  }

  it('go to one at a time, and on when they are let go', () =>
    withTwo(async (one, other) => {
      const lost = new AbortController();
      const turn = await one.take('j.a', lost);
      let hasOther = false;
      const told: string[] = [];
      const onWait = (holder: string): void => void told.push(holder);
      const waiting = other.take('j.a', new AbortController(), undefined, onWait).then((next) => {
        hasOther = true;
        return next;
      });
      const ofB = await other.take('j.b', new AbortController());
      expect(ofB, 'another writer').to.not.equal(undefined);
      await pause(3 * LEASE_MS);
      expect([hasOther, lost.signal.aborted]).to.deep.equal([false, false]);
      await turn?.release();
      const next = await waiting;
      expect(next).to.not.equal(undefined);
      expect(told, 'who has it, once').to.deep.equal([`${hostname()}/${process.pid}`]);
      await next?.release();
      await ofB?.release();
      expect(lost.signal.aborted).to.equal(false);
    }));

  it('go on long before the lease is over when they are let go', () =>
    withFund(server(), dir(), async (_, link) => {
      const turns = new NatsTurns(link, 3_600_000);
      const turn = await turns.take('j.a', new AbortController());
      const waiting = turns.take('j.a', new AbortController());
      await turn?.release();
      const next = await waiting;
      expect(next).to.not.equal(undefined);
      await next?.release();
    }));

  it('go on from one that is gone when its lease is over, not before', () =>
    withTwo(async (one, other, ofOne) => {
      await one.take('j.a', new AbortController());
      await ofOne.close();
      const begun = performance.now();
      const turn = await other.take('j.a', new AbortController());
      expect(turn).to.not.equal(undefined);
      expect(performance.now() - begun).to.be.at.least(LEASE_MS * 0.99);
      await turn?.release();
    }));

  it('are lost to another that has them, and then not let go', () =>
    withTwo(async (one, other, ofOne) => {
      const lost = new AbortController();
      const turn = await one.take('j.a', lost);
      const kv = await new Kvm(ofOne.js).open(LEASE_BUCKET);
      await kv.put(`${ofOne.engine.tenant}.j.a`, 'another');
      await aborted(lost.signal);
      await turn?.release();
      const waiting = new AbortController();
      const taking = other.take('j.a', new AbortController(), waiting.signal);
      await pause(LEASE_MS / 2);
      waiting.abort();
      expect(await taking).to.equal(undefined);
      expect((await kv.get(`${ofOne.engine.tenant}.j.a`))?.string()).to.equal('another');
    }));

  if (runsOf('natsFaults') === 0) return;

  it('are kept when the server was away for longer than a lease', () =>
    withTwo(async (one, other, ofOne) => {
      const lost = new AbortController();
      const turn = await one.take('j.a', lost);
      const kv = await new Kvm(ofOne.js).open(LEASE_BUCKET);
      const waiting = new AbortController();
      const taking = other.take('j.a', new AbortController(), waiting.signal);
      const renewed = await kv.watch({ key: `${ofOne.engine.tenant}.j.a`, include: 'updates' });
      await server().end();
      await pause(1.2 * LONG_LEASE_MS);
      await server().run();
      for await (const { operation } of renewed) if (operation === 'PUT') break;
      expect(lost.signal.aborted).to.equal(false);
      waiting.abort();
      expect(await taking).to.equal(undefined);
      await turn?.release();
    }, LONG_LEASE_MS));

  it('are not taken from one that is gone for the time in which the server was away', () =>
    withTwo(async (one, other, ofOne) => {
      await one.take('j.a', new AbortController());
      await ofOne.close();
      const taking = other.take('j.a', new AbortController());
      await server().end();
      await pause(1.2 * LONG_LEASE_MS);
      const backAt = performance.now();
      await server().run();
      const turn = await taking;
      expect(performance.now() - backAt).to.be.at.least(LONG_LEASE_MS * 0.65);
      await turn?.release();
    }, LONG_LEASE_MS));
});
