-- The ledger of one replay in SQL, for DuckDB: rows become positions with both fees, risk, R and their router row.
-- {{…}} are filled in by same-work.cjs. Statements end with a line of two semicolons.

CREATE MACRO ms(written) AS epoch_ms(written::TIMESTAMPTZ);
;;
CREATE MACRO near(size) AS greatest(1e-8, 1e-6 * abs(size));
;;
CREATE TEMP TABLE stops AS SELECT * FROM (VALUES {{stops}}) AS t(strategy, pct);
;;
CREATE TEMP TABLE told AS
SELECT event_type AS kind, symbol, coalesce(positionSide, 'BOTH') AS side, orderId::BIGINT AS order_id, attempt_id AS attempt,
       intent_id AS intent, ms(CASE event_type WHEN 'order_close' THEN ts_close WHEN 'order_fill' THEN ts_fill_last ELSE ts END) AS ts,
       ms(ts_fill_first) AS first_ts, "side" AS way, executedQty AS qty, avgPrice AS price, fee_total AS fee, coalesce(reduceOnly, false) AS reduces,
       position_size_before AS size_before, position_size_after AS size_after, closed_qty AS closed, realizedPnlUsd AS pnl, fees_total AS fees,
       funding_usd AS funding, coalesce(initial_risk_usd, risk_usd) AS risk, coalesce(entry_notional_usd, notional_usd) AS notional, strategy
FROM read_json('{{logs}}/execution/orders_executed.jsonl', format = 'newline_delimited', columns = {
  event_type: 'VARCHAR', symbol: 'VARCHAR', positionSide: 'VARCHAR', orderId: 'VARCHAR', attempt_id: 'VARCHAR', intent_id: 'VARCHAR', ts: 'VARCHAR',
  ts_close: 'VARCHAR', ts_fill_first: 'VARCHAR', ts_fill_last: 'VARCHAR', side: 'VARCHAR', executedQty: 'DOUBLE', avgPrice: 'DOUBLE', fee_total: 'DOUBLE',
  reduceOnly: 'BOOLEAN', position_size_before: 'DOUBLE', position_size_after: 'DOUBLE', closed_qty: 'DOUBLE', realizedPnlUsd: 'DOUBLE',
  fees_total: 'DOUBLE', funding_usd: 'DOUBLE', initial_risk_usd: 'DOUBLE', risk_usd: 'DOUBLE', entry_notional_usd: 'DOUBLE', notional_usd: 'DOUBLE', strategy: 'VARCHAR'});
;;
CREATE TEMP TABLE reports AS
SELECT row_number() OVER () AS n, upper(trim(symbol)) AS symbol, floor(ts * 1000)::BIGINT AS ts, event, pnl_at_close_usd AS pnl, coalesce(initial_risk_usd, risk_usd) AS risk, attempt_id AS attempt,
       intent_id AS intent, slippage_bps AS slip, coalesce(ack_latency_ms, timing_ms.ack) AS ack, fees_usd AS fees, abs(qty.notional_usd) AS notional,
       upper(result.status) AS status, qty.contracts > 0 OR prices.avg_fill > 0 OR upper(result.status) IN ('FILLED', 'PARTIALLY_FILLED') AS filled,
       maker_start, is_maker_final AS maker_final, used_fallback, route = 'twap' AS twap,
       lower(trim(policy.quality)) AS quality, lower(trim(policy.taker_bias)) AS bias
FROM read_json('{{logs}}/execution/order_metrics.jsonl', format = 'newline_delimited', columns = {
  symbol: 'VARCHAR', ts: 'DOUBLE', event: 'VARCHAR', pnl_at_close_usd: 'DOUBLE', initial_risk_usd: 'DOUBLE', risk_usd: 'DOUBLE', attempt_id: 'VARCHAR', intent_id: 'VARCHAR', slippage_bps: 'DOUBLE',
  ack_latency_ms: 'DOUBLE', timing_ms: 'STRUCT(ack DOUBLE)', fees_usd: 'DOUBLE', qty: 'STRUCT(contracts DOUBLE, notional_usd DOUBLE)',
  prices: 'STRUCT(avg_fill DOUBLE)', result: 'STRUCT(status VARCHAR)', maker_start: 'BOOLEAN', is_maker_final: 'BOOLEAN', used_fallback: 'BOOLEAN',
  route: 'VARCHAR', policy: 'STRUCT(quality VARCHAR, taker_bias VARCHAR)'});
