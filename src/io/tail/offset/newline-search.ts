import { statInPlace, type OpenFile } from '../../files/in-place';
import { bytesOf } from '../../files/bytes-of';
import { guardAfter, matchesGuard } from './position';

/** No newline lies between the start and the offset, in the file that has the guard there. */
interface Searched {
  readonly start: number;
  readonly offset: number;
  readonly guard: Buffer;
}

const NEWLINE = 0x0a;
const NOT_SEARCHED: Searched = { start: 0, offset: 0, guard: Buffer.alloc(0) };

/** Whether there is a newline in these bytes. */
export async function hasNewline(content: AsyncIterable<Buffer>): Promise<boolean> {
  for await (const chunk of content) if (chunk.includes(NEWLINE)) return true;
  return false;
}

/** Looks for the first newline of a growing file; each search reads only the bytes added since the last one. */
export class NewlineSearch {
  private searched: Searched = NOT_SEARCHED;

  /** Whether a newline lies between `start` and the present end of the file. */
  async findsIn(handle: OpenFile, start: number): Promise<boolean> {
    const { searched } = this;
    const goesOn = searched.start === start && matchesGuard(handle, searched);
    let { offset, guard } = goesOn ? searched : { ...NOT_SEARCHED, offset: start };
    const { size } = statInPlace(handle);
    for await (const chunk of bytesOf(handle, offset, size)) {
      if (chunk.includes(NEWLINE)) return true;
      offset += chunk.length;
      guard = guardAfter(guard, chunk);
    }
    this.searched = { start, offset, guard };
    return false;
  }

  /** Forgets what was searched. */
  forget(): void {
    this.searched = NOT_SEARCHED;
  }
}
