'use strict';

/*
 * Preload (`node --require fs-shim.cjs …`): counts the calls of node:fs/promises, of FileHandles and of the sync
 * functions and `watch` of node:fs below some directories, and makes the n-th one die, fail or write too little.
 *
 *   SHIM_DIRS=a:b          what is below these (or is one of them) counts; nothing does without it
 *   SHIM_OPS=write,sync    only these count: the name without `Sync`, and sync, datasync, truncate, stat for
 *                          fsync, fdatasync, ftruncate, fstat; handles and paths share a name
 *   SHIM_KILL_AT=n         SIGKILL in place of the n-th call; a write that is also SHIM_SHORT_WRITE_AT leaves its half
 *   SHIM_FAIL_AT=n,m,k+    these calls (k+: all from k on) fail with SHIM_ERRNO (EIO) and do nothing; close does close
 *   SHIM_SHORT_WRITE_AT=n  a write or writev writes the first half of its bytes and says so; a writeFile or appendFile
 *                          (node would go on after a short write) writes half and fails with SHIM_ERRNO
 *   SHIM_COUNT_FILE=f      holds the count when the process exits by itself
 *   SHIM_TRACE_FILE=f      gets a line `n op path` for each counted call, before it is done
 *
 * One counter for all threads: it lies in the environment data, which a worker gets before its preloads. A sync
 * function that calls others (writeFileSync of a Buffer: open, write, close) counts as itself and as those; which do
 * depends on node's version. Callback functions of node:fs, and streams made from a path, are not counted.
 */

const { Buffer } = require('node:buffer');
const fs = require('node:fs');
const promises = require('node:fs/promises');
const { syncBuiltinESMExports } = require('node:module');
const os = require('node:os');
const { resolve, sep } = require('node:path');
const { fileURLToPath, URL } = require('node:url');
const { getSystemErrorMap, getSystemErrorName } = require('node:util');
const { getEnvironmentData, isMainThread, setEnvironmentData } = require('node:worker_threads');

const PATH_OPS =
  'access appendFile chmod copyFile link lstat mkdir mkdtemp open opendir readdir readFile readlink realpath ' +
  'rename rm rmdir stat symlink truncate unlink utimes writeFile';
const HANDLE_OPS =
  'appendFile chmod close datasync read readFile readv stat sync truncate utimes write writeFile writev';
const FD_OPS = 'close fchmod fdatasync fstat fsync ftruncate futimes read readv write writev';
const NAMES = { fsync: 'sync', fdatasync: 'datasync', ftruncate: 'truncate', fstat: 'stat' };
const SYSCALLS = {
  sync: 'fsync',
  datasync: 'fdatasync',
  writeFile: 'write',
  appendFile: 'write',
  readdir: 'scandir',
};
const TWO_PATHS = ['copyFile', 'link', 'rename', 'symlink'];
const WRITES = ['write', 'writev', 'writeFile', 'appendFile'];
const WHOLE_WRITES = ['writeFile', 'appendFile'];
const COUNTER = 'fs-shim: calls';

const { env } = process;
const { openSync, writeSync } = fs;
const dirs = listed(env.SHIM_DIRS, ':').map((dir) => resolve(dir));
const ops = listed(env.SHIM_OPS, ',');
const failing = listed(env.SHIM_FAIL_AT, ',');
const traceFd = env.SHIM_TRACE_FILE ? openSync(env.SHIM_TRACE_FILE, 'a') : undefined;

const calls = new Int32Array(getEnvironmentData(COUNTER) ?? new SharedArrayBuffer(4));
if (isMainThread) setEnvironmentData(COUNTER, calls.buffer);

const placeOfHandle = new WeakMap();
const placeOfFd = new Map();

function listed(text, separator) {
  return (text ?? '').split(separator).filter((item) => item !== '');
}

function placeOf(target) {
  if (typeof target === 'number') return placeOfFd.get(target);
  if (target instanceof URL) return fileURLToPath(target);
  if (typeof target === 'string' || Buffer.isBuffer(target)) return resolve(target.toString());
  return placeOfHandle.get(target);
}

function counts(op, places) {
  const below = places.some((place) => dirs.some((dir) => place === dir || place?.startsWith(dir + sep)));
  return below && (ops.length === 0 || ops.includes(op));
}

