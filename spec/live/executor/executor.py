"""Writes order_metrics.jsonl and orders_executed.jsonl as the executor's logger does, and tells what it wrote.

N attempts make N metric rows and N acks, fills and closes. Each line is told to DIR/../truth.jsonl before it is
logged, so whatever a reader ever finds in a log is already there. The same seed and --start-ts give the same
lines; with several writers only their order differs, and their races lose lines from the logs.
"""

import argparse
import contextlib
import gzip
import json
import os
import random
import shutil
import tempfile
import threading
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from pathlib import Path

SYMBOLS = ["BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT", "BNBUSDT", "DOGEUSDT", "ADAUSDT", "LINKUSDT"]
STRATEGIES = ["trend", "mean_reversion", "carry"]
ATTEMPT_SECONDS = 30
ROW_SECONDS = 0.713001


class Log:
    """One instance of the logger. Its lock is its own: two instances on one file race."""

    def __init__(self, folder, stem, max_bytes, backups):
        self.folder, self.stem, self.max_bytes, self.backups = folder, stem, max_bytes, backups
        self.path = folder / f"{stem}.jsonl"
        self.lock = threading.Lock()

    def append(self, line, plain):
        added = (line + "\n").encode()
        with self.lock:
            if plain:
                with open(self.path, "ab") as log:
                    log.write(added)
                return
            old = self.content()
            if old and len(old) + len(added) > self.max_bytes:
                self.rotate()
                old = self.content()
            fd, draft = tempfile.mkstemp(dir=self.folder, prefix=self.path.name, suffix=".tmp")
            with os.fdopen(fd, "wb") as file:
                file.write(old + added)
            os.replace(draft, self.path)

    def content(self):
        with contextlib.suppress(FileNotFoundError):
            return self.path.read_bytes()
        return b""

    def member(self, number):
        return self.folder / f"{self.stem}.{number}.jsonl" if number else self.path

    def rotate(self):
        # Another instance may be rotating too: what it has moved away is not there any more.
        for number in reversed(range(self.backups)):
            with contextlib.suppress(FileNotFoundError):
                os.replace(self.member(number), self.member(number + 1))
        last = self.member(self.backups)
        with contextlib.suppress(FileNotFoundError), open(last, "rb") as plain:
            (self.folder / "archive").mkdir(exist_ok=True)
            with gzip.open(self.folder / "archive" / f"{last.name}.gz", "wb") as packed:
                shutil.copyfileobj(plain, packed)
            os.unlink(last)


class Clock:
    """The moment of writing: the real one, or one told by the attempts and rows that one writer has written."""

    def __init__(self, start):
        self.start, self.at = start, start

    def begin(self, n):
        if self.start is not None:
            self.at = max(self.at, self.start + n * ATTEMPT_SECONDS)

    def now(self):
        if self.start is None:
            return round(time.time(), 6)
        self.at = round(self.at + ROW_SECONDS, 6)
        return self.at


def iso(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="microseconds")


