import type { Random } from '../../../../src/simulate/chance/random';
import { KEYS, PIECES, SEQUENCES, VALUES } from './odd-json';

/** A line that is like this one, but for a few changes of its bytes, keys and values. */
export function mutantOf(line: Buffer, random: Random): Buffer {
  const below = (n: number): number => Math.floor(random() * n);
  const pick = <T>(all: readonly T[], or: T): T => all[below(all.length)] ?? or;
  let bytes = line;
  for (let n = 1 + below(3); n > 0; n--) {
    const at = below(bytes.length + 1);
    const kind = below(12);
    const insert = (text: string | Buffer, skip = 0): Buffer =>
      Buffer.concat([bytes.subarray(0, at), Buffer.from(text), bytes.subarray(at + skip)]);
    if (kind < 3) bytes = withValue(bytes, pick(VALUES, 'null'), random);
    else if (kind === 3)
      bytes = withValue(bytes, random() < 0.5 ? numberOf(random) : inText(pick(SEQUENCES, line)), random);
    else if (kind < 6) bytes = withField(bytes, `"${pick(KEYS, 'ts')}": ${pick(VALUES, 'null')}`, random);
    else if (kind === 6) bytes = insert(pick(PIECES, ' '), below(3));
    else if (kind === 7) bytes = insert(Buffer.of(below(256)), 1);
    else if (kind === 8) bytes = bytes.subarray(0, at);
    else if (kind === 9) bytes = withKey(bytes, pick(KEYS, 'ts'), random);
    else bytes = kind === 10 ? withoutField(bytes, random) : withSwapped(bytes, random);
  }
  return bytes;
}

// A number of up to 20 digits, its point anywhere.
function numberOf(random: Random): string {
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
function withValue(bytes: Buffer, value: string | Buffer, random: Random): Buffer {
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

function withKey(bytes: Buffer, key: string, random: Random): Buffer {
  const found = [...bytes.toString('latin1').matchAll(/"(\w+)": /g)];
  const one = found[Math.floor(random() * found.length)];
  if (one?.[1] === undefined) return bytes;
  const start = one.index + 1;
  return Buffer.concat([bytes.subarray(0, start), Buffer.from(key), bytes.subarray(start + one[1].length)]);
}

// Fields that are no object, with their values.
const FIELDS = /"\w+": (?:"[^"]*"|\[[^\]]*\]|[-+.\w]+)/g;

function withoutField(bytes: Buffer, random: Random): Buffer {
  const text = bytes.toString('latin1');
  const fields = text.match(FIELDS) ?? [];
  const one = fields[Math.floor(random() * fields.length)] ?? '';
  return Buffer.from(text.replace(`${one}, `, '').replace(`, ${one}`, ''), 'latin1');
}

// Two fields in each other's place.
function withSwapped(bytes: Buffer, random: Random): Buffer {
  const text = bytes.toString('latin1');
  const fields = text.match(FIELDS) ?? [];
  const pick = (): number => Math.floor(random() * fields.length);
  const [one, other] = [pick(), pick()];
  let n = 0;
  const swapped = text.replace(FIELDS, (field) => {
    const at = n++;
    return (at === one ? fields[other] : at === other ? fields[one] : undefined) ?? field;
  });
  return Buffer.from(swapped, 'latin1');
}

// One more field, at the front or the end of one of the objects.
function withField(bytes: Buffer, field: string, random: Random): Buffer {
  const text = bytes.toString('latin1');
  const isFront = random() < 0.5;
  const braces = [...text.matchAll(isFront ? /\{/g : /\}/g)].map(({ index }) => index);
  const at = braces[Math.floor(random() * braces.length)];
  if (at === undefined) return bytes;
  const [cut, added] = isFront ? [at + 1, `${field}, `] : [at, `, ${field}`];
  return Buffer.concat([bytes.subarray(0, cut), Buffer.from(added), bytes.subarray(cut)]);
}
