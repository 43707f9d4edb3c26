import { closeSync, openSync, readSync, watch } from 'node:fs';
import { join } from 'node:path';
import { epochMs, spread } from './figures';
import { inPlace, inProcess } from './place';

const CHUNK = Buffer.alloc(64 * 1024);

/**
 * A thread that does nothing but hear of the appends to a log and count their line ends: what is over it is the
 * machine's, and what else it does.
 */
export function watchAlone(appends: number): Promise<readonly string[]> {
  return inPlace({}, async (dir) => {
    const execution = join(dir, 'logs', 'execution');
    const heardAt: number[] = [];
    const fd = openSync(join(execution, 'orders_executed.jsonl'), 'r');
    const watcher = watch(execution, () => {
      for (let length = -1; length !== 0;) {
        length = readSync(fd, CHUNK);
        for (const byte of CHUNK.subarray(0, length)) if (byte === 0x0a) heardAt.push(epochMs());
      }
    });
    const done = await inProcess<readonly number[]>('appender.ts', [dir, 'plain', appends]);
    watcher.close();
    closeSync(fd);
    return [
      'the machine alone: a watch and a read, no tick',
      ...spread(done.map((at, n) => (heardAt[n] ?? NaN) - at)),
    ];
  });
}