class Attempt:
    """One routed order and its position, told by the seed and n alone."""

    def __init__(self, seed, n, symbols):
        draw = random.Random(f"{seed}:{n}")
        self.names = {"attempt_id": f"sig_{draw.getrandbits(40):010x}", "intent_id": f"ord_{draw.getrandbits(40):010x}"}
        self.order_id = 40000000000 + 2 * n
        index = draw.randrange(symbols)
        self.symbol = SYMBOLS[index] if index < len(SYMBOLS) else f"COIN{index}USDT"
        self.side = draw.choice(["BUY", "SELL"])
        self.strategy = draw.choice(STRATEGIES)
        self.maker_start = draw.random() < 0.7
        self.maker = self.maker_start and draw.random() < 0.75
        self.price = round(draw.uniform(1, 2000), 3)
        self.qty = round(draw.uniform(0.1, 10), 3)
        self.notional = round(self.price * self.qty, 2)
        self.fee = round(self.notional * (0.0002 if self.maker else 0.0005), 6)
        self.risk = round(self.notional * 0.012, 6)
        self.pnl = round(self.risk * draw.gauss(0.1, 1), 6)
        self.ack = round(draw.uniform(60, 400), 1)
        # json.dumps writes NaN by default, and so does the executor.
        self.slip = float("nan") if draw.random() < 0.02 else round(draw.uniform(-1, 6), 4)
        self.hold = draw.randrange(5)
        self.late_metric = draw.random() < 0.1

    def metric(self, now):
        return {**self.names, "symbol": self.symbol, "side": self.side, "ts": now, "venue": "binance_futures",
                "route": "maker_first" if self.maker_start else "market",
                "prices": {"mark": self.price, "submitted": self.price, "avg_fill": self.price},
                "qty": {"contracts": self.qty, "notional_usd": self.notional},
                "timing_ms": {"decision": 12.1, "submit": 3.2, "ack": self.ack, "fill": round(self.ack + 500, 1)},
                "ack_latency_ms": self.ack, "result": {"status": "FILLED", "retries": 0, "cancelled": False},
                "fees_usd": self.fee, "slippage_bps": self.slip,
                "policy": {"maker_first": True, "taker_bias": "balanced", "quality": "ok",
                           "reason": "quality=ok · atr=normal", "offset_bps": 2.0},
                "maker_start": self.maker_start, "is_maker_final": self.maker,
                "used_fallback": self.maker_start and not self.maker}

    def event(self, kind, now, order_id, **fields):
        return {"symbol": self.symbol, "ts": iso(now), "orderId": order_id, "clientOrderId": f"c_{order_id}",
                **fields, "strategy": self.strategy, **self.names, "event_type": kind, "hostname": "exec-1"}

    def acked(self, now):
        return self.event("order_ack", now, self.order_id, side=self.side, price=self.price, qty=self.qty, status="NEW")

    def filled(self, now):
        return self.event("order_fill", now, self.order_id, side=self.side, executedQty=self.qty, avgPrice=self.price,
                          fee_total=self.fee, is_maker=self.maker, status="FILLED")

    def closed(self, now):
        return self.event("order_close", now, self.order_id + 1, ts_close=iso(now), realizedPnlUsd=self.pnl,
                          fees_total=round(2 * self.fee, 6), position_size_before=self.qty, position_size_after=0.0,
                          entry_notional_usd=self.notional, initial_risk_usd=self.risk)


def write(args, writer, truth):
    """The attempts of one writer, each closed at most four of its attempts later."""
    metrics, orders = (Log(args.dir, stem, args.max_bytes, args.backups) for stem in ("order_metrics", "orders_executed"))
    chance, clock, held = random.Random(f"{args.seed}/{writer}"), Clock(args.start_ts), deque()

    def put(log, row):
        line = json.dumps(row(clock.now()), ensure_ascii=False)
        os.write(truth, (json.dumps({"log": log.stem, "line": line}) + "\n").encode())
        log.append(line, args.mode == "plain" or (args.mode == "mixed" and chance.random() < 0.5))
        time.sleep(args.interval_ms / 1000)
        while args.pause_file is not None and args.pause_file.exists():
            time.sleep(0.02)

    def close(attempt):
        put(orders, attempt.closed)
        if attempt.late_metric:
            put(metrics, attempt.metric)

    for turn, n in enumerate(range(writer, args.rows, args.writers)):
        clock.begin(n)
        attempt = Attempt(args.seed, n, args.symbols)
        put(orders, attempt.acked)
        put(orders, attempt.filled)
        if not attempt.late_metric:
            put(metrics, attempt.metric)
        held.append((turn + attempt.hold, attempt))
        while held and held[0][0] <= turn:
            close(held.popleft()[1])
    for _, attempt in held:
        close(attempt)


def main():
    parse = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parse.add_argument("--dir", type=Path, required=True, help="the execution folder; created when missing")
    parse.add_argument("--seed", type=int, default=1)
    parse.add_argument("--rows", type=int, default=100, help="attempts: 1 metric row and 3 order events each")
    parse.add_argument("--max-bytes", type=int, default=10_000_000)
    parse.add_argument("--backups", type=int, default=5)
    parse.add_argument("--interval-ms", type=float, default=0, help="pause of a writer after each line")
    parse.add_argument("--mode", choices=["replace", "plain", "mixed"], default="replace")
    parse.add_argument("--writers", type=int, default=1, help="threads, each with instances of the logger of its own")
    parse.add_argument("--start-ts", type=lambda text: None if text == "now" else float(text), default=None)
    parse.add_argument("--symbols", type=int, default=5)
    parse.add_argument("--pause-file", type=Path, help="while it is there, nothing is written")
    args = parse.parse_args()
    args.dir.mkdir(parents=True, exist_ok=True)
    truth = os.open(args.dir.resolve().parent / "truth.jsonl", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    with ThreadPoolExecutor(args.writers) as pool:
        list(pool.map(lambda writer: write(args, writer, truth), range(args.writers)))


main()
