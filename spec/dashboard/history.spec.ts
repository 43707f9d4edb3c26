import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { STATE_FILES } from '../../operators/files/state-files';
import { StateSource } from '../../src/dashboard/state-source';
import { HistoryFile } from '../../src/io/dashboard/history-file';
import { isoUtc, MINUTE } from '../../src/model/values/time';
import { inTempDir } from '../io/temp-dir';
import { SOON, withState } from './states';

const line = (ms: number, more = ''): string => `{"as_of":"${isoUtc(ms)}","n":${ms}${more}}\n`;

describe('the history as it is looked at', () => {
  it('gives the page as it was at a frame, and nothing for another moment', () =>
    withState(async (dir) => {
      const source = new StateSource(dir, 3 * MINUTE);
      const { page } = await source.current(SOON.nowMs);
      expect(page.frames).to.have.length.above(10);
      const frame = page.frames[5] ?? 0;
      const lines = readFileSync(join(dir, 'history', 'symbol_scores_v6.jsonl'), 'utf8').split('\n');
      const then = JSON.parse(lines[5] ?? '') as {
        as_of: string;
        symbols: { symbol: string; score: number }[];
      };
      const past = await source.at(frame, SOON.nowMs);
      expect(past?.page.header).to.include({ as_of: then.as_of, at_ms: frame, as_of_ms: frame });
      expect(
        past?.page.symbols
          .filter(({ score }) => score !== null)
          .map(({ symbol, score }) => [symbol, score?.score]),
      ).to.deep.equal(then.symbols.map(({ symbol, score }) => [symbol, score]));
      expect(past?.page.problems.map(({ code }) => code)).to.not.include('stale');
      expect(await source.at(frame + 1, SOON.nowMs)).to.equal(undefined);
    }));

  it('shows what a frame has where a file lacks it', () =>
    withState(async (dir) => {
      writeFileSync(join(dir, 'history', 'expectancy_v6.jsonl'), '');
      const source = new StateSource(dir, 3 * MINUTE);
      const { page } = await source.current(SOON.nowMs);
      const past = await source.at(page.frames[0] ?? 0, SOON.nowMs);
      // The sample has no equity that early.
      expect(past?.page.problems.map(({ code, file, severity }) => [code, file, severity])).to.deep.equal([
        ['missing', STATE_FILES.expectancy, 'warning'],
        ['risk_unsure', null, 'warning'],
      ]);
    }));

  it('shows a frame anew when a file of it is added or rewritten', () =>
    withState(async (dir) => {
      const path = join(dir, 'history', 'risk_allocation_suggestions_v6.jsonl');
      const text = readFileSync(path, 'utf8');
      const source = new StateSource(dir, 3 * MINUTE);
      const frame = (await source.current(SOON.nowMs)).page.frames.at(-1) ?? 0;
      const weightAt = async (): Promise<number | null | undefined> =>
        (await source.at(frame, SOON.nowMs))?.page.header.total_weight;
      const whole = await weightAt();
      expect(whole).to.be.a('number');
      writeFileSync(path, text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1));
      expect(await weightAt()).to.equal(null);
      appendFileSync(path, text.slice(text.lastIndexOf('\n', text.length - 2) + 1));
      expect(await weightAt()).to.equal(whole);
      writeFileSync(`${path}.new`, text.replaceAll('"total_weight":', '"total_weight":9'));
      renameSync(`${path}.new`, path);
      expect(await weightAt()).to.be.above(1);
    }));

  it('takes up what is added, not what is half-written', () =>
    inTempDir({ 'h.jsonl': line(1000_000) + line(2000_000) }, async (dir) => {
      const path = join(dir, 'h.jsonl');
      const history = new HistoryFile(path);
      expect(await history.moments()).to.deep.equal([1000_000, 2000_000]);
      appendFileSync(path, line(3000_000).slice(0, 30));
      expect(await history.moments()).to.deep.equal([1000_000, 2000_000]);
      appendFileSync(path, line(3000_000).slice(30) + line(4000_000, `,"long":"${'x'.repeat(300_000)}"`));
      expect(await history.moments()).to.deep.equal([1000_000, 2000_000, 3000_000, 4000_000]);
      const read = await history.read(4000_000);
      expect(read).to.have.nested.property('value.n', 4000_000);
      expect(await history.read(5)).to.equal(undefined);
    }));

  it('begins anew with another file, one that lost its beginning, and none', () =>
    inTempDir({ 'h.jsonl': line(1000_000) + line(2000_000) }, async (dir) => {
      const path = join(dir, 'h.jsonl');
      const history = new HistoryFile(path);
      await history.moments();
      writeFileSync(`${path}.new`, line(2000_000) + line(3000_000) + line(4000_000));
      renameSync(`${path}.new`, path);
      expect(await history.moments()).to.deep.equal([2000_000, 3000_000, 4000_000]);
      expect(await history.read(2000_000)).to.have.nested.property('value.n', 2000_000);
      renameSync(path, `${path}.gone`);
      expect(await history.moments()).to.deep.equal([]);
    }));

  it('passes over lines that are none', () =>
    inTempDir({ 'h.jsonl': `garbage\n\n${line(1000_000)}{"as_of":7}\n` }, async (dir) => {
      expect(await new HistoryFile(join(dir, 'h.jsonl')).moments()).to.deep.equal([1000_000]);
    }));
});
