import { join } from 'node:path';
import { loadCode } from '../io/code/load-code';
import { nameSourcesInStacks } from '../io/code/source-stacks';

/** The bundled command line beside this file, with its code cache. */

const bundle = join(__dirname, 'intel.js');
nameSourcesInStacks(bundle);
loadCode(bundle);
