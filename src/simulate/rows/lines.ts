import { entriesOf, Entry, Stem } from './entries';
import { addNoise, torn, unreadable } from './noise';
import { pythonJson } from '../text/python-json';
import { Random } from '../chance/random';
import { SlotEvents } from '../trading/slot';
import { Trader } from '../trading/trader';

/** One line of a log, without its newline. */
export interface LogLine {
  readonly stem: Stem;
  readonly text: string;
}

/** The rows about a day of a symbol; with dice they are spoiled. */
export function dayEntries(
  { profile, shares }: Trader,
  slots: readonly SlotEvents[],
  noise: Random | undefined,
): readonly Entry[] {
  const clean = slots.map((events) => entriesOf(profile, events));
  return clean.flatMap((entries) => (noise === undefined ? entries : addNoise(noise, shares, entries)));
}

/** The lines of a day in the order they were appended. */
export function logLines(entries: readonly Entry[]): readonly LogLine[] {
  const ordered = entries.toSorted((a, b) => a.writtenUs - b.writtenUs);
  return ordered.map(({ stem, row }) => ({ stem, text: pythonJson(row) }));
}

/** The same lines and, amid them, the remains of a crash: a torn line a file, and a close that cannot be read. */
export function withDamage(lines: readonly LogLine[]): readonly LogLine[] {
  const middle = Math.floor(lines.length / 2);
  const before = lines.slice(0, middle);
  const damaged = (stem: Stem, mark: string, damage: (text: string) => string): readonly LogLine[] => {
    const line = before.findLast(({ stem: own, text }) => own === stem && text.includes(mark));
    return line === undefined ? [] : [{ stem, text: damage(line.text) }];
  };
  return [
    ...before,
    ...damaged('order_metrics', '"is_maker_final"', torn),
    ...damaged('orders_executed', '"order_ack"', torn),
    ...damaged('orders_executed', '"order_close"', unreadable),
    ...lines.slice(middle),
  ];
}
