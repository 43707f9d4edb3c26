import { expect } from 'chai';
import type { EngineInfo, StreamFacts } from '../../../../src/io/log/engine/engine';
import { engineReport } from '../../../../src/io/log/engine/engine-report';

const MIB = 1024 * 1024;
const FACTS: StreamFacts = {
  ...{ replicas: 3, messages: 2, bytes: 300, firstPlace: 7n, lastPlace: 8n },
  ...{ keepMs: 400 * 86_400_000, refused: undefined, strays: [] },
};
const SOUND: EngineInfo = {
  ...{ server: 'n1:4222', version: '2.14.0', cluster: undefined, tls: true, auth: true, maxPayload: 8 * MIB },
  streams: [
    ['INTEL', FACTS],
    ['KV_LEASE', { ...FACTS, messages: 0, keepMs: undefined }],
    ['KV_OUT', FACTS],
  ],
};

describe('the report on an engine', () => {
  it('says what the servers say of themselves', () => {
    const { facts, warnings, refused } = engineReport(SOUND);
    expect(facts).to.deep.equal([
      'server n1:4222: nats 2.14.0, one server alone',
      'connection: TLS, asks who we are',
      'largest message: 8 MiB',
      'stream INTEL: 2 messages, 300 bytes, places 7 to 8; 3 replicas, kept for 400 days',
      'bucket KV_LEASE: 0 messages, 300 bytes; 3 replicas, kept for ever',
      'bucket KV_OUT: 2 messages, 300 bytes, places 7 to 8; 3 replicas, kept for 400 days',
    ]);
    expect(refused).to.deep.equal([]);
    expect(warnings).to.have.lengthOf(1);
    expect(warnings[0]).to.contain('see that jetstream has sync_interval: always');
  });

  for (const [what, change, warning] of [
    [
      'a version that knows no sync_interval',
      { version: '2.9.10' },
      '2.9.10 syncs its store every 2 minutes',
    ],
    ['a cluster', { cluster: 'intel' }, 'intel is a cluster: what we promise of one is not shown yet'],
    ['small messages', { maxPayload: MIB }, 'max_payload is 1 MiB: a commit with a long line needs 8 MiB'],
    ['an open line', { tls: false }, 'can be read and changed on the way'],
    ['an open door', { auth: false }, 'everybody who reaches the server can write the log'],
    [
      'other settings',
      { streams: [['INTEL', { ...FACTS, strays: ['discard "new" → "old"'] }]] },
      'INTEL is not as intel engine init makes it: discard "new" → "old"',
    ],
    [
      'replicas that differ',
      {
        streams: [
          ['INTEL', FACTS],
          ['KV_OUT', { ...FACTS, replicas: 1 }],
        ],
      },
      'the stream and the buckets have 3 and 1 replicas',
    ],
  ] as const)
    it(`warns of ${what}`, () => {
      const { warnings } = engineReport({ ...SOUND, ...change });
      expect(warnings.filter((line) => line.includes(warning))).to.have.lengthOf(1);
    });

  it('refuses what is not there', () => {
    const { refused } = engineReport({
      ...SOUND,
      streams: [
        ['INTEL', undefined],
        ['KV_OUT', FACTS],
      ],
    });
    expect(refused).to.deep.equal(['there is no INTEL; make it with intel engine init']);
  });
});
