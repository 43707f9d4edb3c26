import { expect } from 'chai';
import type { FileHandle } from 'node:fs/promises';
import type { SegmentMatch } from '../../../src/io/tail/match-segment';
import { startOfSegment } from '../../../src/io/tail/offset/position';
import { resumePlanOf } from '../../../src/io/tail/resume-plan';

/** Files by words, oldest first; `+` = a whole line lies beyond, a number = up to where it is known, `.` = no current file. */
function files(words: string): readonly SegmentMatch[] {
  const list = words.split(' ');
  return list.flatMap((word, i) => {
    const [, kind, offset, more] = /^([a-z]*)(\d*)(\+?)$/.exec(word) ?? [];
    if (kind === undefined || kind === '') return [];
    const number = list.length - 1 - i;
    const segment = { file: `${number}`, number, gzip: false, handle: {} as FileHandle };
    const position = { ...startOfSegment(), offset: Number(offset ?? 0) };
    const content = (): AsyncIterable<Buffer> => {
      throw new Error('a route looks into no file');
    };
    return [
      { segment, content, closed: false, kind: kind as SegmentMatch['kind'], position, unread: more === '+' },
    ];
  });
}

const GONE = 'the segment being read is gone';
const NOTHING = 'nothing is known';
const STRANGE = 'an unexpected segment has unread lines';

describe('resumePlanOf', () => {
  for (const [words, found, resumeAt, unconfirmed] of [
    // As the executor leaves them.
    ['exact', 'exact', 0, undefined],
    ['left left exact+', 'exact', 2, undefined],
    ['left exact+ new+', 'exact', 1, undefined],
    ['left exact .', 'exact', 1, undefined],
    ['exact+ new+ new+ new', 'exact', 0, undefined],
    ['left+ exact', 'exact', 1, undefined],
    ['left exact+ exact+', 'exact', 1, undefined],
    ['left common exact+', 'exact', 2, undefined],
    ['new left exact+', 'exact', 2, undefined],
    ['exact left', 'exact', 0, undefined],
    // Lines where none should be.
    ['left exact left+', 'exact', 1, STRANGE],
    ['left exact common+', 'exact', 1, STRANGE],
    ['new+ exact', 'exact', 1, STRANGE],
    ['common+ exact', 'exact', 1, STRANGE],
    // A part of what was read: the longest, and of equal ones the oldest.
    ['left common8', 'common', 1, 'back to 8'],
    ['left common8+ new+', 'common', 1, 'back to 8'],
    ['common4+ common8+ common6', 'common', 1, 'back to 8'],
    ['common8 common8+', 'common', 0, 'back to 8'],
    // Gone, with older segments known.
    ['left left new+', 'left', 2, GONE],
    ['left new', 'left', 1, undefined],
    ['left left+', 'left', 1, GONE],
    ['left+ .', 'left', 1, GONE],
    ['left left', 'left', 1, undefined],
    ['left new+ left', 'left', 2, GONE],
    // Nothing known.
    ['new+ new+', 'nothing', 0, NOTHING],
    ['new new', 'nothing', 0, undefined],
    ['.', 'nothing', 0, undefined],
  ] as const) {
    it(`${words}: ${found}, on from ${resumeAt}${unconfirmed === undefined ? '' : `, not sure: ${unconfirmed}`}`, () => {
      expect(resumePlanOf(files(words))).to.deep.equal({ resumeAt, found, unconfirmed });
    });
  }
});
