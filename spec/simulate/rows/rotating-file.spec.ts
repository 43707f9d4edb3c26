import { expect } from 'chai';
import { rotatingFile } from '../../../src/simulate/rows/rotating-file';
import { textOf } from '../history';

const written = (lines: number, rotateBytes: number, backups: number) => {
  const file = rotatingFile('foo', rotateBytes, backups);
  for (let line = 1; line <= lines; line += 1) file.append(`line ${line}`);
  return file.files();
};

describe('rotatingFile', () => {
  it('keeps a short history in one file', () => {
    const files = written(2, 100, 5);
    expect(files.map(({ path }) => path)).to.deep.equal(['execution/foo.jsonl']);
    expect(textOf(files, 'execution/foo.jsonl')).to.equal('line 1\nline 2\n');
  });

  it('fills a segment to the last byte, and cuts before the line that would pass it', () => {
    const files = written(3, 14, 5);
    expect(textOf(files, 'execution/foo.1.jsonl')).to.equal('line 1\nline 2\n');
    expect(textOf(files, 'execution/foo.jsonl')).to.equal('line 3\n');
  });

  it('counts the newline', () => {
    expect(written(3, 13, 5).map(({ bytes }) => bytes.length)).to.deep.equal([7, 7, 7]);
  });

  it('numbers segments from the youngest, and archives only the last that fell off', () => {
    const files = written(6, 7, 2);
    expect(files.map(({ path }) => path)).to.deep.equal([
      'execution/archive/foo.2.jsonl.gz',
      'execution/foo.2.jsonl',
      'execution/foo.1.jsonl',
      'execution/foo.jsonl',
    ]);
    expect(files.map(({ path }) => textOf(files, path))).to.deep.equal([
      'line 3\n',
      'line 4\n',
      'line 5\n',
      'line 6\n',
    ]);
  });

  it('gives a line longer than a segment a segment of its own', () => {
    expect(written(2, 3, 5).map(({ bytes }) => bytes.length)).to.deep.equal([7, 7]);
  });

  it('archives with a header that names neither a time nor a system', () => {
    const header = written(6, 7, 2)[0]?.bytes.subarray(0, 10) ?? [];
    expect([...header]).to.deep.equal([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
  });

  it('keeps every line of a segment of many chunks', () => {
    const files = written(10_000, 1e9, 5);
    expect(textOf(files, 'execution/foo.jsonl').split('\n')).to.have.length(10_001);
  });
});
