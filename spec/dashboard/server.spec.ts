import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Server } from 'node:http';
import { join } from 'node:path';
import { expect } from 'chai';
import { STATE_FILES } from '../../operators/state-files';
import { API_SCHEMA } from '../../src/dashboard/api-schema';
import { startDashboard } from '../../src/dashboard/dashboard';
import { API } from '../../src/dashboard/respond';
import { schemaProblems } from '../../src/io/config/schema-problems';
import { WorldError } from '../../src/io/failures';
import { isObject } from '../../src/model/json';
import { jsonAt } from '../cli/desk';
import { ask, listen, until, withDashboard } from './asking';
import { sampleFile, SAMPLE_MS, SOON } from './states';

const json = (body: string): unknown => JSON.parse(body);

describe('the API of the dashboard', () => {
  it('gives at each address what its documented schema says', () =>
    withDashboard(async (url) => {
      const asked = {
        page: '/api/page',
        table: '/api/table',
        top: '/api/top?n=3',
        strategy: '/api/expectancy/strategy',
        regime: '/api/expectancy/regime',
        hour: '/api/expectancy/hour',
        allocation: '/api/allocation',
        risk: '/api/risk',
        health: '/api/health',
        frames: '/api/frames',
        explanation: '/api/explanation?symbol=BTCUSDT',
      } as const;
      const frames = jsonAt((await ask(url, '/api/frames')).body, 'frames') as readonly number[];
      for (const [name, path] of Object.entries(asked)) {
        const schema = API_SCHEMA.$defs[name as keyof typeof asked];
        for (const at of ['', `${path.includes('?') ? '&' : '?'}at=${frames.at(-1) ?? 0}`]) {
          const { status, headers, body } = await ask(url, path + at);
          expect(status, path + at).to.equal(200);
          expect(headers['content-type']).to.equal('application/json; charset=utf-8');
          expect(schemaProblems(schema, json(body)), path + at).to.deep.equal([]);
        }
      }
      expect(Object.keys(API)).to.have.members(Object.values(asked).map((path) => path.split('?')[0]));
      expect(json((await ask(url, '/api/schema')).body)).to.deep.equal(json(JSON.stringify(API_SCHEMA)));
      expect(jsonAt((await ask(url, '/api/top?n=3')).body, 'rows')).to.have.length(3);
    }));

  it('gives one moment of the history to ?at, and refuses any other', () =>
    withDashboard(async (url) => {
      const frames = jsonAt((await ask(url, '/api/frames')).body, 'frames') as readonly number[];
      const { body } = await ask(url, `/api/page?at=${frames[3] ?? 0}`);
      expect(jsonAt(body, 'header', 'as_of_ms')).to.equal(frames[3]);
      for (const at of ['', '1', 'x', '../../etc/passwd', '-1', '1e3', `${SAMPLE_MS}`, '9'.repeat(400)])
        expect((await ask(url, `/api/page?at=${at}`)).status, at).to.equal(404);
    }));

  it('repeats nothing of what it was asked', () =>
    withDashboard(async (url) => {
      const evil = encodeURIComponent('<script>evil()</script>');
      for (const path of [
        `/${evil}`,
        `/api/explanation?symbol=${evil}`,
        `/api/page?at=${evil}`,
        `/api/top?n=${evil}`,
      ]) {
        const { status, body, headers } = await ask(url, path);
        expect(status).to.be.within(400, 404);
        expect(body).to.not.contain('evil');
        expect(headers['content-type']).to.contain('application/json');
        expect(schemaProblems(API_SCHEMA.$defs.error, json(body))).to.deep.equal([]);
      }
      for (const n of ['0', '-1', '1.5', '1001', 'NaN', ''])
        expect((await ask(url, `/api/top?n=${n}`)).status, n).to.equal(400);
      for (const name of ['__proto__', 'constructor', 'NOPE'])
        expect((await ask(url, `/api/explanation?symbol=${name}`)).status).to.equal(404);
    }));

  it('tells who has the present version that nothing changed', () =>
    withDashboard(async (url, dir) => {
      const { headers } = await ask(url, '/api/page');
      const etag = headers.etag ?? '';
      expect(etag).to.match(/^"[0-9a-f]{16}"$/);
      expect(await ask(url, '/api/page', { headers: { 'If-None-Match': etag } })).to.include({
        status: 304,
        body: '',
      });
      writeFileSync(join(dir, STATE_FILES.scores), '{}');
      expect((await ask(url, '/api/page', { headers: { 'If-None-Match': etag } })).status).to.equal(200);
    }));
});

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

