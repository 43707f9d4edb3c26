import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect } from 'chai';
import { parseLenient } from '../../../src/io/json/lenient-json';

/** A number that JSON has no word for, until it is written as Python does. */
class NotFinite {
  constructor(readonly word: 'NaN' | 'Infinity' | '-Infinity') {}
}

const words = fc.constantFrom(
  'NaN',
  'Infinity',
  '-Infinity',
  '"NaN"',
  'a "NaN',
  '\\',
  '\\"Infinity',
  'null',
  '',
);
/** Any but a half of a pair. The library's own arbitrary makes a table of all of them for a second. */
const codePoint = fc
  .oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
  .map((code) => String.fromCodePoint(code));
const text = fc.oneof(words, fc.string({ unit: codePoint, maxLength: 12 }));
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom(new NotFinite('NaN'), new NotFinite('Infinity'), new NotFinite('-Infinity')),
    fc.constantFrom(null, true, false),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.maxSafeInteger(),
    text,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4 }),
  ),
}));

/** As json.dumps writes it, with these separators. */
function dumps(from: unknown, comma: string, colon: string): string {
  if (from instanceof NotFinite) return from.word;
  if (Array.isArray(from)) return `[${from.map((item) => dumps(item, comma, colon)).join(comma)}]`;
  if (typeof from !== 'object' || from === null) return JSON.stringify(from);
  const fields = Object.entries(from).map(
    ([key, item]) => JSON.stringify(key) + colon + dumps(item, comma, colon),
  );
  return `{${fields.join(comma)}}`;
}

function missing(from: unknown): unknown {
  if (from instanceof NotFinite) return null;
  if (Array.isArray(from)) return from.map(missing);
  if (typeof from !== 'object' || from === null) return Object.is(from, -0) ? 0 : from;
  return Object.fromEntries(Object.entries(from).map(([key, item]) => [key, missing(item)]));
}

function count(from: unknown): number {
  if (from instanceof NotFinite) return 1;
  if (typeof from !== 'object' || from === null) return 0;
  return Object.values(from).reduce((sum: number, item) => sum + count(item), 0);
}

describe('parseLenient', () => {
  it('reads any value as Python writes it: what is not finite is null and counted, texts stay', () => {
    const separators = fc.constantFrom<readonly [string, string]>([', ', ': '], [',', ':'], ['\t,\r', ' : ']);
    fc.assert(
      fc.property(value, separators, (from, [comma, colon]) => {
        const parsed = parseLenient(dumps(from, comma, colon));
        expect(parsed?.value).to.deep.equal(missing(from));
        expect(parsed?.nonfinite).to.equal(count(from));
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with Python itself', function () {
    const script = String.raw`
import json, math
n, i = float('nan'), float('inf')
cases = [{'a': n}, [i, -i, n, 1.5], {'NaN': 'NaN', 'b': [{'c': -i}], 's': 'x "NaN" \\ Infinity'}, n, -i,
  {'u': '\u2028\u0085\U0001d4ae NaN', 'x': n}, {'id': 12345678901234567890, 'f': 0.1 + 0.2, 'v': n}, {'': i}]
def plain(v):
  if isinstance(v, float) and not math.isfinite(v): return None
  if isinstance(v, list): return [plain(x) for x in v]
  if isinstance(v, dict): return {k: plain(x) for k, x in v.items()}
  return v
out = []
for case in cases:
  for ascii in (True, False):
    out.append([json.dumps(case, ensure_ascii=ascii), json.dumps(plain(case))])
print(json.dumps(out))
`;
    const { status, stdout } = spawnSync('python3', ['-c', script], { encoding: 'utf8' });
    if (status !== 0) this.skip();
    const pairs: unknown = JSON.parse(stdout);
    if (!Array.isArray(pairs)) throw new Error('python3 gave no list');
    expect(pairs).to.have.length(16);
    for (const pair of pairs) {
      const [written, plain] = Array.isArray(pair) ? pair.map(String) : [];
      expect(parseLenient(written ?? '')?.value, written).to.deep.equal(JSON.parse(plain ?? ''));
      expect(parseLenient(written ?? '')?.nonfinite, written).to.be.greaterThan(0);
    }
  });

  it('refuses what neither writes', () => {
    const bad = [
      '',
      'nan',
      '-NaN',
      '+Infinity',
      'Infinit',
      'NaNs',
      '1NaN',
      '- Infinity',
      '{NaN:1}',
      '[NaN,]',
      '"NaN',
      'inf',
      '[Infinity',
    ];
    for (const written of bad) expect(parseLenient(written), written).to.equal(undefined);
  });

  it('takes a mebibyte of text beside a NaN', () => {
    const long = 'x\\"'.repeat(300_000);
    expect(parseLenient(`{"a":"${long}","b":NaN}`)?.nonfinite).to.equal(1);
  });
});
