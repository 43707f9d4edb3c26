import { expect } from 'chai';
import { followLines } from '../../../src/cli/terminal/follow-lines';
import type { HostHealth, LogHealth } from '../../../src/io/log/log-health';
import { isoUtc } from '../../../src/model/values/time';

const NOW = Date.UTC(2026, 0, 20, 12);
const HOST: HostHealth = {
  ...({ commits: 9120, by: 'exec-a/4711', standing: 'waited_for', refused: 0 } as const),
  ...{ promise: isoUtc(NOW - 3000), heard: isoUtc(NOW - 200) },
};
const LOG: LogHealth = {
  ...{ place: 18233, behind: 2, caught_up: isoUtc(NOW - 200), rewound: 0, gaps: 0 },
  ...{ hosts: {}, outlet: null, servers: null },
};

const of = (log: Partial<LogHealth>): readonly string[] => followLines({ ...LOG, ...log }, NOW);
const host = (about: Partial<HostHealth>): string => of({ hosts: { a: { ...HOST, ...about } } })[1] ?? '';

describe('what the status says of a log of many hosts', () => {
  it('is its place, what lies behind it, and when it was read to its end', () => {
    expect(of({})).to.deep.equal(['log: place 18233; 2 messages behind; read 0.2 s ago']);
    expect(of({ place: null, caught_up: null })).to.deep.equal([
      'log: place none; 2 messages behind; not followed to its end yet',
    ]);
    expect(of({ rewound: 1 })[0]).to.match(/; lost its end 1 times, its beginning 0 times$/);
  });

  it('is a line for each host, whose names stand in a column', () => {
    expect(
      of({ hosts: { 'exec-a': HOST, b: { ...HOST, standing: 'forgotten', refused: 6 } } }).slice(1),
    ).to.deep.equal([
      '  exec-a  commit 9120 by exec-a/4711  promise 2026-01-20T11:59:57.000+00:00  following',
      '  b       commit 9120 by exec-a/4711  promise 2026-01-20T11:59:57.000+00:00  forgotten  refused 6 commits',
    ]);
  });

  it('is whether a host is heard, silent, or not waited for', () => {
    expect(host({ heard: isoUtc(NOW - 9999) })).to.match(/ {2}following$/);
    expect(host({ heard: isoUtc(NOW - 41_000) })).to.match(/ {2}silent 41\.0 s$/);
    expect(host({ heard: null })).to.match(/ {2}not heard yet$/);
    expect(host({ standing: 'lapsed' })).to.match(/ {2}lapsed since 2026-01-20T11:59:59\.800\+00:00$/);
    expect(host({ standing: 'lapsed', heard: null, by: null, promise: null })).to.equal(
      '  a  commit 9120  no promise yet  lapsed',
    );
  });

  it('is what the servers and the outlet are', () => {
    const servers = { server: 'n1:4222', version: '2.12.0', replicas: 3 };
    const outlet = { taken: 30, refused: 31, failed: 5 };
    expect(of({ servers, outlet }).slice(1)).to.deep.equal([
      'server n1:4222: nats 2.12.0, 3 replicas',
      'outlet: 30 files taken, 31 there already, 5 offers failed',
    ]);
  });
});
