import { expect } from 'chai';
import { closeLine, closeOf, decoded, faultOf, routeLine, routeOf, TS } from '../rows';

const MS = TS * 1000;

describe('decodeRow: times', () => {
  it('reads every spelling of the same moment, floored to a millisecond', () => {
    const spellings: readonly (readonly [string | number, number])[] = [
      [TS, MS],
      [TS + 0.1239, MS + 123],
      [MS, MS],
      [MS + 0.9, MS],
      [String(TS), MS],
      [`${TS}.5`, MS + 500],
      [String(MS), MS],
      ['1.7e9', MS],
      [' 1700000000 ', MS],
      ['2023-11-14T22:13:20Z', MS],
      ['2023-11-14t22:13:20z', MS],
      ['2023-11-14T22:13:20', MS],
      ['2023-11-14 22:13:20', MS],
      ['2023-11-14T22:13:20.123456+00:00', MS + 123],
      ['2023-11-14T22:13:20.9999Z', MS + 999],
      ['2023-11-15T00:13:20+02:00', MS],
      ['2023-11-14T16:43:20-0530', MS],
    ];
    for (const [ts, expected] of spellings) {
      expect(closeOf(closeLine({ ts })).ts, String(ts)).to.equal(expected);
      expect(routeOf(routeLine({ ts })).ts, String(ts)).to.equal(expected);
    }
  });

  it('names the time it cannot read, and what is allowed', () => {
    const bad = [
      '',
      'n/a',
      'NaN',
      0,
      -5,
      '2023-02-29T00:00:00Z',
      '2023-13-01',
      '2023-11-14T24:00:00Z',
      '14/11/2023',
      1e300,
    ];
    for (const ts of bad) {
      for (const line of [closeLine({ ts }), routeLine({ ts })]) {
        const { reason, detail } = faultOf(line);
        expect(reason, String(ts)).to.equal('bad_timestamp');
        expect(detail)
          .to.contain(`ts was ${JSON.stringify(ts)}`)
          .and.match(/allowed: .*ISO 8601/);
      }
    }
  });

  it('a row without a time has none', () => {
    expect(faultOf(closeLine({ ts: undefined })).reason).to.equal('bad_timestamp');
    expect(faultOf(closeLine({ ts: null })).reason).to.equal('bad_timestamp');
    const { reason, detail } = faultOf(routeLine({ ts: undefined }));
    expect(reason).to.equal('bad_timestamp');
    expect(detail).to.contain('ts');
  });

  it('a close happened at ts_close, else at ts', () => {
    expect(closeOf(closeLine({ ts_close: TS + 5 })).ts).to.equal(MS + 5000);
    expect(closeOf(closeLine({ ts_close: null })).ts).to.equal(MS);
    expect(closeOf(closeLine({ ts: undefined, ts_close: TS })).ts).to.equal(MS);
    expect(faultOf(closeLine({ ts_close: '' })).reason).to.equal('bad_timestamp');
  });

  it('an acknowledgement happened at its ts', () => {
    expect(decoded(closeLine({ event_type: 'order_ack', ts_close: TS + 5 }))).to.include({ ts: MS });
  });

  it('a row up to the latest moment allowed counts, one after it is from the future', () => {
    for (const line of [closeLine(), routeLine(), closeLine({ event_type: 'order_ack' })]) {
      expect(decoded(line, 'mixed', MS).kind).to.not.equal('fault');
      const { reason, detail } = faultOf(line, 'mixed', MS - 1);
      expect(reason).to.equal('future');
      expect(detail).to.contain(String(TS));
    }
  });

  it('a close that names a future ts_close is from the future', () => {
    expect(faultOf(closeLine({ ts_close: TS + 1 }), 'orders', MS).reason).to.equal('future');
  });
});
