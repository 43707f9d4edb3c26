-- The figures of one replay in SQL, for DuckDB: every position once for each window and grouping that it is in.

CREATE TEMP TABLE seen AS
WITH windowed AS (
  SELECT trades.*, unnest(list_filter([
    CASE WHEN ts > as_of - 86400000 THEN '24h' END, CASE WHEN ts > as_of - 7 * 86400000::BIGINT THEN '7d' END,
    CASE WHEN ts > as_of - 14 * 86400000::BIGINT THEN '14d' END, '30d', CASE WHEN n > total - 200 THEN 'last_200' END], lambda w: w IS NOT NULL)) AS win
  FROM trades, moment, (SELECT count(*) AS total FROM trades)
), grouped AS (
  SELECT *, unnest([{'grouping': 'symbols', 'key': symbol}, {'grouping': 'strategies', 'key': strategy}, {'grouping': 'symbol_strategies', 'key': symbol || '|' || strategy},
    {'grouping': 'regimes', 'key': regime}, {'grouping': 'hours', 'key': hour}, {'grouping': 'policy_qualities', 'key': quality}, {'grouping': 'taker_biases', 'key': bias}]) AS g
  FROM windowed
), named AS (
  SELECT row_number() OVER ()::INT AS id, * FROM (SELECT DISTINCT win, g.grouping AS grouping, g.key AS key FROM grouped)
)
SELECT i.id, i.win, i.grouping, i.key, n, ts, net, gross, fees, funding, bps, r, at_risk, clipped, fee_flip, legs, guessed_fees, unknown_qty, qty, hold_s
FROM grouped JOIN named i ON i.win = grouped.win AND i.grouping = g.grouping AND i.key = g.key;
;;
CREATE TEMP TABLE sums AS
SELECT id, win, grouping, key, count(*) AS count, count(*) FILTER (net > 0) AS wins, count(*) FILTER (net < 0) AS losses, count(*) FILTER (net = 0) AS flats,
       avg(net) AS avg_return, avg(net) FILTER (net > 0) AS avg_win, avg(net) FILTER (net < 0) AS avg_loss, sum(net) FILTER (net > 0) AS won, -sum(net) FILTER (net < 0) AS lost,
       sum(net) AS net_pnl_usd, sum(gross) AS gross_pnl_usd, sum(fees) AS fees_usd, sum(funding) AS funding_usd, count(*) FILTER (fee_flip) AS fee_flips, avg(bps) AS avg_return_bps,
       count(r) AS known_r, avg(r) AS avg_r, stddev_samp(r) AS std_r, coalesce(sum(r) FILTER (r > 0), 0) AS gain_r, -coalesce(sum(r) FILTER (r < 0), 0) AS loss_r,
       count(*) FILTER (clipped) AS clipped, sum(net) FILTER (at_risk IS NOT NULL) / sum(at_risk) AS r_usd, sum(at_risk) ^ 2 / sum(at_risk ^ 2) AS n_w,
       quantile_cont(hold_s, [0.5, 0.95]) AS holds, sum(legs)::INT AS legs, sum(guessed_fees) AS estimated_fees, least(1, sum(unknown_qty) / sum(qty)) AS entry_unknown
FROM seen GROUP BY ALL;
;;
-- In order, the positions of one moment netted: the falls of the running sums, and how deep losses lie in clusters.
CREATE TEMP TABLE moments AS
SELECT id, ts, sum(net) AS net, coalesce(sum(r), 0) AS r, row_number() OVER (PARTITION BY id ORDER BY ts) AS k FROM seen GROUP BY id, ts;
;;
CREATE TEMP TABLE falls AS
SELECT id, max(greatest(0, top) - reached) AS max_drawdown, max(greatest(0, top_r) - reached_r) AS max_drawdown_r FROM (
  SELECT id, reached, reached_r, max(reached) OVER along AS top, max(reached_r) OVER along AS top_r
  FROM (SELECT id, k, sum(net) OVER along AS reached, sum(r) OVER along AS reached_r FROM moments WINDOW along AS (PARTITION BY id ORDER BY k))
  WINDOW along AS (PARTITION BY id ORDER BY k))
