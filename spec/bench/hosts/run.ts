import { machine } from '../figures';
import { journalRates } from './journal-rates';
import { takeOvers } from './take-overs';

/** `npm run bench:hosts [-- rates turns]`: what several hosts cost, on a server of this machine. */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = { turns: takeOvers, rates: journalRates };

async function run(names: readonly string[]): Promise<void> {
  console.log(machine());
  for (const [name, bench] of Object.entries(BENCHES))
    if (names.length === 0 || names.includes(name)) await bench();
}

void run(process.argv.slice(2));
