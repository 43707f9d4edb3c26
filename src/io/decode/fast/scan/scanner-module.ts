import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../files/package-root';

// Where the build leaves what it makes of wasm/.
const SCANNER_FILE = join(packageRoot(), 'dist', 'row-scanner.wasm');

let compiled: WebAssembly.Module | undefined;

/** What wasm/ is built to, with a memory of its own. */
export function newScanner(imports: WebAssembly.Imports): WebAssembly.Scanner {
  compiled ??= new WebAssembly.Module(built());
  return new WebAssembly.Instance(compiled, imports).exports;
}

function built(): Buffer {
  try {
    return readFileSync(SCANNER_FILE);
  } catch (error) {
    throw new Error(`${SCANNER_FILE} cannot be read; \`npm run build:scanner\` makes it`, { cause: error });
  }
}
