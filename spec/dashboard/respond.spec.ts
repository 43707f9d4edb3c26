import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { STATE_FILES, STATE_KEYS, type StateFileKey } from '../../operators/files/state-files';
import { API_SCHEMA } from '../../src/dashboard/api-schema';
import { API } from '../../src/dashboard/respond';
import { schemaProblems } from '../../src/io/config/schema/schema-problems';
import { isObject } from '../../src/model/values/json';
import { jsonAt } from '../cli/desk';
import { ask, withDashboard } from './asking';
import { sampleFile } from './states';

const GROUPED = ['strategy', 'regime', 'hour'].map((by) => `/api/expectancy/${by}`);
/** Tell what is there, and so always answer. */
const ALWAYS = ['/api/page', '/api/health', '/api/frames'];
const full = (path: string): string => (path === '/api/explanation' ? `${path}?symbol=BTCUSDT` : path);
const and = (path: string, query: string): string => `${path}${path.includes('?') ? '&' : '?'}${query}`;
const ADDRESSES = Object.keys(API).map(full);

const WINDOWS = ['14d', '24h', '7d', '30d', 'last_200'];

describe('each answer of the API', () => {
  it('names its moment and its window', () =>
    withDashboard(async (url) => {
      const { as_of } = await sampleFile('scores');
      for (const path of ADDRESSES) {
        const { body } = await ask(url, path);
        expect(jsonAt(body, 'as_of'), path).to.equal(as_of);
        expect(jsonAt(body, 'window'), path).to.equal('14d');
      }
    }));

  it('is of the window that is asked for, or refused with those that there are', () =>
    withDashboard(async (url) => {
      for (const path of ADDRESSES) {
        const plain = await ask(url, path);
        expect(await ask(url, and(path, 'window=14d')).then(({ body }) => body)).to.equal(plain.body);
        const isGrouped = GROUPED.includes(path);
        for (const window of WINDOWS.slice(1)) {
          const { status, body } = await ask(url, and(path, `window=${window}`));
          expect(status, `${path} ${window}`).to.equal(isGrouped ? 200 : 400);
          if (isGrouped) expect(jsonAt(body, 'window')).to.equal(window);
          else expect(body).to.equal('{"error":"window must be 14d."}');
        }
        for (const window of ['', '1h', '__proto__', 'constructor', '14D', '<script>']) {
          const { status, body } = await ask(url, and(path, `window=${encodeURIComponent(window)}`));
          const error = isGrouped ? `window must be one of ${WINDOWS.join(', ')}.` : 'window must be 14d.';
          expect([status, body], `${path} ${window}`).to.deep.equal([400, JSON.stringify({ error })]);
        }
      }
      for (const path of ['/healthz', '/metrics', '/api/schema', '/events'])
        expect((await ask(url, `${path}?window=14d`)).status, path).to.equal(400);
    }));

  it('names no window that is none, whatever the file holds', () =>
    withDashboard(async (url, dir) => {
      const expectancy = await sampleFile('expectancy');
      const windows = {
        ...(isObject(expectancy['windows']) ? expectancy['windows'] : {}),
        '<b>': {},
        '9d': 5,
      };
      writeFileSync(join(dir, STATE_FILES.expectancy), JSON.stringify({ ...expectancy, windows }));
      for (const window of ['%3Cb%3E', '9d']) {
        const { status, body } = await ask(url, `/api/expectancy/hour?window=${window}`);
        expect([status, body]).to.deep.equal([
          400,
          `{"error":"window must be one of ${WINDOWS.join(', ')}."}`,
        ]);
      }
    }));

  it('of another window has its groups, and no score or weight, which are of the primary one', () =>
    withDashboard(async (url) => {
      const { windows } = await sampleFile('expectancy');
      const week = isObject(windows) && isObject(windows['7d']) ? windows['7d'] : {};
      for (const by of ['strategy', 'regime', 'hour'] as const) {
        const { body } = await ask(url, `/api/expectancy/${by}?window=7d`);
        const answer: unknown = JSON.parse(body);
        expect(schemaProblems(API_SCHEMA.$defs[by], answer)).to.deep.equal([]);
        const rows = jsonAt(body, 'rows') as readonly Readonly<Record<string, { count: number }>>[];
        const groups = Object.values(week[by === 'strategy' ? 'strategies' : `${by}s`] ?? {}) as {
          count: number;
        }[];
        const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);
        expect(sum(rows.map((row) => row['expectancy']?.count ?? 0)), by)
          .to.equal(sum(groups.map(({ count }) => count)))
          .and.equal(week['sample_count'])
          .and.be.above(0);
        if (by === 'strategy')
          for (const row of rows) expect(row).to.include({ score: null, suggested_weight: null });
      }
    }));
});

