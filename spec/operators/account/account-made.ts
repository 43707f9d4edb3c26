import type { EquityEvent, RiskSnapshot } from '../../../src/model/event';
import { foldOver } from '../../../operators/core/fold';
import type { JoinedChange } from '../../../operators/join/join-attempts';
import { measureAccount } from '../../../operators/account/measure-account';
import { deskOf, equity, MINUTE } from '../made';

export const HOUR = 60 * MINUTE;
export const NOW = 10 * HOUR;
const desk = deskOf();
export const measured = (changes: readonly JoinedChange[], asOf = NOW, of = desk) =>
  foldOver(measureAccount(of), changes, asOf);
export const account = (changes: readonly JoinedChange[], asOf = NOW, of = desk) =>
  measured(changes, asOf, of).account;

export const risk = (over: Partial<RiskSnapshot>): RiskSnapshot => ({
  kind: 'risk',
  ts: NOW,
  text: '',
  portfolioDrawdownPct: undefined,
  mode: undefined,
  symbols: new Map(),
  ...over,
});
export const point = (ts: number, equityUsd: number) => equity(ts, equityUsd, { origin: 'series' });
export const now = (equityUsd: number, over: Partial<EquityEvent> = {}) => equity(NOW, equityUsd, over);
export const worst = (...pcts: readonly number[]) =>
  new Map(pcts.map((drawdownTodayPct, i) => [`S${i}`, { drawdownTodayPct, volRegime: undefined }]));
