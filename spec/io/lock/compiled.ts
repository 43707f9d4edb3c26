import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = resolve(__dirname, '..', '..', '..');
const SHIM = join(ROOT, 'spec', 'live', 'executor', 'fs-shim.cjs');

let place: string | undefined;
const done = new Set<string>();

/** The directory of the compiled sources: children start faster without a loader. Gone when this process ends. */
function compiled(): string {
  if (place !== undefined) return place;
  const dir = mkdtempSync(join(tmpdir(), 'intel-compiled-'));
  process.once('exit', () => {
    rmSync(dir, { recursive: true, force: true });
  });
  symlinkSync(join(ROOT, 'node_modules'), join(dir, 'node_modules'));
  return (place = dir);
}

/** Compiles a source, and all that it needs. */
function compile(file: string): void {
  if (done.has(file)) return;
  done.add(file);
  const { outputText } = ts.transpileModule(readFileSync(join(ROOT, `${file}.ts`), 'utf8'), {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
    },
  });
  const path = join(compiled(), `${file}.js`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, outputText);
  for (const [, needed = ''] of outputText.matchAll(/require\("(\.[^"]*)"\)/g))
    compile(join(dirname(file), needed));
}

/** The arguments of a node that runs the body of an async function, which has `io('module')` and `args`. */
function argv(body: string, args: readonly string[]): string[] {
  for (const [, name = ''] of body.matchAll(/io\('([^']*)'\)/g)) compile(join('src', 'io', name));
  const script = `
    const io = (name) => require(${JSON.stringify(join(compiled(), 'src', 'io'))} + '/' + name);
    const args = process.argv.slice(1);
    (async () => { ${body} })().catch((error) => { console.error(error); process.exitCode = 1; });`;
  return ['--require', SHIM, '-e', script, ...args];
}

/** Starts a body that talks over IPC: `process.send`, `process.on('message')`. */
export function start(body: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, argv(body, args), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}
