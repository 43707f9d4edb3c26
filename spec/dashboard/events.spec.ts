import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { STATE_FILES } from '../../operators/files/state-files';
import { ask, listen, until, withDashboard } from './asking';
import { sampleFile, SAMPLE_MS, SOON } from './states';

describe('the events of the dashboard', () => {
  it('tell of a change of the state files, of none where none shows', () =>
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
        await until(() => told() > before);
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
