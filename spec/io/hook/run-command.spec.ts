import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { runCommand } from '../../../src/io/hook/run-command';
import { isRunning } from '../../../src/io/files/is-running';
import { until } from '../../dashboard/asking';
import { inTempDir } from '../temp-dir';

const run = (command: string, more: { limitMs?: number; signal?: AbortSignal; input?: string } = {}) =>
  runCommand(command, { input: '{"a":1}\n', limitMs: 60_000, signal: new AbortController().signal, ...more });

describe('runCommand', () => {
  it('gives the input on standard input, and nothing of it to the shell', () =>
    inTempDir({}, async (dir) => {
      const input = '{"symbol":"$(touch pwned) `touch pwned` \'; touch pwned #"}\n';
      expect(await run(`cd '${dir}' && cat > got`, { input })).to.equal(undefined);
      expect(readFileSync(join(dir, 'got'), 'utf8')).to.equal(input);
      expect(existsSync(join(dir, 'pwned'))).to.equal(false);
    }));

  it('says how it failed, with the end of what it said', async () => {
    expect(await run('echo one >&2; printf "two\\033[2J" >&2; exit 3')).to.equal(
      'it ended with 3: two\\u{1b}[2J',
    );
    expect(await run('no-such-command-xyz')).to.match(/^it ended with 127: .*no-such-command-xyz.*not found/);
    expect(await run('kill -TERM $$')).to.equal('it was ended by SIGTERM');
    expect(await run('yes abc | head -c 3000000 >&2; exit 1')).to.have.length.below(230);
  });

  it('does not mind one that does not read, however much there is to read', async () => {
    expect(await run('exit 0', { input: 'x'.repeat(3_000_000) })).to.equal(undefined);
  });

  it('kills one that hangs with all that it has started, and what one that ended leaves behind', () =>
    inTempDir({}, async (dir) => {
      const began = performance.now();
      const hanging = `cd '${dir}'; sleep 1000 & echo $! > b; wait`;
      expect(await run(hanging, { limitMs: 300 })).to.equal('it took longer than 0.3 s and was killed');
      expect(performance.now() - began).to.be.within(300, 30_000);
      expect(await run(`cd '${dir}'; sleep 1000 & echo $! > c`)).to.equal(undefined);
      for (const name of ['b', 'c']) {
        const pid = Number(readFileSync(join(dir, name), 'utf8'));
        expect(pid).to.be.above(1);
        await until(async () => !(await isRunning(pid)));
      }
    }));

  it('is killed when told to stop', async () => {
    expect(await run('sleep 1000', { signal: AbortSignal.timeout(100) })).to.equal(
      'it was killed as intel ended',
    );
    expect(await run('sleep 1000', { signal: AbortSignal.abort() })).to.equal('it was killed as intel ended');
  });
});
