import { spawn } from 'node:child_process';
import { GATES } from '../bench/hosted';
import { until } from '../live/chaos/live-process';
import { builtCli } from './built';

/** A command that runs until it is told to end. */
export class Service {
  err = '';
  readonly ended: Promise<number | null>;
  private readonly child;

  constructor(...flags: readonly string[]) {
    this.child = spawn(process.execPath, [builtCli(), ...flags], {
      env: { ...process.env, ...GATES },
    });
    this.child.stderr.on('data', (chunk: Buffer) => (this.err += chunk.toString()));
    this.ended = new Promise((resolve) => this.child.once('close', resolve));
  }

  async until(isSo: () => boolean): Promise<void> {
    if (!(await until(isSo, 10_000))) throw new Error(this.err);
  }

  async end(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.ended;
  }
}
