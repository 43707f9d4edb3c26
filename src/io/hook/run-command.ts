import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { SECOND } from '../../model/values/time';
import { visible } from '../../model/values/visible';
import { reasonOf } from '../files/failures';

const MOST_SAID = 200;
// What a killed command said may still be in the pipe; another process that it left may keep that open.
const LAST_WORDS_MS = 200;

/** What a command is given, how long it may take, and what ends it before. */
export interface CommandRun {
  readonly input: string;
  readonly limitMs: number;
  readonly signal: AbortSignal;
}

/**
 * Runs a command of the user's by `sh -c`, with `input` as its standard input and nothing else of ours. Says in words
 * what went wrong; undefined: it ended well. When its time is over, or it has ended, every process of its group is
 * killed. Never rejects.
 */
export async function runCommand(
  command: string,
  { input, limitMs, signal }: CommandRun,
): Promise<string | undefined> {
  try {
    // A group of its own: what it starts can be ended with it.
    const child = spawn('sh', ['-c', command], { detached: true, stdio: ['pipe', 'ignore', 'pipe'] });
    const said = lastLine(child);
    // One that does not read is none of our business.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
    const end = (): void => {
      killGroup(child);
    };
    limit.addEventListener('abort', end);
    if (limit.aborted) end();
    const [code, endedBy] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    limit.removeEventListener('abort', end);
    killGroup(child);
    await Promise.race([once(child.stderr, 'close'), pause(LAST_WORDS_MS)]);
    child.stderr.destroy();
    if (code === 0) return undefined;
    if (signal.aborted) return 'it was killed as live ended';
    if (limit.aborted) return `it took longer than ${String(limitMs / SECOND)} s and was killed`;
    const how = code === null ? `it was ended by ${String(endedBy)}` : `it ended with ${String(code)}`;
    return said() === '' ? how : `${how}: ${said()}`;
  } catch (error) {
    return `it could not be started: ${reasonOf(error)}`;
  }
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody of the group is left.
  }
}

// The end of what it wrote on standard error, however much that is.
function lastLine({ stderr }: ChildProcess): () => string {
  let tail = '';
  stderr?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-4 * MOST_SAID);
  });
  return () => visible(tail.trimEnd().split('\n').at(-1) ?? '').slice(0, MOST_SAID);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
