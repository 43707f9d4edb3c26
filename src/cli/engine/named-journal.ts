import type { JournalReader } from '../../io/journal/journal';
import { journalOfLog } from '../../io/log/log-reader';
import { withEngine } from './with-engine';

const ENGINE = 'engine:';

/** Reads the journal that an option names: a directory, or `engine:` and the engine.json of the fund whose log it is. */
export function withJournal<T>(
  named: string,
  use: (journal: string | JournalReader) => Promise<T>,
): Promise<T> {
  if (!named.startsWith(ENGINE)) return use(named);
  return withEngine({ engine: named.slice(ENGINE.length) }, ({ log }) => use(journalOfLog(log)));
}
