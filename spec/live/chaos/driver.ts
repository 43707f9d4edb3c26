import { appendFile, existsSync, readFile, rename, writeFile, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Stream } from '../../../pipelines/stream';
import type { StreamOptions } from '../../../pipelines/stream-parts';
import * as schemas from '../../../src/io/config/schema-problems';
import type { Operation, Step } from './scenario';

/*
 * As a program, `node driver.js ROOT`: plays ROOT/scenario.json on live. It says a JSON line for each incident and
 * failure. What it does to the logs goes through node's callback functions, which fs-shim.cjs does not count.
 */

const appended = promisify(appendFile);
const renamed = promisify(rename);
const written = promisify(writeFile);
const contentOf = promisify(readFile);
const TRIES = 100;
const MOST_IDLE_LOOKS = 60;
const IDLE_MS = 1100;

/** Something the driver says: an incident, a step, a failure. */
export interface Said {
  readonly kind: 'incident' | 'step' | 'open failed' | 'cycle failed' | 'close failed' | 'warnings';
  readonly code?: string;
  readonly name?: string;
  readonly message?: string;
}

/**
 * Plays the scenario in `root`, each step's operations and then one look, from where an earlier process was killed
 * (`root/progress`). Live is opened anew where it ended by itself, as its supervisor does.
 */
export async function drive(root: string, say: (said: Said) => void): Promise<void> {
  const at = (name: string): string => join(root, name);
  const { steps, gates } = JSON.parse(await contentOf(at('scenario.json'), 'utf8')) as {
    readonly steps: readonly Step[];
    readonly gates: StreamOptions['gates'];
  };
  const options: StreamOptions = {
    logs: at('logs'),
    config: at('config'),
    out: at('out'),
    journal: at('journal'),
    gates,
    onIncident: ({ code, message }) => {
      say({ kind: 'incident', code, message });
    },
  };
  const done = existsSync(at('progress')) ? Number(await contentOf(at('progress'), 'utf8')) : 0;
  let stream: Stream | undefined;
  let moment = { wallMs: 0, steadyMs: 0 };

  const opened = async (): Promise<Stream> => {
    for (let left = TRIES; ; left--) {
      try {
        return await Stream.open(options, moment);
      } catch (error) {
        say({ kind: 'open failed', ...named(error) });
        if (left === 0) throw error;
      }
    }
  };
  const close = async (): Promise<void> => {
    const closing = stream;
    stream = undefined;
    try {
      await closing?.close(moment);
    } catch (error) {
      say({ kind: 'close failed', ...named(error) });
    }
  };

  const look = async (atMs: number): Promise<void> => {
    moment = { wallMs: atMs, steadyMs: atMs };
    stream ??= await opened();
    try {
      await stream.cycle(moment);
    } catch (error) {
      say({ kind: 'cycle failed', ...named(error) });
      await close();
    }
  };
  const isWell = (): boolean => Object.keys(stream?.health(moment).warnings ?? { none: '' }).length === 0;

  for (const [n, { operations, atMs, closes }] of steps.entries()) {
    if (n < done - 1) continue;
    if (n >= done) for (const operation of operations) await operate(operation, at);
    await written(at('progress'), String(n + 1));
    say({ kind: 'step', message: String(n) });
    await look(atMs);
    if (closes) await close();
  }
  for (let idle = 0; idle < 3 || (!isWell() && idle < MOST_IDLE_LOOKS); idle++)
    await look(moment.wallMs + IDLE_MS);
  say({ kind: 'warnings', message: JSON.stringify(stream?.health(moment).warnings) });
  await close();
  await written(at('ended'), '');
}

async function operate(operation: Operation, at: (name: string) => string): Promise<void> {
  switch (operation.op) {
    case 'append':
      return appended(at(operation.path), operation.text);
    case 'rename':
      return renamed(at(operation.from), at(operation.to));
    case 'replace':
      await written(at(`${operation.path}.new`), operation.text);
      return renamed(at(`${operation.path}.new`), at(operation.path));
    default:
      return operation satisfies never;
  }
}

function named(error: unknown): { readonly name: string; readonly message: string } {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { name, message };
}

const [, script, root] = process.argv;
if (script === __filename && root !== undefined) {
  // Compiling schemas would take most of so short a life; the configs and files of the scenario are sound.
  Object.defineProperty(schemas, 'schemaProblems', { value: () => [] });
  void drive(root, (said) => writeSync(1, `${JSON.stringify(said)}\n`));
}
