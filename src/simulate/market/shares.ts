/** How often the executor takes each path. Every share is of what its line names. */
export const SHARES = {
  /** Of symbols, in one-way mode (`positionSide` BOTH); the others are hedged (LONG and SHORT). */
  one_way: 0.34,
  /** Of positions, long. */
  long: 0.55,
  /** Of attempts, acknowledged by the raw answer of the exchange, which names the symbol only inside. */
  raw_ack: 0.3,
  /** Of orders, refused once by the exchange before their first attempt (`order_error`). */
  order_error: 0.03,
  /** Of unfilled attempts, left with the status NEW; the others are cancelled or expire. */
  unfilled_new: 0.8,
  /** Of filled orders, seen in two or three polls: as many fill rows, each cumulative, and as many closes. */
  polled: 0.25,
  /** Of positions, closed by two orders. */
  partial: 0.15,
  /** Of positions, closed but for a rest below 1 %, which a `_reduce` order takes before the next entry. */
  dust: 0.06,
  /** Of positions, closed as a whole by the `_reduce` order of the next entry. */
  reduced: 0.05,
  /** Of positions in one-way mode, closed by the order that opens the next one. */
  flip: 0.15,
  /** Of positions, forgotten in a restart: an opening fill that no close belongs to. */
  forgotten: 0.04,
  /** Of positions, found at a restart: closes whose opening is in no log. */
  adopted: 0.03,
  /** Of positions closed by two orders, forgotten in a restart after the first one. */
  cut: 0.15,
  /** Of positions, with the initial risk in their closes. */
  recorded_risk: 0.85,
  /** Of positions, with funding in their last close. */
  funding: 0.3,
  /** Of closes, followed by a `position_close` without a P&L. */
  echo_null: 0.5,
  /** Of positions closed by one row, told a second time by a `position_close` with the P&L. */
  echo_pnl: 0.12,
  /** Noise. Of closes that a `position_close` repeats with the P&L, lost. */
  lost_close: 0.1,
  /** Noise. Of router rows with a fill, with NaN as their slippage. */
  nan_slippage: 0.01,
  /** Noise. Of router rows, with NaN as their acknowledgement latency. */
  nan_ack: 0.005,
  /** Noise. Of router rows and closes, without one of their optional fields. */
  missing_field: 0.01,
  /** Noise. Of rows, written 2 to 8 s late. */
  late: 0.01,
  /** Noise. Of rows, written twice. */
  twice: 0.005,
};

export type Shares = Readonly<typeof SHARES>;

/** The shares in lines of text, for a terminal. */
export function sharesText(): string {
  const shares = Object.entries(SHARES).map(([name, share]) => `${name} ${share}`);
  const lines = [0, 8, 16].map((from) => `  ${shares.slice(from, from + 8).join(', ')}`);
  return ['How often the executor takes each path (docs/simulator.md):', ...lines].join('\n');
}
