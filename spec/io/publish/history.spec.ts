import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { contentFile, publishedLines } from '../../../src/io/publish/history';

describe('the history', () => {
  it('has a line for each replacement: the file, its moment, and the sha256 of its bytes', () => {
    const pieces = ['{"as_of":1,', '"é":1}', '\n'];
    const files = ['a_v6.json', 'b_v6.json'].map((name, n) => ({
      ...{ name, asOfText: `${n}`, file: {}, schema: {}, pieces },
    }));
    const sha256 = createHash('sha256').update(pieces.join('')).digest('hex');
    expect(publishedLines(files)).to.equal(
      `{"file":"a_v6.json","as_of":"0","sha256":"${sha256}"}\n` +
        `{"file":"b_v6.json","as_of":"1","sha256":"${sha256}"}\n`,
    );
    expect(publishedLines([])).to.equal('');
  });

  it('keeps contents in a file of lines for each state file', () => {
    expect(contentFile('expectancy_v6.json')).to.equal('history/expectancy_v6.jsonl');
  });
});
