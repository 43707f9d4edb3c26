import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { builtModules, compile, ROOT } from '../../cli/built';

/** A place in a source, and what stands there instead. */
export interface Plant {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const DRIVER = join('spec', 'live', 'chaos', 'driver.ts');

/** The directory of the program as plain JavaScript, with the driver; bugs may be planted in a copy of it. */
export function builtProgram(...plants: readonly Plant[]): string {
  const built = builtModules();
  const program = plants.length === 0 ? built : copyOf(built);
  compile([DRIVER], ROOT, program);
  for (const plant of plants) {
    const text = readFileSync(join(ROOT, plant.file), 'utf8');
    if (!text.includes(plant.from)) throw new Error(`${plant.file} does not hold ${plant.from}`);
    const planted = join(program, 'planted', plant.file);
    mkdirSync(dirname(planted), { recursive: true });
    writeFileSync(planted, text.replace(plant.from, plant.to));
    compile([plant.file], join(program, 'planted'), program);
  }
  return program;
}

export function driverOf(program: string): string {
  return join(program, DRIVER.replace(/\.ts$/, '.js'));
}

function copyOf(program: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'intel-planted-'));
  process.once('exit', () => {
    rmSync(copy, { recursive: true, force: true });
  });
  cpSync(program, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}
