import { own, type JsonObject } from '../../../model/values/json';
import { numeric } from '../../../model/values/numeric';
import { shortJson } from '../../config/text/short-json';

/** What a close may state its P&L under. The router's own position_close carries the last one. */
export const PNL_NAMES = ['realizedPnlUsd', 'pnl_usd', 'pnl_at_close_usd'] as const;

/**
 * The P&L of a close, of the first name that states one; undefined where none does. What stands there and is no number
 * makes the row useless: it is told in words.
 */
export function realizedIn(row: JsonObject): { readonly realizedUsd: number | undefined } | string {
  for (const name of PNL_NAMES) {
    const value = own(row, name);
    if (value === undefined || value === null) continue;
    const realizedUsd = numeric(value);
    if (realizedUsd !== undefined) return { realizedUsd };
    if (typeof value !== 'number') return `${name} was ${shortJson(value)}; it must be a number`;
  }
  return { realizedUsd: undefined };
}
