import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, own, textOf } from '../../../src/model/values/json';
import { decodeRow } from '../../../src/io/decode/decode-row';

export const STEMS = ['order_metrics', 'orders_executed'] as const;

export type Stem = (typeof STEMS)[number];

/** A line as it was told before it was logged. */
export interface Told {
  readonly log: string;
  readonly line: string;
}

/** All that was ever written to the logs, in order. */
export function toldIn(path: string): readonly Told[] {
  return linesOf(path).map((text) => {
    const told: unknown = JSON.parse(text);
    const [log, line] = isObject(told) ? [textOf(own(told, 'log')), textOf(own(told, 'line'))] : [];
    if (log === undefined || line === undefined) throw new Error(`${path} says ${text}`);
    return { log, line };
  });
}

/** A file's whole lines; what follows the last newline is an error. */
export function linesOf(path: string): readonly string[] {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [''];
  if (lines.pop() !== '') throw new Error(`${path} ends in the middle of a line`);
  return lines;
}

/** `log line` of each line that makes an event, one char a byte, as the journal has it. */
export function eventsAmong(told: readonly Told[]): readonly string[] {
  return told.flatMap(({ log, line }) => {
    const decoded = decodedAs(log, line);
    return decoded.kind === 'event' ? [`${log} ${decoded.event.line}`] : [];
  });
}

/** The lines that cannot be used. */
export function faultsAmong(told: readonly Told[]): readonly string[] {
  return told.filter(({ log, line }) => decodedAs(log, line).kind === 'fault').map(({ line }) => line);
}

function decodedAs(log: string, line: string): ReturnType<typeof decodeRow> {
  return decodeRow(Buffer.from(line), log === 'order_metrics' ? 'metrics' : 'orders', Infinity);
}

/** The same of all lines that a journal holds, as often as it holds them. Read without the product's help. */
export function eventsInJournal(dir: string): readonly string[] {
  const names = readdirSync(dir).filter((name) => /^\d{4}-\d\d-\d\d\.jsonl$/.test(name));
  return names.sort().flatMap((name) =>
    linesOf(join(dir, name)).flatMap((text) => {
      const record: unknown = JSON.parse(text);
      if (!isObject(record) || own(record, 'kind') !== 'rows') return [];
      const lines = own(record, 'lines');
      return (Array.isArray(lines) ? lines : []).map(
        (line) => `${String(own(record, 'source'))} ${String(line)}`,
      );
    }),
  );
}

/** What one bag has more of than the other. */
export function surplus(bag: readonly string[], other: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const item of other) counts.set(item, (counts.get(item) ?? 0) + 1);
  return bag.filter((item) => {
    const left = counts.get(item) ?? 0;
    counts.set(item, left - 1);
    return left <= 0;
  });
}
