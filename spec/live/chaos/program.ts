import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { builtCli, ROOT } from '../../cli/built';

/** A place in a built file, and what stands there instead. */
export interface Plant {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const DRIVER = join('spec', 'live', 'chaos', 'driver.ts');

/** The directory of the program as plain JavaScript, with the driver; a bug may be planted in a copy of it. */
export function builtProgram(plant?: Plant): string {
  const program = plant === undefined ? dirname(dirname(builtCli())) : copyOf(dirname(dirname(builtCli())));
  if (plant !== undefined) {
    const path = join(program, plant.file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(plant.from)) throw new Error(`${plant.file} does not hold ${plant.from}`);
    writeFileSync(path, text.replace(plant.from, plant.to));
  }
  const { outputText } = ts.transpileModule(readFileSync(join(ROOT, DRIVER), 'utf8'), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  });
  mkdirSync(dirname(join(program, DRIVER)), { recursive: true });
  writeFileSync(driverOf(program), outputText);
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
