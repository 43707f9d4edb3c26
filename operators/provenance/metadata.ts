import type { WarningCode } from '../../src/model/warnings';
import type { Provenance } from './measure-provenance';
import type { Metadata } from '../core/header';

/** The provenance of a tick as the files carry it, with `more` warnings of the stages that a file is made of. */
export function metadataOf(
  provenance: Provenance,
  configDigest: string,
  more: readonly WarningCode[] = [],
): Metadata {
  return {
    events_digest: provenance.eventsDigest,
    config_digest: configDigest,
    complete: provenance.complete,
    warnings:
      more.length === 0 ? provenance.warnings : [...new Set([...provenance.warnings, ...more])].sort(),
  };
}
