import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { failureOf } from '../../../io/failure-of';
import { MirrorLoop } from '../../../../pipelines/hosts/engine/mirror-loop';
import { OwnerError, UsageError } from '../../../../src/io/files/failures';
import type { OfferedFile } from '../../../../src/io/log/commit-log';
import { isoUtc } from '../../../../src/model/values/time';
import { MemoryOutlet } from '../../../io/log/memory-engine';
import { inMemoryDir } from '../../../live/drive';

const SCORES = 'symbol_scores_v6.json';
const ALLOCATION = 'risk_allocation_suggestions_v6.json';
const GATES = { enabled: true, routerAutotune: true, feedbackAllocator: true };

function file(seconds: number, name = SCORES, more: object = {}): OfferedFile {
  const metadata = { events_digest: 'x', config_digest: 'y' };
  const content = JSON.stringify({ as_of: isoUtc(seconds * 1000), metadata, ...more });
  return { name, asOfMs: seconds * 1000, content };
}

class Mirrored {
  readonly outlet = new MemoryOutlet();
  readonly told: string[] = [];
  gates = GATES;
  private loop: MirrorLoop | undefined;
  private nowMs = 0;

  constructor(readonly out: string) {}

  async open(): Promise<void> {
    const { out, outlet, gates } = this;
    const wake = (): void => undefined;
    this.loop = await MirrorLoop.open(
      {
        ...{ out, outlet, gates, name: 'the outlet', silentMs: 60_000 },
        onIncident: ({ code, phase, message }) => this.told.push(`${phase} ${code}: ${message}`),
      },
      wake,
    );
  }

  async look(afterMs = 250): Promise<void> {
    if (this.loop === undefined) await this.open();
    this.nowMs += afterMs;
    await setImmediate();
    await this.loop?.cycle({ wallMs: this.nowMs, steadyMs: this.nowMs });
  }

  async close(): Promise<void> {
    await this.loop?.close();
    this.loop = undefined;
  }

  at(name = SCORES): string | undefined {
    const path = join(this.out, name);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  }
}

async function mirrored(use: (mirror: Mirrored) => Promise<void>): Promise<void> {
  await inMemoryDir(async (dir) => {
    const mirror = new Mirrored(join(dir, 'out'));
    await use(mirror);
    await mirror.close();
  });
}

describe('MirrorLoop', () => {
  it('writes the bytes of each file as it comes', () =>
    mirrored(async (mirror) => {
      mirror.outlet.put(file(1));
      await mirror.look();
      expect(mirror.at()).to.equal(file(1).content);
      mirror.outlet.put(file(2, ALLOCATION));
      mirror.outlet.put(file(3));
      await mirror.look();
      expect([mirror.at(), mirror.at(ALLOCATION)]).to.deep.equal([
        file(3).content,
        file(2, ALLOCATION).content,
      ]);
      expect(mirror.told).to.deep.equal([]);
    }));

  it('never goes back in time, neither by what comes nor by what lies there from before', () =>
    mirrored(async (mirror) => {
      mirror.outlet.put(file(5));
      await mirror.look();
      mirror.outlet.put(file(4));
      await mirror.look();
      expect(mirror.at()).to.equal(file(5).content);
      await mirror.close();
      await mirror.look();
      expect(mirror.at()).to.equal(file(5).content);
      mirror.outlet.put(file(6));
      await mirror.look();
      expect(mirror.at()).to.equal(file(6).content);
    }));

  it('leaves out what has no name of a state file, is no JSON, or is of another moment than it says', () =>
    mirrored(async (mirror) => {
      const wrong: readonly (readonly [OfferedFile, string])[] = [
        [file(1, '../../escaped.json'), '"../../escaped.json", which is left out: its name'],
        [file(1, '__proto__'), '"__proto__"'],
        [{ ...file(1), content: '{"as_of"' }, 'JSON'],
        [{ ...file(1), content: 'null' }, 'its as_of is another'],
        [{ ...file(1), asOfMs: 9_000_000_000_000 }, 'its as_of is another'],
        [{ ...file(1), asOfMs: 9e15 }, 'left out'],
      ];
      for (const [each, text] of wrong) {
        mirror.outlet.files.clear();
        mirror.outlet.put(each);
        await mirror.look();
        expect(mirror.told.at(-1), text).to.contain(text);
      }
      expect(readdirSync(mirror.out)).to.deep.equal(['.intel.lock']);
      mirror.outlet.files.clear();
      mirror.outlet.put(file(1));
      await mirror.look();
      expect(mirror.told.at(-1)).to.match(/^over outlet_file/);
      expect(mirror.at()).to.equal(file(1).content);
    }));

  it('keeps no file whose gate is closed', () =>
    mirrored(async (mirror) => {
      mirror.gates = { ...GATES, feedbackAllocator: false };
      mirror.outlet.put(file(1, ALLOCATION));
      mirror.outlet.put(file(1));
      await mirror.look();
      expect([mirror.at(), mirror.at(ALLOCATION)]).to.deep.equal([file(1).content, undefined]);
    }));

  it('says that the outlet is silent, of when its last file is, and that it is not any more', () =>
    mirrored(async (mirror) => {
      mirror.outlet.put(file(7));
      await mirror.look();
      await mirror.look(59_999);
      expect(mirror.told).to.deep.equal([]);
      await mirror.look(1);
      expect(mirror.told.at(-1)).to.match(/^begins outlet_silent: .*the last of 1970-01-01T00:00:07/);
      mirror.outlet.put(file(8));
      await mirror.look();
      expect(mirror.told.at(-1)).to.match(/^over outlet_silent/);
    }));

  it('says so where nothing ever came', () =>
    mirrored(async (mirror) => {
      await mirror.look();
      await mirror.look(60_000);
      expect(mirror.told).to.have.lengthOf(1);
      expect(mirror.told[0]).to.contain('none');
    }));

  it('tries again what the disk refuses', () =>
    mirrored(async (mirror) => {
      await mirror.look();
      mkdirSync(join(mirror.out, SCORES));
      mirror.outlet.put(file(1));
      await mirror.look();
      expect(mirror.told.at(-1)).to.contain('begins publish').and.contain(SCORES);
      rmSync(join(mirror.out, SCORES), { recursive: true });
      await mirror.look();
      expect(mirror.at()).to.equal(file(1).content);
      expect(mirror.told.at(-1)).to.match(/^over publish/);
    }));

  it('keeps a second mirror out, and stays out of the directory of a follower and of another program', () =>
    mirrored(async (mirror) => {
      await mirror.look();
      const second = new Mirrored(mirror.out);
      expect(await failureOf(second.open())).to.be.instanceOf(OwnerError);
      await mirror.close();
      for (const [name, content] of [
        ['standing.json', '{}'],
        [SCORES, '{"as_of":"2026-01-01T00:00:00Z"}'],
      ] as const) {
        writeFileSync(join(mirror.out, name), content);
        expect(await failureOf(second.open()), name).to.be.instanceOf(UsageError);
        rmSync(join(mirror.out, name));
      }
      await second.look();
      await second.close();
    }));

  it('ends with what ends the outlet', () =>
    mirrored(async (mirror) => {
      mirror.outlet.watch = async function* () {
        await setImmediate();
        yield file(1);
        throw new UsageError('shut out');
      };
      await mirror.open();
      await setImmediate();
      expect(await failureOf(mirror.look())).to.be.instanceOf(UsageError);
    }));
});
