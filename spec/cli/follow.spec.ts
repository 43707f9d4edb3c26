import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { GATES } from '../bench/hosted';
import { isTicking, withLive } from '../bench/live-child';
import { until } from '../live/chaos/live-process';
import { builtCli } from './built';
import { STATE_NAMES } from './desk';
import { intel } from './intel';
import { expectStatusIn } from './valid-status';

/** Runs `intel follow` on the journal of a directory until `isDone`, and ends it; gives its exit code and what it said. */
async function followed(
  dir: string,
  out: string,
  isDone: () => boolean,
): Promise<{ readonly code: number | null; readonly err: string }> {
  const flags = ['follow', '--journal', join(dir, 'journal'), '--out', out];
  const child = spawn(process.execPath, [builtCli(), ...flags], { env: { ...process.env, ...GATES } });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  await Promise.race([ended, until(isDone)]);
  child.kill('SIGTERM');
  return { code: await ended, err };
}

describe('intel follow', () => {
  it('keeps a directory of its own current, ends well on a signal, and status says what it follows', () =>
    withLive({}, async (_, dir) => {
      expect(await isTicking(dir)).to.equal(true);
      const out = join(dir, 'second');
      const isPublished = (): boolean => STATE_NAMES.every((name) => existsSync(join(out, name)));
      const { code, err } = await followed(dir, out, isPublished);
      expect(code, err).to.equal(0);
      expect(isPublished()).to.equal(true);
      const status = await intel(['status', '--state', out]);
      expect(status.out)
        .to.contain(`follows ${join(dir, 'journal')}: `)
        .and.contain('stopped');
      for (const at of [out, join(dir, 'out')]) expectStatusIn(at);
      const verified = await intel(['verify', '--journal', join(dir, 'journal'), '--state', out]);
      expect(verified.code, verified.out).to.equal(0);
      const own = await followed(dir, join(dir, 'out'), () => false);
      expect(own).to.deep.include({ code: 1 });
      expect(own.err).to.contain('a follower needs an output directory of its own');
    }));

  it('does not start with its gate closed', async () => {
    const { code, err } = await intel(['follow', '--journal', 'none', '--out', 'none']);
    expect(code).to.equal(0);
    expect(err).to.contain('INTEL_V6_ENABLED');
    expect(existsSync('none')).to.equal(false);
  });
});
