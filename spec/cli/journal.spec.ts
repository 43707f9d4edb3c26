import { appendFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { Drive, inMemoryDir } from '../live/drive';
import { closeRow, metricRow } from '../live/executor/rows';
import { STATE_NAMES } from './desk';
import { intel } from './intel';

/** The commands that take what live left: replay --journal, replay --snapshots, verify, status. */

const START = Date.UTC(2026, 0, 20, 9);

/** A minute of live: trades, a nav that changes, a late row, a config edit; stopped well. */
async function lived(use: (drive: Drive) => Promise<void>): Promise<void> {
  await inMemoryDir(async (dir) => {
    const drive = new Drive(dir, { tick: '5s', lateness: '2s', history_every: '10s' }, START);
    for (let n = 1; n <= 30; n++) {
      const now = START + n * 2000;
      drive.metrics.append(metricRow(n, now - 500));
      drive.orders.append(closeRow(n, n === 12 ? now - 20_000 : now - 400));
      if (n % 7 === 0) drive.snapshot('nav.json', { equity: 100_000 - n, updated_ts: (now - 3000) / 1000 });
      if (n === 20) drive.config('execution_intel.json', { tick: '5s', lateness: '2s', windows: ['1h'] });
      await drive.lookAt(now);
    }
    await drive.close();
    await use(drive);
  });
}

const state = (dir: string): readonly string[] =>
  STATE_NAMES.map((name) => readFileSync(join(dir, name), 'utf8'));

describe('a journal on the command line', () => {
  it('replay --journal gives the state files and the history as live left them', () =>
    lived(async (drive) => {
      const again = join(drive.dir, 'again');
      const { code, out, err } = await intel(['replay', '--journal', drive.journal, '--out', again]);
      expect(code, err).to.equal(0);
      expect(out).to.contain('SYMBOL');
      expect(err).to.match(/\d+ ticks, 1 late rows/);
      expect(state(again)).to.deep.equal(state(drive.out));
      for (const name of readdirSync(join(drive.out, 'history')))
        expect(readFileSync(join(again, 'history', name), 'utf8'), name).to.equal(
          readFileSync(join(drive.out, 'history', name), 'utf8'),
        );
    }));

  it('replay --journal --as-of stops at the last tick before', () =>
    lived(async (drive) => {
      const again = join(drive.dir, 'again');
      const asOf = '2026-01-20T09:00:31Z';
      expect(await intel(['replay', '--journal', drive.journal, '--out', again, '--as-of', asOf])).to.include(
        {
          code: 0,
        },
      );
      expect(state(again)[0]).to.contain('"as_of":"2026-01-20T09:00:30.000+00:00"');
    }));

  it('replay --journal takes no option that would change what live computed', () =>
    lived(async (drive) => {
      for (const option of [
        ['--every', '1m'],
        ['--window', '1h'],
        ['--snapshots', drive.journal],
      ]) {
        const { code, err } = await intel([
          'replay',
          '--journal',
          drive.journal,
          '--out',
          drive.out,
          ...option,
        ]);
        expect({ code, said: err.includes('--every, --window, --snapshots') }).to.deep.equal({
          code: 1,
          said: true,
        });
      }
    }));

  it('replay --snapshots takes the snapshots as live had them', () =>
    lived(async (drive) => {
      const again = join(drive.dir, 'again');
      const desk = ['--logs', join(drive.dir, 'logs'), '--config', join(drive.dir, 'config')];
      const asOf = ['--as-of', '2026-01-20T09:00:55Z', '--every', '5s', '--out', again];
      const { code, err } = await intel(['replay', ...desk, ...asOf, '--snapshots', drive.journal]);
      expect(code, err).to.equal(0);
      expect(state(again)).to.deep.equal(state(drive.out));
    }));

  it('verify says that every byte is given, and lists the rows that came late', () =>
    lived(async (drive) => {
      const { code, out } = await intel(['verify', '--journal', drive.journal, '--state', drive.out]);
      expect(code, out).to.equal(0);
      expect(out).to.match(
        /^\d+ replacements over \d+ ticks: the journal gives every byte\n1 rows came later/,
      );
      expect(out).to.contain('orders_executed.jsonl@');
    }));

  it('verify names the first difference: file, moment, place and both values; exit code 5', () =>
    lived(async (drive) => {
      const path = join(drive.journal, '2026-01-20.jsonl');
      const published = join(drive.out, 'history', 'published.jsonl');
      const lines = readFileSync(published, 'utf8').split('\n');
      const at = lines.findIndex((line) => line.includes('expectancy_v6') && line.includes('09:00:30'));
      writeFileSync(
        published,
        lines.with(at, (lines[at] ?? '').replace(/"sha256":".{4}/, '"sha256":"0000')).join('\n'),
      );
      const { code, out } = await intel(['verify', '--journal', drive.journal, '--state', drive.out]);
      expect(code, path).to.equal(5);
      expect(out).to.contain(
        'different: expectancy_v6.json of 2026-01-20T09:00:30.000+00:00: sha256 was 0000',
      );
    }));

  it('verify names a damaged part of the journal', () =>
    lived(async (drive) => {
      const path = join(drive.journal, '2026-01-20.jsonl');
      const text = readFileSync(path, 'utf8');
      const flipped = text.indexOf('realizedPnlUsd', text.length / 2) + 3;
      writeFileSync(path, `${text.slice(0, flipped)}X${text.slice(flipped + 1)}`);
      const { code, err } = await intel(['verify', '--journal', drive.journal, '--state', drive.out]);
      expect(code).to.be.oneOf([2, 5]);
      expect(err).to.contain('2026-01-20.jsonl@').and.to.contain('damaged');
    }));

  it('a published tick that the journal does not hold is a difference', () =>
    lived(async (drive) => {
      const line = { file: 'expectancy_v6.json', as_of: '2026-01-20T10:00:00.000+00:00', sha256: '0' };
      appendFileSync(join(drive.out, 'history', 'published.jsonl'), `${JSON.stringify(line)}\n`);
      const { code, out } = await intel(['verify', '--journal', drive.journal, '--state', drive.out]);
      expect(code).to.equal(5);
      expect(out).to.contain('after the last tick that the journal holds');
    }));

  it('a directory without a journal is wrong usage', () =>
    inMemoryDir(async (dir) => {
      for (const args of [
        ['verify', '--journal', dir, '--state', dir],
        ['replay', '--journal', dir, '--out', join(dir, 'out')],
      ]) {
        const { code, err } = await intel(args);
        expect({ code, named: err.includes('holds no journal segment') }).to.deep.equal({
          code: 1,
          named: true,
        });
      }
    }));

  it('status tells of sources, ticks and gates, and by its exit code that nothing runs', () =>
    lived(async (drive) => {
      const { code, out } = await intel(['status', '--state', drive.out]);
      expect(code).to.equal(4);
      for (const part of [
        'stopped; not running',
        'orders_executed',
        'following',
        'nav read',
        'feedbackAllocator on',
      ])
        expect(out).to.contain(part);
      const json = await intel(['status', '--state', drive.out, '--json']);
      expect(JSON.parse(json.out)).to.include({ running: false, state: 'stopped', complete: true });
    }));

  it('status of a directory without one says so', () =>
    inMemoryDir(async (dir) => {
      const { code, err } = await intel(['status', '--state', dir]);
      expect({ code, said: err.includes('has live run here?') }).to.deep.equal({ code: 4, said: true });
    }));

  it('while live owns the directory, replay needs another and probe only prints', () =>
    inMemoryDir(async (dir) => {
      const drive = new Drive(dir, { tick: '5s' }, START);
      await drive.lookAt(START);
      await drive.lookAt(START + 10_000);
      const before = state(drive.out);
      const desk = ['--config', join(dir, 'config')];
      const replayed = await intel([
        'replay',
        '--logs',
        join(dir, 'logs'),
        ...desk,
        '--out',
        drive.out,
        '--force',
      ]);
      expect(replayed.code).to.equal(4);
      expect(replayed.err).to.contain('belongs to the running instance');
      const probed = await intel(['probe', '--state', drive.out, ...desk]);
      expect({ code: probed.code, told: probed.err.includes('nothing was written') }).to.deep.equal({
        code: 0,
        told: true,
      });
      expect(state(drive.out)).to.deep.equal(before);
      await drive.close();
      expect(await intel(['probe', '--state', drive.out, ...desk])).to.include({ code: 0 });
    }));
});
