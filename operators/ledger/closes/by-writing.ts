import type { Close } from '../../../src/model/event';
import { byCodeUnits } from '../../../src/model/values/json';

/** The order in which closes were written. */
export function byWriting(a: Close, b: Close): number {
  return a.closeMicros - b.closeMicros || a.toldTs - b.toldTs || byCodeUnits(a.line, b.line);
}
