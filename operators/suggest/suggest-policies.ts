import type { Desk } from '../../src/model/fund/desk';
import { byCodeUnits } from '../../src/model/values/json';
import { rounded } from '../../src/model/math/round';
import { unknownRouter } from '../router/symbol-router';
import type { RouterView } from '../router/measure-router';
import { suggestPolicy } from './suggest-policy';
import type { SuggestionsFile } from './suggestions-file';
import { validUntilTs } from '../core/header';
import type { ScoresFile } from '../score/scores-file';

/** What the suggestions are made of. */
export interface PolicyInputs {
  readonly router: RouterView;
  readonly scores: ScoresFile;
}

/** router_policy_suggestions_v6.json: one row for each scored symbol, in order of symbol. */
export function suggestPolicies({ router, scores }: PolicyInputs, desk: Desk): SuggestionsFile {
  const { generated_ts, updated_ts, as_of, window, lookback_days, metadata, account } = scores;
  const symbols = scores.symbols.map((row) => row.symbol).sort(byCodeUnits);
  return rounded({
    generated_ts,
    updated_ts,
    as_of,
    valid_until_ts: validUntilTs(updated_ts, 'suggestions', desk.settings),
    window,
    lookback_days,
    symbols: symbols.map((symbol) =>
      suggestPolicy(
        symbol,
        router.symbols.get(symbol) ?? unknownRouter(desk.settings),
        router.pooled,
        account.risk_mode,
        desk,
      ),
    ),
    metadata,
  });
}
