import { randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { Kvm } from '@nats-io/kv';
import { expect } from 'chai';
import { WorldError } from '../../../../src/io/files/failures';
import type { OfferedFile } from '../../../../src/io/log/commit-log';
import { readEngineFile } from '../../../../src/io/log/engine/engine-file';
import { NatsLink } from '../../../../src/io/log/nats/nats-link';
import { NatsOutlet, OUT_BUCKET } from '../../../../src/io/log/nats/nats-outlet';
import { withFund } from './nats-fund';
import { sharedServer } from './nats-logs';
import { describeWithNats } from './nats-server';

const SCORES = 'symbol_scores_v6.json';

function file(asOfMs: number, name = SCORES): OfferedFile {
  return { name, asOfMs, content: `{"as_of":${asOfMs}}` };
}

describeWithNats('the outlet on a server', () => {
  const { server, dir } = sharedServer();

  it('takes a later file, and no earlier or equal one', () =>
    withFund(server(), dir(), async ({ outlet }) => {
      for (const [asOfMs, isTaken] of [
        [5, true],
        [5, false],
        [4, false],
        [6, true],
      ] as const)
        expect(await outlet.offer(file(asOfMs)), `${asOfMs}`).to.equal(isTaken);
      expect(await outlet.offer(file(1, 'expectancy_v6.json'))).to.equal(true);
      expect(await outlet.offer({ ...file(9), content: 'x'.repeat(2_000_000) })).to.equal(true);
    }));

  it('keeps no file that is larger than the server takes, and says both sizes', () =>
    withFund(server(), dir(), async (_, link) => {
      if (link.nc.info !== undefined) link.nc.info.max_payload = 1000;
      const outlet = new NatsOutlet(link);
      const large = { ...file(5), content: randomBytes(1000).toString('base64') };
      const refusal = await outlet.offer(large).catch((error: unknown) => error);
      expect(refusal).to.be.an.instanceOf(WorldError);
      expect(String(refusal)).to.match(/symbol_scores_v6\.json has 1\d{3} bytes, and the server takes 1000 /);
      expect(await outlet.offer(file(5))).to.equal(true);
    }));

  it('holds the latest after two followers offered at once, whoever was first', () =>
    withFund(server(), dir(), async ({ outlet }, _, path) => {
      const link = await NatsLink.open(await readEngineFile(path), {});
      if (link === undefined) throw new Error('no link');
      const offers = (to: NatsOutlet): Promise<boolean>[] =>
        Array.from({ length: 25 }, (_, i) => to.offer(file(i + 1)));
      const put = await Promise.all([...offers(new NatsOutlet(link)), ...offers(new NatsOutlet(link))]);
      await link.close();
      expect(put.filter((isTaken) => isTaken).length).to.be.within(1, 25);
      const watching = new AbortController();
      for await (const seen of outlet.watch(watching.signal)) {
        expect(seen).to.deep.equal(file(25));
        watching.abort();
      }
    }));

  it('shows each file as it is and as it is replaced, through a restart of the server, never an earlier one', () =>
    withFund(server(), dir(), async ({ outlet }) => {
      for (const name of [SCORES, 'expectancy_v6.json']) await outlet.offer(file(1, name));
      const watching = new AbortController();
      const seen: string[] = [];
      for await (const { name, asOfMs } of outlet.watch(watching.signal)) {
        seen.push(`${name} ${asOfMs}`);
        if (seen.length === 2) await outlet.offer(file(2));
        if (seen.length === 3) {
          await server().end();
          await server().run();
          while (!(await outlet.offer(file(3)).catch(() => false)));
        }
        if (seen.length === 4) watching.abort();
      }
      expect(seen).to.deep.equal([`${SCORES} 1`, 'expectancy_v6.json 1', `${SCORES} 2`, `${SCORES} 3`]);
    }));

  for (const [what, spoil] of [
    ['torn', (whole: Uint8Array) => whole.subarray(0, -3)],
    [
      'changed',
      (whole: Uint8Array) =>
        deflateRawSync(inflateRawSync(whole).toString().replace('as_of\\":9', 'as_of\\":8')),
    ],
    ['of another kind', () => deflateRawSync('[]')],
  ] as const)
    it(`passes over what is ${what}, says so, and puts another in its place`, () =>
      withFund(server(), dir(), async ({ outlet, tenant }, link) => {
        const kv = await new Kvm(link.js).open(OUT_BUCKET);
        await outlet.offer(file(9));
        await outlet.offer(file(3, 'expectancy_v6.json'));
        const whole = (await kv.get(`${tenant}.${SCORES}`))?.value ?? Buffer.alloc(0);
        await kv.put(`${tenant}.${SCORES}`, spoil(whole));
        const watching = new AbortController();
        const names: string[] = [];
        const spoilt: string[] = [];
        for await (const { name, asOfMs } of outlet.watch(watching.signal, (name) => spoilt.push(name))) {
          names.push(`${name} ${asOfMs}`);
          if (names.length === 1) expect(await outlet.offer(file(4))).to.equal(true);
          if (names.length === 2) watching.abort();
        }
        expect(names).to.deep.equal(['expectancy_v6.json 3', `${SCORES} 4`]);
        expect(spoilt).to.deep.equal([SCORES]);
      }));
});
