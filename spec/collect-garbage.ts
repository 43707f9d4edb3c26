import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** Runs V8's collector: what is left is in use. */
export const collectGarbage = runInNewContext('gc') as () => void;
