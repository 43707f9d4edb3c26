import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { LogReport } from '../../../pipelines/hosts/log-report';
import type { EngineInfo } from '../../../src/io/log/engine/engine';
import type { CommitLog } from '../../../src/io/log/commit-log';
import { FollowedLog } from '../../../src/io/log/follow/followed-log';
import { MemoryLog } from '../../io/log/memory-log';
import { isoUtc } from '../../../src/model/values/time';
import { AT, lapse, Pen } from '../../io/log/log-made';
import { MemoryEngine } from '../../io/log/memory-engine';
import { SmallFund } from '../../io/log/small-fund';

async function followed(log: CommitLog, report: LogReport): Promise<FollowedLog> {
  const opened = await FollowedLog.open(log, 1, {
    wake: () => undefined,
    onOverstep: () => undefined,
    onCommit: (host, counts, by) => {
      report.note(host, counts, by);
    },
  });
  if (opened === undefined) throw new Error('there is no fund');
  return opened;
}

async function readOn(log: FollowedLog): Promise<void> {
  for await (const part of log.news()) expect(part.kind).to.equal('sealed');
}

async function fund(seconds: number): Promise<SmallFund> {
  const small = new SmallFund(new MemoryLog());
  await small.begin();
  await small.live(seconds);
  return small;
}

describe('LogReport', () => {
  it('says of each host what counts of it, who wrote it, and when it was heard', async () => {
    const small = await fund(2);
    const report = new LogReport(undefined);
    const log = await followed(small.log, report);
    await small.add(small.commitOf(new Pen('a', 'other/7')));
    await small.add(lapse('b', 'nothing'));
    await readOn(log);
    report.look(log, 5000, true);
    const { hosts } = report.healthOf(log, undefined);
    expect(hosts).to.deep.equal({
      a: {
        ...{ commits: 2, by: 'a/1', standing: 'waited_for', refused: 1 },
        ...{ promise: isoUtc(AT + 2001), heard: isoUtc(5000) },
      },
      b: {
        ...{ commits: 2, by: 'b/1', standing: 'waited_for', refused: 0 },
        ...{ promise: isoUtc(AT + 2001), heard: isoUtc(5000) },
      },
    });
    report.look(log, 9000, true);
    expect(report.healthOf(log, undefined).hosts['a']?.heard).to.equal(isoUtc(5000));
    log.close();
  });

  it('is at the end of the log when nothing waits and the servers are reached', async () => {
    const small = await fund(1);
    const report = new LogReport(undefined);
    const log = await followed(small.log, report);
    await readOn(log);
    report.look(log, 1000, true);
    report.look(log, 2000, false);
    expect(report.healthOf(log, undefined)).to.deep.include({ behind: 0, caught_up: isoUtc(1000), place: 3 });
    await small.live(1);
    await setImmediate();
    report.look(log, 3000, true);
    expect(report.healthOf(log, undefined)).to.deep.include({ behind: 2, caught_up: isoUtc(1000) });
    log.close();
  });

  it('counts messages that only the servers know of, and says what they are', async () => {
    const small = await fund(1);
    const facts = {
      ...{
        replicas: 3,
        messages: 9,
        bytes: 9,
        firstPlace: 1n,
        lastPlace: 9n,
        keepMs: undefined,
        refused: undefined,
        strays: [],
      },
    };
    let asked = 0;
    const info = async (): Promise<EngineInfo> => {
      asked++;
      return { ...(await new MemoryEngine('fund').info()), streams: [['INTEL', facts]] };
    };
    const report = new LogReport(info);
    const log = await followed(small.log, report);
    await readOn(log);
    for (const wallMs of [0, 5000, 9999]) report.look(log, wallMs, true);
    await setImmediate();
    expect(asked).to.equal(1);
    expect(report.healthOf(log, undefined)).to.deep.include({
      ...{ behind: 6, servers: { server: 'memory', version: '0.0.0', replicas: 3 } },
    });
    report.look(log, 10_000, true);
    expect(asked).to.equal(2);
    log.close();
  });

  it('follows all the same where it may not ask them', async () => {
    const small = await fund(1);
    const report = new LogReport(() => Promise.reject(new Error('permissions violation')));
    const log = await followed(small.log, report);
    report.look(log, 0, true);
    await setImmediate();
    expect(report.healthOf(log, undefined).servers).to.equal(null);
    log.close();
  });

  it('counts how often the log lost its end or its beginning', async () => {
    const small = await fund(1);
    const report = new LogReport(undefined);
    for (const lost of [
      { kind: 'rewound' },
      { kind: 'gap', place: 3n },
      { kind: 'rewound' },
      undefined,
    ] as const)
      report.noteLost(lost);
    const log = await followed(small.log, report);
    expect(report.healthOf(log, { taken: 1, refused: 2, failed: 3 })).to.deep.include({
      ...{ rewound: 2, gaps: 1, outlet: { taken: 1, refused: 2, failed: 3 } },
    });
    log.close();
  });
});
