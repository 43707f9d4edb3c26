import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { AppendFile } from '../../../src/io/files/append-file';
import { refused } from '../refused';
import { inTempDir } from '../temp-dir';

const places: readonly (readonly [what: string, put: (path: string) => void])[] = [
  ['a pipe, without waiting for its reader', (path) => void execFileSync('mkfifo', [path])],
  [
    'a link to a device',
    (path) => {
      symlinkSync('/dev/null', path);
    },
  ],
];

describe('AppendFile refuses to write into', () => {
  for (const [what, put] of places)
    it(what, () =>
      inTempDir({}, async (dir) => {
        const path = join(dir, 'f');
        put(path);
        const file = await AppendFile.open(path, undefined);
        await refused(path, () => file.append('one\n'));
      }),
    );
});
