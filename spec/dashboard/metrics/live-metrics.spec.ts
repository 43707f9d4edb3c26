import { SECOND } from '../../../src/model/values/time';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ask, withDashboard } from '../asking';
import { SAMPLE_MS } from '../states';
import { STATUS } from './live-status';

async function linesWith(status: unknown): Promise<readonly string[]> {
  return withDashboard(async (url, dir) => {
    writeFileSync(join(dir, 'intel_status.json'), JSON.stringify(status));
    return (await ask(url, '/metrics')).body.split('\n');
  });
}

describe('the metrics of live', () => {
  it('are what its status says, in base units', async () => {
    expect(await linesWith(STATUS)).to.include.members([
      'intel_live_running 0',
      'intel_live_state{state="degraded"} 1',
      'intel_live_state{state="live"} 0',
      'intel_live_info{version="0.1.0",node="20.19.0",config_digest="0123456789abcdef"} 1',
      `intel_live_status_timestamp_seconds ${String(SAMPLE_MS / SECOND)}`,
      `intel_live_last_tick_timestamp_seconds ${String((SAMPLE_MS - 5000) / SECOND)}`,
      'intel_live_ticks_total 17',
      'intel_live_failed_stages_total 2',
      'intel_live_rows_ahead 8',
      'intel_live_other_writes_total 11',
      'intel_live_quarantined_rows_total{reason="bad_json"} 4',
      'intel_live_quarantined_rows_total{reason="bad_pnl"} 1',
      'intel_live_warnings 2',
      'intel_live_warning{code="nav"} 1',
      'intel_live_other_writer 1',
      'intel_gate_open{gate="router_autotune"} 0',
      'intel_gate_open{gate="feedback_allocator"} 1',
      'intel_journal_commits_total 70',
      'intel_journal_commit_failures_total 6',
      'intel_journal_segment_bytes 5000',
      'intel_journal_records_read_back 9',
      'intel_snapshot_state{snapshot="nav",state="read"} 1',
      'intel_snapshot_state{snapshot="positions",state="read"} 0',
      'intel_snapshot_state{snapshot="positions",state="unusable"} 1',
      'intel_log_state{log="order_metrics",state="unreadable"} 1',
      'intel_log_state{log="order_metrics",state="following"} 0',
      'intel_log_offset_bytes{log="order_metrics"} 300',
      'intel_log_lag_bytes{log="order_metrics"} 120',
      'intel_log_lag_segments{log="order_metrics"} 1',
      `intel_log_last_event_timestamp_seconds{log="order_metrics"} ${String((SAMPLE_MS - 4500) / SECOND)}`,
      'intel_log_late_rows_total{log="order_metrics"} 3',
      'intel_log_rows_total{log="order_metrics"} 40',
      'intel_log_read_bytes_total{log="order_metrics"} 300',
      'intel_log_quarantined_rows_total{log="order_metrics"} 5',
      'intel_log_gaps_total{log="order_metrics"} 1',
      'intel_log_rotations_total{log="order_metrics"} 2',
      'intel_log_truncations_total{log="order_metrics"} 3',
      'intel_log_recreations_total{log="order_metrics"} 4',
      'intel_follow_behind_messages 4',
      `intel_follow_caught_up_timestamp_seconds ${String((SAMPLE_MS - 1000) / SECOND)}`,
      'intel_follow_rewound_total 1',
      'intel_follow_gaps_total 2',
      'intel_follow_refused_commits_total{host="exec-a"} 6',
      `intel_follow_host_promise_timestamp_seconds{host="exec-a"} ${String((SAMPLE_MS - 2000) / SECOND)}`,
      `intel_follow_host_heard_timestamp_seconds{host="exec-a"} ${String((SAMPLE_MS - 500) / SECOND)}`,
      'intel_follow_host_lapsed{host="exec-a"} 0',
      'intel_follow_host_lapsed{host="exec-b"} 1',
      'intel_follow_host_forgotten{host="exec-b"} 0',
      'intel_follow_outlet_taken_total 30',
      'intel_follow_outlet_refused_total 31',
      'intel_follow_outlet_failures_total 5',
    ]);
  });

  it('are left out one by one where the status does not say', async () => {
    const lines = await linesWith({ state: 'live' });
    expect(lines).to.include.members(['intel_live_running 0', 'intel_live_other_writer 0']);
    const told = lines.filter((line) => /^intel_(live|log|journal|snapshot)_/.test(line));
    const names = new Set(told.map((line) => /^\w+/.exec(line)?.[0]));
    expect([...names].sort()).to.deep.equal([
      'intel_live_info',
      'intel_live_other_writer',
      'intel_live_running',
      'intel_live_state',
      'intel_live_warnings',
    ]);
  });

  it('are bounded and escaped, whatever lies in the place of the status', async () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`w${String(i)}`, 'x']));
    const hostile = '{"__proto__":{"a":1},"a\\"b\\nc":"x"}';
    const lines = await linesWith({
      ...STATUS,
      version: 'v"1\n',
      sources: { ...many, order_metrics: { state: 'x', lag_bytes: '9', counters: { gaps: -1 } } },
      warnings: { ...(JSON.parse(hostile) as object), ...many },
      quarantined_by_reason: Object.fromEntries(Object.keys(many).map((name) => [name, 1])),
      snapshots: [],
    });
    const withLabel = (name: string): number => lines.filter((line) => line.startsWith(`${name}{`)).length;
    expect(withLabel('intel_live_warning')).to.equal(40);
    expect(withLabel('intel_live_quarantined_rows_total')).to.equal(40);
    expect(withLabel('intel_log_gaps_total')).to.equal(0);
    expect(withLabel('intel_log_state')).to.equal(4);
    expect(lines).to.include.members(['intel_live_warning{code="a\\"b\\nc"} 1', 'intel_live_warnings 5002']);
    expect(lines.filter((line) => line.includes('version="v\\"1\\n"'))).to.have.length(1);
    expect(lines.length).to.be.below(600);
  });

  it('are absent where live never ran; what serves them is named', async () => {
    const lines = await withDashboard(async (url) => (await ask(url, '/metrics')).body.split('\n'));
    expect(lines.filter((line) => line.startsWith('intel_live_'))).to.deep.equal([]);
    const node = process.versions.node.replaceAll('.', '\\.');
    expect(lines.join('\n')).to.match(
      new RegExp(`^intel_build_info\\{version="\\d[^"]*",node="${node}"\\} 1$`, 'm'),
    );
  });
});
