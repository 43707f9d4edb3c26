import { EXIT } from './exit';
import { printNote } from './print';

/** After a result that is not marked itself: says that too many rows could not be read, and sets the exit code. */
export function noteBadInput({ tooMuchBadInput }: { readonly tooMuchBadInput: boolean }): void {
  if (!tooMuchBadInput) return;
  printNote('too much bad input: the result stands on what could be read; see intel check');
  process.exitCode = EXIT.badInput;
}
