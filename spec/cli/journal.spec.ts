import { appendFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { inMemoryDir } from '../live/drive';
import { intel } from './intel';
import { lived, state } from './lived';

/** The commands that take what live left: replay --journal, replay --snapshots, verify. */

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

  it('replay --snapshots takes the snapshots as live had them', () =>
    lived(async (drive) => {
      const again = join(drive.dir, 'again');
      const desk = ['--logs', join(drive.dir, 'logs'), '--config', join(drive.dir, 'config')];
      const asOf = ['--as-of', '2026-01-20T09:00:55Z', '--every', '5s', '--out', again];
      const { code, err } = await intel(['replay', ...desk, ...asOf, '--snapshots', drive.journal]);
      expect(code, err).to.equal(0);
      expect(state(again)).to.deep.equal(state(drive.out));
    }));

  it('verify says that the bytes are the same, and lists the rows that came late', () =>
    lived(async (drive) => {
      const { code, out } = await intel(['verify', '--journal', drive.journal, '--state', drive.out]);
      expect(code, out).to.equal(0);
      expect(out).to.match(
        /^\d+ published files over \d+ ticks: the journal gives the same bytes\n1 rows came late;/,
      );
      expect(out).to.contain('orders_executed.jsonl@');
    }));

  it('verify says that it compared nothing, where nothing was published; exit code 2', () =>
    lived(async (drive) => {
      const { code, out } = await intel(['verify', '--journal', drive.journal, '--state', drive.journal]);
      expect(code, out).to.equal(2);
      expect(out).to.match(/^nothing was compared over \d+ ticks: .*history names no published file/);
    }));

  it('verify says that it compared nothing, where all that was published is older than the journal', () =>
    lived(async (drive) => {
      const published = join(drive.out, 'history', 'published.jsonl');
      writeFileSync(published, readFileSync(published, 'utf8').replaceAll('"2026-', '"2025-'));
      const { code, out } = await intel(['verify', '--journal', drive.journal, '--state', drive.out]);
      expect(code, out).to.equal(2);
      expect(out).to.match(
        /^nothing was compared over \d+ ticks\n\d+ published files are older than the journal/,
      );
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
      expect(out).to.contain('after the last tick of the journal');
    }));

  it('a directory without a journal is wrong usage', () =>
    inMemoryDir(async (dir) => {
      for (const args of [
        ['verify', '--journal', dir, '--state', dir],
        ['replay', '--journal', dir, '--out', join(dir, 'out')],
        [
          'replay',
          '--snapshots',
          dir,
          '--logs',
          'logs/sample',
          '--config',
          'config',
          '--out',
          join(dir, 'out'),
        ],
      ]) {
        const { code, err } = await intel(args);
        expect({ code, named: err.includes('holds no journal segment') }).to.deep.equal({
          code: 1,
          named: true,
        });
      }
    }));
});
