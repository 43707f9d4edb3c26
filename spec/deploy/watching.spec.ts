import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { runsOf } from '../campaign';
import { ask, withDashboard } from '../dashboard/asking';
import { STATUS } from '../dashboard/metrics/live-status';
import { inTempDir } from '../io/temp-dir';
import {
  dashboardQueries,
  panels,
  promtool,
  RULES,
  RULE_TESTS,
  samplesIn,
  selectorsIn,
  type Sample,
  type Selector,
} from './watch-files';

// Prometheus adds them to what it scrapes.
const OF_THE_TARGET = new Set(['instance', 'job']);

const SHIP = {
  ...{ host: 'exec-a', turn: 'held', standing: 'waited_for', last_commit: STATUS.written },
  ...{ unreached_since: null, retried: 1, stale: 2, adopted: 3, refused: 4 },
};

/** /metrics of a directory whose files and status say something of everything. */
function metrics(): Promise<string> {
  return withDashboard(async (url, dir) => {
    writeFileSync(join(dir, 'intel_status.json'), JSON.stringify({ ...STATUS, ship: SHIP }));
    return (await ask(url, '/metrics')).body;
  });
}

function finds({ name, labels }: Selector, samples: readonly Sample[]): boolean {
  return samples.some(
    (sample) =>
      sample.name === name &&
      labels.every(([label, isMatch]) => {
        const value = sample.labels.get(label);
        return OF_THE_TARGET.has(label) || (value !== undefined && isMatch(value));
      }),
  );
}

/** The rules, by their names. */
function rules(): ReadonlyMap<string, string> {
  const [, ...texts] = readFileSync(RULES, 'utf8').split(/^ +- alert: /m);
  return new Map(texts.map((text) => [text.split('\n')[0] ?? '', text]));
}

describe('what watches', () => {
  let text: string;
  before(async () => {
    text = await metrics();
  });

  it('asks only for metrics and labels that /metrics has', () => {
    const samples = samplesIn(text);
    expect(samples.length).to.be.above(100);
    for (const source of [readFileSync(RULES, 'utf8'), dashboardQueries().join('\n')]) {
      const selectors = selectorsIn(source);
      expect(selectors.length).to.be.above(20);
      const lost = selectors.filter((selector) => !finds(selector, samples));
      expect(lost.map((selector) => selector.text)).to.deep.equal([]);
    }
  });

  it('shows or alerts on every metric but those of no interest over time', () => {
    const asked = new Set(
      selectorsIn(`${readFileSync(RULES, 'utf8')}\n${dashboardQueries().join('\n')}`).map(({ name }) => name),
    );
    const unasked = new Set(samplesIn(text).map(({ name }) => name));
    for (const name of asked) unasked.delete(name);
    expect([...unasked].sort()).to.deep.equal([
      'intel_age_seconds',
      'intel_claims',
      'intel_dashboard_clients',
      'intel_follow_behind_messages',
      'intel_follow_host_forgotten',
      'intel_follow_host_heard_timestamp_seconds',
      'intel_follow_host_promise_timestamp_seconds',
      'intel_follow_outlet_refused_total',
      'intel_follow_outlet_taken_total',
      'intel_journal_records_read_back',
      'intel_log_offset_bytes',
      'intel_log_read_bytes_total',
      'intel_log_recreations_total',
      'intel_log_rotations_total',
      'intel_log_truncations_total',
      'intel_ship_adopted_total',
      'intel_ship_append_retries_total',
      'intel_ship_refused_total',
      'intel_ship_stale_total',
      'intel_ship_waited_for',
    ]);
  });

  it('has for every alert a time, a severity, and words of what to do, and a test', () => {
    expect(rules().size).to.be.above(10);
    const tests = readFileSync(RULE_TESTS, 'utf8');
    for (const [name, rule] of rules()) {
      expect(rule, name).to.match(/^ +for: \d+[smh]$/m);
      expect(rule, name).to.match(/severity: (critical|warning)\b/);
      expect(rule, name).to.match(/^ +summary: .{10,}$/m);
      expect(rule, name).to.match(/^ +description: (>-\n +)?.{30,}/m);
      expect(tests, name).to.match(new RegExp(`alertname: ${name}\\b|alertname="${name}"`));
    }
  });

  it('has panels that do not overlap, each with a title of its own and a query', () => {
    const all = panels();
    expect(new Set(all.map(({ id }) => id)).size).to.equal(all.length);
    expect(new Set(all.map(({ title }) => title)).size).to.equal(all.length);
    const cells = new Set<string>();
    for (const { type, title, targets, gridPos } of all) {
      expect(type === 'row' || (targets ?? []).length > 0, title).to.equal(true);
      expect(gridPos.x + gridPos.w, title).to.be.at.most(24);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect(cells.has(`${String(x)} ${String(y)}`), title).to.equal(false);
          cells.add(`${String(x)} ${String(y)}`);
        }
    }
  });

  if (promtool(['--version']) === undefined) {
    console.log('      no promtool here: its checks of rules and metrics are skipped');
    it('needs promtool');
    return;
  }

  it('is what promtool takes: rules, their tests, and /metrics', () => {
    for (const args of [
      ['check', 'rules', RULES],
      ['test', 'rules', RULE_TESTS],
    ])
      expect(promtool(args)).to.include({ code: 0 });
    expect(promtool(['check', 'metrics'], text)).to.deep.equal({ code: 0, said: '' });
  });

  it('is tested by promtool for real: a rule that finds nothing is found', () =>
    inTempDir({}, (dir) => {
      const tests = join(dir, 'intel.rules.test.yml');
      writeFileSync(tests, readFileSync(RULE_TESTS));
      const all = readFileSync(RULES, 'utf8');
      const deaf = [...rules()].slice(0, runsOf('scrapes') > 0 ? Infinity : 1);
      for (const [name, rule] of deaf) {
        const finding = rule.replace(/expr: [^]*?(?=\n +for:)/, 'expr: vector(0) > 1');
        expect(finding, name).to.not.equal(rule);
        writeFileSync(
          join(dir, 'intel.rules.yml'),
          all.replace(rule, () => finding),
        );
        expect(promtool(['test', 'rules', tests])?.code, name).to.equal(1);
      }
      return Promise.resolve();
    }));
});
