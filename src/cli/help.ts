import { program } from './program';
import { runProgram } from './run-program';

/** The command line without what its commands do: a help needs no more. A command that runs after all is handed on. */

runProgram(program(() => () => void require('./load')));
