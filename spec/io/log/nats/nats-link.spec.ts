import { createServer, type Server, type Socket } from 'node:net';
import { expect } from 'chai';
import type { EngineState } from '../../../../src/io/log/engine/engine';
import { openEngine } from '../../../../src/io/log/nats/open-engine';
import { freePort } from '../../../deploy/deployed';
import { addAll, allOf } from '../log-under-test';
import { engineFile, openedEngine, withFund } from './nats-fund';
import { sharedServer } from './nats-logs';
import { describeWithNats } from './nats-server';

describeWithNats('the connection to a server', () => {
  const { server, dir } = sharedServer();

  it('waits for a server that is down at the start, says so once, and goes on when it is up', () =>
    withFund(server(), dir(), async ({ log }, _, file) => {
      await addAll(log, 'j.a', ['one']);
      await server().end();
      const states: EngineState[] = [];
      const opening = openedEngine(file, {
        onState: (state) => {
          states.push(state);
          // Twice as long as it waits between two attempts.
          if (state.kind === 'waiting') setTimeout(() => void server().run(), 500);
        },
      });
      const engine = await opening;
      expect(states.map(({ kind }) => kind)).to.deep.equal(['waiting', 'connected']);
      expect(states[0]).to.deep.equal({
        kind: 'waiting',
        servers: server().url,
        reason: 'connection refused',
      });
      expect(await allOf(engine.log)).to.deep.equal(['1 j.a one']);
      await engine.close();
    }));

  it('tells when it is lost and when it is there again', () =>
    withFund(server(), dir(), async (_, __, file) => {
      const states: EngineState[] = [];
      let connected: () => void = () => undefined;
      const engine = await openedEngine(file, {
        onState: (state) => {
          states.push(state);
          if (states.length === 3) connected();
        },
      });
      const again = new Promise<void>((resolve) => (connected = resolve));
      await server().end();
      await server().run();
      await again;
      expect(states.map(({ kind }) => kind)).to.deep.equal(['connected', 'waiting', 'connected']);
      await engine.close();
    }));

  it('ends the wait for a server when it is told to', async () => {
    const file = engineFile(dir(), { servers: [`nats://127.0.0.1:${await freePort()}`] });
    const ending = new AbortController();
    const opening = openEngine(file, {
      signal: ending.signal,
      onState: () => {
        ending.abort();
      },
    });
    expect(await opening).to.equal(undefined);
  });

  for (const [what, greet, reason] of [
    [
      'does not take what speaks another language for a server',
      (socket: Socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
      'unexpected response from server',
    ],
    [
      'waits for JetStream where the server runs without, and says how it comes to run with it',
      (socket: Socket) => {
        socket.write('INFO {"server_id":"x","version":"2.9.10","headers":true,"max_payload":1048576}\r\n');
        socket.on('data', (sent: Buffer) => sent.includes('PING') && socket.write('PONG\r\n'));
      },
      'the server runs without JetStream, which keeps the log: put jetstream { store_dir: "…" } into its configuration, or start it with -js',
    ],
  ] as const)
    it(what, async () => {
      const stranger: Server = createServer(greet);
      const port = await freePort();
      await new Promise<void>((resolve) => stranger.listen(port, '127.0.0.1', resolve));
      const servers = `nats://127.0.0.1:${port}`;
      const ending = new AbortController();
      const states: EngineState[] = [];
      const opening = openEngine(engineFile(dir(), { servers: [servers] }), {
        signal: ending.signal,
        onState: (state) => {
          states.push(state);
          ending.abort();
        },
      });
      expect(await opening).to.equal(undefined);
      expect(states).to.deep.equal([{ kind: 'waiting', servers, reason }]);
      stranger.close();
    });

  it('says what the server says of itself', () =>
    withFund(server(), dir(), async (engine) => {
      await addAll(engine.log, 'j.a', ['one', 'two']);
      const { version, cluster, maxPayload, streams } = await engine.info();
      expect(version).to.match(/^\d+\.\d+\.\d+/);
      expect({ cluster, maxPayload }).to.deep.equal({ cluster: undefined, maxPayload: 8 * 1024 * 1024 });
      expect(streams.map(([name]) => name)).to.deep.equal([engine.tenant, 'KV_LEASE', 'KV_OUT']);
      expect(streams[0]?.[1]).to.deep.include({
        replicas: 1,
        messages: 2,
        firstPlace: 1n,
        lastPlace: 2n,
        refused: undefined,
        strays: [],
      });
    }));
});
