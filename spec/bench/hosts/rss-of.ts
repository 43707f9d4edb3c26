import { readFileSync } from 'node:fs';

/** The memory of a process that is resident, bytes: VmRSS (proc_pid_status(5)). */
export function rssOf(pid: number): number {
  const [, kib = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) * 1024;
}
