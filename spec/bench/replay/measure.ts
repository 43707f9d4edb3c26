import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../../../src/model/values/json';
import { quantile } from '../figures';
import type { Contestant, Place } from './contestants';

/** What one run of a process cost. */
export interface Cost {
  readonly wallMs: number;
  /** User and system, of all threads. */
  readonly cpuMs: number;
  readonly peakBytes: number;
}

export interface Measured extends Cost {
  readonly stdout: string;
}

/** Runs a contestant to its end, start included. */
export async function measure({ command, args, name }: Contestant, place: Place): Promise<Measured> {
  const usage = join(place.peers, 'usage.json');
  rmSync(usage, { force: true });
  const started = performance.now();
  const child = spawn(command, args, {
    env: { ...process.env, USAGE_FILE: usage, PEERS_DIR: place.peers },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const wallMs = performance.now() - started;
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${said.err.slice(-500)}`);
  const used: unknown = JSON.parse(readFileSync(usage, 'utf8'));
  if (!isObject(used)) throw new Error(`${name} did not say what it used`);
  return { wallMs, cpuMs: Number(used['cpuMs']), peakBytes: Number(used['peakBytes']), stdout: said.out };
}

/** The middle of each figure. */
export function medianOf(costs: readonly Cost[]): Cost {
  const middle = (of: (cost: Cost) => number): number => quantile(costs.map(of), 0.5);
  return {
    wallMs: middle(({ wallMs }) => wallMs),
    cpuMs: middle(({ cpuMs }) => cpuMs),
    peakBytes: middle(({ peakBytes }) => peakBytes),
  };
}