;;
CREATE TEMP TABLE moment AS SELECT greatest((SELECT max(ts) FROM told), (SELECT max(ts) FROM reports)) AS as_of;
;;
-- Of one order the row with the largest quantity counts; its first time is the earliest told.
CREATE TEMP TABLE fills AS
SELECT symbol, side, order_id, arg_max(f, (f.qty, f.ts)) AS f, min(first_ts) AS first_ts
FROM (SELECT symbol, side, order_id, first_ts, told AS f FROM told, moment WHERE kind = 'order_fill' AND ts > as_of - 30 * 86400000::BIGINT)
GROUP BY ALL;
;;
-- What the router's log tells of the same close fills what its own row leaves out.
CREATE TEMP TABLE closes AS
WITH twice AS (SELECT symbol, attempt, pnl, any_value(risk) AS risk FROM reports WHERE event = 'position_close' AND pnl IS NOT NULL GROUP BY ALL)
SELECT c.* REPLACE (coalesce(c.risk, t.risk) AS risk) FROM (
  SELECT * FROM told, moment WHERE kind = 'order_close' AND pnl IS NOT NULL AND ts > as_of - 30 * 86400000::BIGINT
  QUALIFY row_number() OVER (PARTITION BY symbol, side, order_id, ts, size_before, size_after ORDER BY pnl DESC) = 1
) c LEFT JOIN twice t ON t.symbol = c.symbol AND t.attempt = c.attempt AND abs(t.pnl - c.pnl) < 1e-6;
;;
-- Closing orders, held against their own fill: what was paid for them tells whether a close states its own fee alone.
CREATE TEMP TABLE closing AS
SELECT c.*, f.price AS exit_price, f.qty - c.closed AS rest, f.way AS way, f.fee / f.qty AS unit_fee, f.attempt, f.first_ts AS first_ts,
       f IS NOT NULL AND abs(f.fee * c.closed / f.qty - c.fees) <= 0.02 * abs(c.fees) AS own_fee
FROM (SELECT symbol, side, order_id, min(ts) AS ts, sum(closed) AS closed, sum(fees) AS fees, arg_max(size_after, (ts, -abs(size_before))) AS size_after,
             bool_or(sign(size_before) * sign(size_after) < 0) AS flips, bool_or(reduces) AS reduces FROM closes GROUP BY ALL) c
