import { machine, mb, print } from '../figures';
import { bytesAnEvent, heldAfter, inSimulated, totalOf, type Held } from './held';

/**
 * `npm run bench:memory`: what a replay with `--every 1d` holds after a collection of garbage, of two simulated desks: as
 * events come, none of which leaves a horizon of 120 days, and after 120 days with horizons of 30 and 60.
 */

const DESKS = [
  { symbols: 12, days: 124, tradesPerDay: 8 },
  { symbols: 50, days: 124, tradesPerDay: 5 },
] as const;
const LONG = 120;

async function main(): Promise<void> {
  console.log(machine());
  for (const desk of DESKS)
    await inSimulated(desk, async (logs) => {
      const [some, more, most] = await heldAfter(logs, LONG, [30, 60, LONG]);
      const [ofMonth] = await heldAfter(logs, 30, [LONG]);
      const [ofTwo] = await heldAfter(logs, 60, [LONG]);
      if (!some || !more || !most || !ofMonth || !ofTwo) throw new Error('a tick is missing');
      print(`${desk.symbols} symbols, ${desk.tradesPerDay} positions a day and symbol`, [
        ['', 'events', 'heap', 'columns', 'held'],
        row('horizon of 120 days, after 30', some),
        row('after 60', more),
        row('after 120', most),
        row('horizon of 30 days, after 120', ofMonth),
        row('horizon of 60 days, after 120', ofTwo),
      ]);
      const each = [undefined, ({ heap }: Held) => heap, ({ buffers }: Held) => buffers] as const;
      const [all, heap, buffers] = each.map((of) => bytesAnEvent(some, most, of).toFixed(0));
      console.log(`${all ?? ''} bytes an event: ${heap ?? ''} on the heap, ${buffers ?? ''} in columns`);
    });
}

function row(name: string, held: Held): readonly string[] {
  return [name, String(held.events), mb(held.heap), mb(held.buffers), mb(totalOf(held))];
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
