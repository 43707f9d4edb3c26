import { readFile } from 'node:fs/promises';
import { codeOf } from './failures';

/** Whether a process runs now. `started` tells it from an earlier one of the same number; '' stands for any. */
export async function isRunning(pid: number, started = ''): Promise<boolean> {
  const status = await statusOf(pid);
  // Without /proc, or where it hides the processes of others, the number must do.
  if (status === undefined) return exists(pid);
  return status.running && (started === '' || status.started === started);
}

/** When a process started, in clock ticks since the machine's boot; '' where it cannot be told. */
export async function startOf(pid: number): Promise<string> {
  return (await statusOf(pid))?.started ?? '';
}

interface Status {
  /** False for a process that is dead and whose parent has not asked how it ended. */
  readonly running: boolean;
  readonly started: string;
}

async function statusOf(pid: number): Promise<Status | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  // After the name, which may hold anything: state is field 3, starttime 22 (proc_pid_stat(5)).
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { running: !/[ZXx]/.test(fields[0] ?? ''), started: fields[19] ?? '' };
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
