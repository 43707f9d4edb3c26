import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { setTimeout as pause } from 'node:timers/promises';
import { Kvm, type KV } from '@nats-io/kv';
import { finite, isObject, own, textOf } from '../../../model/values/json';
import { sha256 } from '../../files/sha256';
import { UnsureError, type OfferedFile, type Outlet, type WatchedOutlet } from '../commit-log';
import type { NatsLink } from './nats-link';
import { pulled } from './pulled';
import { isStale, refusalOf } from './refusals';

/** Where the state files lie for those who run no follower: by tenant and name, the latest of each. */
export const OUT_BUCKET = 'OUT';

const AGAIN_MS = 250;
const MOST_UNPACKED_BYTES = 256 * 1024 * 1024;

/** State files in a bucket. Whoever puts one puts it over an earlier one: none goes back in time. */
export class NatsOutlet implements Outlet, WatchedOutlet {
  private kv: KV | undefined;

  constructor(private readonly link: NatsLink) {}

  // By whoever was first: what came in between is looked at anew.
  async offer(file: OfferedFile): Promise<boolean> {
    const { link } = this;
    const kv = await this.opened();
    const key = `${link.engine.tenant}.${file.name}`;
    const bytes = packed(file);
    for (;;) {
      const isDone = await link.once('write', async () => {
        link.refuseLarge(file.name, bytes);
        const there = await kv.get(key);
        const before = there === null ? undefined : unpacked(file.name, there.value);
        if (before !== undefined && before.asOfMs >= file.asOfMs) return 'refused';
        return kv.put(key, bytes, { previousSeq: there?.revision ?? 0 }).catch((error: unknown) => {
          if (isStale(error)) return undefined;
          throw error;
        });
      });
      if (isDone !== undefined) return isDone !== 'refused';
    }
  }

  async *watch(signal: AbortSignal, onSpoilt?: (name: string) => void): AsyncGenerator<OfferedFile> {
    const { link } = this;
    const prefix = `$KV.${OUT_BUCKET}.${link.engine.tenant}.`;
    const given = new Map<string, number>();
    while (!signal.aborted && !link.closed) {
      try {
        const pull = {
          stream: `KV_${OUT_BUCKET}`,
          subject: `${prefix}>`,
          from: 'last',
        } as const;
        if (!(await link.up(signal))) return;
        for await (const { subject, data } of pulled(link, pull, signal)) {
          const name = subject.slice(prefix.length);
          const file = unpacked(name, data);
          if (file === undefined) onSpoilt?.(name);
          if (file === undefined || file.asOfMs <= (given.get(file.name) ?? -Infinity)) continue;
          given.set(file.name, file.asOfMs);
          yield file;
        }
      } catch (error) {
        const refusal = refusalOf(error, link.place, 'read');
        if (!(refusal instanceof UnsureError)) throw refusal;
        await pause(AGAIN_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  // A bucket that could not be opened may have been made since.
  private async opened(): Promise<KV> {
    this.kv ??= await new Kvm(this.link.js).open(OUT_BUCKET, { allow_direct: false });
    return this.kv;
  }
}

function packed({ asOfMs, content }: OfferedFile): Uint8Array {
  return deflateRawSync(JSON.stringify({ as_of_ts: asOfMs, sha256: sha256([content]), content }));
}

/** The file that an entry holds; undefined where it is not as it was put. */
function unpacked(name: string, bytes: Uint8Array): OfferedFile | undefined {
  try {
    const text = inflateRawSync(bytes, { maxOutputLength: MOST_UNPACKED_BYTES }).toString();
    const entry: unknown = JSON.parse(text);
    if (!isObject(entry)) return undefined;
    const [asOfMs, content] = [finite(own(entry, 'as_of_ts')), textOf(own(entry, 'content'))];
    if (asOfMs === undefined || content === undefined) return undefined;
    return own(entry, 'sha256') === sha256([content]) ? { name, asOfMs, content } : undefined;
  } catch {
    return undefined;
  }
}
