import { fork, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isObject } from '../../src/model/values/json';
import { builtCli, ROOT } from './built';

/** How a command went. */
export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

// Runs commands one after another in one process, so that the program is loaded once.
const PROGRAM = `
const { argv, stdout, stderr } = process;
process.argv = [...argv.slice(0, 2), '--version'];
const told = { out: '', err: '' };
let answered = true;
stdout.write = (text) => ((told.out += text), true);
stderr.write = (text) => ((told.err += text), true);
const answer = (code, then) => {
  if (!answered) process.send({ code, ...told }, then);
  answered = true;
};
process.on('uncaughtException', (error) => {
  told.err += 'UNCAUGHT ' + error.stack;
  answer(null, () => process.exit(1));
});
const { main } = require(argv[2]);
process.on('message', async (args) => {
  Object.assign(told, { out: '', err: '' });
  answered = false;
  process.exitCode = undefined;
  const code = await main([...argv.slice(0, 2), ...args]);
  setImmediate(() => answer(code, () => undefined));
});
`;

let host: ChildProcess | undefined;
let last: Promise<unknown> = Promise.resolve();

/** Runs one command in the standing process. `code` is null when it crashed. */
export function runInHost(args: readonly string[]): Promise<Run> {
  const run = last.then(() => ask(args));
  last = run.catch(() => undefined);
  return run;
}

function ask(args: readonly string[]): Promise<Run> {
  const child = (host ??= start());
  return new Promise((resolve, reject) => {
    const onExit = (): void => {
      host = undefined;
      reject(new Error(`the process ended during: intel ${args.join(' ')}`));
    };
    child.once('exit', onExit);
    child.once('message', (message: unknown) => {
      child.off('exit', onExit);
      const run = runOf(message);
      if (run.code === null) host = undefined;
      resolve(run);
    });
    child.send(args);
  });
}

function start(): ChildProcess {
  const program = join(dirname(builtCli()), 'host.js');
  writeFileSync(program, PROGRAM);
  const child = fork(program, [builtCli()], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  child.unref();
  child.channel?.unref();
  process.once('exit', () => child.kill());
  return child;
}

function runOf(message: unknown): Run {
  if (!isObject(message)) throw new Error('the process gave no answer');
  const { code, out, err } = message;
  return { code: typeof code === 'number' ? code : null, out: String(out), err: String(err) };
}
