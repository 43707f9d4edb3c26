import { setTimeout as pause } from 'node:timers/promises';
import { UnsureError, type CommitLog, type MessagePlace, type Writer } from '../commit-log';
import type { ControlRecord } from '../log-records';
import { controlMessage } from '../message-text';

const TRIES = 5;
const AGAIN_MS = 1000;

/**
 * Adds a control record behind the writer's last message: its place, or `stale` where another came first. Where the answer
 * is lost it looks whether the record is there.
 */
export async function addControl(
  log: CommitLog,
  writer: Writer,
  record: ControlRecord,
  after: MessagePlace | undefined,
  againMs = AGAIN_MS,
): Promise<MessagePlace | 'stale'> {
  const text = controlMessage(record);
  for (let tried = 1; ; tried++) {
    try {
      const place = await log.append(writer, text, after);
      return place === 'stale' && tried > 1 ? ((await placeOf(log, writer, text, after)) ?? 'stale') : place;
    } catch (error) {
      if (!(error instanceof UnsureError) || tried === TRIES) throw error;
      await pause(againMs);
    }
  }
}

// Others may have added theirs behind it before it was looked for.
async function placeOf(
  log: CommitLog,
  writer: Writer,
  text: Uint8Array,
  after: MessagePlace = 0n,
): Promise<MessagePlace | undefined> {
  for await (const part of log.read({ afterPlace: after, writers: [writer], ends: true }))
    if (part.kind === 'appended' && Buffer.compare(part.text, text) === 0) return part.place;
  return undefined;
}
