import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import { EventHub } from '../../src/io/dashboard/event-hub';
import { jsonAnswer } from '../../src/io/dashboard/http-answer';
import { serve } from '../../src/io/dashboard/http-server';
import { ask, until, withDashboard } from './asking';

/** Readers that do not read, or ask for too much at once. */

const request = (path: string, ...more: readonly string[]): string =>
  [`GET ${path} HTTP/1.1`, 'Host: localhost', ...more, '', ''].join('\r\n');

const MOST_TEXT = 64 << 20;

/** A connection, and what it was sent: of very much the beginning. */
async function connected(url: string): Promise<{ readonly socket: Socket; readonly text: () => string }> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    if (text.length < MOST_TEXT) text += chunk.toString('latin1');
  });
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('connect', resolve));
  return { socket, text: () => text };
}

describe('the server of the dashboard, asked by a reader', () => {
  it('that does not read: it is left after a time, and holds one answer at most', async () => {
    const hub = new EventHub('state', 8);
    let answers = 0;
    const big = jsonAnswer('x'.repeat(32 << 20));
    const answer = (): Promise<typeof big> => {
      answers++;
      return Promise.resolve(big);
    };
    const options = {
      host: '127.0.0.1',
      port: 0,
      eventsPath: '/events',
      hub,
      answer,
      onError: () => undefined,
    };
    const serving = await serve(options, 300);
    try {
      const { socket } = await connected(`http://127.0.0.1:${serving.port}`);
      socket.pause();
      let isClosed = false;
      socket.on('close', () => (isClosed = true));
      socket.write(request('/a').repeat(20));
      await setTimeout(1500);
      expect(answers).to.equal(1);
      socket.resume();
      await until(() => isClosed);
    } finally {
      await serving.close();
    }
  });

  it('that asks for two thousand pages at once: others are answered, and it is sent no more than a hundred', () =>
    withDashboard(async (url) => {
      const { socket, text } = await connected(url);
      socket.write(request('/api/page').repeat(2000));
      const others = await Promise.all([1, 2, 3].map(() => ask(url, '/healthz')));
      expect(others.map(({ status }) => status)).to.deep.equal([200, 200, 200]);
      const answered = (text().match(/HTTP\/1.1 200/g) ?? []).length;
      expect(answered).to.be.below(100);
      await until(() => socket.destroyed || socket.readableEnded || /Connection: close/i.test(text()));
      expect((text().match(/HTTP\/1.1 200/g) ?? []).length).to.be.at.most(100);
      socket.destroy();
    }));

  it('that names two hosts: it is refused', () =>
    withDashboard(async (url) => {
      for (const host of ['Host: evil.example', 'host: localhost']) {
        const { socket, text } = await connected(url);
        socket.write(request('/api/page', host));
        await until(() => text().includes('HTTP/1.1'));
        expect(text()).to.match(/^HTTP\/1.1 400/);
        socket.destroy();
      }
    }));

  it('that knows the version, in a list or weakly: it is told so', () =>
    withDashboard(async (url) => {
      const { headers } = await ask(url, '/api/page');
      const tag = headers.etag ?? '';
      for (const known of [tag, `W/${tag}`, `"a", ${tag}`, `W/"a",W/${tag} , "b"`, '*'])
        expect((await ask(url, '/api/page', { headers: { 'If-None-Match': known } })).status, known).to.equal(
          304,
        );
      for (const other of ['"a"', tag.slice(1, -1), `"x${tag.slice(1)}`, ''])
        expect((await ask(url, '/api/page', { headers: { 'If-None-Match': other } })).status, other).to.equal(
          200,
        );
    }));

  it('that refuses gzip: it is sent none', () =>
    withDashboard(async (url) => {
      const codingFor = async (accepted: string): Promise<string | undefined> =>
        (await ask(url, '/api/page', { headers: { 'Accept-Encoding': accepted } })).headers[
          'content-encoding'
        ];
      for (const takes of ['gzip', 'br, GZIP;q=0.5', 'x-gzip ; q=1', 'gzip;q=0.001'])
        expect(await codingFor(takes), takes).to.equal('gzip');
      for (const refuses of [
        'gzip;q=0',
        'gzip ; q=0.000, br',
        'identity',
        'gzipped',
        'not-gzip',
        '*;q=0',
        '',
      ])
        expect(await codingFor(refuses), refuses).to.equal(undefined);
    }));
});
