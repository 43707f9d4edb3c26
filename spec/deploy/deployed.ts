import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { builtCli, ROOT } from '../cli/built';

export const DEPLOY = join(ROOT, 'deploy');

/** A file of deploy/. */
export function deployed(path: string): string {
  return readFileSync(join(DEPLOY, path), 'utf8');
}

/** The path of a program, as far as this machine has it. */
export function pathOf(program: string): string | undefined {
  const path = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;
  const { status, stdout } = spawnSync('sh', ['-c', `command -v ${program}`], {
    encoding: 'utf8',
    env: { PATH: path },
  });
  return status === 0 ? stdout.trim() : undefined;
}

/** The text with other places; throws where it does not name one of them. */
export function swapped(text: string, places: readonly (readonly [from: string, to: string])[]): string {
  return places.reduce((swappedText, [from, to]) => {
    if (!swappedText.includes(from)) throw new Error(`the file does not name ${from}`);
    return swappedText.replaceAll(from, to);
  }, text);
}

/** The places of this machine for those that deploy/README.md assumes: the fund's below `dir`, the program as built. */
export function placesIn(dir: string): readonly (readonly [from: string, to: string])[] {
  return [
    ['/usr/bin/node bin/intel.cjs', `${process.execPath} ${builtCli()}`],
    ['/opt/execution-intel', ROOT],
    ['/srv/intel', join(dir, 'intel')],
  ];
}

/** A port of the loopback that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });
}
