import type { Provenance } from './measure-provenance';
import type { Metadata } from '../core/header';

/** The provenance of a tick as the files carry it. */
export function metadataOf(provenance: Provenance, configDigest: string): Metadata {
  return {
    events_digest: provenance.eventsDigest,
    config_digest: configDigest,
    complete: provenance.complete,
    warnings: provenance.warnings,
  };
}
