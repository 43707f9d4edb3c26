import { getEventListeners } from 'node:events';
import { expect } from 'chai';
import { joinSignals } from '../../../src/io/log/joined-signal';
import { heard } from '../../../src/io/log/host/heard';
import { isObject } from '../../../src/model/values/json';
import { MemoryLog } from './memory-log';

describe('joined signals', () => {
  it('are aborted with the first of them, also with one that was before', () => {
    const [one, other] = [new AbortController(), new AbortController()];
    const { signal } = joinSignals(one.signal, undefined, other.signal);
    expect(signal.aborted).to.equal(false);
    other.abort();
    expect(signal.aborted).to.equal(true);
    expect(joinSignals(one.signal, other.signal).signal.aborted).to.equal(true);
    expect(joinSignals(one.signal).signal.aborted).to.equal(false);
  });

  it('leave nothing behind in one that lives on, however often a log is read', async () => {
    const living = new AbortController();
    const log = new MemoryLog();
    await log.append('j.a', new Uint8Array(), 'any');
    for (let n = 0; n < 100; n++)
      for await (const part of heard(log, {}, living.signal)) expect(part.kind).to.equal('appended');
    expect(getEventListeners(living.signal, 'abort')).to.have.length(0);
    // AbortSignal.any keeps what it made in sets of the signals that it was made of.
    const sizes = Object.getOwnPropertySymbols(living.signal).map((key): unknown => {
      const value: unknown = Reflect.get(living.signal, key);
      return isObject(value) && 'size' in value ? value.size : 0;
    });
    expect(sizes.filter((size) => size !== 0)).to.deep.equal([]);
  });
});
