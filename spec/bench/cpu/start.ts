import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../../cli/built';
import { machine, ms, print } from '../figures';

/**
 * `npm run bench:start [-- --rounds 20 --build DIR]`: what a command costs before it does anything, and a replay of the
 * bundled history, whole processes in turn, the least of all rounds; `--build` also measures another build.
 */

function main(): void {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '20' }, build: { type: 'string' } },
  });
  execFileSync('npm', ['run', '-s', 'build'], { cwd: ROOT, stdio: 'inherit' });
  const out = mkdtempSync(join(tmpdir(), 'intel-start-'));
  const places = ['--logs', join(ROOT, 'logs/sample'), '--config', join(ROOT, 'config'), '--out', out];
  const builds = [
    ['this build', ROOT],
    ...(values.build === undefined ? [] : [[values.build, values.build]]),
  ];
  const commands = [
    ['node -e 0', ['-e', '0']],
    ...builds.flatMap(([name = '', root = '']) => {
      const program = join(root, 'bin', 'intel.cjs');
      return [
        [`--help, ${name}`, [program, '--help']],
        [`replay of the sample, ${name}`, [program, 'replay', ...places, '--force']],
      ] as const;
    }),
  ] as const;
  const least = new Map<string, number>();
  for (let round = 0; round < Number(values.rounds); round++)
    for (const [name, args] of commands) least.set(name, Math.min(least.get(name) ?? Infinity, wallMs(args)));
  rmSync(out, { recursive: true });
  const bare = least.get('node -e 0') ?? NaN;
  console.log(machine());
  print('Whole processes, the least of all rounds', [
    ['', 'wall', 'to node -e 0'],
    ...[...least].map(([name, wall]) => [name, ms(wall), (wall / bare).toFixed(2)]),
  ]);
}

function wallMs(args: readonly string[]): number {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${String(status)}`);
  return performance.now() - started;
}

main();
