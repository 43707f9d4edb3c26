import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

const MOST_WAITING = 8;

/**
 * The unzipped chunks of a stream. A truncated stream gives everything before the break and then throws; iterating the
 * gunzip stream itself would lose what it had buffered when it failed.
 */
export async function* gunzipped(zipped: Readable): AsyncGenerator<Buffer, undefined> {
  const gunzip = createGunzip();
  const waiting: Buffer[] = [];
  const state: { ended: boolean; failure?: Error } = { ended: false };
  let wake = (): void => undefined;
  const fail = (error: Error): void => {
    state.failure ??= error;
    wake();
  };
  gunzip.on('data', (chunk: Buffer) => {
    waiting.push(chunk);
    if (waiting.length > MOST_WAITING) zipped.pause();
    wake();
  });
  gunzip.on('end', () => {
    state.ended = true;
    wake();
  });
  gunzip.on('error', fail);
  zipped.on('error', fail);
  zipped.on('data', (chunk: Buffer) => gunzip.write(chunk));
  zipped.on('end', () => gunzip.end());
  try {
    for (;;) {
      for (let chunk = waiting.shift(); chunk !== undefined; chunk = waiting.shift()) yield chunk;
      if (state.failure !== undefined) throw state.failure;
      if (state.ended) return undefined;
      const nextEvent = new Promise<void>((resolve) => {
        wake = resolve;
      });
      zipped.resume();
      await nextEvent;
    }
  } finally {
    zipped.destroy();
    gunzip.destroy();
  }
}