LEFT JOIN (SELECT symbol, side, order_id, f.*, fills.first_ts AS since FROM fills) f USING (symbol, side, order_id);
;;
-- All that moves a position, in order: closes, and lots, which are fills of orders without a close, and what a flip opens.
CREATE TEMP TABLE moves AS
WITH listed AS (
  SELECT c.symbol, c.side, o.ts AS order_ts, c.order_id, 0 AS late, c.ts, true AS is_close, c.size_before, c.size_after, 0.0 AS lot, NULL::DOUBLE AS price,
         NULL::DOUBLE AS unit_fee, NULL::VARCHAR AS attempt, NULL::BIGINT AS first_ts, c.closed, c.pnl, c.fees, c.funding, c.risk, c.notional, c.strategy,
         c.attempt AS exit_attempt, c.intent AS exit_intent, o.own_fee, o.exit_price
  FROM closes c JOIN closing o USING (symbol, side, order_id)
  UNION ALL BY NAME
  SELECT symbol, side, f.ts AS order_ts, order_id, 0 AS late, f.ts AS ts, false AS is_close, CASE f.way WHEN 'BUY' THEN f.qty ELSE -f.qty END AS lot,
         f.price AS price, f.fee / f.qty AS unit_fee, f.attempt AS attempt, first_ts
  FROM fills ANTI JOIN closing USING (symbol, side, order_id)
  UNION ALL BY NAME
  SELECT symbol, side, ts AS order_ts, order_id, 1 AS late, ts, false AS is_close, CASE way WHEN 'BUY' THEN rest ELSE -rest END AS lot,
         exit_price AS price, unit_fee, attempt, first_ts
  FROM closing WHERE side = 'BOTH' AND rest > near(rest) AND (flips OR abs(size_after) <= near(size_after))
)
SELECT *, row_number() OVER (PARTITION BY symbol, side ORDER BY order_ts, order_id, late, ts, abs(size_before) DESC) AS k, row_number() OVER () AS id FROM listed;
;;
CREATE TEMP TABLE steps AS
WITH summed AS (
  SELECT *, sum(lot) OVER keyed AS lots, count(*) FILTER (NOT is_close) OVER keyed AS entered FROM moves WINDOW keyed AS (PARTITION BY symbol, side ORDER BY k)
), before AS (
  SELECT *, last_value(CASE WHEN is_close THEN size_after END IGNORE NULLS) OVER earlier AS was, last_value(CASE WHEN is_close THEN lots END IGNORE NULLS) OVER earlier AS had,
         last_value(CASE WHEN is_close THEN entered END IGNORE NULLS) OVER earlier AS had_entered,
         last_value(CASE WHEN is_close THEN size_before END IGNORE NULLS) OVER earlier AS was_before, last_value(CASE WHEN is_close THEN k END IGNORE NULLS) OVER earlier AS k_before
  FROM summed WINDOW earlier AS (PARTITION BY symbol, side ORDER BY k ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
), held AS (
  SELECT *, abs(size_before - (coalesce(was, 0) + lots - coalesce(had, 0))) > near(size_before) AS breaks,
         was IS NULL OR abs(was) <= near(was) OR sign(was) * sign(was_before) < 0 AS fresh FROM before WHERE is_close
), runs AS (
  SELECT *, count(*) FILTER (breaks OR fresh) OVER (PARTITION BY symbol, side ORDER BY k) AS run FROM held
), dusty AS (
  SELECT *, lag(abs(size_after) <= 0.01 * largest) OVER (PARTITION BY symbol, side, run ORDER BY k) AS after_dust
  FROM (SELECT *, max(abs(size_before)) OVER (PARTITION BY symbol, side, run ORDER BY k) AS largest FROM runs)
)
SELECT *, breaks OR fresh OR (coalesce(after_dust, false) AND entered <> had_entered) AS starts,
       coalesce(after_dust, false) AND entered = had_entered AND NOT breaks AS tidies,
       count(*) FILTER (breaks OR fresh OR (coalesce(after_dust, false) AND entered <> had_entered)) OVER (PARTITION BY symbol, side ORDER BY k) AS e
FROM dusty;
;;
CREATE TEMP TABLE episodes AS
SELECT row_number() OVER () AS id, *, had_lots + lots_within AS held FROM (
  SELECT symbol, side, e, min(k) AS k1, max(k) AS k2, arg_min(coalesce(k_before, 0), k) AS k0, arg_min(size_before, k) AS size,
         abs(arg_min(size_before, k)) AS had_lots, 0.0 AS lots_within, max(ts) FILTER (NOT tidies) AS ts, max(abs(size_before)) AS largest,
         arg_max(size_after, k) AS size_after, sum(closed) AS closed, sum(pnl) AS pnl, coalesce(sum(fees), 0) AS fees, coalesce(sum(funding), 0) AS funding,
         count(*) AS legs, min(risk) AS low_risk, max(risk) AS high_risk, sum(risk) AS all_risk, count(risk) AS risks, min(notional) AS low, max(notional) AS high,
         sum(notional) AS all_notional, count(notional) AS notionals, any_value(strategy) AS strategy, bool_and(own_fee) AS own_fee, arg_min(order_id, k) AS order_id, bool_and(exit_price > 0) AS priced
  FROM steps GROUP BY symbol, side, e);
;;
-- The entry: the most recent lots that add up to the size, the oldest trimmed; of them what was closed, the oldest first.
CREATE TEMP TABLE fresh_lots AS
SELECT e.id, m.k, abs(m.lot) AS qty, m.price, m.unit_fee, m.attempt, m.first_ts, e.had_lots AS size, e.closed, m.k > e.k1 AS added
FROM episodes e JOIN moves m ON m.symbol = e.symbol AND m.side = e.side AND m.k > e.k0 AND m.k < e.k2 AND NOT m.is_close AND sign(m.lot) = sign(e.size);
;;
CREATE MACRO used_of(lots) AS TABLE
WITH back AS (
  SELECT *, CASE WHEN added THEN qty ELSE greatest(0, least(qty, size - coalesce(sum(qty) FILTER (NOT added) OVER (PARTITION BY id ORDER BY k DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0))) END AS matched
  FROM query_table(lots)
), forth AS (
  SELECT *, greatest(0, size - sum(CASE WHEN added THEN 0 ELSE matched END) OVER (PARTITION BY id)) AS unknown,
         coalesce(sum(matched) OVER (PARTITION BY id ORDER BY k ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS older FROM back
)
SELECT *, greatest(0, least(matched, closed - unknown - older)) AS used FROM forth WHERE matched > 0;
;;
-- What an episode left of its lots comes before those of the next one: dust, and what a restart did not see closed.
CREATE TEMP TABLE all_lots AS
SELECT * FROM fresh_lots
UNION ALL BY NAME
SELECT n.id, u.k, u.matched - u.used AS qty, u.price, u.unit_fee, u.attempt, u.first_ts, n.had_lots AS size, n.closed, false AS added
FROM used_of('fresh_lots') u JOIN episodes e ON e.id = u.id JOIN episodes n ON n.symbol = e.symbol AND n.side = e.side AND n.e = e.e + 1
WHERE sign(n.size) = sign(e.size) AND u.matched - u.used > near(u.qty);
;;
CREATE TEMP TABLE entries AS SELECT * FROM used_of('all_lots');
;;
CREATE TEMP TABLE entered AS
SELECT id, sum(used) AS known, sum(matched) FILTER (NOT added) AS covered, sum(used * price) AS notional, sum(used * unit_fee) AS fees, arg_max(attempt, (matched, -k)) AS attempt,
       arg_min(first_ts, k) FILTER (matched > 0.01 * size) AS first_ts
FROM entries GROUP BY id;
;;
-- What no lot explains is the oldest: its entry is worked out of each close's own P&L and exit price.
CREATE TEMP TABLE guessed AS
SELECT e.id, sum(u * s.exit_price - sign(e.size) * s.pnl * u / s.closed) AS notional,
       sum(CASE WHEN s.own_fee THEN s.fees / (s.closed * s.exit_price) * (u * s.exit_price - sign(e.size) * s.pnl * u / s.closed) END) AS fees, sum(u) AS qty
FROM (
  SELECT e.id, s.*, greatest(0, least(s.closed, greatest(0, e.had_lots - coalesce(n.covered, 0)) - coalesce(sum(s.closed) OVER (PARTITION BY e.id ORDER BY s.k ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0))) AS u
  FROM episodes e JOIN steps s ON s.symbol = e.symbol AND s.side = e.side AND s.e = e.e LEFT JOIN entered n ON n.id = e.id
) s JOIN episodes e ON e.id = s.id WHERE u > near(e.size) GROUP BY e.id;
;;
-- A router row judges a position by its entry attempt, else by its exit attempt, else by that one's intent.
CREATE TEMP TABLE routes AS
SELECT * FROM reports, moment WHERE event IS DISTINCT FROM 'position_close' AND ts > as_of - 30 * 86400000::BIGINT
QUALIFY row_number() OVER (PARTITION BY symbol, attempt, ts ORDER BY n DESC) = 1;
;;
CREATE TEMP TABLE trades AS
WITH asked AS (
  SELECT e.id, e.symbol, e.ts, n.attempt AS link, 0 AS rank, 'entry' AS origin FROM episodes e JOIN entered n USING (id)
  UNION ALL SELECT e.id, e.symbol, e.ts, arg_max(x.attempt, (x.qty, -x.k)), 1, 'exit'
  FROM (SELECT symbol, side, e, exit_attempt AS attempt, sum(closed) AS qty, min(k) AS k FROM steps GROUP BY ALL) x JOIN episodes e USING (symbol, side, e) GROUP BY ALL
), judged AS (
  SELECT a.id, arg_min((r.n, a.origin), (a.rank, -r.ts)) AS best FROM asked a JOIN routes r ON r.symbol = a.symbol AND r.attempt = a.link AND r.ts <= a.ts + 2000 GROUP BY a.id
), paid AS (
  SELECT e.*, n.first_ts, coalesce(n.known, 0) AS known, g.qty AS unknown, CASE WHEN own_fee THEN coalesce(n.fees, 0) ELSE 0 END AS open_fees, coalesce(g.fees, 0) AS guessed_fees,
         CASE WHEN g.id IS NULL OR g.notional IS NOT NULL THEN coalesce(n.notional, 0) + coalesce(g.notional, 0) ELSE CASE WHEN low = high AND notionals = legs THEN low WHEN notionals = legs THEN all_notional END END AS at_entry,
         CASE WHEN risks = legs THEN CASE WHEN low_risk = high_risk THEN low_risk ELSE all_risk END END AS stated,
         abs(size_after) > greatest(near(size_after), 0.01 * largest) AND sign(size_after) = sign(size) AS partly, r.*, coalesce(best[2], 'none') AS regime_of
  FROM episodes e LEFT JOIN entered n USING (id) LEFT JOIN guessed g USING (id) LEFT JOIN judged j USING (id)
  LEFT JOIN (SELECT n AS route, maker_start, maker_final, slip, filled AS was_filled, quality, bias FROM routes) r ON r.route = best[1]
), risked AS (
  SELECT *, pnl - fees - open_fees - guessed_fees - funding AS net,
         CASE WHEN stated > 0 AND stated >= at_entry * 1e-4 THEN stated * CASE WHEN partly THEN least(1, closed / largest) ELSE 1 END WHEN at_entry * pct > 0 THEN at_entry * pct / 100 WHEN at_entry > 0 THEN at_entry * 0.01 END AS at_risk,
         CASE WHEN stated > 0 AND stated >= at_entry * 1e-4 THEN 'recorded' WHEN at_entry * pct > 0 THEN 'stop' WHEN at_entry > 0 THEN 'fallback' ELSE 'none' END AS risk_source
  FROM paid LEFT JOIN stops USING (strategy)
)
SELECT row_number() OVER (ORDER BY ts, symbol, order_id::VARCHAR) AS n, ts, symbol, side, order_id, coalesce(strategy, 'unattributed') AS strategy, net, pnl AS gross, fees + open_fees + guessed_fees AS fees,
       guessed_fees, funding, legs, net / at_entry * 1e4 AS bps, at_risk, least(5, net / at_risk) AS r, net / at_risk > 5 AS clipped, risk_source, pnl > 0 AND net < 0 AS fee_flip,
       (ts // 3600000 % 24)::VARCHAR AS hour, regime_of, (ts - first_ts) / 1000 AS hold_s, coalesce(unknown, 0) AS unknown_qty, closed AS qty, at_entry, open_fees,
       (CASE WHEN maker_start IS NULL THEN 'unknown' WHEN NOT maker_start THEN 'taker' WHEN maker_final IS NULL THEN 'unknown' WHEN maker_final THEN 'maker' ELSE 'maker_to_taker' END)
       || '|' || (CASE WHEN slip IS NULL OR NOT was_filled OR abs(slip) > 2000 THEN 'none' WHEN slip < 0 THEN 'improved' WHEN slip <= 1 THEN 'low' WHEN slip <= 5 THEN 'mid' ELSE 'high' END) AS regime,
       coalesce(quality, 'unknown') AS quality, coalesce(bias, 'unknown') AS bias
FROM risked;
