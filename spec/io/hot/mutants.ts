/** A generator of numbers: the same seed, the same numbers (mulberry32, T. Ettinger). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const KEYS =
  'event_type event symbol ts ts_close realizedPnlUsd pnl_usd pnl_at_close_usd fees_total funding_usd orderId clientOrderId strategy strategy_id attempt_id attemptId intent_id initial_risk_usd risk_usd entry_notional_usd notional_usd position_size_before qty timing_ms ack ack_latency_ms latency_ms result status retries cancelled fees_usd slippage_bps policy maker_first taker_bias bias_label offset_bps quality maker_start started_maker is_maker_final used_fallback __proto__ other ключ'.split(
    ' ',
  );
const VALUES = [
  ...[
    'null',
    'true',
    'false',
    'NaN',
    '-Infinity',
    'Infinity',
    'nul',
    'True',
    '[]',
    '{}',
    '[1, [2, {"a": "b"}]]',
    '{"ack": 7}',
  ],
  ...[
    '0',
    '-0',
    '-0.0',
    '1',
    '007',
    '1.',
    '.5',
    '-',
    '1e5',
    '1E-07',
    '1e999',
    '-1e999',
    '0.1',
    '123456789012345',
    '1234567890123456',
  ],
  ...[
    '9007199254740993',
    '-9007199254740993',
    '0.30000000000000004',
    '1.7976931348623157e308',
    '5e-324',
    '12345.678901234567',
  ],
  ...[
    '1765316636.5',
    '1765316636.123456',
    '1765316636123',
    '1e12',
    '99999999999999',
    '"1765316636"',
    '"1e9"',
  ],
  ...[
    '"2025-12-09T21:43:56.123456+00:00"',
    '"2025-12-09T21:43:56Z"',
    '"2025-12-09T21:43:60Z"',
    '"2025-12-09T24:00:00Z"',
    '"2025-12-09T21:60:00Z"',
    '"2025-12-09T21:43:56"',
    '"2025-12-09 21:43:56,5+02:00"',
  ],
  ...[
    '"2025-02-29T00:00:00Z"',
    '"2024-02-29T23:59:59.9999999999Z"',
    '"1970-01-01T00:00:00Z"',
    '"9999-12-31T23:59:59.999Z"',
    '"20x5-12-09T21:43:56Z"',
  ],
  ...[
    '""',
    '" "',
    '"btcusdt"',
    '" ETHUSDT "',
    '"ſ"',
    '"ß"',
    '"é\\u0041"',
    '"\\ud800"',
    '"a\\"b"',
    '"a\\qb"',
    '"tab\there"',
    '"\u0000"',
    '"ключ"',
    '"😀"',
  ],
  ...[
    '"order_close"',
    '"order_ack"',
    '"position_close"',
    '"trade_close"',
    '"order_fill"',
    '"funding"',
    '"FILLED"',
    '"balanced"',
    '" Prefer_Taker "',
  ],
  ...['12', '"12"', '-12', '"-12"', '12.0', '4503599627370497'],
];
// Valid sequences, then overlong ones, surrogates, beyond U+10FFFF, broken off.
const SEQUENCES = [
  'c2b7',
  'e282ac',
  'f09f9880',
  'efbfbf',
  'c080',
  'c1bf',
  'e08080',
  'e09fbf',
  'eda080',
  'f0808080',
]
  .concat(['f08fbfbf', 'f4908080', 'f5808080', 'e282', 'c2', 'f09f98', '80', 'ff', 'e28241', 'f09f9841'])
  .map((hex) => Buffer.from(hex, 'hex'));
const PIECES = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  ' ',
  '  ',
  '\t',
  '\r',
  '0',
  'e',
  '.',
  '-',
  '\u0000',
  'é',
  ', ',
  '": "',
  'null',
];

/** A line that is like this one, but for a few changes of its bytes, keys and values. */
export function mutantOf(line: Buffer, random: () => number): Buffer {
  const below = (n: number): number => Math.floor(random() * n);
  const pick = <T>(all: readonly T[], or: T): T => all[below(all.length)] ?? or;
  let bytes = line;
  for (let n = 1 + below(3); n > 0; n--) {
    const at = below(bytes.length + 1);
    const kind = below(10);
    const insert = (text: string | Buffer, skip = 0): Buffer =>
      Buffer.concat([bytes.subarray(0, at), Buffer.from(text), bytes.subarray(at + skip)]);
    if (kind < 3) bytes = withValue(bytes, pick(VALUES, 'null'), random);
    else if (kind === 3)
      bytes = withValue(bytes, random() < 0.5 ? numberOf(random) : inText(pick(SEQUENCES, line)), random);
    else if (kind < 6) bytes = withField(bytes, `"${pick(KEYS, 'ts')}": ${pick(VALUES, 'null')}`, random);
    else if (kind === 6) bytes = insert(pick(PIECES, ' '), below(3));
    else if (kind === 7) bytes = insert(Buffer.of(below(256)), 1);
    else if (kind === 8) bytes = bytes.subarray(0, at);
    else bytes = withKey(bytes, pick(KEYS, 'ts'), random);
  }
  return bytes;
}

// A number of up to 20 digits, its point anywhere.
function numberOf(random: () => number): string {
  const digits = Array.from({ length: 1 + Math.floor(random() * 20) }, () => Math.floor(random() * 10)).join(
    '',
  );
  const point = Math.floor(random() * digits.length);
  const whole = String(Number(digits.slice(0, point)));
  return `${random() < 0.3 ? '-' : ''}${whole.length > 20 ? '0' : whole}.${digits.slice(point)}`;
}

function inText(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from('"a'), bytes, Buffer.from('"')]);
}

// Another value in place of one of the line's: at a place where one begins, up to the next comma or brace.
function withValue(bytes: Buffer, value: string | Buffer, random: () => number): Buffer {
  const text = bytes.toString('latin1');
  const starts = [...text.matchAll(/": /g)].map(({ index }) => index + 3);
  const start = starts[Math.floor(random() * starts.length)];
  if (start === undefined) return bytes;
  const end = text.slice(start).search(/[,}]/);
  return Buffer.concat([
    bytes.subarray(0, start),
    Buffer.from(value),
    bytes.subarray(end < 0 ? text.length : start + end),
  ]);
}

function withKey(bytes: Buffer, key: string, random: () => number): Buffer {
  const found = [...bytes.toString('latin1').matchAll(/"(\w+)": /g)];
  const one = found[Math.floor(random() * found.length)];
  if (one?.[1] === undefined) return bytes;
  const start = one.index + 1;
  return Buffer.concat([bytes.subarray(0, start), Buffer.from(key), bytes.subarray(start + one[1].length)]);
}

// One more field, at the front or the end of one of the objects.
function withField(bytes: Buffer, field: string, random: () => number): Buffer {
  const text = bytes.toString('latin1');
  const isFront = random() < 0.5;
  const braces = [...text.matchAll(isFront ? /\{/g : /\}/g)].map(({ index }) => index);
  const at = braces[Math.floor(random() * braces.length)];
  if (at === undefined) return bytes;
  const [cut, added] = isFront ? [at + 1, `${field}, `] : [at, `, ${field}`];
  return Buffer.concat([bytes.subarray(0, cut), Buffer.from(added), bytes.subarray(cut)]);
}
