import { expect } from 'chai';
import {
  horizonMs,
  withAllTime,
  primaryWindow,
  settingsFrom,
  windowsOf,
  withPrimaryWindow,
} from '../../../src/model/fund/settings';
import { parseDuration } from '../../../src/model/values/time';
import {
  lookbackDays,
  lookbackHours,
  parseWindow,
  windowStart,
  windowSince,
} from '../../../src/model/values/window';

const DAY = 86_400_000;

describe('parseDuration', () => {
  it('reads ms, s, m, h and d', () => {
    const texts = ['500ms', '5s', '10m', '24h', '7d', ' 2s '];
    expect(texts.map(parseDuration)).to.deep.equal([500, 5000, 600_000, DAY, 7 * DAY, 2000]);
  });

  it('rejects anything else, and 0', () => {
    for (const text of ['', '5', 's', '5 s', '-5s', '1.5h', '5w', '0s', '0ms', '5S', '1234567890s', '5s5s'])
      expect(parseDuration(text), text).to.equal(undefined);
  });
});

describe('parseWindow', () => {
  it('reads time windows and windows of the last N', () => {
    expect(parseWindow('7d')).to.deep.equal({ kind: 'time', name: '7d', widthMs: 7 * DAY });
    expect(parseWindow('90m')).to.deep.equal({ kind: 'time', name: '90m', widthMs: 5_400_000 });
    expect(parseWindow('last_200')).to.deep.equal({ kind: 'last', name: 'last_200', trades: 200 });
  });

  it('reads the window of everything, and that since a moment, however the moment is written', () => {
    expect(parseWindow('all')).to.deep.equal({ kind: 'since', name: 'all', sinceMs: -Infinity });
    const since = windowSince(Date.UTC(2026, 0, 12));
    expect(since).to.include({ name: 'since_2026-01-12T00:00:00.000Z', sinceMs: Date.UTC(2026, 0, 12) });
    for (const time of ['2026-01-12', '2026-01-12T01:00:00+01:00', '2026-01-12T00:00:00.000Z'])
      expect(parseWindow(`since_${time}`), time).to.deep.equal(since);
  });

  it('rejects anything else', () => {
    for (const name of [
      'ALL',
      'since_',
      'since_noon',
      'since_1768176000',
      'since_2026-13-01',
      '',
      '7',
      '0d',
      '5s',
      '500ms',
      'last_0',
      'last_',
      'last_1.5',
      'last_-1',
      'LAST_5',
      '7 d',
      '__proto__',
    ])
      expect(parseWindow(name), name).to.equal(undefined);
  });

  it('tells how far it looks back, where that is a time', () => {
    const day = parseWindow('36h');
    const last = parseWindow('last_5');
    if (day === undefined || last === undefined) throw new Error('windows');
    expect([lookbackDays(day), lookbackHours(day)]).to.deep.equal([1.5, 36]);
    expect([lookbackDays(last), lookbackHours(last)]).to.deep.equal([null, null]);
    const since = windowSince(1000);
    expect([lookbackDays(since), lookbackHours(since)]).to.deep.equal([null, null]);
  });

  it('begins W before asOf, a millisecond before its moment, or with the horizon', () => {
    const startAt = (name: string): number => {
      const window = parseWindow(name);
      if (window === undefined) throw new Error(name);
      return windowStart(window, 90 * DAY, 30 * DAY);
    };
    expect(startAt('2d')).to.equal(88 * DAY);
    expect(startAt('since_1970-01-02')).to.equal(DAY - 1);
    expect(startAt('all')).to.equal(-Infinity);
    expect(startAt('last_5')).to.equal(60 * DAY);
  });
});

describe('windows of the settings', () => {
  it('are 14 d, 24 h, 7 d, 30 d and the last 200 by default, the first primary', () => {
    const settings = settingsFrom();
    expect(windowsOf(settings).map((window) => window.name)).to.deep.equal([
      '14d',
      '24h',
      '7d',
      '30d',
      'last_200',
    ]);
    expect(primaryWindow(settings).name).to.equal('14d');
    expect(horizonMs(settings)).to.equal(30 * DAY);
  });

  it('the horizon is at least the longest time window', () => {
    expect(horizonMs(settingsFrom({ windows: ['60d', '1h'] }))).to.equal(60 * DAY);
    expect(horizonMs(settingsFrom({ windows: ['1h'], horizon: '2d' }))).to.equal(2 * DAY);
  });

  it('the horizon has no end where it is to have none, or where a window begins at a fixed moment', () => {
    for (const settings of [
      settingsFrom({ horizon: 'all' }),
      settingsFrom({ windows: ['14d', 'all'] }),
      withPrimaryWindow(settingsFrom(), windowSince(DAY)),
      withAllTime(settingsFrom()),
    ])
      expect(horizonMs(settings)).to.equal(Infinity);
    expect(horizonMs(settingsFrom({ windows: ['last_200'], horizon: '2d' }))).to.equal(2 * DAY);
  });

  it('another window can be made the primary one', () => {
    const settings = settingsFrom();
    const [, day] = windowsOf(settings);
    if (day === undefined) throw new Error('24h');
    expect(windowsOf(withPrimaryWindow(settings, day)).map((window) => window.name)).to.deep.equal([
      '24h',
      '14d',
      '7d',
      '30d',
      'last_200',
    ]);
  });
});
