# Closed freqtrade trades as their two fills and their close, the oldest first: jq -cf rows.jq trades.json
# Takes what `freqtrade show-trades --print-json` prints, what the API gives at /trades, and a backtest result.
def trades:
  if type == "array" then .[]
  elif has("strategy") then
    .strategy | to_entries[] | .key as $strategy | .value.trades[] | {strategy: $strategy} + .
  else .trades[] end;

[
  trades | select(.is_open | not)
  | (.pair | split(":")[0] | gsub("/"; "")) as $symbol
  | {symbol: $symbol, positionSide: (if .is_short then "SHORT" else "LONG" end)} as $of
  | (if .is_short then ["SELL", "BUY", -.amount] else ["BUY", "SELL", .amount] end) as [$in, $out, $size]
  | "\(.pair) \(.open_timestamp)" as $id
  | (.amount * .open_rate * .fee_open) as $open_fee
  | (.amount * .close_rate * .fee_close) as $close_fee
  | (.funding_fees // 0) as $gained
  | $of + {
      event_type: "order_fill", orderId: "\($id) in", side: $in, ts: .open_timestamp,
      executedQty: .amount, avgPrice: .open_rate, fee_total: $open_fee
    },
    $of + {
      event_type: "order_fill", orderId: "\($id) out", side: $out, ts: .close_timestamp, reduceOnly: true,
      executedQty: .amount, avgPrice: .close_rate, fee_total: $close_fee
    },
    $of + {
      event_type: "order_close", orderId: "\($id) out", ts: .close_timestamp,
      position_size_before: $size, position_size_after: 0,
      strategy, exit_reason, venue: .exchange,
      initial_risk_usd: ((.open_rate - .initial_stop_loss_abs | fabs) * .amount),
      realizedPnlUsd: (.profit_abs + $open_fee + $close_fee - $gained),
      fees_total: $close_fee, funding_usd: -$gained
    }
] | sort_by(.ts) | .[]
