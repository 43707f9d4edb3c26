import { join } from 'node:path';
import { expect } from 'chai';
import { contentsOf, onDesk, replayAt, STATE_NAMES } from './desk';
import { intel, shell } from './intel';

const quoted = (args: readonly string[]): string => args.map((arg) => `'${arg}'`).join(' ');

describe('a reader that goes away', () => {
  it('ends the output and not the program, on stdout and on stderr', async () => {
    await onDesk({}, async (dir) => {
      const replay = `$INTEL ${quoted(replayAt(dir, '--json'))}`;
      const [first, gone, both] = [
        await shell(`${replay} | head -c 1; exit \${PIPESTATUS[0]}`),
        await shell(`${replay} > >(exec true)`),
        await shell(`${replay} 2>&1 | true; exit \${PIPESTATUS[0]}`),
      ];
      for (const run of [first, gone, both]) {
        expect(run.code, run.err).to.equal(0);
        expect(run.err).to.not.contain('EPIPE');
      }
      expect(first.out).to.equal('{');
      expect(Object.keys(contentsOf(join(dir, 'out')))).to.include.members([...STATE_NAMES]);
    });
  });
});

describe('an output that is full', () => {
  it('is an outside failure: exit code 4 and one line', async function () {
    const full = await shell('test -c /dev/full && echo yes');
    if (full.out.trim() !== 'yes') this.skip();
    await onDesk({}, async (dir) => {
      const { code, err } = await shell(`$INTEL ${quoted(replayAt(dir))} > /dev/full`);
      expect(code, err).to.equal(4);
      expect(err).to.contain('no space is left on the disk').and.not.contain('at ');
    });
  });
});

describe('stdout', () => {
  it('is the result alone: JSON of every command is one document, also with warnings', async () => {
    await onDesk({ 'logs/state/nav.json': '{', 'config/strategy_config.json': '{' }, async (dir) => {
      const [logs, config, out] = ['logs', 'config', 'out'].map((name) => join(dir, name));
      const read = ['--logs', logs ?? '', '--config', config ?? ''];
      const commands = [
        replayAt(dir, '--json'),
        ['probe', '--state', out ?? '', '--config', config ?? '', '--json'],
        ['trades', ...read, '--json'],
        ['explain', 'BTCUSDT', '--state', out ?? '', '--json'],
        ['check', ...read, '--json'],
      ];
      for (const command of commands) {
        const { out: text } = await intel(command);
        expect(() => JSON.parse(text) as unknown, command[0]).to.not.throw();
        expect(text.endsWith('\n'), command[0]).to.equal(true);
      }
    });
  });
});
