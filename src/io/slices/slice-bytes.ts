import { bytesOf } from '../files/bytes-of';
import { UsageError, WorldError } from '../files/failures';
import { statInPlace } from '../files/in-place';
import { closeRead, openRegular } from '../files/open-file';

/** The bytes of a file of a slice. A chunk is good until the next one; refuses a file that is not of this length. */
export async function* sliceBytes(path: string, length: number): AsyncGenerator<Buffer> {
  const handle = await openRegular(path);
  if (handle === undefined)
    throw new WorldError(path, 'read', new Error('the slice is said to hold it, and it is not there'));
  try {
    const { size } = statInPlace(handle);
    if (size !== length)
      throw new UsageError(
        `${path} has ${size} bytes and the slice was written with ${length}; copy or replay it again`,
      );
    yield* bytesOf(handle, 0, size);
  } finally {
    await closeRead(handle);
  }
}

/** The same as lines of text, without their ends. */
export async function* sliceLines(path: string, length: number): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of sliceBytes(path, length)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
