import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { History, type HistoryEntry } from '../../../src/io/publish/history';
import { inTempDir, type Tree } from '../temp-dir';

const HOUR = 3_600_000;

function replaced(asOf: number, name = 'a_v6.json'): HistoryEntry {
  return { name, asOf, asOfText: String(asOf), pieces: [`{"as_of":${asOf},`, '"é":1}', '\n'] };
}

const lines = (dir: string, name: string): readonly string[] =>
  readFileSync(join(dir, 'history', name), 'utf8')
    .split('\n')
    .slice(0, -1);

const OLD: Tree = { 'history/published.jsonl': 'old\n', 'history/a_v6.jsonl': 'old\n' };

describe('History', () => {
  it('has a line for each replacement: the file, its moment, and the sha256 of its bytes', async () => {
    await inTempDir(OLD, (dir) => {
      const history = new History(dir);
      history.add(replaced(1));
      history.add(replaced(2, 'b_v6.json'));
      history.commit();
      const sha256 = createHash('sha256').update(replaced(1).pieces.join('')).digest('hex');
      expect(lines(dir, 'published.jsonl').map((line): unknown => JSON.parse(line))[0]).to.deep.equal({
        file: 'a_v6.json',
        as_of: '1',
        sha256,
      });
      expect(lines(dir, 'published.jsonl')).to.have.length(2);
    });
  });

  it('holds a file’s whole content, one line for each moment it is kept for', async () => {
    await inTempDir({}, (dir) => {
      const history = new History(dir);
      for (const asOf of [HOUR, 2 * HOUR]) history.keepContent(replaced(asOf));
      history.commit();
      expect(lines(dir, 'a_v6.jsonl')).to.deep.equal(
        [HOUR, 2 * HOUR].map((asOf) => replaced(asOf).pieces.join('').trimEnd()),
      );
    });
  });

  it('dropped leaves the old one', async () => {
    await inTempDir(OLD, (dir) => {
      const history = new History(dir);
      history.add(replaced(HOUR));
      history.keepContent(replaced(HOUR));
      history.abort();
      expect(lines(dir, 'published.jsonl')).to.deep.equal(['old']);
      expect(lines(dir, 'a_v6.jsonl')).to.deep.equal(['old']);
      expect(readdirSync(join(dir, 'history')).sort()).to.deep.equal(['a_v6.jsonl', 'published.jsonl']);
    });
  });
});
