import { join } from 'node:path';
import { expect } from 'chai';
import { checkSnapshots } from '../../../pipelines/replay/check-snapshots';
import { DAY } from '../../../src/model/values/time';
import { inTempDir, type Tree } from '../../io/temp-dir';

const S = 1_793_491_200;
const AS_OF = S * 1000;

async function statesIn(files: Tree): Promise<Readonly<Record<string, string>>> {
  const checked = await inTempDir(files, (dir) => checkSnapshots(join(dir, 'state'), AS_OF, 30 * DAY));
  return Object.fromEntries(checked.map(({ name, state }) => [name, state]));
}

const MISSING = Object.fromEntries(
  ['nav', 'nav_log', 'risk_snapshot', 'positions', 'router_health'].map((name) => [name, 'missing']),
);

describe('checkSnapshots', () => {
  it('of no file: each is missing', async () => {
    expect(await statesIn({})).to.deep.equal(MISSING);
  });

  it('of files that say something by the as-of: each is used', async () => {
    const states = await statesIn({
      'state/nav.json': `{"nav": 5, "updated_ts": ${S}}`,
      'nav_log.json': `[{"t": ${S - 60}, "nav": 5}, {"t": ${S + 60}, "nav": 5}]`,
      'state/risk_snapshot.json': `{"dd_frac": 0.1}`,
      'state/positions.json': `{"rows": [{"symbol": "A", "qty": 0}], "updated": ${S}}`,
      'state/router_health.json': `{"symbols": [{"symbol": "A"}], "updated_ts": ${S - 1}}`,
    });
    expect(new Set(Object.values(states))).to.deep.equal(new Set(['used']));
  });

  it('tells apart what is later, old, broken, and what says nothing', async () => {
    const states = await statesIn({
      'state/nav.json': `{"nav": 5, "updated_ts": ${S + 1}}`,
      'nav_log.json': `[{"t": ${S - 30 * 86_400}, "nav": 5}]`,
      'state/risk_snapshot.json': `{"risk_mode": "normal"}`,
      'state/positions.json': '{"rows": []}',
      'state/router_health.json': '{',
    });
    expect(states).to.deep.equal({
      ...{ nav: 'later', nav_log: 'old', risk_snapshot: 'empty', positions: 'empty' },
      router_health: 'unusable',
    });
  });

  it('gives the latest moment up to the as-of', async () => {
    const files = { 'nav_log.json': `[{"t": ${S - 60}, "nav": 5}, {"t": ${S + 60}, "nav": 5}]` };
    const checked = await inTempDir(files, (dir) => checkSnapshots(join(dir, 'state'), AS_OF, 30 * DAY));
    expect(checked.find(({ name }) => name === 'nav_log')?.ts).to.equal(AS_OF - 60_000);
    expect(checked.find(({ name }) => name === 'nav')?.ts).to.equal(undefined);
  });
});
