import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import pino from 'pino';
import { Watch, watchSettings, type WatchFlags } from '../../../src/cli/live/watch';
import type { WatchPost } from '../../../src/cli/live/watch-post';
import { inTempDir } from '../../io/temp-dir';
import { until } from '../../live/chaos/live-process';

const FLAGS: WatchFlags = { staleAfter: '3m', incidentRate: '10' };
const TROUBLE = { level: 'warn', code: 'nav', message: 'm', phase: 'begins' } as const;

interface Watched {
  readonly posts: readonly WatchPost[];
  readonly warned: readonly string[];
}

/** Watches over two funds while `act` is at work; gives what was logged. */
async function overTwo(
  dir: string,
  flags: Partial<WatchFlags>,
  act: (watched: Watched) => Promise<unknown>,
): Promise<string> {
  let logged = '';
  const log = pino({ base: null }, { write: (line) => (logged += line) });
  const watch = new Watch(watchSettings({ ...FLAGS, ...flags }), log);
  const warned: string[] = [];
  const posts: WatchPost[] = [];
  for (const tenant of ['a', 'b']) {
    const out = join(dir, tenant);
    const post = await watch.post({
      place: { out, tenant },
      does: 'tick',
      places: { out },
      fileMark: tenant,
    });
    post.begins({
      health: () => ({ last_tick: new Date().toISOString(), warnings: {} }),
      warn: (code, message) => void warned.push(`${tenant} ${code}: ${message ?? 'over'}`),
    });
    posts.push(post);
  }
  await watch.during(() => act({ posts, warned }).then(() => undefined));
  return logged;
}

const DIRS = { 'a/intel_status.json': '{"state":"live"}', 'b/intel_status.json': '{"state":"degraded"}' };

describe('Watch', () => {
  it('says what it refuses', () => {
    for (const [flags, text] of [
      [{ onIncident: ' ' }, '--on-incident was blank'],
      [{ incidentRate: '0' }, '--incident-rate was "0"'],
      [{ staleAfter: 'x' }, '--stale-after was "x"'],
    ] as const)
      expect(() => watchSettings({ ...FLAGS, ...flags })).to.throw(text);
  });

  it('tells one command of all, within one rate, and names the fund in what it tells and logs', () =>
    inTempDir(DIRS, async (dir) => {
      const told = join(dir, 'told');
      const logged = await overTwo(
        dir,
        { onIncident: `cat >> '${told}'`, incidentRate: '2' },
        async ({ posts }) => {
          for (const code of ['nav', 'lock']) for (const post of posts) post.take({ ...TROUBLE, code });
          await until(() => existsSync(told) && readFileSync(told, 'utf8').split('\n').length === 3);
        },
      );
      const objects = readFileSync(told, 'utf8').trimEnd().split('\n');
      expect(objects).to.have.lengthOf(2);
      for (const [i, tenant] of ['a', 'b'].entries())
        expect(JSON.parse(objects[i] ?? '')).to.include({
          code: 'nav',
          tenant,
          out: join(dir, tenant),
          dropped: 0,
        });
      expect(logged).to.contain('"tenant":"b","code":"lock"').and.contain('2 incidents were not told');
    }));

  it('warns in each status of a command that fails', () =>
    inTempDir(DIRS, (dir) =>
      overTwo(dir, { onIncident: 'exit 7' }, async ({ posts, warned }) => {
        posts[0]?.take(TROUBLE);
        const names = (tenant: string): boolean =>
          warned.some((text) => text.startsWith(`${tenant} on_incident: `) && text.includes('ended with 7'));
        expect(await until(() => names('a') && names('b'))).to.equal(true);
      }),
    ));

  it('keeps a file of metrics for each fund, its label on every sample', () =>
    inTempDir({ ...DIRS, 'prom/keep': '' }, async (dir) => {
      const file = (name: string): string => join(dir, 'prom', name);
      await overTwo(dir, { metricsFile: file('intel.prom') }, () =>
        until(() => existsSync(file('intel.a.prom')) && existsSync(file('intel.b.prom'))),
      );
      for (const tenant of ['a', 'b']) {
        const samples = readFileSync(file(`intel.${tenant}.prom`), 'utf8')
          .split('\n')
          .filter((line) => line !== '' && !line.startsWith('#'));
        expect(samples).to.have.length.above(5);
        for (const line of samples) expect(line).to.contain(`tenant="${tenant}"`);
      }
      expect(existsSync(file('intel.prom'))).to.equal(false);
    }));

  it('refuses a file of metrics in a directory of its own, before anything runs', () =>
    inTempDir(DIRS, async (dir) => {
      const within = overTwo(dir, { metricsFile: join(dir, 'a', 'x.prom') }, () => Promise.resolve());
      let said = '';
      await within.catch((error: unknown) => (said = String(error)));
      expect(said).to.contain('which lies in out');
    }));

  it('gives on the error that ended what it watched', () =>
    inTempDir(DIRS, async (dir) => {
      let said = '';
      await overTwo(dir, {}, () => Promise.reject(new Error('no disk'))).catch(
        (error: unknown) => (said = String(error)),
      );
      expect(said).to.equal('Error: no disk');
    }));
});
