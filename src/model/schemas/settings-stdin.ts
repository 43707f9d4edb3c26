import { isObject, own } from '../values/json';
import { metricRowSchema, orderEventSchema } from './rows';
import { about } from './setting-kinds';

const theirName = { type: 'string', pattern: '\\S' } as const;

// Fields that hold a value; what lies inside an object is not renamed.
const OURS = Object.entries({ ...orderEventSchema.properties, ...metricRowSchema.properties })
  .filter(([, schema]) => !isObject(own(schema, 'properties')))
  .map(([name]) => name);

const names: Readonly<Record<string, typeof theirName>> = Object.fromEntries(
  OURS.map((name) => [name, about(`The name that rows on standard input have for ${name}.`, theirName)]),
);

/** Under which name rows on standard input carry a field: ours to theirs. Each may be left out. */
export const stdinFields = about(
  'Standard input alone: the name that its rows have for a field, by our name. A row without an event type is then a close where it states a P&L, or should.',
  { type: 'object', additionalProperties: false, default: {}, properties: names },
);
