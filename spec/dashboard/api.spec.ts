import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { STATE_FILES } from '../../operators/files/state-files';
import { API_SCHEMA } from '../../src/dashboard/api-schema';
import { API } from '../../src/dashboard/respond';
import { schemaProblems } from '../../src/io/config/schema/schema-problems';
import { SCHEMAS } from '../../src/schemas/schemas';
import { jsonAt } from '../cli/desk';
import { ask, withDashboard } from './asking';
import { SAMPLE_MS } from './states';

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
      expect(json((await ask(url, '/api/schema')).body)).to.deep.equal(
        json(JSON.stringify(SCHEMAS['dashboard_api'])),
      );
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