GROUP BY id;
;;
{{pains}}
;;
CREATE TEMP TABLE streaks AS
SELECT id, max(length) AS longest_losing_streak FROM (
  SELECT id, count(*) FILTER (lost) AS length FROM (SELECT id, net < 0 AS lost, count(*) FILTER (net >= 0) OVER (PARTITION BY id ORDER BY n) AS spell FROM seen) GROUP BY id, spell)
GROUP BY id;
;;
CREATE TEMP TABLE bonds AS
SELECT id, sum((r - avg_r) * (next - avg_r)) / sum((r - avg_r) ^ 2) AS correlation
FROM (SELECT id, r, lead(r) OVER (PARTITION BY id ORDER BY n) AS next FROM seen WHERE r IS NOT NULL) JOIN (SELECT id, avg_r FROM sums) USING (id) GROUP BY id;
;;
CREATE MACRO student2(t) AS (1 + sign(t) / sqrt(1 + 2 / (t * t))) / 2;
;;
COPY (
  WITH shrunk AS (
    SELECT *, known_r * avg_r / (known_r + 20) AS shrunk_r, known_r / (known_r + 20) * 0.5 * pain_r AS charge, greatest(0, least(0.9, CASE WHEN known_r < 10 THEN 0 ELSE coalesce(correlation, 0) END)) AS phi,
           1.959963985 * sqrt(wins * (count - wins) / count + 1.959963985 ^ 2 / 4) / (count + 1.959963985 ^ 2) AS half, (wins + 1.959963985 ^ 2 / 2) / (count + 1.959963985 ^ 2) AS middle
    FROM sums JOIN falls USING (id) JOIN pains USING (id) JOIN streaks USING (id) LEFT JOIN bonds USING (id)
  )
  SELECT win, grouping, key, count, wins, losses, flats, wins / count AS hit_rate, [middle - half, middle + half] AS hit_rate_interval, avg_return, avg_win, avg_loss, avg_win / -avg_loss AS payoff,
         coalesce(won, 0) / lost AS profit_factor, net_pnl_usd, gross_pnl_usd, fees_usd, funding_usd, fee_flips, avg_return_bps, known_r, avg_r, std_r, avg_r * sqrt(known_r) / std_r AS t_stat,
         gain_r, loss_r, clipped, CASE WHEN known_r >= 2 THEN known_r * (1 - phi) / (1 + phi) END AS n_eff, max_drawdown, max_drawdown_r, avg_return - max_drawdown / count AS drawdown_adjusted, longest_losing_streak, shrunk_r,
         pain_r, shrunk_r - charge AS drawdown_aware_r, student2((shrunk_r - charge - 0.05) * sqrt(known_r + 20)) AS edge, r_usd, n_w,
         student2((n_w * r_usd / (n_w + 20) - charge - 0.05) * sqrt(n_w + 20)) AS edge_usd, holds[1] AS hold_s_p50, holds[2] AS hold_s_p95, legs, estimated_fees, entry_unknown
  FROM shrunk ORDER BY win, grouping, key
) TO '{{out}}/groups.json' (FORMAT json, ARRAY true);
;;
COPY (
  SELECT symbol, count(*) AS sample_count, avg(maker_final::INT) AS maker_fill_rate, avg(used_fallback::INT) FILTER (maker_start AND NOT twap) AS fallback_rate,
         quantile_cont(slip, 0.5) FILTER (sound) AS slippage_p50, quantile_cont(slip, 0.95) FILTER (sound) AS slippage_p95, quantile_cont(ack, 0.5) FILTER (NOT twap) AS ack_latency_p50_ms,
         quantile_cont(ack, 0.95) FILTER (NOT twap) AS ack_latency_p95_ms, avg(fees / notional * 1e4) FILTER (filled) AS mean_fee_bps, avg(slip) FILTER (sound) AS mean_slippage_bps
  FROM (SELECT *, filled AND abs(slip) <= 2000 AS sound FROM routes WHERE ts > as_of - 14 * 86400000::BIGINT) GROUP BY symbol ORDER BY symbol
) TO '{{out}}/routers.json' (FORMAT json, ARRAY true);
