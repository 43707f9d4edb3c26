import { expect } from 'chai';
import { requireReached, windowNotes } from '../../../pipelines/replay/window-notes';
import { settingsFrom } from '../../../src/model/fund/settings';
import { DAY, HOUR, MINUTE } from '../../../src/model/values/time';
import { parseWindow, windowSince, type Window } from '../../../src/model/values/window';

const ASOF = Date.UTC(2026, 0, 30);
const settings = settingsFrom();

function windowOf(name: string): Window {
  const window = parseWindow(name);
  if (window === undefined) throw new Error(`no window: ${name}`);
  return window;
}

/** What is said of windows that hold so many trades, where the logs begin so long before asOf. */
function notes(
  held: Readonly<Record<string, number>>,
  ageMs: number,
  own: typeof settings = settings,
): readonly string[] {
  const windows = Object.entries(held).map(([name, trades]) => ({ window: windowOf(name), trades }));
  return windowNotes(windows, { earliest: ASOF - ageMs }, ASOF, own);
}

describe('windowNotes', () => {
  it('are none of windows that hold what their names say', () => {
    expect(notes({ '14d': 3, '30d': 5, last_200: 200, all: 900 }, 30 * DAY)).to.deep.equal([]);
    expect(notes({ '14d': 0, all: 0 }, 90 * DAY), 'a quiet fund is no cut').to.deep.equal([]);
  });

  it('of the last N say that the horizon ends before the Nth', () => {
    const [note, ...rest] = notes({ '14d': 3, last_200: 28 }, 30 * DAY);
    expect(rest).to.deep.equal([]);
    expect(note).to.contain('last_200 holds 28 trades: the horizon of 30 d ends before the last 200');
    expect(note).to.contain('--window last_200').and.to.contain('longer horizon');
  });

  it('of the last N say that there are no more', () => {
    const more = 'last_200 holds 28 trades: the logs hold no more';
    expect(notes({ last_200: 28 }, 30 * DAY - 1)).to.deep.equal([more]);
    expect(notes({ last_200: 28 }, 300 * DAY, settingsFrom({ horizon: 'all' }))).to.deep.equal([more]);
  });

  it('name together the windows that are longer than the logs', () => {
    const since = windowSince(ASOF - 13 * DAY).name;
    expect(notes({ '7d': 1, '14d': 2, '30d': 2, [since]: 2 }, 12 * DAY)).to.deep.equal([
      `14d, 30d, ${since}: the logs begin 12 d before the as-of`,
    ]);
    expect(notes({ '24h': 1 }, 90 * MINUTE)).to.deep.equal(['24h: the logs begin 90 min before the as-of']);
    expect(notes({ '7d': 1 }, 30.4 * HOUR)).to.deep.equal(['7d: the logs begin 30.4 h before the as-of']);
  });

  it('begin at the first millisecond that a window may hold', () => {
    expect(notes({ '14d': 2 }, 14 * DAY - 1)).to.deep.equal([]);
    expect(notes({ '14d': 2 }, 14 * DAY - 2)).to.have.length(1);
    const since = windowSince(ASOF - DAY).name;
    expect(notes({ [since]: 2 }, DAY)).to.deep.equal([]);
    expect(notes({ [since]: 2 }, DAY - 1)).to.have.length(1);
  });

  it('are none where the logs hold nothing', () => {
    expect(
      windowNotes([{ window: windowOf('last_5'), trades: 0 }], { earliest: Infinity }, 0, settings),
    ).to.deep.equal([]);
  });
});

describe('requireReached', () => {
  it('refuses a window that begins after the last row', () => {
    requireReached(windowSince(ASOF), ASOF);
    requireReached(windowOf('all'), ASOF);
    expect(() => {
      requireReached(windowSince(ASOF + 1), ASOF);
    }).to.throw('--since was 2026-01-30T00:00:00.001+00:00; allowed: a moment that the logs reach');
  });
});
