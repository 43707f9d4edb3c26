import { codeOf, reasonOf } from '../files/failures';
import { GzipStream } from './gzip-stream';

/** The bytes of a gzip file from an offset to its end. A piece is good until the next one. */
export type ZippedFrom = (offset: number) => AsyncIterable<Buffer>;

/** A gzip file is damaged: what is wrong with it, in words. */
export class GzipDamage extends Error {}

/**
 * The content of a gzip file, of all its members. Of a damaged file everything that can be unzipped, and then a
 * GzipDamage; behind a wrong checksum or length, or a run of zeros, the next member follows.
 */
export async function* gunzipped(zipped: ZippedFrom): AsyncGenerator<Buffer, undefined> {
  let first: GzipDamage | undefined;
  for (let next: number | undefined = 0; next !== undefined;) {
    const stopped: Stop | undefined = yield* unzippedFrom(zipped, next);
    first ??= stopped?.damage;
    next = stopped?.next;
  }
  if (first !== undefined) throw first;
  return undefined;
}

/** Where the unzipping stopped, and where another member may begin. */
interface Stop {
  readonly damage: GzipDamage;
  readonly next: number | undefined;
}

async function* unzippedFrom(zipped: ZippedFrom, start: number): AsyncGenerator<Buffer, Stop | undefined> {
  const stream = new GzipStream();
  let given = 0;
  try {
    for await (const piece of zipped(start)) {
      const isOver = stream.used < stream.fed;
      if (!isOver)
        for await (const chunk of stream.feed(piece)) {
          given += chunk.length;
          yield chunk;
        }
      // zlib stops at a zero behind the end. A run of zeros that fills the last block of a tape is no damage.
      const unused = isOver ? piece : piece.subarray(piece.length - (stream.fed - stream.used));
      const at = unused.findIndex((byte) => byte !== 0);
      if (isOver) stream.fed += piece.length;
      if (at >= 0) return { damage: damageOf('', start, 3), next: start + stream.fed - unused.length + at };
    }
    if (stream.used === stream.fed) for await (const chunk of stream.finish()) yield chunk;
    return undefined;
  } catch (error) {
    if (codeOf(error)?.startsWith('Z_') !== true) throw error;
    if (codeOf(error) !== 'Z_DATA_ERROR')
      return { damage: damageOf(reasonOf(error), start, stream.fed), next: undefined };
  } finally {
    stream.close();
  }
  return yield* unzippedToFailure(zipped, start, stream.used, given);
}

// zlib drops what the failing piece gave before its fault. Once more, with that piece byte by byte: from there on each
// byte gives what it can.
async function* unzippedToFailure(
  zipped: ZippedFrom,
  start: number,
  sound: number,
  known: number,
): AsyncGenerator<Buffer, Stop | undefined> {
  const stream = new GzipStream();
  let given = 0;
  try {
    for await (const piece of split(zipped(start), sound))
      for await (const chunk of stream.feed(piece)) {
        const isNew = given + chunk.length > known;
        if (isNew) yield chunk.subarray(Math.max(0, known - given));
        given += chunk.length;
      }
    return undefined;
  } catch (error) {
    if (codeOf(error) !== 'Z_DATA_ERROR') throw error;
    const next = BEHIND[reasonOf(error)];
    return {
      damage: damageOf(reasonOf(error), start, stream.fed),
      next: next === undefined ? undefined : start + stream.fed + next,
    };
  } finally {
    stream.close();
  }
}

async function* split(pieces: AsyncIterable<Buffer>, sound: number): AsyncGenerator<Buffer> {
  let at = 0;
  for await (const piece of pieces) {
    const whole = Math.min(piece.length, Math.max(0, sound - at));
    if (whole > 0) yield piece.subarray(0, whole);
    for (let n = whole; n < piece.length; n++) yield piece.subarray(n, n + 1);
    at += piece.length;
  }
}

// How many bytes of a member follow the one at which zlib finds its checksum, or its length, wrong.
const BEHIND: Readonly<Record<string, number>> = { 'incorrect data check': 4, 'incorrect length check': 0 };

const WORDS: Readonly<Record<string, string>> = {
  'incorrect data check': 'its checksum is wrong',
  'incorrect length check': 'the length at its end is wrong',
  'unexpected end of file': 'it is cut off',
};

function damageOf(reason: string, start: number, fed: number): GzipDamage {
  if (start + fed === 0) return new GzipDamage('it is empty');
  // A header of two bytes that are no gzip's: the first ones, or those behind the end.
  if (reason === 'incorrect header check' || reason === '')
    return new GzipDamage(start + fed <= 2 ? 'it is not a gzip file' : 'bytes follow its end');
  return new GzipDamage(WORDS[reason] ?? `its content is damaged (${reason})`);
}
