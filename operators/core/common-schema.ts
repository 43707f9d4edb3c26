import { RISK_MODES } from '../../src/model/fund/risk-mode';
import { closed, flag, number, numberOrNull, text, texts } from '../../src/model/schemas/shapes';

/** Pieces of every state file. */

export const mode = { enum: RISK_MODES } as const;
export const listOf = (items: object) => ({ type: 'array', items });
export const mapOf = (values: object) => ({ type: 'object', additionalProperties: values });
export const orNull = (schema: object) => ({ anyOf: [schema, { type: 'null' }] });

export const metadata = closed({ events_digest: text, config_digest: text, complete: flag, warnings: texts });

export const header = {
  generated_ts: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+00:00$' },
  updated_ts: number,
  as_of: text,
  window: text,
  lookback_days: numberOrNull,
};
