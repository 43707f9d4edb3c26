import { expect } from 'chai';
import { setImmediate } from 'node:timers/promises';
import type { OpenFile } from '../../../src/io/files/in-place';
import { readAhead } from '../../../src/io/files/read-ahead';

const MEGABYTE = 1024 * 1024;
const BYTES = Buffer.from(Uint32Array.from({ length: (9 * MEGABYTE) / 4 }, (_, n) => n).buffer);

/** A file that gives at most `most` bytes a read, and fails from byte `failsAt` on. */
function fileOf(bytes: Buffer, most = Infinity, failsAt = Infinity): OpenFile {
  return {
    fd: -1,
    read: async (buffer, offset, length, position) => {
      await setImmediate();
      if (position >= failsAt) throw new Error(`byte ${position} cannot be read`);
      const end = Math.min(bytes.length, position + Math.min(length, most));
      return { bytesRead: bytes.copy(buffer, offset, position, end) };
    },
    close: () => Promise.resolve(),
  };
}

async function whole(file: OpenFile, end: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of readAhead(file, 0, end)) {
    // By then the next one has been read.
    await setImmediate();
    await setImmediate();
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

describe('readAhead', () => {
  it('gives a file chunk by chunk, each of them as it is until the next one', async () => {
    expect((await whole(fileOf(BYTES), BYTES.length)).equals(BYTES)).to.equal(true);
    expect((await whole(fileOf(BYTES, MEGABYTE - 1), BYTES.length)).equals(BYTES)).to.equal(true);
  });

  it('gives no more than was asked for, nor than there is', async () => {
    const few = BYTES.subarray(0, 5 * MEGABYTE);
    expect((await whole(fileOf(BYTES), few.length)).equals(few)).to.equal(true);
    expect((await whole(fileOf(few), BYTES.length)).equals(few)).to.equal(true);
    expect(await whole(fileOf(BYTES), 0)).to.have.lengthOf(0);
    expect(await whole(fileOf(Buffer.of()), 1)).to.have.lengthOf(0);
  });

  it('fails where the file does; whoever stops before that does not notice', async () => {
    const given: number[] = [];
    const read = async (): Promise<void> => {
      for await (const chunk of readAhead(fileOf(BYTES, Infinity, MEGABYTE), 0, BYTES.length))
        given.push(chunk.length);
    };
    const failure = await read().catch((error: unknown) => error);
    expect(String(failure)).to.contain('cannot be read');
    expect(given).to.have.lengthOf(1);
    const unhandled: unknown[] = [];
    const note = (reason: unknown): unknown => unhandled.push(reason);
    process.prependListener('unhandledRejection', note);
    for await (const chunk of readAhead(fileOf(BYTES, Infinity, MEGABYTE), 0, BYTES.length)) {
      expect(chunk.length).to.be.greaterThan(0);
      break;
    }
    for (let turns = 0; turns < 5; turns++) await setImmediate();
    process.off('unhandledRejection', note);
    expect(unhandled).to.deep.equal([]);
  });
});
