import { spawnSync } from 'node:child_process';

let found: { readonly path: string | undefined } | undefined;

/** The Python 3 that `python3` stands for: what looks it up may take ten times as long to start. Undefined without one. */
export function python(): string | undefined {
  found ??= { path: interpreter() };
  return found.path;
}

function interpreter(): string | undefined {
  const script = 'import sys; print(sys.executable)';
  const { status, stdout } = spawnSync('python3', ['-c', script], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}
