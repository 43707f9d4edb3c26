import type { FileHandle } from 'node:fs/promises';
import { isObject, own } from '../../model/values/json';
import { parseTimestamp } from '../../model/values/time';
import { reasonOf } from '../files/failures';
import { LineSplitter } from '../lines/line-splitter';
import { bytesOf } from '../files/bytes-of';
import { signatureOf } from '../files/signature';
import { MOST_OWN_BYTES, parseJson } from '../json/read-json';
import { closeRead, openRegular } from '../files/open-file';

interface Place {
  readonly offset: number;
  readonly length: number;
}

const HEAD_BYTES = 4096;

/**
 * A file of the history, `history/<stem>.jsonl`: the moments that it holds, and the content at each. It is only read
 * through once; afterwards what was added since, or all of it when it is another file.
 */
export class HistoryFile {
  private places = new Map<number, Place>();
  private edition = 0;
  private signature = '';
  private end = 0;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly path: string) {}

  /** The moments, epoch ms, the oldest first; of a moment that is there twice the later line counts. Throws a WorldError. */
  async moments(): Promise<readonly number[]> {
    await this.refresh();
    return [...this.places.keys()].toSorted((a, b) => a - b);
  }

  /** A text that changes when the content at a moment does, or can be read by now. Never throws. */
  async mark(momentMs: number): Promise<string> {
    try {
      await this.refresh();
    } catch (error) {
      return reasonOf(error);
    }
    const place = this.places.get(momentMs);
    return place === undefined ? '' : `${this.edition}:${place.offset}`;
  }

  /** The content at a moment; undefined where there is none. Never throws. */
  async read(
    momentMs: number,
  ): Promise<{ readonly value: unknown } | { readonly message: string } | undefined> {
    try {
      await this.refresh();
      const place = this.places.get(momentMs);
      const handle = place === undefined ? undefined : await openRegular(this.path);
      if (place === undefined || handle === undefined) return undefined;
      try {
        const read = parseJson(await bytesAt(handle, place), MOST_OWN_BYTES);
        const isMoved = 'value' in read && momentIn(read.value) !== momentMs;
        return isMoved ? { message: 'the history is being rewritten' } : read;
      } finally {
        await closeRead(handle);
      }
    } catch (error) {
      return { message: reasonOf(error) };
    }
  }

  // One after the other: two that extend the index at once would do so twice.
  private refresh(): Promise<void> {
    const next = this.turn.then(() => this.look());
    this.turn = next.catch(() => undefined);
    return next;
  }

  private async look(): Promise<void> {
    const found = signatureOf(this.path);
    if (found === this.signature) return;
    const handle = found === '' ? undefined : await openRegular(this.path);
    if (handle === undefined) {
      this.forget();
      this.signature = found;
      return;
    }
    try {
      const { size } = await handle.stat();
      if (!(await this.goesOn(handle))) this.forget();
      await this.index(handle, size);
      this.signature = found;
    } finally {
      await closeRead(handle);
    }
  }

  private forget(): void {
    this.places = new Map();
    this.edition++;
    this.end = 0;
  }

  // Whether the last line known still lies where it lay.
  private async goesOn(handle: FileHandle): Promise<boolean> {
    const last = [...this.places].at(-1);
    if (last === undefined) return false;
    const [momentMs, { offset, length }] = last;
    const head = await bytesAt(handle, { offset, length: Math.min(length, HEAD_BYTES) });
    const newline = await bytesAt(handle, { offset: offset + length, length: 1 });
    return momentOfHead(head) === momentMs && newline.toString() === '\n';
  }

  private async index(handle: FileHandle, size: number): Promise<void> {
    const splitter = new LineSplitter(HEAD_BYTES, this.end);
    for await (const chunk of bytesOf(handle, this.end, size)) {
      for (const { head, offset, length } of splitter.push(chunk)) {
        const momentMs = momentOfHead(head);
        this.end = offset + length + 1;
        if (momentMs === undefined) continue;
        this.places.delete(momentMs);
        this.places.set(momentMs, { offset, length });
      }
    }
  }
}

function momentOfHead(head: Buffer): number | undefined {
  const text = head.subarray(0, HEAD_BYTES).toString('latin1');
  return parseTimestamp(/"as_of":"([^"]*)"/.exec(text)?.[1]);
}

function momentIn(value: unknown): number | undefined {
  return isObject(value) ? parseTimestamp(own(value, 'as_of')) : undefined;
}

async function bytesAt(handle: FileHandle, { offset, length }: Place): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
  return buffer.subarray(0, bytesRead);
}
