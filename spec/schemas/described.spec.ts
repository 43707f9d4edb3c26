import { expect } from 'chai';
import { isObject, own, type JsonObject } from '../../src/model/values/json';
import { described } from '../../src/schemas/described';
import { PROGRAM_SCHEMAS, SCHEMAS, WORD_LISTS, WORDS } from '../../src/schemas/schemas';
import { UNITS, type Words } from '../../src/schemas/words/word';

interface Found {
  readonly path: string;
  readonly schema: JsonObject;
}

/** Every property of a schema, however deep. */
function propertiesOf(schema: unknown, path: string): readonly Found[] {
  if (Array.isArray(schema)) return schema.flatMap((part) => propertiesOf(part, path));
  if (!isObject(schema)) return [];
  return Object.entries(schema).flatMap(([key, value]): readonly Found[] => {
    if (key !== 'properties') return propertiesOf(value, path);
    return Object.entries(isObject(value) ? value : {}).flatMap(([name, inner]) => [
      ...(isObject(inner) ? [{ path: `${path}.${name}`, schema: inner }] : []),
      ...propertiesOf(inner, `${path}.${name}`),
    ]);
  });
}

const wordsOf = ({ schema }: Found): string => {
  const { description } = schema;
  return typeof description === 'string' ? description : '';
};

const ALL = Object.entries(SCHEMAS).flatMap(([name, schema]) => propertiesOf(schema, name));

/** Whether a value may be a number, alone, in a list or in a map: written from JSON Schema, not from the code. */
function mayBeNumber(schema: unknown): boolean {
  if (!isObject(schema)) return false;
  if (/"(number|integer)"/.test(JSON.stringify(own(schema, 'type') ?? ''))) return true;
  if (typeof own(schema, 'const') === 'number') return true;
  const parts = [own(schema, 'items'), own(schema, 'additionalProperties'), own(schema, 'anyOf')].flat();
  return parts.some((part) => mayBeNumber(part));
}

describe('the schemas, for people and editors', () => {
  it('say of every property what it is', () => {
    expect(ALL).to.have.length.above(2000);
    const mute = ALL.filter((found) => !/^.{3,}\.$/.test(wordsOf(found)));
    expect(mute.map(({ path }) => path)).to.deep.equal([]);
  });

  it('say of every number in what it is counted, or that it has no dimension', () => {
    const units = Object.values(UNITS).map((unit) => ` Unit: ${unit}.`);
    const numbers = ALL.filter(({ schema }) => mayBeNumber(schema));
    expect(numbers).to.have.length.above(1000);
    const bare = numbers.filter((found) => !units.some((unit) => wordsOf(found).endsWith(unit)));
    expect(bare.map(({ path }) => path)).to.deep.equal([]);
    const others = ALL.filter(({ schema }) => !mayBeNumber(schema));
    expect(others.filter((found) => wordsOf(found).includes('Unit:'))).to.deep.equal([]);
  });

  it('count what a name says it counts', () => {
    const named: readonly (readonly [RegExp, RegExp])[] = [
      [/_usd$|_usdt$/, /Unit: (USD|R)\.$/],
      [/_bps$/, /Unit: bps\.$/],
      [/_ms$/, /Unit: (ms|epoch ms)\.$/],
      [/_r$/, /Unit: (R|count)\.$/],
      [/_(s|seconds)$/, /Unit: s\.$/],
    ];
    for (const { path, schema } of ALL.filter((found) => mayBeNumber(found.schema)))
      for (const [name, unit] of named)
        // A chance about R, and an edge in money, are shares.
        if (name.test(path) && !/\.(edge_usd|exposure_usd)$/.test(path))
          expect(schema['description'], path).to.match(unit);
  });

  it('say no more and no less than what the program holds values against', () => {
    const bare = (schema: unknown): unknown =>
      Array.isArray(schema)
        ? schema.map(bare)
        : isObject(schema)
          ? Object.fromEntries(
              Object.entries(schema)
                .filter(([key, value]) => key !== 'description' || isObject(value))
                .map(([key, value]) => [key, bare(value)]),
            )
          : schema;
    for (const [name, schema] of Object.entries(PROGRAM_SCHEMAS))
      expect(bare(SCHEMAS[name]), name).to.deep.equal(bare(schema));
  });
});

describe('described', () => {
  const words: Words = { a: ['A', 'usd'], 'x.b': 'B in x', b: 'B' };
  const number = { type: 'number' };

  it('takes the words of the longest path, those of the schema itself before all', () => {
    const text = { type: 'string' };
    const schema = {
      properties: {
        a: number,
        b: text,
        x: { description: 'X', properties: { b: text } },
        c: { description: 'C.', type: 'null' },
      },
    };
    const { properties } = described('s', schema, words);
    expect(properties).to.deep.equal({
      a: { description: 'A. Unit: USD.', type: 'number' },
      b: { description: 'B.', type: 'string' },
      x: { description: 'X.', properties: { b: { description: 'B in x.', type: 'string' } } },
      c: { description: 'C.', type: 'null' },
    });
  });

  it('refuses a property without words, and a number without a unit', () => {
    expect(() => described('s', { properties: { z: number } }, words)).to.throw('s.z has no words');
    expect(() => described('s', { properties: { b: number } }, words)).to.throw('s.b is a number');
  });

  it('no two lists of words speak of one field', () => {
    const keys = WORD_LISTS.flatMap((list) => Object.keys(list));
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).to.deep.equal([]);
  });

  it('has no word that no schema uses', () => {
    const keys = Object.keys(WORDS);
    const used = new Set<string>();
    const spy = new Proxy(WORDS, {
      get: (target, key) => {
        used.add(String(key));
        return Reflect.get(target, key) as unknown;
      },
    });
    for (const [name, schema] of Object.entries(PROGRAM_SCHEMAS)) described(name, { ...schema }, spy);
    expect(keys.filter((key) => !used.has(key))).to.deep.equal([]);
  });
});
