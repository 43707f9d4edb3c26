import {
  appendFileSync,
  existsSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { LiveLoop } from '../../../pipelines/live/live-loop';
import type { LiveOptions } from '../../../pipelines/live/open-live';
import type { WakeSignal } from '../../../src/io/follow/waker';
import type { Operation, Step } from './scenario';

/*
 * As a program, `node driver.js ROOT`: plays ROOT/scenario.json on live. It says a JSON line for each incident and
 * failure. What it does to the logs goes through a link beside them, which fs-shim.cjs does not count, and is done with
 * its note at once: a kill finds both or none.
 */

const HAND = 'hand';
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
 * (`root/progress`). The operations of every other step come during the look before it, while live waits
 * for the disk. Live is opened anew where it ended by itself, as its supervisor does.
 */
export async function drive(root: string, say: (said: Said) => void): Promise<void> {
  const at = (name: string): string => join(root, name);
  const { steps, gates } = JSON.parse(readFileSync(at('scenario.json'), 'utf8')) as {
    readonly steps: readonly Step[];
    readonly gates: LiveOptions['gates'];
  };
  if (!existsSync(at(HAND))) symlinkSync('.', at(HAND));
  let done = existsSync(at('progress')) ? Number(readFileSync(at('progress'), 'utf8')) : 0;
  let moment = { wallMs: 0, steadyMs: 0 };
  // What comes during the look, and after how many waits.
  let early: Step | undefined;
  let waits = 0;
  const operate = ({ operations }: Step): void => {
    for (const operation of operations) operateOn(operation, (path) => at(join(HAND, path)));
    writeFileSync(at('progress'), String(++done));
  };
  const waker: WakeSignal = {
    readClock: () => moment,
    async wakeOr(work) {
      if (early === undefined || waits-- > 0)
        return work.then(
          () => false,
          () => false,
        );
      operate(early);
      early = undefined;
      return true;
    },
  };
  const options: LiveOptions = {
    waker,
    logs: at('logs'),
    config: at('config'),
    out: at('out'),
    journal: at('journal'),
    gates,
    onIncident: ({ code, message }) => {
      say({ kind: 'incident', code, message });
    },
  };
  let loop: LiveLoop | undefined;

  const opened = async (): Promise<LiveLoop> => {
    for (let left = TRIES; ; left--) {
      try {
        return await LiveLoop.open(options, moment);
      } catch (error) {
        say({ kind: 'open failed', ...named(error) });
        if (left === 0) throw error;
      }
    }
  };
  const close = async (): Promise<void> => {
    const closing = loop;
    loop = undefined;
    try {
      await closing?.close(moment);
    } catch (error) {
      say({ kind: 'close failed', ...named(error) });
    }
  };

  const look = async (atMs: number): Promise<void> => {
    moment = { wallMs: atMs, steadyMs: atMs };
    loop ??= await opened();
    try {
      await loop.cycle(moment);
    } catch (error) {
      say({ kind: 'cycle failed', ...named(error) });
      await close();
    }
  };
  const isWell = (): boolean => Object.keys(loop?.health(moment).warnings ?? { none: '' }).length === 0;

  for (const [n, step] of steps.entries()) {
    if (n < done - 1) continue;
    if (n >= done) operate(step);
    say({ kind: 'step', message: String(n) });
    early = n % 2 === 0 && n + 1 === done ? steps[n + 1] : undefined;
    // A look's own commit, an answer, the status.
    waits = (n / 2) % 3;
    await look(step.atMs);
    early = undefined;
    if (step.closes) await close();
  }
  for (let idle = 0; idle < 3 || (!isWell() && idle < MOST_IDLE_LOOKS); idle++)
    await look(moment.wallMs + IDLE_MS);
  say({ kind: 'warnings', message: JSON.stringify(loop?.health(moment).warnings) });
  await close();
  writeFileSync(at('ended'), '');
}

function operateOn(operation: Operation, at: (name: string) => string): void {
  switch (operation.op) {
    case 'append':
      appendFileSync(at(operation.path), operation.text);
      return;
    case 'rename':
      renameSync(at(operation.from), at(operation.to));
      return;
    case 'replace':
      writeFileSync(at(`${operation.path}.new`), operation.text);
      renameSync(at(`${operation.path}.new`), at(operation.path));
      return;
    default:
      operation satisfies never;
  }
}

function named(error: unknown): { readonly name: string; readonly message: string } {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { name, message };
}

const [, script, root] = process.argv;
if (script === __filename && root !== undefined) {
  void drive(root, (said) => writeSync(1, `${JSON.stringify(said)}\n`));
}
