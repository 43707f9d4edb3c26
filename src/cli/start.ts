import { join } from 'node:path';
import { loadCode } from '../io/code/load-code';
import { nameSourcesInStacks } from '../io/code/source-stacks';

/** What bin/intel.cjs runs: the bundled command line beside this file, with its code cache. */

const program = join(__dirname, 'intel.js');
nameSourcesInStacks(program);
loadCode(program);
