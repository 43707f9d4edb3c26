import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { digestsOf, onDesk } from './desk';
import { intel } from './intel';

/** What a user gets wrong: `args` may say `DIR`. The message, the exit code, and nothing is written. */
export interface Mistake {
  readonly what: string;
  readonly args: readonly string[];
  readonly code: number;
  readonly told: readonly string[];
}

export const CONFIG = ['--config', 'DIR/config'] as const;
export const LOGS = ['--logs', 'DIR/logs'] as const;

/** A mistake says what is wrong and what to do, and writes nothing. */
export function tellsOf({ what, args, code, told }: Mistake): void {
  it(`${what}: says what is wrong and what to do, and writes nothing`, async () => {
    await onDesk({}, async (dir) => {
      const put = (path: string, text: string): void => {
        mkdirSync(dirname(join(dir, path)), { recursive: true });
        writeFileSync(join(dir, path), text);
      };
      mkdirSync(join(dir, 'empty'));
      put('file', 'a file');
      put('bare/execution/notes.txt', 'notes');
      put('csv/execution/orders_executed.jsonl', 'time,symbol,pnl\n1,BTCUSDT,2\n');
      const placed = (text: string): string => text.replaceAll('DIR', dir);
      const before = digestsOf(dir);
      const run = await intel(args.map(placed));
      expect({ code: run.code, out: run.out }, run.err).to.deep.equal({ code, out: '' });
      for (const words of told) expect(run.err).to.contain(placed(words));
      expect(run.err, 'no code of the system, no temporary file').to.not.match(
        /ENOENT|ENOTDIR|EISDIR|EEXIST|EACCES|EPERM|\.tmp\b/,
      );
      expect(digestsOf(dir)).to.deep.equal(before);
      expect(existsSync(join(dir, 'out'))).to.equal(false);
    });
  });
}
