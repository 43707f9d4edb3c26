import { isObject, objectAt, own, type JsonObject } from '../../../../model/values/json';
import { FIELD, FIELD_COUNT } from './fields';
import * as KIND from './kinds';

const KINDS_OF_TYPE: ReadonlyMap<unknown, readonly number[]> = new Map([
  ['null', [KIND.NULL]],
  ['boolean', [KIND.TRUE, KIND.FALSE]],
  ['number', [KIND.NUMBER]],
  ['string', [KIND.ASCII, KIND.TEXT]],
  ['object', [KIND.OBJECT]],
  ['array', [KIND.ARRAY]],
]);
const ANY = 0xffff;

/**
 * Of each kind of each field, `kinds` a field, a bit for each schema that allows it there: the first schema has the lowest.
 * Where a schema does not say, it allows everything.
 */
export function permitsOf(schemas: readonly object[], kinds: number): Uint8Array {
  const permits = new Uint8Array(FIELD_COUNT * kinds);
  schemas.forEach((schema, n) => {
    typesOf(schema).forEach((allowed, field) => {
      for (let kind = 0; kind < kinds; kind++) {
        const at = field * kinds + kind;
        if (((allowed >> kind) & 1) === 1) permits[at] = (permits[at] ?? 0) | (1 << n);
      }
    });
  });
  return permits;
}

// Per field the kinds that a schema allows where it is there, a bit each; all of them where it does not say.
function typesOf(schema: object): Uint16Array {
  const allowed = new Uint16Array(FIELD_COUNT).fill(ANY);
  const root: JsonObject = { ...schema };
  const note = (holder: JsonObject, prefix: string): void => {
    for (const [key, property] of Object.entries(objectAt(holder, 'properties'))) {
      if (!isObject(property)) continue;
      const name = prefix + key;
      allowed[fieldOf(name)] = bitsOf(property);
      note(property, `${name}.`);
    }
  };
  note(root, '');
  return allowed;
}

function bitsOf(property: JsonObject): number {
  const type = own(property, 'type');
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  return types.flatMap((name) => KINDS_OF_TYPE.get(name) ?? []).reduce((bits, kind) => bits | (1 << kind), 0);
}

function fieldOf(name: string): number {
  const fields: Readonly<Record<string, number>> = FIELD;
  const field = fields[name];
  if (field === undefined) throw new Error(`the schema has a field that no scan finds: ${name}`);
  return field;
}
