import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { isTicking, withLive } from '../bench/live-child';
import { runsOf } from '../campaign';
import { ask, until } from '../dashboard/asking';
import { jsonAt } from '../cli/desk';
import { freePort } from './deployed';
import { dashboardQueries, RULES } from './watch-files';

const isThere = spawnSync('prometheus', ['--version']).error === undefined;

/** Says something of what has not happened to this desk: no trouble, no history of claims. */
const MAY_BE_EMPTY = /warning|quarantined_rows_total\{.*"\}$|claim|changes|equity|drawdown|symbol_/;

/** A Prometheus that scrapes a target once a second, on loopback, until `use` is done. */
async function withPrometheus(
  dir: string,
  target: string,
  use: (url: string) => Promise<void>,
): Promise<void> {
  const port = await freePort();
  const config = join(dir, 'prometheus.yml');
  const job = { job_name: 'intel', static_configs: [{ targets: [target] }] };
  const global = { scrape_interval: '1s', evaluation_interval: '1s' };
  // JSON is YAML.
  writeFileSync(config, JSON.stringify({ global, rule_files: [RULES], scrape_configs: [job] }));
  const server = spawn(
    'prometheus',
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(dir, 'tsdb')}`,
      `--web.listen-address=127.0.0.1:${String(port)}`,
    ],
    { stdio: 'ignore' },
  );
  const kill = (): void => void server.kill('SIGKILL');
  process.once('exit', kill);
  try {
    await use(`http://127.0.0.1:${String(port)}/`);
  } finally {
    process.off('exit', kill);
    const ended = new Promise((resolve) => server.once('exit', resolve));
    kill();
    await ended;
  }
}

async function results(url: string, query: string): Promise<number> {
  const { status, body } = await ask(url, `/api/v1/query?query=${encodeURIComponent(query)}`);
  expect(status, `${query}: ${body}`).to.equal(200);
  const found = jsonAt(body, 'data', 'result');
  return Array.isArray(found) ? found.length : 0;
}

describe('Prometheus', function () {
  this.timeout(180_000);
  if (runsOf('scrapes') === 0) return;
  if (!isThere) {
    console.log('      no prometheus here: the queries of the dashboard are not asked');
    it('needs prometheus');
    return;
  }

  it('scrapes live, answers every query of the dashboard, and evaluates every rule', () =>
    withLive({ flags: ['--dashboard', '0'] }, async (live, dir) => {
      const served = /"url":"http:\/\/([^/"]+)/;
      expect(await isTicking(dir)).to.equal(true);
      await until(() => served.test(live.err()));
      const target = served.exec(live.err())?.[1] ?? '';
      await withPrometheus(dir, target, async (url) => {
        const isUp = async (): Promise<boolean> =>
          (await results(url, 'count_over_time(intel_build_info[1m]) > 3').catch(() => 0)) > 0;
        await until(isUp);
        const empty: string[] = [];
        for (const query of dashboardQueries()) if ((await results(url, query)) === 0) empty.push(query);
        expect(dashboardQueries().length).to.be.above(40);
        expect(empty.filter((query) => !MAY_BE_EMPTY.test(query))).to.deep.equal([]);
        const { body } = await ask(url, '/api/v1/rules');
        const healths = [...body.matchAll(/"health":"(\w+)"/g)].map(([, health]) => health);
        expect(healths.length).to.be.above(10);
        expect(new Set(healths)).to.deep.equal(new Set(['ok']));
        expect(await results(url, 'ALERTS{alertstate="firing",severity="critical"}')).to.equal(0);
      });
    }));
});
