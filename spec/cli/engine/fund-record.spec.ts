import { expect } from 'chai';
import { fundRecord, type AskedFund } from '../../../src/cli/engine/fund-record';
import { UsageError } from '../../../src/io/files/failures';
import type { FundRecord } from '../../../src/io/log/log-records';
import { toDesk } from '../../../src/model/fund/desk';
import { configOf } from '../../io/log/log-made';

const AT = 1_700_000_000_000;
const NOTHING: AskedFund = { hosts: undefined, snapshotsFrom: undefined, silenceS: undefined };

function recordOf(asked: Partial<AskedFund>, settings: object = {}, before?: FundRecord): FundRecord {
  const { files, digest } = configOf(settings);
  const loaded = { desk: toDesk(files, digest, []), files, problems: [], conversions: [] };
  return fundRecord(loaded, { ...NOTHING, ...asked }, before, AT);
}

describe('the record of a fund', () => {
  it('takes what is not asked for from the one before, and else what fits', () => {
    const first = recordOf({ hosts: ['a', 'b'] });
    expect(first).to.deep.include({ hosts: ['a', 'b'], snapshots_from: 'a', silence_s: 30, at: AT });
    const second = recordOf({ snapshotsFrom: 'b', silenceS: 40 }, {}, first);
    expect(second).to.deep.include({ hosts: ['a', 'b'], snapshots_from: 'b', silence_s: 40 });
    expect(recordOf({ hosts: ['a'] }, {}, second)).to.deep.include({ snapshots_from: 'a', silence_s: 40 });
    expect(recordOf({ hosts: ['a'] }, { tick: '1m' })).to.include({ silence_s: 120 });
  });

  it('refuses what no host could work by, with what was found and what is allowed', () => {
    const slow = recordOf({ hosts: ['a'] });
    for (const [make, text] of [
      [() => recordOf({}), '--hosts exec-a,exec-b'],
      [() => recordOf({ hosts: ['a', '../b'] }), '--hosts names "../b"'],
      [() => recordOf({ hosts: ['a'], snapshotsFrom: 'b' }), 'allowed: one of the hosts a'],
      [() => recordOf({ hosts: ['a'], silenceS: 5 }, { tick: '5s' }), 'allowed: --silence from 10s'],
      [() => recordOf({ hosts: ['a'], silenceS: 4 }, { tick: '1s' }), 'allowed: --silence from 5s'],
      [() => recordOf({}, { tick: '1m' }, slow), 'silent after 30 s'],
      [() => recordOf({ hosts: ['a'] }, { max_line_bytes: 8 * 1024 * 1024 + 1 }), 'up to 8388608'],
    ] as const)
      expect(make).to.throw(UsageError).with.property('message').that.contains(text);
    expect(recordOf({ hosts: ['a'], silenceS: 10 }, { tick: '5s' })).to.include({ silence_s: 10 });
  });
});
