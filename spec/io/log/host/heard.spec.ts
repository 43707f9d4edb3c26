import { expect } from 'chai';
import type { CommitLog, LogPart } from '../../../../src/io/log/commit-log';
import { heard } from '../../../../src/io/log/host/heard';
import { MemoryLog } from '../../../../src/io/log/memory-log';
import { WorldError } from '../../../../src/io/files/failures';

async function after(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

async function textsOf(parts: AsyncIterable<LogPart>, useMs = 0): Promise<readonly string[]> {
  const texts: string[] = [];
  for await (const part of parts) {
    if (part.kind === 'appended') texts.push(Buffer.from(part.text).toString());
    if (useMs > 0) await after(useMs);
  }
  return texts;
}

describe('heard', () => {
  it('gives what the log holds, however long its reader takes', async () => {
    const log = new MemoryLog();
    for (const text of ['1', '2', '3']) await log.append('j.a', Buffer.from(text), 'any');
    expect(await textsOf(heard(log, {}, undefined, 20), 60)).to.deep.equal(['1', '2', '3']);
  });

  it('throws where the log says nothing for so long, after what it said', async () => {
    const silent: Pick<CommitLog, 'read'> = {
      async *read({ signal }) {
        yield { kind: 'appended', place: 1n, writer: 'j.a', text: Buffer.from('1'), atMs: 0 };
        await new Promise((resolve) => signal?.addEventListener('abort', resolve));
      },
    };
    const parts = heard(silent, {}, undefined, 20);
    expect(((await parts.next()).value as { place: bigint }).place).to.equal(1n);
    const refused = await parts.next().catch((error: unknown) => error);
    expect(refused)
      .to.be.instanceOf(WorldError)
      .with.property('message')
      .that.contains('it said nothing for');
  });
});
