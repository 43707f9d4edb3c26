"""Stands in for the executor where it meets our state files: its readers of them, and its writers of the same names.

Runs in the executor's directory and heeds the executor's variables.

    stand_in.py write --now TS                   one cycle of its own writers, into logs/state
    stand_in.py read --now TS [--snippet FILE]   prints what its readers find, as JSON; FILE defines read_intel()
"""

import argparse
import json
import os
import tempfile

STATE = os.path.join("logs", "state")
NAMES = {
    "expectancy": "expectancy_v6.json",
    "scores": "symbol_scores_v6.json",
    "suggestions": "router_policy_suggestions_v6.json",
    "allocation": "risk_allocation_suggestions_v6.json",
}
DASHBOARD = {
    "expectancy": "EXPECTANCY_STATE_PATH",
    "scores": "SYMBOL_SCORES_STATE_PATH",
    "suggestions": "ROUTER_SUGGESTIONS_STATE_PATH",
    "allocation": "RISK_ALLOC_STATE_PATH",
}
SUGGESTIONS_STALE_S = 3600


def is_open(gate):
    return os.getenv(gate, "").strip().lower() in {"1", "true", "yes", "on"}


def load(path):
    try:
        with open(path, encoding="utf-8") as file:
            content = json.load(file)
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def by_symbol(content):
    rows = content.get("symbols")
    return {row["symbol"]: row for row in rows} if isinstance(rows, list) else {}


def pointed(variable, name, folder=STATE):
    return os.getenv(variable) or os.path.join(folder, name)


def router(now):
    """What the router takes at an order: the suggestion of each symbol, of any age, and the risk mode."""
    suggestions = load(pointed("ROUTER_AUTOTUNE_V6_SUGGESTIONS_PATH", NAMES["suggestions"]))
    risk = load(pointed("ROUTER_AUTOTUNE_V6_RISK_STATE_PATH", NAMES["allocation"]))
    mode = (risk.get("global") or {}).get("risk_mode") or "cautious"
    stamp = risk.get("updated_ts")
    oldest = float(os.getenv("ROUTER_AUTOTUNE_V6_RISK_STATE_MAX_AGE_S") or 1800)
    stale = stamp is not None and now - stamp > oldest
    return {
        "proposed": {symbol: row["proposed_policy"] for symbol, row in by_symbol(suggestions).items()},
        "risk_mode": "cautious" if stale and mode == "defensive" else mode,
        "risk_mode_is_stale": stale,
    }


def dashboard(now):
    folder = os.getenv("STATE_DIR") or STATE
    files = {key: load(pointed(variable, NAMES[key], folder)) for key, variable in DASHBOARD.items()}
    stamp = files["suggestions"].get("updated_ts")
    groups = files["expectancy"].get("symbols") or {}
    return {
        "expectancy": {symbol: group.get("expectancy") for symbol, group in groups.items()},
        "is_mature": {symbol: group.get("is_mature") for symbol, group in groups.items()},
        "scores": {symbol: row["score"] for symbol, row in by_symbol(files["scores"]).items()},
        "weights": {symbol: row.get("suggested_weight") for symbol, row in by_symbol(files["allocation"]).items()},
        "suggestions_are_stale": stamp is None or now - stamp > SUGGESTIONS_STALE_S,
        "factors": factors(files["scores"]),
    }


def factors(scores):
    """What its factor reports make of scores. What is not there counts as one half."""
    return {
        symbol: {part: float(row.get("components", {}).get(part, 0.5)) for part in ("expectancy", "router")}
        for symbol, row in by_symbol(scores).items()
    }


def read(now, snippet):
    found = {"router": router(now), "dashboard": dashboard(now)}
    found["fixed"] = {"factors": factors(load(os.path.join(STATE, NAMES["scores"])))}
    if snippet is not None:
        names = {}
        with open(snippet, encoding="utf-8") as file:
            exec(file.read(), names)  # the recipe of the page, as it stands there
        paths = {key: pointed(variable, NAMES[key]) for key, variable in DASHBOARD.items()}
        found["alive"] = {key: names["read_intel"](path, now) is not None for key, path in paths.items()}
    print(json.dumps(found))


def replace(name, content):
    os.makedirs(STATE, exist_ok=True)
    fd, draft = tempfile.mkstemp(prefix=".tmp_", dir=STATE)
    with os.fdopen(fd, "w", encoding="utf-8") as file:
        json.dump(content, file, separators=(",", ":"))
    os.replace(draft, os.path.join(STATE, name))


def write(now):
    intel = is_open("INTEL_V6_ENABLED")
    rows = [{"symbol": "BTCUSDT", "score": 0.9, "components": {"expectancy": 0.9, "router": 0.9}}]
    if intel:
        group = {"count": 3, "expectancy": 99.0, "is_mature": False}
        replace(NAMES["expectancy"], {"symbols": {"BTCUSDT": group}, "metadata": {"nav_snapshot": {}}})
    # This one has no gate.
    replace(NAMES["scores"], {"symbols": rows if intel else [], "updated_ts": now, "intel_enabled": intel})
    if intel and is_open("ROUTER_AUTOTUNE_V6_ENABLED"):
        replace(NAMES["suggestions"], {"generated_ts": now, "symbols": []})
    if intel and is_open("FEEDBACK_ALLOCATOR_V6_ENABLED"):
        replace(NAMES["allocation"], {"global": {"risk_mode": "normal"}, "symbols": [], "updated_ts": now})


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("act", choices=["read", "write"])
    parser.add_argument("--now", type=float, required=True, metavar="TS")
    parser.add_argument("--snippet", metavar="FILE")
    options = parser.parse_args()
    if options.act == "write":
        write(options.now)
    else:
        read(options.now, options.snippet)


if __name__ == "__main__":
    main()
