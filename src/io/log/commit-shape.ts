import { isObject, objectAt, own, textOf, type JsonObject } from '../../model/values/json';
import { isMoment } from '../../model/values/time';
import type { SealedCommit } from '../journal/journal';
import type { CommitRecord, ReadArrival } from '../journal/journal-records';
import type { HostCommit } from './log-records';

/**
 * Whether what a host has sealed is a commit with all that its readers depend on. A seal says that it is as it was written,
 * and not by what: one host must not stop those who read the log of all.
 */
export function isHostCommit(sealed: SealedCommit): sealed is SealedCommit & { readonly commit: HostCommit } {
  return isCommit(sealed.commit) && sealed.records.every(isArrival);
}

function isCommit(sealing: CommitRecord): boolean {
  const commit: JsonObject = { ...sealing };
  const [prev, quarantine] = [own(commit, 'prev'), own(commit, 'quarantine')];
  const steps = own(commit, 'steps');
  return (
    isCount(own(commit, 'seq')) &&
    isMoment(own(commit, 'at')) &&
    (prev === null || typeof prev === 'string') &&
    textOf(own(commit, 'by')) !== undefined &&
    typeof own(commit, 'format') === 'number' &&
    (quarantine === undefined || isCount(quarantine)) &&
    isObject(steps) &&
    Object.values(steps).every((moves) => Array.isArray(moves) && moves.every(isMove))
  );
}

function isMove(move: unknown): boolean {
  if (!isObject(move)) return false;
  const ends = own(move, 'ends');
  switch (own(move, 'step')) {
    case 'read':
      return (
        Array.isArray(ends) && ends.every((end) => isPoint(end) && textOf(own(end, 'line')) !== undefined)
      );
    case 'back':
      return isCount(own(move, 'offset'));
    case 'left':
      return true;
    case 'rest':
      return isPoint(own(move, 'from')) && isPoint(own(move, 'to'));
    default:
      return false;
  }
}

function isPoint(point: unknown): point is JsonObject {
  return isObject(point) && isCount(own(point, 'offset')) && textOf(own(point, 'hash')) !== undefined;
}

function isArrival(record: ReadArrival): boolean {
  const fields: JsonObject = { ...record };
  switch (record.kind) {
    case 'rows':
      return (
        textOf(own(fields, 'source')) !== undefined &&
        [own(fields, 'first'), own(fields, 'latest')].every((ts) => ts === null || isMoment(ts))
      );
    case 'snapshot':
      return (
        textOf(own(fields, 'name')) !== undefined &&
        isMoment(own(fields, 'received')) &&
        ['signature', 'sha256'].every((key) => textOf(own(objectAt(fields, 'seen'), key)) !== undefined)
      );
    case 'caution':
      return (
        isMoment(own(fields, 'ts')) &&
        textOf(own(fields, 'code')) !== undefined &&
        isHole(own(fields, 'hole'))
      );
    case 'mark':
      return isMoment(own(fields, 'promise'));
    case 'config':
      // It counts for nobody.
      return true;
    default:
      // What the types do not know, another program may have written.
      return false;
  }
}

function isHole(hole: unknown): boolean {
  return (
    hole === undefined || (isObject(hole) && isPoint(own(hole, 'after')) && isPoint(own(hole, 'before')))
  );
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
