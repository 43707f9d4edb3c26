const BASES =
  'BTC ETH SOL BNB XRP DOGE ADA AVAX LINK LTC DOT TRX SUI NEAR APT ARB OP INJ ATOM UNI AAVE FIL ETC BCH XLM ' +
  'HBAR ICP TIA SEI STX RUNE FTM ALGO VET GRT SAND MANA AXS GALA CHZ CRV LDO MKR SNX DYDX ENS WIF PEPE ORDI WLD';

/** Perpetuals by index from 0: fifty real-looking names, then `SYM051USDT` and on. */
export function symbolName(index: number): string {
  const base = BASES.split(' ')[index] ?? `SYM${String(index + 1).padStart(3, '0')}`;
  return `${base}USDT`;
}

/** A price of the right order of magnitude for the symbol at this index. */
export function basePrice(index: number): number {
  return [92_000, 3_200, 138, 870, 2.1][index] ?? 0.4 * 1.35 ** (index % 17);
}
