import { gzipSync } from 'node:zlib';
import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { gunzipped } from '../../../src/io/logs/gunzip';

interface Unzipped {
  readonly text: string;
  readonly damage: string | undefined;
}

/** All that comes of a gzip file, read in pieces of this size. */
async function unzip(zipped: Buffer, pieceBytes = 1000): Promise<Unzipped> {
  const chunks: Buffer[] = [];
  const piece = Buffer.alloc(pieceBytes);
  // As from a file: each piece lies where the one before lay.
  async function* pieces(from: number): AsyncGenerator<Buffer> {
    for (let at = from; at < zipped.length; at += pieceBytes) {
      const length = zipped.copy(piece, 0, at, at + pieceBytes);
      yield await Promise.resolve(piece.subarray(0, length));
    }
  }
  try {
    for await (const chunk of gunzipped(pieces)) chunks.push(chunk);
    return { text: Buffer.concat(chunks).toString(), damage: undefined };
  } catch (error) {
    return { text: Buffer.concat(chunks).toString(), damage: (error as Error).message };
  }
}

function spoilt(zipped: Buffer, at: number): Buffer {
  const bytes = Buffer.from(zipped);
  const place = at < 0 ? bytes.length + at : at;
  bytes[place] = (bytes[place] ?? 0) ^ 0x55;
  return bytes;
}

const TEXT = randomBytes(10_000).toString('hex').replace(/.{100}/g, '$&\n');
const MORE = 'more\n'.repeat(1000);
const ZIPPED = gzipSync(TEXT);
const PIECES = [17, 1000, 300_000];

const cases: readonly (readonly [what: string, zipped: Buffer, text: string, damage: string | undefined])[] = [
  ['whole', ZIPPED, TEXT, undefined],
  ['of several members', Buffer.concat([ZIPPED, gzipSync(''), gzipSync(MORE)]), TEXT + MORE, undefined],
  ['of nothing', gzipSync(''), '', undefined],
  ['filled up with zeros', Buffer.concat([ZIPPED, Buffer.alloc(5000)]), TEXT, undefined],
  ['of no bytes', Buffer.alloc(0), '', 'it is empty'],
  ['that is none', Buffer.from(TEXT), '', 'it is not a gzip file'],
  ['of zeros', Buffer.alloc(5000), '', 'it is not a gzip file'],
  ['with bytes behind its end', Buffer.concat([ZIPPED, Buffer.from('xy')]), TEXT, 'bytes follow its end'],
  ['with text behind its end', Buffer.concat([ZIPPED, Buffer.from(TEXT)]), TEXT, 'bytes follow its end'],
  [
    'with a member behind zeros',
    Buffer.concat([ZIPPED, Buffer.alloc(5000), gzipSync(MORE)]),
    TEXT + MORE,
    'bytes follow its end',
  ],
  ['with a wrong checksum', spoilt(ZIPPED, -6), TEXT, 'its checksum is wrong'],
  ['with a wrong length', spoilt(ZIPPED, -1), TEXT, 'the length at its end is wrong'],
  [
    'with a member behind a wrong checksum',
    Buffer.concat([spoilt(ZIPPED, -5), gzipSync(MORE)]),
    TEXT + MORE,
    'its checksum is wrong',
  ],
  [
    'with a member behind a wrong length',
    Buffer.concat([spoilt(ZIPPED, -2), gzipSync(MORE)]),
    TEXT + MORE,
    'the length at its end is wrong',
  ],
  ['that lacks its checksum', ZIPPED.subarray(0, -8), TEXT, 'it is cut off'],
  ['that lacks its last byte', ZIPPED.subarray(0, -1), TEXT, 'it is cut off'],
];

describe('gunzipped', () => {
  for (const [what, zipped, text, damage] of cases)
    it(`of a file ${what} gives all that can be unzipped, and says what is wrong`, async () => {
      for (const pieceBytes of PIECES) {
        const found = await unzip(zipped, pieceBytes);
        expect(found.damage, `${pieceBytes} bytes at a time`).to.equal(damage);
        expect(found.text === text, `${found.text.length} of ${text.length} chars`).to.equal(true);
      }
    });

  it('of a file that is cut in the middle gives the same, however it is read, up to the cut', async () => {
    for (const cut of [1, 9, 10, 11, ZIPPED.length >> 2, ZIPPED.length >> 1]) {
      const zipped = ZIPPED.subarray(0, cut);
      const [byByte = '', ...others] = await Promise.all(
        PIECES.map(async (pieceBytes) => (await unzip(zipped, pieceBytes)).text),
      );
      expect(TEXT.startsWith(byByte)).to.equal(true);
      expect(others.every((text) => text === byByte)).to.equal(true);
      expect(byByte.length).to.be.at.least(Math.floor((cut * 0.8 * TEXT.length) / ZIPPED.length) - 200);
      expect((await unzip(zipped)).damage).to.equal('it is cut off');
    }
  });

  it('of a file that is damaged in the middle gives what comes before, and says that it is damaged', async () => {
    const at = ZIPPED.length >> 1;
    const zipped = Buffer.concat([ZIPPED.subarray(0, at), Buffer.alloc(200, 0xff), ZIPPED.subarray(at)]);
    for (const pieceBytes of PIECES) {
      const { text, damage } = await unzip(zipped, pieceBytes);
      expect(damage).to.match(/^its (content is damaged \(.+\)|checksum is wrong)$/);
      const sound = (await unzip(ZIPPED.subarray(0, at))).text;
      expect(text.startsWith(sound)).to.equal(true);
    }
  });

  it('leaves a failure of the disk as it is', async () => {
    async function* failing(): AsyncGenerator<Buffer> {
      yield await Promise.resolve(ZIPPED.subarray(0, 100));
      throw new Error('EIO');
    }
    const read = async (): Promise<void> => {
      for await (const chunk of gunzipped(failing)) expect(chunk.length).to.be.above(0);
    };
    expect(await read().catch((error: unknown) => String(error))).to.equal('Error: EIO');
  });
});
