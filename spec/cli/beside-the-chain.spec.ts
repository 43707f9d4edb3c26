import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { driven, expectancy, SECOND, START, trade } from '../pipelines/live/live-made';
import { unwrapped } from './check/reported';
import { at, CLOSES, fileAt, jsonAt, onDesk, replayAt, STATE_NAMES } from './desk';
import { intel } from './intel';

const LOGS = 'logs/execution';
const EXECUTION = 'orders_executed';
const STRAYS = {
  [`${LOGS}/${EXECUTION}.2026-01-05.jsonl`]: CLOSES,
  [`${LOGS}/${EXECUTION}.6.jsonl`]: CLOSES,
  [`${LOGS}/${EXECUTION}.jsonl.1.gz`]: gzipSync(CLOSES),
  [`${LOGS}/${EXECUTION}.jsonl.\n2`]: CLOSES,
};
const TOLD =
  /4 files beside the segments of orders_executed\.jsonl hold rows, or may, and are not read: orders_executed\.2026-01-05\.jsonl, orders_executed\.6\.jsonl, .*orders_executed\.jsonl\.1\.gz/;

/** Of forty trades the window last_200 holds all. */
const shortIn = (name: string): readonly string[] => (name === 'expectancy_v6.json' ? ['last_n_short'] : []);

describe('files beside the chain', () => {
  it('are named by check and by a replay, and marked in the files, which stay complete', async () => {
    await onDesk(STRAYS, async (dir) => {
      const checked = await intel(['check', ...at(dir, 'logs', 'config')]);
      expect(checked.code).to.equal(0);
      expect(unwrapped(checked.out))
        .to.match(TOLD)
        .and.match(/^ {2}warning: orders_executed_unread_files: .*; what to do: /m);
      expect(unwrapped(checked.out)).to.contain(String.raw`"orders_executed.jsonl.\n2"`);
      const json = await intel(['check', ...at(dir, 'logs', 'config'), '--json']);
      expect(jsonAt(json.out, 'warnings', '1', 'code')).to.equal('orders_executed_unread_files');
      const { code, err } = await intel(replayAt(dir));
      expect(code, err).to.equal(0);
      expect(err).to.match(TOLD);
      for (const name of STATE_NAMES) {
        const metadata = fileAt(join(dir, 'out', name), 'metadata');
        expect(metadata).to.deep.include({
          complete: true,
          warnings: [...shortIn(name), 'orders_executed_unread_files'],
        });
      }
    });
  });

  it('that hold nothing of the log are not spoken of', async () => {
    const files = {
      [`${LOGS}/${EXECUTION}.jsonl~`]: CLOSES,
      [`${LOGS}/${EXECUTION}.jsonlab12.tmp`]: CLOSES,
      [`${LOGS}/${EXECUTION}.jsonl.2`]: '',
      [`${LOGS}/.${EXECUTION}.jsonl.swp`]: CLOSES,
      [`${LOGS}/${EXECUTION}.jsonl.1/file`]: CLOSES,
    };
    await onDesk(files, async (dir) => {
      const { out } = await intel(['check', ...at(dir, 'logs', 'config')]);
      expect(out).to.not.contain('beside');
    });
  });

  it('and a hole in the chain is a gap: the files are not complete, and the missing file is named', async () => {
    const lines = CLOSES.trimEnd().split('\n');
    const part = (from: number, to: number): string =>
      lines
        .slice(from, to)
        .map((line) => `${line}\n`)
        .join('');
    const files = {
      [`${LOGS}/${EXECUTION}.3.jsonl`]: part(0, 10),
      [`${LOGS}/${EXECUTION}.1.jsonl`]: part(20, 30),
      [`${LOGS}/${EXECUTION}.jsonl`]: part(30, 40),
    };
    await onDesk(files, async (dir) => {
      const { code, err } = await intel(replayAt(dir));
      expect(code, err).to.equal(0);
      expect(err).to.contain('has a hole: orders_executed.2.jsonl is missing');
      for (const name of STATE_NAMES) {
        const metadata = fileAt(join(dir, 'out', name), 'metadata');
        expect(metadata).to.deep.include({
          complete: false,
          warnings: [...shortIn(name), 'orders_executed_gap'],
        });
      }
      const checked = await intel(['check', ...at(dir, 'logs', 'config')]);
      expect(unwrapped(checked.out))
        .to.match(/^ {2}warning: .*orders_executed\.2\.jsonl is missing/m)
        .and.match(/^ {2}warning: orders_executed_gap: /m);
    });
  });

  it('are named by live and by status while they lie there, and marked in the files', () =>
    driven(async (drive) => {
      const stray = join(drive.dir, LOGS, `${EXECUTION}.jsonl.1`);
      await drive.lookAt(START);
      await trade(drive, 1, START + SECOND);
      await drive.lookAt(START + 10 * SECOND);
      expect(expectancy(drive).metadata.warnings).to.deep.equal(['last_n_short']);
      writeFileSync(stray, CLOSES);
      await drive.lookAt(START + 61 * SECOND);
      for (let s = 70; s < 200; s += 10) await drive.lookAt(START + s * SECOND);
      const told = drive.health().warnings['orders_executed_unread_files'];
      expect(told).to.contain('1 file beside').and.contain(`${EXECUTION}.jsonl.1`);
      expect(expectancy(drive).metadata).to.deep.include({
        complete: true,
        warnings: ['last_n_short', 'orders_executed_unread_files'],
      });
      const { out } = await intel(['status', '--state', drive.out]);
      expect(out).to.contain(`warning: orders_executed_unread_files: ${told ?? ''}`);
      writeFileSync(stray, '');
      await drive.lookAt(START + 300 * SECOND);
      expect(drive.health().warnings).to.deep.equal({});
      expect(drive.incidents.filter(({ code }) => code === 'orders_executed_unread_files')).to.have.length(2);
    }));

  it('a hole that live finds at its start is a gap for the files', () =>
    driven(async (drive) => {
      mkdirSync(join(drive.dir, LOGS), { recursive: true });
      const half = CLOSES.length >> 1;
      writeFileSync(join(drive.dir, LOGS, `${EXECUTION}.3.jsonl`), CLOSES.slice(0, half));
      writeFileSync(join(drive.dir, LOGS, `${EXECUTION}.1.jsonl`), CLOSES.slice(half));
      for (let s = 0; s < 100; s += 5) await drive.lookAt(START + s * SECOND);
      expect(expectancy(drive).metadata).to.deep.include({
        complete: false,
        warnings: ['last_n_short', 'orders_executed_gap'],
      });
    }));
});
