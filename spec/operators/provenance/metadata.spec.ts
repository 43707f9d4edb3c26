import { expect } from 'chai';
import { foldOver } from '../../../operators/core/fold';
import { measureProvenance } from '../../../operators/provenance/measure-provenance';
import { metadataOf } from '../../../operators/provenance/metadata';
import { deskOf } from '../made';

describe('metadataOf', () => {
  it('carries the provenance of the tick and the digest of the configs', () => {
    const provenance = foldOver(measureProvenance(deskOf().settings, ['a warning']), [], 0);
    expect(metadataOf(provenance, 'digest')).to.deep.equal({
      events_digest: provenance.eventsDigest,
      config_digest: 'digest',
      complete: provenance.complete,
      warnings: ['a warning'],
    });
  });
});
