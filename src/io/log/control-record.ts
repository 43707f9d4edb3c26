import { durationMs } from '../../model/fund/settings';
import { finite, isObject, objectAt, own, textOf, type JsonObject } from '../../model/values/json';
import { isMoment } from '../../model/values/time';
import { isHostName } from './host-token';
import type { ControlRecord } from './log-records';

/**
 * Whether a value is a control record with what reading it depends on. Its writer has checked the config in it, as the
 * writer of a journal does.
 */
export function isControlRecord(value: unknown): value is ControlRecord {
  if (!isObject(value) || !isMoment(own(value, 'at'))) return false;
  const host = textOf(own(value, 'host')) ?? '';
  const after = own(value, 'after');
  switch (own(value, 'kind')) {
    case 'fund':
      return isFund(value);
    case 'lapse':
      return isHostName(host) && (after === null || typeof after === 'string');
    case 'forget':
      return isHostName(host);
    case 'head':
      return isHeadState(objectAt(value, 'state'));
    default:
      return false;
  }
}

// What it adds up to counts only where another says the same.
function isHeadState(state: JsonObject): boolean {
  const head = own(state, 'head');
  return (
    finite(own(state, 'seq')) !== undefined &&
    finite(own(objectAt(state, 'ticks'), 'watermark')) !== undefined &&
    (head === undefined || (isObject(head) && finite(own(head, 'number')) !== undefined))
  );
}

function isFund(value: JsonObject): boolean {
  const config = objectAt(value, 'config');
  const settings = objectAt(objectAt(config, 'files'), 'settings');
  const hosts = own(value, 'hosts');
  return (
    own(config, 'kind') === 'config' &&
    textOf(own(config, 'digest')) !== undefined &&
    durationMs(textOf(own(settings, 'tick')) ?? '') > 0 &&
    textOf(own(settings, 'lateness')) !== undefined &&
    Array.isArray(hosts) &&
    hosts.every((host) => typeof host === 'string' && isHostName(host)) &&
    isHostName(textOf(own(value, 'snapshots_from')) ?? '') &&
    (finite(own(value, 'silence_s')) ?? 0) > 0
  );
}
