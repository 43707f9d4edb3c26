import { expect } from 'chai';
import type { Circumstances } from '../../../src/dashboard/model/circumstances';
import { pageModel } from '../../../src/dashboard/page';
import type { StateDocuments } from '../../../src/dashboard/model/state-documents';
import { isoUtc, MINUTE } from '../../../src/model/values/time';
import { judgedOf, SAMPLE_MS, sampleDocuments, SOON } from '../states';

const GATES = { enabled: true, routerAutotune: true, feedbackAllocator: true };

function live(more: object, running = true): Circumstances['live'] {
  const status = { state: 'live', written: isoUtc(SOON.nowMs), gates: GATES, warnings: {}, ...more };
  return { status, running };
}

function told(state: StateDocuments, circumstances: Circumstances): readonly string[] {
  const { problems } = judgedOf(state);
  return pageModel(state, { ...circumstances, fileProblems: problems }).problems.map(({ code }) => code);
}

describe('what the page says is wrong', () => {
  it('is nothing for a fresh and whole state with live running', async () => {
    expect(told(await sampleDocuments(), { ...SOON, live: live({}) })).to.deep.equal([]);
  });

  const cases: readonly (readonly [string, Partial<Circumstances>, string])[] = [
    ['data just old enough to be stale', { nowMs: SAMPLE_MS + 3 * MINUTE }, 'stale'],
    ['stale data', { nowMs: SAMPLE_MS + 4 * MINUTE }, 'stale'],
    ['data of a later time than ours', { nowMs: SAMPLE_MS - 6 * MINUTE }, 'from_the_future'],
    ['a closed router gate', { live: live({ gates: { ...GATES, routerAutotune: false } }) }, 'gate_off'],
    [
      'a closed allocator gate',
      { live: live({ gates: { ...GATES, feedbackAllocator: false } }) },
      'gate_off',
    ],
    ['live that does not run', { live: live({}, false) }, 'live_stopped'],
    ['live that is silent', { live: live({ written: isoUtc(SAMPLE_MS - 2 * MINUTE) }) }, 'live_degraded'],
    ['live that is degraded', { live: live({ state: 'degraded' }) }, 'live_degraded'],
    ['a warning of live', { live: live({ warnings: { nav: 'not JSON' } }) }, 'live_warning'],
  ];
  for (const [what, circumstances, code] of cases) {
    it(`${what}: ${code}`, async () => {
      expect(told(await sampleDocuments(), { ...SOON, ...circumstances })).to.deep.equal([code]);
    });
  }

  it('does not miss a file whose gate is closed, and takes the age from the others', async () => {
    const { allocation, ...state } = await sampleDocuments();
    const closed = live({ gates: { ...GATES, feedbackAllocator: false } });
    expect(told(state, { ...SOON, live: closed })).to.deep.equal(['gate_off']);
    expect(told(state, SOON)).to.deep.equal(['missing']);
    const old = { ...allocation, as_of: '2025-12-01T00:00:00.000+00:00' };
    expect(told({ ...state, allocation: old }, { ...SOON, live: closed })).to.deep.equal(['gate_off']);
    expect(told({ ...state, allocation: old }, SOON)).to.have.members(['stale', 'mixed_moments']);
  });

  it('tells of when a file is that a closed gate leaves as it is', async () => {
    const state = await sampleDocuments();
    const old = { ...state.allocation, as_of: '2020-01-02T03:04:05.000Z' };
    const closed = live({ gates: { ...GATES, feedbackAllocator: false } });
    const { problems } = pageModel({ ...state, allocation: old }, { ...SOON, live: closed });
    expect(problems.map(({ message }) => message)).to.deep.equal([
      'INTEL_LIVE_FEEDBACK_ALLOCATOR (or FEEDBACK_ALLOCATOR_V6_ENABLED) is off: the weights and caps are not kept current; they are of 2020-01-02 03:04:05 UTC.',
    ]);
  });

  it('lets the gates of a live that ended hide the age of nothing', async () => {
    const state = await sampleDocuments();
    const old = { ...state.allocation, as_of: '2020-01-02T03:04:05.000Z' };
    const ended = live({ gates: { ...GATES, feedbackAllocator: false } }, false);
    expect(told({ ...state, allocation: old }, { ...SOON, live: ended })).to.include.members([
      'live_stopped',
      'stale',
      'mixed_moments',
    ]);
  });

  it('tells of incomplete windows and of each warning in a file once', async () => {
    const state = await sampleDocuments();
    const metadata = { events_digest: '', config_digest: '', complete: false, warnings: ['a_gap', 'a_gap'] };
    const marked = {
      ...state,
      scores: { ...state.scores, metadata },
      expectancy: { ...state.expectancy, metadata },
    };
    expect(told(marked, SOON)).to.deep.equal(['incomplete', 'warning_in_file']);
    expect(pageModel(marked, SOON).header.complete).to.equal(false);
  });

  it('says of a warning what it means and what to do', async () => {
    const state = await sampleDocuments();
    const metadata = {
      events_digest: '',
      config_digest: '',
      complete: true,
      warnings: ['nav_jump', 'other', 'host_silent:exec-a'],
    };
    const { problems } = pageModel({ ...state, scores: { ...state.scores, metadata } }, SOON);
    const messages = problems.filter(({ code }) => code === 'warning_in_file').map(({ message }) => message);
    expect(messages[0]).to.match(/warns: nav_jump: .+ What to do: .+\.$/);
    expect(messages[0]).to.not.contain('`');
    expect(messages[1]).to.match(/warns: other\.$/);
    expect(messages[2]).to.match(
      /warns: host_silent:exec-a: exec-a has sent .+ intel engine forget exec-a\.$/,
    );
  });

  it('says in words that equity is unknown', async () => {
    const state = await sampleDocuments();
    const account = { risk_mode: 'cautious', reasons: ['equity_unknown', 'constructor'], equity_usd: null };
    const { problems, header } = pageModel({ ...state, scores: { ...state.scores, account } }, SOON);
    expect(problems.map(({ code }) => code)).to.deep.equal(['risk_unsure']);
    expect(header).to.include({ risk_mode: 'cautious', equity_usd: null });
  });

  it('leaves age and live out of a moment of the history', async () => {
    const past = { ...SOON, nowMs: SAMPLE_MS * 2, atMs: SAMPLE_MS, live: live({}, false) };
    expect(told(await sampleDocuments(), past)).to.deep.equal([]);
    expect(pageModel(await sampleDocuments(), past).header).to.include({ at_ms: SAMPLE_MS, live: null });
  });
});
