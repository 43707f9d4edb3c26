import { expect } from 'chai';
import { WorldError } from '../../src/io/files/failures';

/** What a call was refused with: an outside failure that names the file. */
export async function refused(file: string, act: () => unknown): Promise<WorldError> {
  let found: unknown;
  try {
    await act();
  } catch (error) {
    found = error;
  }
  if (!(found instanceof WorldError)) throw new Error(`no outside failure but ${String(found)}`);
  expect(found.message).to.contain(file);
  return found;
}
