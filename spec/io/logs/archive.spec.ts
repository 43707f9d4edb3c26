import { setTimeout } from 'node:timers/promises';
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { closes, numbersOf, readChain, type How, type Reading } from '../reading';
import { inTempDir, type Tree } from '../temp-dir';

const ARCHIVE = 'archive/orders_executed.5.jsonl.gz';
/** Segments between the archive and the current file; without them there is a hole, which is looked at for a second. */
const BETWEEN = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`orders_executed.${n}.jsonl`, '']));
const COUNT = 6000;
const whole = gzipSync(closes(1, COUNT));

const chain = (files: Tree, how?: How): Promise<Reading> => inTempDir(files, (dir) => readChain(dir, 5, how));

/** How many whole lines can be had from the first bytes of a gzip file. */
function linesIn(gz: Buffer): number {
  if (gz.length < 20) return 0;
  return gunzipSync(gz, { finishFlush: constants.Z_SYNC_FLUSH }).toString().split('\n').length - 1;
}

describe('an archived log', () => {
  it('is read before the chain', async () => {
    const reading = await chain({ ...BETWEEN, [ARCHIVE]: gzipSync(closes(1, 2)), 'orders_executed.jsonl': closes(3, 3) });
    expect(numbersOf(reading)).to.deep.equal([1, 2, 3]);
    expect(reading.damage).to.deep.equal([]);
  });

  it('may be several gzip files in one', async () => {
    const gz = Buffer.concat([gzipSync(closes(1, 1)), gzipSync(closes(2, 2))]);
    expect(numbersOf(await chain({ [ARCHIVE]: gz }))).to.deep.equal([1, 2]);
  });

  for (const [how, pause] of [
    ['at once', undefined],
    ['slowly', () => setTimeout(3)],
  ] as const) {
    it(`half written and read ${how}, gives every line before the break, and is marked`, async () => {
      for (const cut of [
        1,
        12,
        whole.length >> 2,
        whole.length >> 1,
        whole.length - 8,
        whole.length - 1,
      ]) {
        const gz = whole.subarray(0, cut);
        const files = { ...BETWEEN, [ARCHIVE]: gz, 'orders_executed.jsonl': closes(COUNT + 1, COUNT + 1) };
        const reading = await chain(files, pause === undefined ? {} : { pause });
        const expected = linesIn(gz);
        expect(numbersOf(reading).length, `${cut} of ${whole.length} bytes`).to.equal(expected + 1);
        expect(numbersOf(reading).slice(0, expected)).to.deep.equal(
          Array.from({ length: expected }, (_, i) => i + 1),
        );
        expect(reading.damage, `${cut} bytes`).to.deep.equal([ARCHIVE]);
        expect(reading.faults).to.deep.equal([]);
      }
    });
  }

  it('that is no gzip at all is marked, and the rest is read', async () => {
    for (const bytes of ['not a gzip', Buffer.alloc(100), closes(1, 3)]) {
      const reading = await chain({ ...BETWEEN, [ARCHIVE]: bytes, 'orders_executed.jsonl': closes(7, 7) });
      expect(numbersOf(reading)).to.deep.equal([7]);
      expect(reading.damage).to.deep.equal([ARCHIVE]);
    }
  });

  it('with a flipped bit gives no row that was not written', async () => {
    for (const at of [15, 200, whole.length >> 1, whole.length - 3]) {
      const gz = Buffer.from(whole);
      gz[at] = (gz[at] ?? 0) ^ 0x10;
      const reading = await chain({ [ARCHIVE]: gz });
      expect(reading.damage, `byte ${at}`).to.deep.equal([ARCHIVE]);
    }
  });

  it('of a line too long holds the head only', async () => {
    const gz = gzipSync(`${'x'.repeat(3 << 20)}\n${closes(1, 1)}`);
    const reading = await chain({ [ARCHIVE]: gz });
    expect(numbersOf(reading)).to.deep.equal([1]);
    expect(reading.faults[0]).to.include({ reason: 'oversize', length: 3 << 20, raw: 'x'.repeat(4096) });
  });

  const tail = { 'orders_executed.jsonl': closes(7, 7) };

  it('of nothing, or one that nothing was archived in yet, lacks nothing', async () => {
    const last = { 'orders_executed.5.jsonl': closes(6, 6), 'orders_executed.4.jsonl': '' };
    for (const files of [
      { ...tail, [ARCHIVE]: gzipSync('') },
      { ...tail, ...last, [ARCHIVE]: gzipSync('') },
      { ...tail, [ARCHIVE]: '' },
      { ...tail, ...last, [ARCHIVE]: '' },
    ]) {
      const reading = await chain(files);
      expect(numbersOf(reading).at(-1)).to.equal(7);
      expect(reading.damage).to.deep.equal([]);
    }
  });

  it('of no bytes is marked where the segment before it says that one was archived', async () => {
    const reading = await chain({ ...tail, 'orders_executed.4.jsonl': closes(6, 6), [ARCHIVE]: '' });
    expect(numbersOf(reading)).to.deep.equal([6, 7]);
    expect(reading.damage).to.deep.equal([ARCHIVE]);
  });

  it('that is damaged is told with what is wrong and how many rows came: all that can be unzipped', async () => {
    const part = gzipSync(closes(1, 6));
    const spoilt = (at: number): Buffer => {
      const bytes = Buffer.from(part);
      bytes[part.length - at] = (bytes[part.length - at] ?? 0) ^ 1;
      return bytes;
    };
    for (const [gz, words] of [
      [Buffer.concat([part, Buffer.from('bytes')]), 'bytes follow its end'],
      [spoilt(5), 'its checksum is wrong'],
      [spoilt(1), 'the length at its end is wrong'],
      [part.subarray(0, -4), 'it is cut off'],
    ] as const) {
      const reading = await chain({ ...BETWEEN, ...tail, [ARCHIVE]: gz });
      expect(numbersOf(reading)).to.deep.equal([1, 2, 3, 4, 5, 6, 7]);
      expect(reading.damageText).to.deep.equal([`${ARCHIVE}: ${words}: 6`]);
    }
  });
});
