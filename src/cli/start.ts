/** What bin/intel.cjs runs: the command line, or as much of it as a help needs. */

const HELPS: readonly string[] = ['-h', '--help', 'help', '-V', '--version'];

const words = process.argv.slice(2);
if (words.length === 0 || words.some((word) => HELPS.includes(word))) require('./help');
else require('./load');
