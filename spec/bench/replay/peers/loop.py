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
            net = row["realizedPnlUsd"] - (row.get("fees_total") or 0) - (row.get("funding_usd") or 0)
            closes.append((row["symbol"], ts, net))
with open(os.path.join(logs, "order_metrics.jsonl")) as lines:
    for line in lines:
        row = json.loads(line)
        at = max(at, row["ts"])
        routes.append((row["symbol"], row["ts"], row.get("slippage_bps"), row.get("is_maker_final")))

since = at - 7 * 86400
trades, slips = defaultdict(list), defaultdict(list)
known, maker = defaultdict(int), defaultdict(int)
for symbol, ts, net in closes:
    if ts > since:
        trades[symbol].append(net)
for symbol, ts, slippage, is_maker in routes:
    if ts > since:
        if slippage is not None:
            slips[symbol].append(slippage)
        if is_maker is not None:
            known[symbol] += 1
            maker[symbol] += is_maker
told = {
    symbol: [len(nets), sum(net > 1e-9 for net in nets), sum(nets), known[symbol], median(slips[symbol]),
             maker[symbol] / known[symbol]]
    for symbol, nets in trades.items()
}
print(json.dumps(told))
used = resource.getrusage(resource.RUSAGE_SELF)
with open(os.environ["USAGE_FILE"], "w") as file:
    json.dump({"cpuMs": (used.ru_utime + used.ru_stime) * 1000, "peakBytes": used.ru_maxrss * 1024}, file)
