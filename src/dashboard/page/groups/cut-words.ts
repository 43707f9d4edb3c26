import { words } from '../parts/format';

const NAMES: ReadonlyMap<string, string> = new Map([
  ['exit_reasons', 'exit reason'],
  ['sides', 'side'],
  ['months', 'month'],
  ['weekdays', 'weekday'],
  ['hours', 'hour'],
  ['sizes', 'size'],
  ['holding_times', 'holding time'],
  ['venues', 'venue'],
  ['regimes', 'regime'],
  ['strategies', 'strategy'],
  ['policy_qualities', 'policy quality'],
  ['taker_biases', 'taker bias'],
]);

const KEYS: ReadonlyMap<string, string> = new Map([
  ['mon', 'Monday'],
  ['tue', 'Tuesday'],
  ['wed', 'Wednesday'],
  ['thu', 'Thursday'],
  ['fri', 'Friday'],
  ['sat', 'Saturday'],
  ['sun', 'Sunday'],
  ['q1', 'smallest quarter'],
  ['q2', 'second quarter'],
  ['q3', 'third quarter'],
  ['q4', 'largest quarter'],
  ['under_5m', 'under 5 min'],
  ['5m_1h', '5 to 60 min'],
  ['1h_4h', '1 to 4 h'],
  ['4h_24h', '4 to 24 h'],
  ['over_24h', '24 h and more'],
]);

const WORDED = new Set(['weekdays', 'sizes', 'holding_times']);

/** A grouping in words: what its groups differ in. */
export function cutName(name: string): string {
  return NAMES.get(name) ?? words(name);
}

/** A group of a grouping in words; what a log named stays as it is. */
export function groupName(cut: string, key: string): string {
  if (cut === 'hours') return `${key.padStart(2, '0')}:00`;
  if (cut === 'regimes') return words(key.replace('|', ', slippage '));
  return WORDED.has(cut) ? (KEYS.get(key) ?? key) : key;
}