describe('an answer without its files', () => {
  /** What an address is made of. */
  const madeOf = (path: string): readonly StateFileKey[] => API[path.split('?')[0] ?? '']?.madeOf ?? [];

  it('is 503 with the reason at every address whose files are not there, in one form', () =>
    withDashboard(async (url, dir) => {
      for (const key of STATE_KEYS) rmSync(join(dir, STATE_FILES[key]));
      for (const path of ADDRESSES) {
        const { status, body, headers } = await ask(url, path);
        expect(headers['content-type']).to.equal('application/json; charset=utf-8');
        if (ALWAYS.includes(path)) {
          expect([status, jsonAt(body, 'as_of'), jsonAt(body, 'window')], path).to.deep.equal([
            200,
            null,
            null,
          ]);
          expect((await ask(url, and(path, 'window=14d'))).body).to.equal(
            '{"error":"No state file names a window yet: leave window out."}',
          );
          continue;
        }
        const why = madeOf(path).map((key) => `${STATE_FILES[key]} is missing.`);
        expect([status, body], path).to.deep.equal([503, JSON.stringify({ error: why.join(' ') })]);
        expect(why).to.not.have.length(0);
      }
      expect((await ask(url, '/healthz')).status).to.equal(503);
    }));

  it('is 503 likewise where they cannot be read', () =>
    withDashboard(async (url, dir) => {
      for (const content of ['{"symbols": [', '[]', 'null', '\u0000']) {
        for (const key of STATE_KEYS) writeFileSync(join(dir, STATE_FILES[key]), content);
        for (const path of ADDRESSES.filter((path) => !ALWAYS.includes(path))) {
          const { status, body } = await ask(url, path);
          expect(status, `${path} ${content}`).to.equal(503);
          expect(schemaProblems(API_SCHEMA.$defs.error, JSON.parse(body))).to.deep.equal([]);
          for (const key of madeOf(path)) expect(body, path).to.contain(STATE_FILES[key]);
        }
      }
    }));

  it('is 503 for each file that it cannot do without, and 200 with nulls where another is there', () =>
    withDashboard(async (url, dir) => {
      for (const key of STATE_KEYS) {
        const path = join(dir, STATE_FILES[key]);
        rmSync(path);
        for (const address of ADDRESSES) {
          const alone = madeOf(address).length === 1 && madeOf(address)[0] === key;
          expect((await ask(url, address)).status, `${address} without ${key}`).to.equal(alone ? 503 : 200);
        }
        writeFileSync(path, JSON.stringify(await sampleFile(key)));
      }
    }));

  it('of another version gives what fits, and no explanation', () =>
    withDashboard(async (url, dir) => {
      const { global, ...older } = await sampleFile('allocation');
      expect(global).to.not.equal(undefined);
      writeFileSync(join(dir, STATE_FILES.allocation), JSON.stringify(older));
      expect((await ask(url, '/api/allocation')).status).to.equal(200);
      const { status, body } = await ask(url, full('/api/explanation'));
      expect(status).to.equal(503);
      expect(body).to.contain('is of another version');
    }));
});
