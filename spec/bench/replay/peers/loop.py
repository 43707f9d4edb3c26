"""The question as a plain loop. Args: the logs."""

import json
import os
import resource
import sys
from collections import defaultdict
from datetime import datetime
from statistics import median

logs = os.path.join(sys.argv[1], "execution")
closes, routes = [], []
at = float("-inf")
with open(os.path.join(logs, "orders_executed.jsonl")) as lines:
    for line in lines:
        row = json.loads(line)
        is_close = row["event_type"] == "order_close"
        ts = datetime.fromisoformat(row.get("ts_close") or row["ts"] if is_close else row["ts"]).timestamp()
        at = max(at, ts)
        if is_close:
            closes.append((row["symbol"], ts, row["realizedPnlUsd"]))
with open(os.path.join(logs, "order_metrics.jsonl")) as lines:
    for line in lines:
        row = json.loads(line)
        at = max(at, row["ts"])
        routes.append((row["symbol"], row["ts"], row.get("slippage_bps"), row.get("is_maker_final")))

closed_since, routed_since = at - 30 * 86400, at - 14 * 86400
realized, slips = defaultdict(list), defaultdict(list)
known, maker = defaultdict(int), defaultdict(int)
for symbol, ts, pnl in closes:
    if ts > closed_since:
        realized[symbol].append(pnl)
for symbol, ts, slippage, is_maker in routes:
    if ts > routed_since:
        # An order without a fill has 10,000 or -10,000 in this place.
        if slippage is not None and abs(slippage) <= 2000:
            slips[symbol].append(slippage)
        if is_maker is not None:
            known[symbol] += 1
            maker[symbol] += is_maker
told = {
    symbol: [len(pnls), sum(pnls), known[symbol], median(slips[symbol]), maker[symbol] / known[symbol]]
    for symbol, pnls in realized.items()
}
print(json.dumps(told))
used = resource.getrusage(resource.RUSAGE_SELF)
with open(os.environ["USAGE_FILE"], "w") as file:
    json.dump({"cpuMs": (used.ru_utime + used.ru_stime) * 1000, "peakBytes": used.ru_maxrss * 1024}, file)
