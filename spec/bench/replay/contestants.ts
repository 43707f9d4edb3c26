import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROGRAM } from '../place';

const PEERS = join(__dirname, 'peers');
const USAGE = join(__dirname, 'usage.cjs');
// Its platform's package is not among its dependencies.
const POLARS = ['nodejs-polars@0.26.0', 'nodejs-polars-linux-x64-gnu@0.26.0'];

/** A program that is measured as a whole process. */
export interface Contestant {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** It answers the question; others do a part of the work only, or more of it elsewhere. */
  readonly answers: 'stdout' | 'state files' | 'groups' | 'nothing';
}

export interface Place {
  readonly logs: string;
  readonly config: string;
  readonly out: string;
  /** Where the peers' packages are installed. */
  readonly peers: string;
}

/** Who there is to be measured; those that cannot be had here are told. */
export function contestants(place: Place, tell: (line: string) => void): readonly Contestant[] {
  const { logs } = place;
  const all = ['1', '2'].map((threads) =>
    ours(`intel replay, ${threads} thread${threads === '1' ? '' : 's'}`, place, ['--threads', threads]),
  );
  const node = (name: string, script: string, answers: Contestant['answers'], ...more: string[]): void => {
    const args = ['--require', USAGE, join(PEERS, script), logs, ...more];
    all.push({ name, command: process.execPath, args, answers });
  };
  for (const threads of ['1', '2'])
    node(
      `DuckDB 1.5.6, the same work, ${threads} thread${threads === '1' ? '' : 's'}`,
      'same-work.cjs',
      'groups',
      threads,
      groupsOf(place),
    );
  node('DuckDB 1.5.6, the one question, 2 threads', 'duckdb.cjs', 'stdout', '2');
  if (isInstalled('Polars', 'nodejs-polars-linux-x64-gnu', POLARS, place, tell))
    node('Polars 0.26, lazy scans, all threads', 'polars.cjs', 'stdout');
  node('Node: JSON.parse of every line, nothing else', 'parse.cjs', 'nothing');
  node('Node: a loop over JSON.parse', 'loop.cjs', 'stdout');
  if (isThere('python3')) {
    const args = [join(PEERS, 'loop.py'), logs];
    all.push({ name: 'Python: a loop over json.loads', command: 'python3', args, answers: 'stdout' });
  } else tell('no python3: left out');
  return all;
}

/** Where DuckDB leaves what it made of the same work. */
export function groupsOf({ out }: Place): string {
  return `${out}-duckdb`;
}

/** Our program over the same logs, with more flags. */
export function ours(name: string, { logs, config, out }: Place, flags: readonly string[]): Contestant {
  const args = ['replay', '--logs', logs, '--config', config, '--out', out, '--force', ...flags];
  return {
    name,
    command: process.execPath,
    args: ['--require', USAGE, PROGRAM, ...args],
    answers: 'state files',
  };
}

// Peers are installed by the bench, apart from the project's own packages.
function isInstalled(
  name: string,
  folder: string,
  packages: readonly string[],
  { peers }: Place,
  tell: (line: string) => void,
): boolean {
  if (existsSync(join(peers, 'node_modules', folder))) return true;
  mkdirSync(peers, { recursive: true });
  if (!existsSync(join(peers, 'package.json')))
    writeFileSync(join(peers, 'package.json'), '{"private": true}\n');
  try {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--save-exact', ...packages], { cwd: peers });
    return true;
  } catch (error) {
    tell(`${name} cannot be installed: left out (${error instanceof Error ? error.message : String(error)})`);
    return false;
  }
}

function isThere(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
