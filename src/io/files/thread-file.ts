import { extname, join } from 'node:path';
import type { WorkerOptions } from 'node:worker_threads';

/** The file of a thread beside ours, and what it is started with: from source it needs the loader of its parent. */
export function threadFile(ours: string, name: string): readonly [path: string, options: WorkerOptions] {
  const extension = extname(ours);
  const path = join(ours, '..', `${name}${extension}`);
  return [path, extension === '.ts' ? { execArgv: ['--require', 'ts-node/register'] } : {}];
}
