import { expect } from 'chai';
import { schemaProblems } from '../../../../src/io/config/schema/schema-problems';
import * as configSchemas from '../../../../src/model/schemas/config';
import { settingsSchema } from '../../../../src/model/schemas/settings';

const found = (schema: object, value: unknown): readonly string[] =>
  schemaProblems(schema, value).map(({ path, at, found, message }) => {
    return `${at} /${path.join('/')} ${found ?? '-'}: ${message}`;
  });

describe('schemaProblems', () => {
  it('says what was found and what is allowed', () => {
    const misfits: readonly (readonly [object, unknown, string])[] = [
      [{ type: 'object' }, [1], 'value / [1]: must be an object'],
      [{ type: ['object', 'array'] }, 1, 'value / 1: must be an object, or a list'],
      [{ type: ['number', 'null'], minimum: 0 }, 'x', 'value / "x": must be a number >= 0, or null'],
      [{ type: 'number', minimum: 0, maximum: 1 }, 1.5, 'value / 1.5: must be a number >= 0 and <= 1'],
      [
        { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
        0,
        'value / 0: must be a number > 0 and < 1',
      ],
      [{ type: 'integer' }, 1.5, 'value / 1.5: must be a whole number'],
      [{ type: 'number' }, Infinity, 'value / Infinity: must be a number'],
      [{ type: 'boolean' }, 0, 'value / 0: must be true or false'],
      [
        { enum: ['net', 'gross'] },
        'grss',
        'value / "grss": must be one of "net", "gross" (did you mean "gross"?)',
      ],
      [{ const: 1 }, 2, 'value / 2: must be 1'],
      [
        { type: 'string', pattern: '^[ab]$', default: 'a' },
        'c',
        'value / "c": must be a string such as "a" (^[ab]$)',
      ],
      [{ type: 'array', minItems: 1 }, [], 'value / []: must be a list of 1 to any number of items'],
      [{ type: 'array', uniqueItems: true }, [7, 8, 7], 'value /2 7: repeats item 0'],
      [
        { type: 'array', uniqueItems: true, items: { type: 'string' } },
        ['a', 'b', 'a'],
        'value /2 "a": repeats item 0',
      ],
      [{ type: 'object', required: ['a'] }, {}, 'value / -: required key "a" is missing'],
      [{ type: 'string', minLength: 2 }, 'a', 'value / "a": must NOT have fewer than 2 characters'],
    ];
    for (const [schema, value, line] of misfits) expect(found(schema, value)).to.deep.equal([line]);
  });

  it('names an unknown key, the one that was meant, and the allowed ones if they are few', () => {
    expect(found(settingsSchema, { score: { weights: { egde: 0.5 } } })).to.deep.equal([
      'key /score/weights/egde -: unknown key (did you mean "edge"?); allowed: edge, hit_rate, gain, cost, reliability, tail, latency, liquidity, volatility',
    ]);
    expect(found(settingsSchema, { wndows: ['7d'] })).to.deep.equal([
      'key /wndows -: unknown key (did you mean "windows"?)',
    ]);
    expect(found(settingsSchema, { allocator: { modes: { normal: { zzz: 1 } } } })).to.deep.equal([
      'key /allocator/modes/normal/zzz -: unknown key; allowed: k, budget, cap_k',
    ]);
  });

  it('finds every problem at once', () => {
    expect(found(settingsSchema, { tick: 5, pnl: 'x', score: { prior: 2 }, backups: -1 })).to.have.lengthOf(
      4,
    );
  });

  it('does not miss keys that have defaults, and leaves the value alone', () => {
    const value = Object.freeze({ score: Object.freeze({}) });
    expect(found(settingsSchema, value)).to.deep.equal([]);
    expect(value).to.deep.equal({ score: {} });
  });

  it('escapes nothing in its paths', () => {
    const schema = { type: 'object', additionalProperties: { type: 'number' } };
    expect(schemaProblems(schema, { 'a/b~c': '1' })[0]?.path).to.deep.equal(['a/b~c']);
  });

  it('is not fooled by hostile keys', () => {
    const hostile: unknown = JSON.parse('{"__proto__": {"windows": 1}, "constructor": 2}');
    expect(found(settingsSchema, hostile)).to.deep.equal([
      'key /__proto__ -: unknown key',
      'key /constructor -: unknown key',
    ]);
  });

  it('compiles every config schema, and two schemas of one $id', () => {
    for (const schema of Object.values(configSchemas))
      expect(() => schemaProblems(schema, {})).to.not.throw();
    expect(found({ $id: 'x', type: 'null' }, 1)).to.have.lengthOf(1);
    expect(found({ $id: 'x', type: 'number' }, 1)).to.have.lengthOf(0);
  });
});
