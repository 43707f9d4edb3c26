import { readdirSync, readFileSync } from 'node:fs';
import { until } from './live-process';

/** Stops a process in its tracks with a SIGSTOP, and resolves when all of its threads stand: the signal takes its time. */
export async function halt(pid: number): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  const threads = `/proc/${pid}/task`;
  const stands = (thread: string): boolean =>
    / T /.test(readFileSync(`${threads}/${thread}/stat`, 'utf8').replace(/^.*\)/s, ''));
  if (!(await until(() => readdirSync(threads).every(stands))))
    throw new Error(`process ${pid} does not stand`);
}
