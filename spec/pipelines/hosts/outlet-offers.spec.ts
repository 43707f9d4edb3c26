import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { OutletOffers } from '../../../pipelines/hosts/outlet-offers';
import { WorldError } from '../../../src/io/files/failures';
import { UnsureError } from '../../../src/io/log/commit-log';
import type { Incident } from '../../../src/io/publish/incidents';
import { Incidents } from '../../../src/io/publish/incidents';
import { isoUtc } from '../../../src/model/values/time';
import { MemoryOutlet } from '../../io/log/memory-engine';

const SCORES = 'symbol_scores_v6.json';

function written(seconds: number, name = SCORES) {
  return { name, asOfText: isoUtc(seconds * 1000), pieces: [`{"as_of":`, `${String(seconds)}}`] };
}

function offering() {
  const outlet = new MemoryOutlet();
  const told: Incident[] = [];
  const incidents = new Incidents((incident) => told.push(incident));
  const offers = new OutletOffers(outlet);
  const look = async (nowMs: number): Promise<void> => {
    offers.look(nowMs, incidents);
    await setImmediate();
  };
  return { outlet, incidents, offers, look };
}

describe('OutletOffers', () => {
  it('gives the latest of each file, as it was written, once', async () => {
    const { outlet, offers, look } = offering();
    offers.take([written(1), written(1, 'expectancy_v6.json')]);
    offers.take([written(2)]);
    await look(0);
    await look(250);
    expect(outlet.offers).to.equal(2);
    expect(outlet.files.get(SCORES)).to.deep.equal({ name: SCORES, asOfMs: 2000, content: '{"as_of":2}' });
    expect(outlet.files.get('expectancy_v6.json')?.asOfMs).to.equal(1000);
    expect(offers.counts).to.deep.equal({ taken: 2, refused: 0, failed: 0 });
  });

  it('counts what another follower gave before', async () => {
    const { outlet, offers, look } = offering();
    outlet.put({ name: SCORES, asOfMs: 2000, content: '' });
    offers.take([written(2), written(2, 'expectancy_v6.json')]);
    await look(0);
    expect(offers.counts).to.deep.equal({ taken: 1, refused: 1, failed: 0 });
  });

  it('tells of an outlet that takes nothing, and gives it the latest file when it does again', async () => {
    const { outlet, incidents, offers, look } = offering();
    outlet.refusal = () => new UnsureError('the outlet', 'no connection');
    offers.take([written(1), written(1, 'expectancy_v6.json')]);
    await look(0);
    await look(250);
    expect(incidents.open)
      .to.have.property('outlet')
      .that.contains(`${SCORES}, expectancy_v6.json: the outlet: no connection`);
    offers.take([written(2)]);
    await look(4000);
    expect(outlet.offers).to.equal(2);
    outlet.refusal = () => undefined;
    await look(5000);
    await look(5250);
    expect(incidents.open).to.deep.equal({});
    expect([...outlet.files.values()].map(({ asOfMs }) => asOfMs).sort()).to.deep.equal([1000, 2000]);
    expect(offers.counts).to.deep.equal({ taken: 2, refused: 0, failed: 2 });
  });

  for (const [what, failure] of [
    ['it does not keep', new WorldError('the outlet', 'write', new Error('too much'))],
    ['whose answer does not come in time', new UnsureError('the outlet', 'too much')],
  ] as const)
    it(`gives it the others beside one ${what}, and names that one`, async () => {
      const { outlet, incidents, offers, look } = offering();
      outlet.refusal = (name) => (name === SCORES ? failure : undefined);
      offers.take([written(1), written(1, 'expectancy_v6.json')]);
      await look(0);
      await look(250);
      expect([...outlet.files.keys()]).to.deep.equal(['expectancy_v6.json']);
      expect(incidents.open)
        .to.have.property('outlet')
        .that.contains(`the last ${SCORES}: `)
        .and.contains('too much');
      expect(offers.counts).to.deep.equal({ taken: 1, refused: 0, failed: 1 });
      await look(5000);
      expect(outlet.offers).to.equal(3);
    });

  it('waits for nothing, offers one thing at a time, and never an earlier file once there is a later one', async () => {
    const { outlet, offers, look } = offering();
    const waiting: ((error?: Error) => void)[] = [];
    const offer = outlet.offer.bind(outlet);
    outlet.offer = async (file) => {
      await new Promise<void>((resolve, reject) =>
        waiting.push((error) => {
          if (error === undefined) resolve();
          else reject(error);
        }),
      );
      return offer(file);
    };
    offers.take([written(1)]);
    await look(0);
    offers.take([written(2)]);
    await look(250);
    expect(waiting).to.have.lengthOf(1);
    waiting[0]?.(new Error('it hung'));
    await setImmediate();
    await look(5000);
    expect(waiting).to.have.lengthOf(2);
    waiting[1]?.();
    await setImmediate();
    expect(outlet.files.get(SCORES)?.asOfMs).to.equal(2000);
    expect(offers.counts).to.deep.equal({ taken: 1, refused: 0, failed: 1 });
  });
});
