import { expect } from 'chai';
import { WorldError } from '../../../../src/io/files/failures';
import {
  UnsureError,
  type CommitLog,
  type MessagePlace,
  type Writer,
} from '../../../../src/io/log/commit-log';
import { addControl } from '../../../../src/io/log/engine/add-control';
import { MemoryLog } from '../memory-log';
import { allOf, bytes } from '../log-under-test';

const FORGET = { kind: 'forget', host: 'exec-a', at: 5, format: 1, program: '0.1.0' } as const;

/** A log whose first answers are lost: before the message was added, or after. */
class Unsure extends MemoryLog implements CommitLog {
  constructor(
    private lost: number,
    private readonly isAdded: boolean,
    private readonly error: Error = new UnsureError('the log', 'timeout'),
  ) {
    super();
  }

  override async append(writer: Writer, text: Uint8Array, after: MessagePlace | undefined | 'any') {
    if (this.lost-- <= 0) return super.append(writer, text, after);
    if (this.isAdded) await super.append(writer, text, after);
    throw this.error;
  }
}

describe('adding a control record', () => {
  it('adds it once, whether the lost answer was to a message that was added or not', async () => {
    for (const isAdded of [true, false]) {
      const log = new Unsure(2, isAdded);
      expect(await addControl(log, 'ctl.forget', FORGET, undefined, 1)).to.equal(1n);
      expect(await allOf(log)).to.have.lengthOf(1);
    }
  });

  it('is stale where somebody else was first', async () => {
    const log = new Unsure(1, false);
    const first = addControl(log, 'ctl.forget', FORGET, undefined, 20);
    await MemoryLog.prototype.append.call(log, 'ctl.forget', bytes('another'), undefined);
    expect(await first).to.equal('stale');
    expect(await addControl(log, 'ctl.forget', FORGET, 1n, 1)).to.equal(2n);
  });

  it('is added where another followed it before its answer was found lost', async () => {
    const log = new Unsure(1, true);
    const first = addControl(log, 'ctl.forget', FORGET, undefined, 20);
    await MemoryLog.prototype.append.call(log, 'ctl.forget', bytes('another'), 1n);
    expect(await first).to.equal(1n);
  });

  it('is stale at once where its answer was not lost, though another wrote the same', async () => {
    const log = new MemoryLog();
    await addControl(log, 'ctl.forget', FORGET, undefined, 1);
    expect(await addControl(log, 'ctl.forget', FORGET, undefined, 1)).to.equal('stale');
  });

  it('gives up after some tries, and at once on what is refused for good', async () => {
    const never = new Unsure(100, false);
    const given = await addControl(never, 'ctl.forget', FORGET, undefined, 1).catch(
      (error: unknown) => error,
    );
    expect(given).to.be.instanceOf(UnsureError);
    const refusing = new Unsure(1, false, new WorldError('the log', 'write', new Error('no')));
    const refused = await addControl(refusing, 'ctl.forget', FORGET, undefined, 1).catch((e: unknown) => e);
    expect(refused).to.be.instanceOf(WorldError);
    expect(await allOf(refusing)).to.deep.equal([]);
  });
});
