import { expect } from 'chai';
import { WorldError } from '../../../src/io/files/failures';
import { Incidents, type Incident } from '../../../src/io/publish/incidents';
import { OtherWriter } from '../../../src/io/publish/other-writer';
import { failure } from '../fs-calls';

const HOUR = 3_600_000;

function watched(): {
  other: OtherWriter;
  changes: Map<string, number>;
  told: Incident[];
  fail: { now: boolean };
} {
  const changes = new Map<string, number>();
  const told: Incident[] = [];
  const fail = { now: false };
  const findChanges = (): ReadonlyMap<string, number> => {
    if (fail.now) throw new WorldError('a.json', 'read', failure('EIO'));
    return changes;
  };
  const other = new OtherWriter({ findChanges }, new Incidents((incident) => told.push(incident)));
  return { other, changes, told, fail };
}

describe('OtherWriter', () => {
  it('tells of a writer once, however often it writes, and again when it writes another file', () => {
    const { other, changes, told } = watched();
    other.look(0);
    expect(told).to.deep.equal([]);
    for (let n = 1; n < 50; n++) {
      changes.set('a.json', n);
      other.look(n * 1000);
    }
    expect(told).to.have.length(1);
    expect(told[0]).to.include({ level: 'warn', code: 'other_writer' });
    expect(told[0]?.message).to.contain('a.json');
    changes.set('b.json', 1);
    other.look(50_000);
    expect(told).to.have.length(2);
    expect(told[1]?.message).to.contain('a.json, b.json');
    expect(other.writes).to.equal(50);
  });

  it('is over when nothing was written for an hour, and begins anew', () => {
    const { other, changes, told } = watched();
    changes.set('a.json', 1);
    other.look(0);
    other.look(HOUR - 1);
    expect(told).to.have.length(1);
    other.look(HOUR);
    expect(told.map(({ level }) => level)).to.deep.equal(['warn', 'info']);
    changes.set('a.json', 2);
    other.look(2 * HOUR);
    expect(told).to.have.length(3);
    expect(other.writes).to.equal(2);
  });

  it('draws no conclusion from a file that cannot be looked at', () => {
    const { other, changes, told, fail } = watched();
    changes.set('a.json', 1);
    other.look(0);
    fail.now = true;
    other.look(2 * HOUR);
    expect(told).to.have.length(1);
  });
});
