import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { builtCli, ROOT } from './built';
import { runInHost, type Run } from './host';

export type { Run } from './host';

/** Runs `intel` with these arguments in the package's directory. */
export function intel(args: readonly string[]): Promise<Run> {
  return runInHost(args);
}

export interface ChildOptions {
  readonly stdin?: string | Buffer;
  readonly env?: NodeJS.ProcessEnv;
  readonly program?: string;
}

/** The same in a process of its own. */
export function intelProcess(args: readonly string[], options: ChildOptions = {}): Promise<Run> {
  const env = { ...plainEnv(), ...options.env };
  const child = spawn(process.execPath, [options.program ?? builtCli(), ...args], { cwd: ROOT, env });
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.stdin ?? '');
  return ended(child);
}

/** Runs a line of bash in which `$INTEL` is the program. */
export function shell(line: string): Promise<Run> {
  const env = { ...plainEnv(), NODE: process.execPath, CLI: builtCli() };
  return ended(spawn('bash', ['-c', line.replaceAll('$INTEL', '"$NODE" "$CLI"')], { cwd: ROOT, env }));
}

function plainEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(NO|FORCE)_COLOR$/.test(name)));
}

function ended(child: ChildProcessWithoutNullStreams): Promise<Run> {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() });
    });
  });
}
