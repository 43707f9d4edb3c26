import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { ExecutorLog } from '../../live/executor/executor-log';
import { numbered, tailed, type Tailing } from './tailing';

const DRAINED = { kind: 'drained', missing: false };
const UNSURE = { kind: 'unsure' };
const ARCHIVE = 'archive/foo.3.jsonl.gz';

const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
/** Segments of nothing between the archive and the current file. */
const EMPTY = { 'foo.2.jsonl': '', 'foo.1.jsonl': '' };
const ARCHIVED = numbered(1, 40);
const ZIPPED = gzipSync(text(ARCHIVED));

function spoilt(at: number): Buffer {
  const bytes = Buffer.from(ZIPPED);
  bytes[bytes.length - at] = (bytes[bytes.length - at] ?? 0) ^ 1;
  return bytes;
}

/** Runs `use` on a log with this archive and these files, of which nothing was read. */
async function archived(
  archive: Uint8Array,
  files: Readonly<Record<string, string>>,
  use: (tailing: Tailing, log: ExecutorLog) => Promise<void>,
): Promise<void> {
  await tailed({}, async (log, tailing, dir) => {
    mkdirSync(join(dir, 'archive'));
    writeFileSync(join(dir, ARCHIVE), archive);
    for (const [name, content] of Object.entries(files)) writeFileSync(join(dir, name), content);
    await use(tailing, log);
  });
}

describe('a tail and an archive that is damaged', () => {
  const whole: readonly (readonly [what: string, archive: Buffer, told: string])[] = [
    ['bytes behind its end', Buffer.concat([ZIPPED, Buffer.from('bytes')]), 'bytes follow its end'],
    ['a wrong checksum', spoilt(5), 'its checksum is wrong'],
    ['a wrong length', spoilt(1), 'the length at its end is wrong'],
    ['no checksum', ZIPPED.subarray(0, -8), 'it is cut off'],
  ];
  for (const [what, archive, told] of whole)
    it(`at its end, with ${what}, gives all its rows, once, and is told`, async () => {
      await archived(
        archive,
        { 'foo.2.jsonl': 'c\n', 'foo.1.jsonl': 'd\n', 'foo.jsonl': 'e\n' },
        async (tailing) => {
          expect(await tailing.drain()).to.deep.equal(UNSURE);
          await tailing.poll({ afterMs: 10_000 });
          await tailing.settle();
          expect(tailing.lines).to.deep.equal([...ARCHIVED, 'c', 'd', 'e']);
          expect(tailing.news.filter(({ incomplete }) => incomplete)).to.deep.equal([
            {
              event: 'archive_damaged',
              detail: `${ARCHIVE}: ${told}; the 40 rows that can be read count`,
              incomplete: true,
            },
          ]);
          await tailing.restart();
          await tailing.settle();
          expect(tailing.lines).to.have.length(43);
        },
      );
    });

  it('that is no gzip is told, with no row, and the rest is read', async () => {
    await archived(Buffer.from('not a gzip'), { ...EMPTY, 'foo.jsonl': 'e\n' }, async (tailing) => {
      await tailing.drain();
      await tailing.poll({ afterMs: 10_000 });
      expect(tailing.lines).to.deep.equal(['e']);
      expect(tailing.news[0]?.detail).to.equal(
        `${ARCHIVE}: it is not a gzip file; the 0 rows that can be read count`,
      );
    });
  });

  it('of several members gives them all', async () => {
    const members = Buffer.concat([ZIPPED, gzipSync(text(numbered(41, 50)))]);
    await archived(members, { ...EMPTY, 'foo.jsonl': 'e\n' }, async (tailing) => {
      expect(await tailing.drain()).to.deep.equal(DRAINED);
      expect(tailing.lines).to.deep.equal([...numbered(1, 50), 'e']);
    });
  });

  it('of nothing is read past at once, and is no gap, also when the log was put in the place of another', async () => {
    for (const archive of [gzipSync(''), Buffer.alloc(0)])
      await archived(archive, { 'foo.jsonl': 'a\n' }, async (tailing, log) => {
        expect(await tailing.poll()).to.deep.equal(DRAINED);
        log.rewrite(() => 'other\n');
        await tailing.settle();
        expect(tailing.lines).to.deep.equal(['a', 'other']);
        expect(tailing.events).to.deep.equal(['recreate']);
        expect(tailing.news.filter(({ incomplete }) => incomplete)).to.deep.equal([]);
      });
  });

  it('of no bytes is told where the segment before it says that one was archived', async () => {
    await archived(Buffer.alloc(0), { 'foo.2.jsonl': 'c\n', 'foo.1.jsonl': 'd\n' }, async (tailing) => {
      expect(await tailing.drain()).to.deep.equal(UNSURE);
      await tailing.poll({ afterMs: 10_000 });
      expect(tailing.lines).to.deep.equal(['c', 'd']);
      expect(tailing.news[0]?.detail).to.contain('it is empty');
    });
  });
});