describe('the health and metrics of the dashboard', () => {
  it('/healthz is 200 when fresh, and 503 with the reason when not', async () => {
    let nowMs = SOON.nowMs;
    await withDashboard(
      async (url, dir) => {
        expect(await ask(url, '/healthz')).to.include({ status: 200 });
        nowMs = SAMPLE_MS + 200_000;
        const stale = await ask(url, '/healthz');
        expect(stale.status).to.equal(503);
        expect(jsonAt(stale.body, 'reasons', '0')).to.contain('at least 3 minutes old');
        nowMs = SOON.nowMs;
        rmSync(join(dir, STATE_FILES.scores));
        const lacking = await ask(url, '/healthz');
        expect([lacking.status, jsonAt(lacking.body, 'reasons')]).to.deep.equal([
          503,
          ['symbol_scores_v6.json is missing.'],
        ]);
        expect(schemaProblems(API_SCHEMA.$defs.health, json(lacking.body))).to.deep.equal([]);
      },
      { now: () => nowMs },
    );
  });

  it('/metrics is what Prometheus reads, with the numbers of the files', () =>
    withDashboard(async (url) => {
      const { status, headers, body } = await ask(url, '/metrics');
      expect([status, headers['content-type']]).to.deep.equal([
        200,
        'text/plain; version=0.0.4; charset=utf-8',
      ]);
      for (const line of [
        'intel_healthy 1',
        'intel_age_seconds 60',
        'intel_drawdown_ratio 0.00346483153',
        'intel_risk_mode{mode="normal"} 1',
        'intel_symbol_score_ratio{symbol="BTCUSDT"} 0.782219274',
        'intel_symbol_weight_suggested_ratio{symbol="BTCUSDT"} 0.25',
      ])
        expect(body.split('\n')).to.include(line);
    }));

  it('/metrics bounds its labels and escapes them', () =>
    withDashboard(async (url, dir) => {
      const scores = await sampleFile('scores');
      const names = ['a"b\nc', 'x'.repeat(65), ...Array.from({ length: 300 }, (_, i) => `S${i}`)];
      const symbols = names.map((symbol, i) => ({ symbol, score: 1 - i / 1000 }));
      writeFileSync(join(dir, STATE_FILES.scores), JSON.stringify({ ...scores, symbols }));
      const { body } = await ask(url, '/metrics');
      expect(body.match(/^intel_symbol_score_ratio\{/gm)).to.have.length(99);
      expect(body).to.contain('{symbol="a\\"b\\nc"} 1\n');
      expect(body).to.contain('intel_symbols 308\n');
    }));
});

describe('the events of the dashboard', () => {
  it('tell of a change of the state files within two seconds, of none where none shows', () =>
    withDashboard(async (url, dir) => {
      const listener = await listen(url);
      await until(() => listener.text().includes('data:'));
      const told = (): number => listener.text().split('event: state').length - 1;
      expect(told()).to.equal(1);
      const scores = await sampleFile('scores');
      for (const account of [{ equity_usd: 1 }, { equity_usd: 2 }]) {
        const before = told();
        writeFileSync(join(dir, 'next'), JSON.stringify({ ...scores, account }));
        renameSync(join(dir, 'next'), join(dir, STATE_FILES.scores));
        expect(await until(() => told() > before)).to.be.below(2000);
        const id = /id: ([0-9a-f]+)\nevent: state\ndata: \1\n\n$/.exec(listener.text())?.[1];
        expect((await ask(url, '/api/page')).headers.etag).to.equal(`"${id ?? ''}"`);
      }
      const before = told();
      writeFileSync(join(dir, 'other'), 'x');
      await new Promise((resolve) => setTimeout(resolve, 1300));
      expect(told()).to.equal(before);
      listener.close();
    }));

  it('tell that data went stale, though no file changed', async () => {
    let nowMs = SOON.nowMs;
    await withDashboard(
      async (url) => {
        const listener = await listen(url);
        nowMs = SAMPLE_MS + 200_000;
        await until(() => listener.text().split('event: state').length === 3);
        listener.close();
      },
      { now: () => nowMs },
    );
  });

  it('are not repeated to who knows the present version', () =>
    withDashboard(async (url) => {
      const version = ((await ask(url, '/api/page')).headers.etag ?? '').slice(1, -1);
      const listener = await listen(url, { 'Last-Event-ID': version });
      await until(() => listener.text() !== '');
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(listener.text()).to.equal('retry: 2000\n\n');
      listener.close();
    }));

  it('go to so many listeners and no more; one that leaves makes room', () =>
    withDashboard(async (url) => {
      const listeners = await Promise.all(Array.from({ length: 32 }, () => listen(url)));
      const refused = await listen(url);
      expect([...new Set(listeners.map(({ status }) => status)), refused.status]).to.deep.equal([200, 503]);
      expect((await ask(url, '/metrics')).body).to.contain('intel_dashboard_clients 32\n');
      listeners[0]?.close();
      await until(async () => (await ask(url, '/metrics')).body.includes('intel_dashboard_clients 31\n'));
      const another = await listen(url);
      expect(another.status).to.equal(200);
      for (const listener of [...listeners, refused, another]) listener.close();
    }));

  it('end when the dashboard does', async () => {
    const listener = await withDashboard((url) => listen(url));
    await until(() => listener.ended());
  });

  it('begin before there is a state directory', () =>
    withDashboard(
      async (url) => {
        expect((await ask(url, '/api/page')).status).to.equal(200);
        expect((await ask(url, '/healthz')).status).to.equal(503);
      },
      { state: '/nowhere/at/all' },
    ));
});
