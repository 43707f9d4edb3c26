import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { builtModules, ROOT } from '../../cli/built';

const SHIM = join(ROOT, 'spec', 'live', 'executor', 'fs-shim.cjs');

/** The arguments of a node that runs the body of an async function, which has `io('module')` and `args`. */
function argv(body: string, args: readonly string[]): string[] {
  const script = `
    const io = (name) => require(${JSON.stringify(join(builtModules(), 'src', 'io'))} + '/' + name);
    const args = process.argv.slice(1);
    (async () => { ${body} })().catch((error) => { console.error(error); process.exitCode = 1; });`;
  return ['--require', SHIM, '-e', script, ...args];
}

/** Starts a body that talks over IPC: `process.send`, `process.on('message')`. */
export function start(body: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, argv(body, args), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}
