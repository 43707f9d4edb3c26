import { constants } from 'node:os';
import { expect } from 'chai';
import { runsOf } from '../../campaign';
import { shimmed } from './shimmed';

const PUBLISH = `
  const draft = await (0, promises_1.open)(at('draft'), 'w');
  await draft.writeFile('new');
  await draft.sync();
  await draft.close();
  await (0, promises_1.rename)(at('draft'), at('x'));
  const folder = await (0, promises_1.open)(at('.'));
  await folder.sync();
  await folder.close();
`;
const PUBLISHED = [
  'open draft',
  'writeFile draft',
  'sync draft',
  'close draft',
  'rename draft -> x',
  'open .',
  'sync .',
  'close .',
];

const WRITE_SYNC = `
  const fd = fs_1.openSync(at('y'), 'w');
  console.log(fs_1.writeSync(fd, Buffer.from('0123456789'), 2, 6));
  fs_1.fsyncSync(fd);
  fs_1.closeSync(fd);
`;

describe('fs-shim', () => {
  before(function () {
    if (runsOf('shim') === 0) this.skip();
  });

  it('counts promises and handles below its directories, and nothing else', async () => {
    const elsewhere = `await promises_1.stat(at('../out/x')); fs_1.readFileSync(at('../out/x'));`;
    await shimmed(PUBLISH + elsewhere, {}, ({ count, trace, file }) => {
      expect(trace).to.deep.equal(PUBLISHED);
      expect(count).to.equal('8');
      expect(file('x')).to.equal('new');
    });
  });

  it('counts sync functions by path and by descriptor', async () => {
    await shimmed(`${WRITE_SYNC} fs_1.statSync(at('y')); fs_1.unlinkSync(at('y'));`, {}, ({ trace }) => {
      expect(trace).to.deep.equal(['open y', 'write y', 'sync y', 'close y', 'stat y', 'unlink y']);
    });
  });

  it('forgets a descriptor when it is closed', async () => {
    // A callback open is not seen: it gets the number of the one closed before.
    const reuse = (fd: string): string => `
      await new Promise((resolve) => fs_1.open(at('../out/x'), (error, fd) => {
        console.log(fd === ${fd});
        fs_1.fstatSync(fd);
        fs_1.close(fd, resolve);
      }));`;
    const body = `
      const fd = fs_1.openSync(at('x'));
      fs_1.closeSync(fd);
      ${reuse('fd')}
      const handle = await promises_1.open(at('x'));
      const number = handle.fd;
      await handle.close();
      ${reuse('number')}`;
    await shimmed(body, {}, ({ out, trace }) => {
      expect(out).to.equal('true\ntrue');
      expect(trace).to.deep.equal(['open x', 'close x', 'open x', 'close x']);
    });
  });

  it('counts the operations it is told of', async () => {
    await shimmed(PUBLISH + WRITE_SYNC, { SHIM_OPS: 'write,sync' }, ({ count, trace }) => {
      expect(trace).to.deep.equal(['sync draft', 'sync .', 'write y', 'sync y']);
      expect(count).to.equal('4');
    });
  });

  it('counts the calls of workers with those of the main thread', async () => {
    const body = `
      await promises_1.stat(at('x'));
      const { Worker } = require('node:worker_threads');
      const code = 'require("node:fs").statSync(' + JSON.stringify(at('x')) + ')';
      await new Promise((resolve) => new Worker(code, { eval: true }).on('exit', resolve));
      await promises_1.stat(at('x'));`;
    await shimmed(body, {}, ({ count }) => {
      expect(count).to.equal('3');
    });
    await shimmed(body, { SHIM_KILL_AT: '2' }, ({ signal }) => {
      expect(signal).to.equal('SIGKILL');
    });
  });

  it('kills at the n-th call, before it is done', async () => {
    for (const n of [0, 1, 4, 7]) {
      await shimmed(PUBLISH, { SHIM_KILL_AT: String(n + 1) }, ({ signal, count, trace, file }) => {
        expect({ signal, count }).to.deep.equal({ signal: 'SIGKILL', count: undefined });
        expect(trace).to.deep.equal(PUBLISHED.slice(0, n + 1));
        const draft = n < 1 || n > 4 ? undefined : n < 2 ? '' : 'new';
        expect([file('draft'), file('x')], PUBLISHED[n]).to.deep.equal([draft, n > 4 ? 'new' : 'old']);
      });
    }
    await shimmed(PUBLISH, { SHIM_KILL_AT: '9' }, ({ signal, count }) => {
      expect({ signal, count }).to.deep.equal({ signal: null, count: '8' });
    });
  });

  it('fails the n-th call as the system does, and does nothing of it', async () => {
    const syscalls = ['open', 'write', 'fsync', 'close', 'rename', 'open', 'fsync', 'close'];
    for (const n of [0, 2, 4, 7]) {
      const syscall = syscalls[n];
      await shimmed(
        PUBLISH,
        { SHIM_FAIL_AT: String(n + 1), SHIM_ERRNO: 'ENOSPC' },
        ({ out, count, file }) => {
          expect(JSON.parse(out)).to.include({ code: 'ENOSPC', errno: -constants.errno.ENOSPC, syscall });
          expect(count).to.equal(String(n + 1));
          expect(file('x')).to.equal(n > 4 ? 'new' : 'old');
        },
      );
    }
    const sync = WRITE_SYNC.replace('console.log', 'try { fs_1.accessSync(at("x")) } catch (e) { tell(e) }');
    await shimmed(sync, { SHIM_FAIL_AT: '2,4+', SHIM_ERRNO: 'EACCES' }, ({ out }) => {
      const told = out.split('\n').map((line): unknown => JSON.parse(line));
      expect(told[0])
        .to.have.property('message')
        .that.matches(/^EACCES: permission denied, access '.*\/x'$/);
      expect(told[1]).to.have.property('message', 'EACCES: permission denied, fsync');
    });
  });

  it('gives what libuv does not know the code that node gives it', async () => {
    await shimmed(PUBLISH, { SHIM_FAIL_AT: '2', SHIM_ERRNO: 'EDQUOT' }, ({ out }) => {
      expect(JSON.parse(out)).to.include({ errno: -constants.errno.EDQUOT });
      expect(out).to.match(/"code":"(EDQUOT|Unknown system error -\d+)"/);
    });
  });

  it('writes half and says so', async () => {
    await shimmed(WRITE_SYNC, { SHIM_SHORT_WRITE_AT: '2' }, ({ out, file }) => {
      expect([out, file('y')]).to.deep.equal(['3', '234']);
    });
    const cases = [
      [`write(Buffer.from('0123456789'), 2, 6)`, '3', '234'],
      [`write(Buffer.from('0123456789'), { offset: 4 })`, '3', '456'],
      [`write('0123456789')`, '5', '01234'],
      [`writev([Buffer.from('0123'), Buffer.from('4567')])`, '4', '0123'],
    ] as const;
    for (const [write, told, left] of cases) {
      const body = `const h = await promises_1.open(at('y'), 'w'); console.log((await h.${write}).bytesWritten);`;
      await shimmed(`${body} await h.close();`, { SHIM_SHORT_WRITE_AT: '2' }, ({ out, file }) => {
        expect([out, file('y')], write).to.deep.equal([told, left]);
      });
    }
  });

  it('writes half of a whole file and fails', async () => {
    const bodies = [
      `await promises_1.writeFile(at('y'), '0123456789');`,
      `fs_1.appendFileSync(at('y'), '0123456789');`,
    ];
    for (const body of bodies) {
      await shimmed(body, { SHIM_SHORT_WRITE_AT: '1', SHIM_ERRNO: 'ENOSPC' }, ({ out, file }) => {
        expect(JSON.parse(out)).to.include({ code: 'ENOSPC', syscall: 'write' });
        expect(file('y')).to.equal('01234');
      });
    }
  });

  it('kills after half a write when told both', async () => {
    const both = { SHIM_SHORT_WRITE_AT: '2', SHIM_KILL_AT: '2' };
    await shimmed(PUBLISH.replace('new', '0123456789'), both, ({ signal, file }) => {
      expect([signal, file('draft'), file('x')]).to.deep.equal(['SIGKILL', '01234', 'old']);
    });
  });
});