/** Counts a call, and says what becomes of it: `error`, `short` (a write), `kill` (after a short write). */
function fateOf(op, places, byPath) {
  if (!counts(op, places)) return {};
  const n = Atomics.add(calls, 0, 1) + 1;
  if (traceFd !== undefined) writeSync(traceFd, `${n} ${op} ${places.join(' -> ')}\n`);
  const short = n === Number(env.SHIM_SHORT_WRITE_AT) && WRITES.includes(op);
  const kill = n === Number(env.SHIM_KILL_AT);
  if (kill && !short) die();
  const fails = failing.some((at) => (at.endsWith('+') ? n >= parseInt(at, 10) : n === Number(at)));
  const error = fails || (short && WHOLE_WRITES.includes(op)) ? errorOf(op, places, byPath) : undefined;
  return { short, kill, error };
}

function die() {
  process.kill(process.pid, 'SIGKILL');
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

// As node makes it: what libuv does not know (EDQUOT, ESTALE) has the code "Unknown system error -122", and only a
// call by path tells the path.
function errorOf(op, places, byPath) {
  const errno = -(os.constants.errno[env.SHIM_ERRNO] ?? os.constants.errno.EIO);
  const code = getSystemErrorName(errno);
  const syscall = SYSCALLS[op] ?? op;
  const path = byPath ? ` '${places.join("' -> '")}'` : '';
  const error = new Error(`${code}: ${getSystemErrorMap().get(errno)?.[1] ?? code}, ${syscall}${path}`);
  return Object.assign(error, { errno, code, syscall }, byPath ? { path: places[0] } : {});
}

/** The arguments of a write for the first half of its bytes; `at` is where its data stand. */
function halved(op, args, at) {
  const [data, ...rest] = args.slice(at);
  const half = (bytes) => bytes.subarray(0, bytes.length >> 1);
  const bytesOf = (encoding) =>
    typeof data === 'string'
      ? Buffer.from(data, encoding)
      : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const first = (...changed) => [...args.slice(0, at), ...changed];
  if (op === 'writev') return first([half(Buffer.concat(data))], ...rest);
  if (WHOLE_WRITES.includes(op)) return first(half(bytesOf(rest[0]?.encoding ?? rest[0])), ...rest);
  if (typeof data === 'string') return first(half(bytesOf(rest[1])), 0, null, rest[0] ?? null);
  const named = typeof rest[0] === 'object' && rest[0] !== null;
  const { offset, length, position } = named
    ? rest[0]
    : { offset: rest[0], length: rest[1], position: rest[2] };
  return first(data, offset ?? 0, (length ?? data.byteLength - (offset ?? 0)) >> 1, position ?? null);
}

function asynchronous(op, call, placesOf, dataAt) {
  return async function (...args) {
    const places = placesOf(args);
    const { error, short, kill } = fateOf(op, places, dataAt === 1);
    if (error && !short && op !== 'close') throw error;
    if (op === 'close') placeOfFd.delete(this.fd);
    const result = await call.apply(this, short ? halved(op, args, dataAt) : args);
    if (kill) die();
    if (op === 'open') hold(result, places[0]);
    if (error) throw error;
    return result;
  };
}

function synchronous(op, call, placesOf) {
  const counted = function (...args) {
    const places = placesOf(args);
    const { error, short, kill } = fateOf(op, places, typeof args[0] !== 'number');
    if (error && !short && op !== 'close') throw error;
    if (op === 'close') placeOfFd.delete(args[0]);
    const result = call.apply(this, short ? halved(op, args, 1) : args);
    if (kill) die();
    if (op === 'open') placeOfFd.set(result, places[0]);
    if (error) throw error;
    return result;
  };
  return Object.assign(counted, call);
}

// Each handle is patched by itself: `close` is a field of the instance, not of the prototype.
function hold(handle, place) {
  placeOfHandle.set(handle, place);
  placeOfFd.set(handle.fd, place);
  for (const op of HANDLE_OPS.split(' ')) {
    handle[op] = asynchronous(op, handle[op], () => [place], 0);
  }
}

function patch(target, ops, suffix, wrap) {
  for (const op of ops.split(' ')) {
    const placesOf = (args) => args.slice(0, TWO_PATHS.includes(op) ? 2 : 1).map(placeOf);
    target[op + suffix] = wrap(NAMES[op] ?? op, target[op + suffix], placesOf, 1);
  }
}

patch(promises, PATH_OPS, '', asynchronous);
patch(fs, `${PATH_OPS} ${FD_OPS}`, 'Sync', synchronous);
patch(fs, 'watch', '', synchronous);
syncBuiltinESMExports();

if (isMainThread && env.SHIM_COUNT_FILE) {
  process.on('exit', () => writeSync(openSync(env.SHIM_COUNT_FILE, 'w'), String(Atomics.load(calls, 0))));
}
