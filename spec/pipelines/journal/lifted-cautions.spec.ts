import { expect } from 'chai';
import fc from 'fast-check';
import { from } from 'rxjs';
import { measureProvenance } from '../../../operators/provenance/measure-provenance';
import { joinedIn, type Frame } from '../../../pipelines/graph/decide';
import { openGraph } from '../../../pipelines/journal/push-graph';
import { arrivalBatch, WATERMARK_SOURCE } from '../../../src/io/journal/arrival-batch';
import type { CautionRecord, WatermarkRecord } from '../../../src/io/journal/journal-records';
import { commitText } from '../../../src/io/journal/journal-text';
import { readRecord } from '../../../src/io/journal/read-record';
import { settingsFrom } from '../../../src/model/fund/settings';
import { batch, close, deskOf } from '../../operators/made';
import { bytes } from '../graph/decide-made';

/** Cautions are raised and lifted in the order of the journal, whatever their times say. */

const SECOND = 1000;
const RUNS = 8;
const HORIZON = 20 * SECOND;
const desk = deskOf({
  settings: settingsFrom({ tick: '1s', windows: ['10s', 'last_3'], horizon: `${HORIZON / SECOND}s` }),
});

type Told = CautionRecord | WatermarkRecord;

const raised = (ts: number, code: string, incomplete = code === 'gap'): CautionRecord => ({
  kind: 'caution',
  ts,
  code,
  incomplete,
});
const lifted = (ts: number, code: string): CautionRecord => ({
  kind: 'caution',
  ts,
  code,
  incomplete: false,
  lifted: true,
});
const mark = (second: number): WatermarkRecord => ({ kind: 'mark', promise: second * SECOND + 1 });

const ts = fc.integer({ min: 0, max: 45 }).map((second) => second * SECOND);
const code = fc.constantFrom('gap', 'strays', 'host_silent:a', 'host_silent:b');
const steps = fc
  .array(
    fc.oneof(
      fc.tuple(ts, code).map(([at, what]) => raised(at, what)),
      fc.tuple(ts, code).map(([at, what]) => lifted(at, what)),
      fc.integer({ min: 1, max: 6 }),
    ),
    { minLength: 4, maxLength: 30 },
  )
  .map((all) => {
    let second = 0;
    const told = all.map((step): Told => (typeof step === 'number' ? mark((second += step)) : step));
    return [...told, mark(second + 1), mark(second + 10), mark(second + 46)];
  });

/** As it comes back from a journal. */
function throughJournal(record: Told): Told {
  const [line = ''] = commitText([record], {
    ...{ kind: 'commit', seq: 0, at: 0, steps: {}, quarantine: 0 },
  }).split('\n');
  return readRecord(Buffer.from(line)) as Told;
}

function framesOf(records: readonly Told[], answered = 0): readonly Frame[] {
  const graph = openGraph(desk, answered);
  graph.feed(batch('rows', [close('c', { ts: 500 })]));
  return records.flatMap((record) => graph.feed(arrivalBatch(throughJournal(record))));
}

/** What each tick says of the input; the rest of the graph is left out. */
function provenanceOf(records: readonly Told[]): readonly unknown[] {
  const schedule = {
    ...{ sources: [WATERMARK_SOURCE], everyMs: SECOND, latenessMs: 0, asOf: undefined },
    ...({ answered: 0, due: 'last' } as const),
  };
  const fold = measureProvenance(desk.settings, []);
  let state = fold.init();
  const told: unknown[] = [];
  const batches = records.map((record) => arrivalBatch(throughJournal(record)));
  joinedIn(from(batches), desk, schedule).subscribe((changes) => {
    for (const change of changes) {
      state = fold.step(state, change);
      if (change.kind !== 'tick') continue;
      const { complete, warnings } = fold.view(state, change.asOf);
      told.push({ asOf: change.asOf, complete, warnings });
    }
  });
  return told;
}

/** What each tick should say: what was raised before it in the journal, and not lifted after that. */
function expectedOf(records: readonly Told[]): readonly unknown[] {
  return records.flatMap((record, n) => {
    if (record.kind !== 'mark') return [];
    const asOf = Math.floor((record.promise - 1) / SECOND) * SECOND;
    const before = records.slice(0, n).filter((each) => each.kind === 'caution');
    const standing = before.filter(
      (each, at) =>
        each.lifted !== true &&
        each.ts <= asOf &&
        each.ts > asOf - HORIZON &&
        !before.slice(at).some((later) => later.lifted === true && later.code === each.code),
    );
    const warnings = [...new Set(standing.map((each) => each.code))].sort();
    return [{ asOf, complete: !standing.some(({ incomplete }) => incomplete), warnings }];
  });
}

describe('cautions of a journal', () => {
  it('stand from their time on until the horizon, or until they are lifted: any order gives what the model says', () => {
    fc.assert(
      fc.property(steps, (records) => {
        // The last tick is made by the end of the stream.
        expect(provenanceOf(records).slice(0, -1)).to.deep.equal(expectedOf(records));
      }),
      {
        numRuns: 100,
        examples: [
          // Lifted with an earlier time than its own; lifted while it waits for its time; raised again after that.
          [[mark(1), raised(1500, 'gap'), lifted(200, 'gap'), mark(2), mark(3)]],
          [[mark(1), raised(5000, 'gap'), lifted(1200, 'gap'), raised(4000, 'gap'), mark(4), mark(6)]],
          [[mark(1), lifted(9000, 'gap'), raised(1500, 'gap'), mark(2), mark(10)]],
        ],
      },
    );
  });

  it('raised and lifted before a tick give the bytes of a run without them, at that tick and all later ones', () => {
    fc.assert(
      fc.property(steps, fc.nat(), fc.nat(), ts, ts, (records, first, second, raisedTs, liftedTs) => {
        const code = 'host_silent:c';
        const from = first % records.length;
        const until = from + (second % (records.length - from));
        const silent = [
          ...records.slice(0, from),
          raised(raisedTs, code, true),
          ...records.slice(from, until),
          lifted(liftedTs, code),
          ...records.slice(until),
        ];
        const ticksBefore = records.slice(0, until).filter(({ kind }) => kind === 'mark').length;
        const [with_, without] = [framesOf(silent).map(bytes), framesOf(records).map(bytes)];
        expect(with_.slice(ticksBefore)).to.deep.equal(without.slice(ticksBefore));
        expect(without.slice(ticksBefore)).to.not.be.empty;
      }),
      { numRuns: RUNS },
    );
  });

  it('are the same to a graph that is opened later and fed what was before', () => {
    fc.assert(
      fc.property(steps, fc.nat(), (records, n) => {
        const all = framesOf(records);
        const answered = all[n % all.length]?.asOf ?? 0;
        const later = framesOf(records, answered).map(bytes);
        expect(later).to.deep.equal(all.filter(({ asOf }) => asOf > answered).map(bytes));
      }),
      { numRuns: RUNS },
    );
  });

  it('that are not lifted have the bytes that they always had', () => {
    const text = commitText([raised(7, 'gap')], { kind: 'commit', seq: 0, at: 9, steps: {}, quarantine: 0 });
    expect(text.split('\n')[0]).to.equal('{"kind":"caution","ts":7,"code":"gap","incomplete":true}');
    expect(arrivalBatch(raised(7, 'gap')).events).to.deep.equal([raised(7, 'gap')]);
  });
});
