import { execFileSync } from 'node:child_process';
import { ROOT } from '../cli/built';
import { eventLatency } from './event-latency';
import { machine } from './figures';
import { fileLatency } from './file-latency';
import { hostLoop } from './host-loop';
import { idle } from './cpu/idle';
import { load } from './cpu/load';
import { restart } from './restart';

/**
 * Builds the program and measures live: `npm run bench:live [-- part …]`, all parts by default. Besides the build it
 * writes in temporary directories only. Absolute numbers are of this machine and of what else it does; rows of one table compare.
 */

const PARTS = {
  file: fileLatency,
  event: eventLatency,
  idle,
  load,
  host: hostLoop,
  restart,
} as const;

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !Object.hasOwn(PARTS, name));
  if (unknown.length > 0)
    throw new Error(`no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`);
  execFileSync('npm', ['run', '-s', 'build'], { cwd: ROOT, stdio: 'inherit' });
  console.log(machine());
  for (const [name, measure] of Object.entries(PARTS))
    if (names.length === 0 || names.includes(name)) await measure();
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
