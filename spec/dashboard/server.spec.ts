import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readdirSync } from 'node:fs';
import { Server } from 'node:http';
import { expect } from 'chai';
import { startDashboard } from '../../src/dashboard/dashboard';
import { WorldError } from '../../src/io/files/failures';
import { isObject } from '../../src/model/values/json';
import { ask, withDashboard } from './asking';
import { SOON } from './states';

describe('the server of the dashboard', () => {
  it('answers only to the names of this machine', () =>
    withDashboard(async (url) => {
      const port = new URL(url).port;
      for (const host of [
        'evil.example',
        `evil.example:${port}`,
        'localhost.evil.example',
        '127.0.0.1.nip.io',
        '0.0.0.0',
      ])
        expect((await ask(url, '/api/page', { headers: { Host: host } })).status, host).to.equal(421);
      for (const host of ['localhost', `localhost:${port}`, `127.0.0.1:${port}`, '[::1]:9', 'LOCALHOST'])
        expect((await ask(url, '/api/page', { headers: { Host: host } })).status, host).to.equal(200);
      const foreign = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'cors' };
      expect((await ask(url, '/events', { headers: foreign })).status).to.equal(403);
    }));

  it('allows GET and HEAD and nothing else', () =>
    withDashboard(async (url) => {
      for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
        const { status, headers } = await ask(url, '/api/page', { method });
        expect([status, headers.allow], method).to.deep.equal([405, 'GET, HEAD']);
      }
      expect(await ask(url, '/api/page', { method: 'HEAD' })).to.include({ status: 200, body: '' });
    }));

  it('has no file but its own three, however a path is written', () =>
    withDashboard(async (url) => {
      for (const path of [
        '/../package.json',
        '/%2e%2e/package.json',
        '/..%2fpackage.json',
        '//etc/passwd',
        '/page.js/../../../package.json',
        '/page.js%00',
        '/page.map',
        '/constructor',
        '/__proto__',
        '/api/__proto__',
        'http://evil.example/page.js',
      ])
        expect((await ask(url, path)).status, path).to.equal(404);
      expect((await ask(url, `/${'a'.repeat(3000)}`)).status).to.equal(414);
    }));

  it('sends each answer with its type alone, a policy that allows nothing, and no word for other sites', () =>
    withDashboard(async (url) => {
      for (const path of ['/', '/page.js', '/api/page', '/metrics', '/healthz', '/nope']) {
        const { headers } = await ask(url, path);
        expect(headers['x-content-type-options'], path).to.equal('nosniff');
        expect(headers['content-security-policy'], path)
          .to.match(/^default-src 'none';/)
          .and.to.not.contain('unsafe');
        expect(headers, path).to.not.have.property('access-control-allow-origin');
      }
    }));

  it('tells of trouble with listening, each time, and goes on', async () => {
    const told: unknown[] = [];
    const dashboard = await startDashboard({
      state: '/nowhere/at/all',
      host: '127.0.0.1',
      port: 0,
      staleAfterMs: 1,
      now: () => SOON.nowMs,
      onError: (error) => told.push(error),
    });
    const servers = new Set<unknown>();
    const asked = (message: unknown): void => {
      if (isObject(message)) servers.add(message['server']);
    };
    subscribe('http.server.request.start', asked);
    try {
      await ask(dashboard.url, '/healthz');
      const troubles = [new Error('accept EMFILE'), new Error('accept EMFILE again')];
      for (const trouble of troubles)
        for (const server of servers) if (server instanceof Server) server.emit('error', trouble);
      expect(told).to.deep.equal(troubles);
      expect((await ask(dashboard.url, '/healthz')).status).to.equal(503);
    } finally {
      unsubscribe('http.server.request.start', asked);
      await dashboard.close();
    }
  });

  it('says that a port is in use, and what to do', () =>
    withDashboard(async (url) => {
      const port = Number(new URL(url).port);
      const options = { state: '.', host: '127.0.0.1', port, staleAfterMs: 1, now: () => 0 };
      const failure: unknown = await startDashboard({ ...options, onError: () => undefined }).catch(
        (error: unknown) => error,
      );
      expect(failure).to.be.instanceOf(WorldError);
      expect(String(failure)).to.contain(
        `could not listen at 127.0.0.1:${port}: the port is in use; name another, or 0 for any that is free`,
      );
    }));

  it('writes nothing', () =>
    withDashboard(async (url, dir) => {
      const before = readdirSync(dir, { recursive: true }).sort();
      for (const path of ['/', '/api/page', '/metrics', '/healthz']) await ask(url, path);
      expect(readdirSync(dir, { recursive: true }).sort()).to.deep.equal(before);
    }));
});
