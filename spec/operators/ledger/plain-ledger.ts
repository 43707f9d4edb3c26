import { plainEpisode } from '../../../operators/ledger/plain-episode';
import type { SymbolLedger } from '../../../operators/ledger/symbol-ledger';

/** The ledger with its episodes as plain objects, to be compared field by field. */
export function plainLedger(ledger: SymbolLedger): SymbolLedger {
  return { ...ledger, episodes: ledger.episodes.map(plainEpisode) };
}
