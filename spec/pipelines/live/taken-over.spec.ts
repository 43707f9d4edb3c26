import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { OwnerError } from '../../../src/io/files/failures';
import { runsOf } from '../../campaign';
import { watchingCalls, type Call } from '../../io/fs-calls';
import { Drive, inMemoryDir } from '../../live/drive';
import { closeRow } from '../../live/executor/rows';

/** Live that was halted for long, at whatever call, while another took its directories. */

const START = Date.UTC(2026, 0, 20, 9);
const SETTINGS = { tick: '5s', lateness: '2s', windows: ['1h'], horizon: '2h', history_every: '5s' };
const UNUSABLE = '{"event_type":"order_close","ts":"yesterday"}';
/** Calls that change a file. What is halted before one of them makes it when it goes on: nothing can keep it from that. */
const CHANGES = /^(writeFile|rename|truncate|unlink|rm)$/;

const dirsOf = ({ out, journal }: Drive): readonly string[] => [out, journal];

/** All that others read, by path: no lock, and nothing that is not whole yet. What is opened to be added to, is there. */
function filesOf(drive: Drive): ReadonlyMap<string, string> {
  const paths = dirsOf(drive).flatMap((dir) =>
    readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.jsonl?$/.test(name))
      .map((name) => join(dir, name)),
  );
  const files = paths.map((path) => [path, readFileSync(path, 'utf8')] as const);
  return new Map(files.filter(([, text]) => text !== ''));
}

function takeOver(drive: Drive): void {
  for (const dir of dirsOf(drive)) {
    const lock = join(dir, '.intel.lock');
    const [token = ''] = readdirSync(lock);
    const text = readFileSync(join(lock, token), 'utf8').replace(token, '0123456789abcdef');
    rmSync(join(lock, token));
    writeFileSync(join(lock, '0123456789abcdef'), text);
  }
}

/** A start, a commit with a row that cannot be used, a tick, a status, and the end. */
async function lives(drive: Drive): Promise<void> {
  await drive.lookAt(START);
  drive.orders.append(closeRow(1, START + 3000));
  drive.orders.append(UNUSABLE);
  await drive.lookAt(START + 7001);
  await drive.close();
}

/** Lives in a directory of its own, with `before` before each call. Gives what ended it. */
async function livesWith(before: (drive: Drive, call: Call) => void): Promise<unknown> {
  return inMemoryDir(async (dir) => {
    const drive = new Drive(dir, SETTINGS, START);
    const each = (call: Call): void => {
      before(drive, call);
    };
    return watchingCalls(each, () => lives(drive).catch((error: unknown) => error));
  });
}

function mayHalt(drive: Drive, { op, path }: Call): boolean {
  const ownsBoth = dirsOf(drive).every((dir) => existsSync(join(dir, '.intel.lock')));
  // Once it looks at its lock, only the time tells it, which does not pass here.
  const isInCheck = op !== 'open' && path.includes('.intel.lock');
  return ownsBoth && !isInCheck && !CHANGES.test(op);
}

describe('live that was halted while another took its directories', function () {
  this.timeout(300_000);

  it('writes nothing more, whatever call it was halted at, but what that call writes', async () => {
    let count = 0;
    await livesWith((_, { n }) => void (count = n));
    const step = Math.max(1, Math.floor(count / runsOf('halts')));
    let halts = 0;
    for (let at = count % step; at < count; at += step) {
      let left: ReadonlyMap<string, string> | undefined;
      let last = left;
      let where = '';
      const ended = await livesWith((drive, call) => {
        if (left !== undefined) last = filesOf(drive);
        if (call.n !== at || !mayHalt(drive, call)) return;
        takeOver(drive);
        left = filesOf(drive);
        where = `halted at call ${at}, ${call.op} ${call.path}`;
      });
      if (left === undefined) continue;
      halts++;
      // Undefined: there was nothing more to write.
      if (ended !== undefined) expect(ended, where).to.be.instanceOf(OwnerError);
      expect(last ?? left, where).to.deep.equal(left);
    }
    expect(halts).to.be.above(count / step / 4);
  });
});
