import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { builtProgram } from '../live/chaos/program';
import { ALLOCATION, at, CLOSES, digestsOf, fileAt, jsonLines, onDesk, replayAt, STATE_NAMES } from './desk';
import { intel, intelProcess } from './intel';

const bad = (count: number): string => '{"torn\n'.repeat(count);

describe('exit code', () => {
  it('of the process is the command’s: 0 done, 1 usage, 4 could not read', async () => {
    await onDesk({}, async (dir) => {
      const runs = await Promise.all([
        intelProcess(['check', ...at(dir, 'logs', 'config')]),
        intelProcess(['nosuch']),
        intelProcess(['check', '--logs', join(dir, 'none'), ...at(dir, 'config')]),
      ]);
      expect(runs.map(({ code }) => code)).to.deep.equal([0, 1, 4]);
    });
  });

  describe('1: wrong usage, and nothing is written', () => {
    const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
      ['a time that is none', ['--as-of', 'yesterday'], ['--as-of', '"yesterday"', 'ISO 8601']],
      ['an empty time', ['--as-of', ''], ['--as-of']],
      ['a duration that is none', ['--every', '1 hour'], ['--every', '"1 hour"', '1h']],
      ['no duration', ['--every', '0s'], ['--every', '"0s"']],
      ['ticks without end', ['--every', '1ms'], ['--every', '1s']],
      ['a window that is none', ['--window', '7 days'], ['--window', '"7 days"', 'last_200']],
    ];
    for (const [what, args, told] of cases) {
      it(what, async () => {
        await onDesk({}, async (dir) => {
          const { code, out, err } = await intel(replayAt(dir, ...args));
          expect({ code, out }, err).to.deep.equal({ code: 1, out: '' });
          for (const words of told) expect(err).to.contain(words);
          expect(existsSync(join(dir, 'out'))).to.equal(false);
        });
      });
    }
  });

  describe('2: too much bad input', () => {
    it('is more than 5 % of the non-blank lines: the files are written, and marked', async () => {
      await onDesk({ 'logs/execution/orders_executed.jsonl': `${CLOSES}\n\n${bad(5)}` }, async (dir) => {
        const { code, err } = await intel(replayAt(dir));
        expect(code, err).to.equal(2);
        expect(err).to.contain('too much bad input');
        for (const name of STATE_NAMES) {
          expect(fileAt(join(dir, 'out', name), 'metadata', 'complete'), name).to.equal(false);
          expect(fileAt(join(dir, 'out', name), 'metadata', 'warnings')).to.include('too_much_bad_input');
        }
        expect(jsonLines(join(dir, 'out', 'quarantine.jsonl'))).to.have.length(5);
        const checked = await intel(['check', ...at(dir, 'logs', 'config')]);
        expect(checked.code).to.equal(2);
        expect(checked.out).to.contain('too much bad input');
      });
    });

    it('is told of by each command that reads the logs', async () => {
      await onDesk({ 'logs/execution/orders_executed.jsonl': `${CLOSES}\n\n${bad(5)}` }, async (dir) => {
        for (const args of [
          ['trades'],
          ['groups', 'side'],
          ['evaluate', '--out', join(dir, 'out')],
          ['export', 'trades', '--out', join(dir, 'trades.csv')],
          ['export', 'daily', '--out', join(dir, 'daily.csv')],
        ]) {
          const { code, err } = await intel([...args, ...at(dir, 'logs', 'config')]);
          expect(code, err).to.equal(2);
          expect(err, args.join(' ')).to.contain('too much bad input');
        }
      });
    });

    it('is not 5 %: 4 of 80 lines', async () => {
      const sound = CLOSES.split('\n').slice(4).join('\n');
      await onDesk({ 'logs/execution/orders_executed.jsonl': sound + bad(4) }, async (dir) => {
        const { code, err } = await intel(replayAt(dir));
        expect(code, err).to.equal(0);
        expect(err).to.contain('4 quarantined');
        expect(fileAt(join(dir, 'out', ALLOCATION), 'metadata', 'complete')).to.equal(true);
      });
    });

    it('is not rows after the moment asked for', async () => {
      await onDesk({}, async (dir) => {
        const { code, err } = await intel(replayAt(dir, '--as-of', '2023-11-14T22:14:00Z'));
        expect(code, err).to.equal(0);
      });
    });

    it('of nothing but bad rows and one that can be used gives valid empty files', async () => {
      const ack = '{"event_type":"order_ack","symbol":"X","ts":1700000000}\n';
      await onDesk(
        {
          'logs/execution/orders_executed.jsonl': `${bad(3)}${ack}`,
          'logs/execution/order_metrics.jsonl': '',
        },
        async (dir) => {
          expect((await intel(replayAt(dir))).code).to.equal(2);
          expect(fileAt(join(dir, 'out', 'expectancy_v6.json'), 'sample_count')).to.equal(0);
        },
      );
    });
  });

  it('3: a stage of ours that throws: its file and those that need it stay, the others are published', async () => {
    await onDesk({}, async (dir) => {
      await intel(replayAt(dir, '--as-of', '2023-11-14T22:30:00Z'));
      const before = digestsOf(join(dir, 'out'));
      const planted = builtProgram({
        file: join('operators', 'score', 'score-symbols.ts'),
        from: '  const { settings } = desk;',
        to: "  const { settings } = desk;\n  if (asOf > 0) throw new Error('planted');",
      });
      const program = join(planted, 'src', 'cli.js');
      const { code, err } = await intelProcess(replayAt(dir), { program });
      expect(code, err).to.equal(3);
      expect(err).to.contain('bug').and.contain('scores').and.contain('planted');
      const after = digestsOf(join(dir, 'out'));
      expect(fileAt(join(dir, 'out', 'expectancy_v6.json'), 'sample_count')).to.equal(40);
      for (const name of STATE_NAMES.filter((other) => other !== 'expectancy_v6.json')) {
        expect(after[name], name).to.equal(before[name]);
      }
    });
  });

  describe('4: could not read or write, naming the file', () => {
    it('an output below a file', async () => {
      await onDesk({ blocker: 'a file' }, async (dir) => {
        for (const args of [
          ['replay', ...at(dir, 'logs', 'config'), '--out', join(dir, 'blocker', 'x')],
          ['probe', ...at(dir, 'config'), '--state', join(dir, 'blocker', 'x')],
          ['simulate', '--days', '1', '--out', join(dir, 'blocker', 'x')],
        ]) {
          const { code, out, err } = await intel(args);
          expect({ code, out }, err).to.deep.equal({ code: 4, out: '' });
          expect(err).to.contain(join(dir, 'blocker', 'x'));
        }
      });
    });

    it('logs that are not there or no directory, and nothing is written', async () => {
      await onDesk({ file: 'x' }, async (dir) => {
        for (const logs of ['none', 'file']) {
          const { code, err } = await intel([
            'replay',
            '--logs',
            join(dir, logs),
            ...at(dir, 'config', 'out'),
          ]);
          expect(code, err).to.equal(4);
          expect(err).to.contain(join(dir, logs));
          expect(digestsOf(join(dir, 'out'))).to.deep.equal({});
        }
      });
    });
  });
});
