import {
  closed,
  countOrNull,
  number,
  numberOrNull,
  orNull,
  rateOrNull,
  text,
} from '../../../src/model/schemas/shapes';

type Properties = Readonly<Record<string, object>>;

/** A closed object of which some properties may be missing. */
export function withOptional<const O extends Properties, const P extends Properties>(
  optional: O,
  required: P,
) {
  return { ...closed(required), properties: { ...required, ...optional } };
}

/** A closed object that may say why some of its numbers are null. */
export function reasoned<const P extends Properties>(properties: P) {
  return withOptional({ reason: text }, properties);
}

/** A mean over trades and how sure it is; null without trades. */
export const inferredSchema = orNull(
  reasoned({
    value: number,
    se: numberOrNull,
    df: countOrNull,
    lo: numberOrNull,
    hi: numberOrNull,
    t: numberOrNull,
    p: rateOrNull,
    mde80: numberOrNull,
    n_eff: numberOrNull,
    lags: countOrNull,
  }),
);
