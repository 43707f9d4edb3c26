import { expect } from 'chai';
import { readFile } from 'node:fs';
import { letOthers } from '../../../src/io/files/let-others';

describe('letOthers', () => {
  it('lets what was due, and what follows on it, have its turn', async () => {
    const had: string[] = [];
    setImmediate(() => {
      had.push('due');
      setImmediate(() => had.push('follows'));
    });
    await letOthers();
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
    await letOthers();
    expect(isRead).to.equal(false);
    await read;
  });
});
