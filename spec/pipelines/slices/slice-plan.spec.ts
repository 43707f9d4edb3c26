import { expect } from 'chai';
import { planSlice, type SliceAsked, type SlicePlan } from '../../../pipelines/slices/slice-plan';
import type { HistoryIndex } from '../../../src/io/slices/history-index';
import { settingsFrom } from '../../../src/model/fund/settings';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const { backups, max_line_bytes, max_future_s } = settingsFrom();

const INDEX: HistoryIndex = {
  ...{ format: 1, read_at_ts: 200 * DAY, as_of_ts: null, first_ts: 10 * DAY + 1, end_ts: 100 * DAY + 5 },
  ...{ rows: 10, quarantined: 5, settings: { backups, max_line_bytes, max_future_s }, cautions: [] },
  logs: [{ root: 0, log: 'order_metrics', segments: [] }],
};

function plan(asked: Partial<SliceAsked>, everyMs = HOUR, roots = 1): SlicePlan {
  const whole = { index: INDEX, digest: '', fromMs: undefined, untilMs: undefined };
  return planSlice({ ...whole, ...asked }, everyMs, roots, settingsFrom());
}

describe('planSlice', () => {
  it('reads from a horizon before the slice on, and answers its ticks alone', () => {
    const { input, schedule, isLast } = plan({ fromMs: 50 * DAY, untilMs: 60 * DAY });
    expect(input.since).to.equal(20 * DAY);
    expect(schedule).to.deep.equal({ asOf: 100 * DAY + 5, answered: 50 * DAY, until: 60 * DAY });
    expect(isLast).to.equal(false);
  });

  it('begins with the first row of the history, on the grid that the whole has', () => {
    expect(plan({ untilMs: 60 * DAY }).schedule.answered).to.equal(10 * DAY);
    expect(plan({ fromMs: 3 * DAY, untilMs: 60 * DAY }).schedule.answered).to.equal(10 * DAY);
    expect(plan({ untilMs: 60 * DAY }).input.since).to.equal(-Infinity);
  });

  it('judges rows as the whole did: by its as-of, or by the moment it was read at', () => {
    expect(plan({}).input).to.include({ asOf: undefined, now: 200 * DAY });
    const past = { ...INDEX, as_of_ts: 100 * DAY + 5 };
    expect(plan({ index: past }).input.asOf).to.equal(100 * DAY + 5);
  });

  it('the last slice says what the end of the whole history says, and no other does', () => {
    const last = plan({ fromMs: 50 * DAY });
    expect(last.schedule.until).to.equal(undefined);
    expect(last.isLast).to.equal(true);
    expect(last.input.whole?.tooMuchBadInput).to.equal(true);
    expect(plan({ untilMs: 60 * DAY }).input.whole?.tooMuchBadInput).to.equal(false);
    expect(plan({ fromMs: 100 * DAY, untilMs: 100 * DAY + 5 }).isLast).to.equal(true);
  });

  it('refuses a slice without a tick, and one beyond the end of the index', () => {
    expect(() => plan({ fromMs: 60 * DAY, untilMs: 50 * DAY })).to.throw('no tick lies after');
    expect(() => plan({ fromMs: 50 * DAY + 1, untilMs: 50 * DAY + 2 })).to.throw('no tick lies after');
    expect(() => plan({ untilMs: 10 * DAY })).to.throw('no tick lies after');
    expect(() => plan({ fromMs: 100 * DAY + 5 })).to.throw('no tick lies after');
    expect(() => plan({ untilMs: 101 * DAY })).to.throw('allowed: up to 1970-04-11T00:00:00.005+00:00');
  });

  it('refuses an index that was made with other settings, or of another number of directories', () => {
    const other = { ...INDEX, settings: { backups: backups + 1, max_line_bytes, max_future_s } };
    expect(() => plan({ index: other })).to.throw(`backups was ${backups + 1} and is ${backups}`);
    expect(() => plan({}, HOUR, 2)).to.throw('made of 1 --logs directories, and 2 are named');
  });
});
