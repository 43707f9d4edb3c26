import { readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

/** CPU that a process has taken so far, ms: utime and stime, fields 14 and 15 (proc_pid_stat(5)), of all threads. */
export function cpuOf(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
}
