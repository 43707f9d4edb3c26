// Pages of Bybit's closed P&L as closes, the oldest first: node rows.mjs page-1.json page-2.json
import { readFileSync } from 'node:fs';

const pages = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, 'utf8')));
const rows = pages.flatMap((page) => page.result.list).sort((a, b) => a.updatedTime - b.updatedTime);
const usd = (amount) => Number(amount.toFixed(8));

for (const row of rows) {
  const isLong = row.side === 'Sell'; // the side of the order that closed it
  const gross = (isLong ? 1 : -1) * (row.cumExitValue - row.cumEntryValue);
  const fees = Number(row.openFee) + Number(row.closeFee);
  const close = {
    event_type: 'trade_close',
    symbol: row.symbol,
    positionSide: isLong ? 'LONG' : 'SHORT',
    ts: Number(row.updatedTime),
    orderId: row.orderId,
    exit_reason: row.execType,
    entry_notional_usd: Number(row.cumEntryValue),
    realizedPnlUsd: usd(gross),
    fees_total: usd(fees),
    funding_usd: usd(gross - fees - row.closedPnl), // what closedPnl holds beside the fees
  };
  console.log(JSON.stringify(close));
}
