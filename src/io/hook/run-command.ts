import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { SECOND } from '../../model/values/time';
import { visible } from '../../model/values/visible';
import { reasonOf } from '../files/failures';

const MOST_LETTERS = 200;
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
    const lastWords = lastLine(child);
    const allRead = once(child.stderr, 'close');
    // One that does not read is none of our business.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    const end = (): void => {
      killGroup(child);
    };
    const late = new AbortController();
    late.signal.addEventListener('abort', end);
    const limit = setTimeout(() => {
      late.abort();
    }, limitMs);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
    const how = await ended(child);
    clearTimeout(limit);
    signal.removeEventListener('abort', end);
    end();
    await Promise.race([allRead, pause(LAST_WORDS_MS)]);
    child.stderr.destroy();
    if (how === undefined) return undefined;
    if (signal.aborted) return 'it was killed as intel ended';
    if (late.signal.aborted) return `it took longer than ${String(limitMs / SECOND)} s and was killed`;
    return lastWords() === '' ? how : `${how}: ${lastWords()}`;
  } catch (error) {
    return `it could not be started: ${reasonOf(error)}`;
  }
}

// How it ended, in words; undefined: well. Rejects where it could not be started.
function ended(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (code === 0) resolve(undefined);
      else resolve(code === null ? `it was ended by ${String(signal)}` : `it ended with ${String(code)}`);
    });
  });
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
    tail = (tail + text).slice(-4 * MOST_LETTERS);
  });
  return () => visible(tail.trimEnd().split('\n').at(-1) ?? '').slice(0, MOST_LETTERS);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
