import { expect } from 'chai';
import { readFile } from 'node:fs';
import { yieldToEventLoop } from '../../../src/io/files/yield-to-event-loop';

describe('yieldToEventLoop', () => {
  it('lets what was due, and what follows on it, have its turn', async () => {
    const had: string[] = [];
    setImmediate(() => {
      had.push('due');
      setImmediate(() => had.push('follows'));
    });
    await yieldToEventLoop();
    expect(had).to.deep.equal(['due', 'follows']);
  });

  it('does not wait for what takes time', async () => {
    let isRead = false;
    const read = new Promise<void>((resolve) => {
      readFile(__filename, () => {
        isRead = true;
        resolve();
      });
    });
    await yieldToEventLoop();
    expect(isRead).to.equal(false);
    await read;
  });
});
