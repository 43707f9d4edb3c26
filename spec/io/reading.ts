import { chainSource, streamSource, type RowSource } from '../../src/io/replay/row-source';
import type { FieldNames } from '../../src/io/decode/row/field-names';
import type { LogKind } from '../../src/io/decode/row/decoded';
import type { Fault } from '../../src/io/decode/fault';
import type { ScanPool } from '../../src/io/replay/scan-pool';
import { emptyTally, type Tally } from '../../src/io/decode/tally';
import type { MarketEvent } from '../../src/model/event';
import { Readable } from 'node:stream';
import { closeLine, flat, TS } from './rows';

/** All that a source gave, to its end. */
export interface Reading {
  readonly events: readonly MarketEvent[];
  readonly faults: readonly Fault[];
  readonly damage: readonly string[];
  /** The same as it is told: file, what is wrong, how many rows came. */
  readonly damageText: readonly string[];
  readonly tally: Tally;
}

/** A reading as plain data, to be compared. */
export function told({ events, ...rest }: Reading): unknown {
  return { ...rest, events: events.map((event) => flat(event)) };
}

export interface How {
  readonly maxLineBytes?: number;
  readonly latestTs?: number;
  readonly since?: number;
  readonly chunkBytes?: number;
  readonly scanPool?: ScanPool;
  /** The names that the writer has for fields. */
  readonly fieldNames?: FieldNames;
  /** Called between two batches. */
  readonly pause?: () => Promise<void>;
}

/** Reads the chain of orders_executed in a directory to its end. */
export async function readChain(dir: string, backups = 5, how: How = {}): Promise<Reading> {
  return drain('orders', how, (settings) => chainSource(dir, 'orders_executed', backups, settings));
}

/** Reads a stream of rows that comes in these chunks. */
export async function readStream(chunks: readonly Buffer[], how: How = {}): Promise<Reading> {
  const open: Open = (settings) => Promise.resolve(streamSource(Readable.from(chunks), 'stdin', settings));
  return drain('mixed', how, open);
}

type Open = (settings: Parameters<typeof streamSource>[2]) => Promise<RowSource>;

async function drain(log: LogKind, how: How, open: Open): Promise<Reading> {
  const {
    maxLineBytes = 1 << 20,
    latestTs = Infinity,
    since = -Infinity,
    chunkBytes,
    scanPool,
    pause,
    fieldNames,
  } = how;
  const faults: Fault[] = [];
  const damage: string[] = [];
  const damageText: string[] = [];
  const events: MarketEvent[] = [];
  const tally = emptyTally();
  const source = await open({
    log,
    latestTs,
    latenessMs: 0,
    maxLineBytes,
    since: () => since,
    fieldNames,
    chunkBytes,
    scanPool: () => scanPool,
    tally,
    onFault: (fault) => void faults.push(fault),
    onDamage: (file, reason, rows) => {
      damage.push(file);
      damageText.push(`${file}: ${reason}: ${rows}`);
    },
  });
  try {
    for (let batch = await source.next(); batch !== undefined; batch = await source.next()) {
      events.push(...batch.events);
      await pause?.();
    }
    return { events, faults, damage, damageText, tally };
  } finally {
    await source.close();
  }
}

/** Lines of closes number `from` to `to`, one second apart. */
export function closes(from: number, to: number): string {
  const numbers = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  return numbers.map((n) => `${closeLine({ ts: TS + n, realizedPnlUsd: n, orderId: n })}\n`).join('');
}

/** The numbers of the closes read, in the order they came. */
export function numbersOf({ events }: Reading): readonly (number | undefined)[] {
  return events.map((event) => (event.kind === 'close' ? event.realizedUsd : undefined));
}
