import { expect } from 'chai';
import fc from 'fast-check';
import { FencedError } from '../../../src/io/files/failures';
import { runsOf } from '../../campaign';
import { FAULTS, Killed, type Fault } from '../../io/log/host/faulty-log';
import { HOST, messagesOf, rowsIn } from '../../io/log/host/host-log';
import { closeRow } from '../../live/executor/rows';
import { onMachine, Ship, START, type Machine } from './ship-made';

/** What happens next to a host that two ships read. */
type Step =
  | { readonly do: 'row' | 'rotate' }
  | {
      readonly do: 'look';
      readonly ship: number;
      readonly afterMs: number;
      readonly fault: Fault | undefined;
    }
  | { readonly do: 'kill'; readonly ship: number }
  | { readonly do: 'pass'; readonly isTold: boolean }
  | { readonly do: 'lose'; readonly messages: number };

const ship = fc.integer({ min: 0, max: 1 });
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constant({ do: 'row' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'rotate' as const }) },
    {
      weight: 10,
      arbitrary: fc.record({
        do: fc.constant('look' as const),
        ship,
        afterMs: fc.constantFrom(0, 300, 1500, 6000),
        fault: fc.option(fc.constantFrom(...FAULTS), { nil: undefined, freq: 3 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('kill' as const), ship }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('pass' as const), isTold: fc.boolean() }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('lose' as const), messages: fc.integer({ min: 1, max: 3 }) }),
    },
  ),
  { minLength: 5, maxLength: 50 },
);

/** Looks; a ship that is killed or fenced begins anew the next time. */
async function look(each: Ship, afterMs: number, fault?: Fault): Promise<void> {
  if (fault !== undefined) each.log.faults.push(fault);
  try {
    await each.look(afterMs);
  } catch (error) {
    if (error instanceof FencedError) await each.close();
    else if (error instanceof Killed) each.crash();
    else throw error;
  } finally {
    each.log.faults.splice(0);
  }
}

async function take(next: Step, machine: Machine, ships: readonly Ship[], row: () => string): Promise<void> {
  switch (next.do) {
    case 'row':
      machine.orders.append(row());
      return;
    case 'rotate':
      // The executor rotates when there is a row to write.
      machine.orders.rotate();
      machine.orders.append(row());
      return;
    case 'look':
      for (const each of ships.slice(next.ship, next.ship + 1)) await look(each, next.afterMs, next.fault);
      return;
    case 'kill':
      ships[next.ship]?.crash();
      return;
    case 'pass':
      machine.turns.pass(`j.${HOST}`, next.isTold);
      return;
    case 'lose': {
      const to = BigInt((await messagesOf(machine.memory)).length - next.messages);
      machine.memory.rewind(to < 1n ? 1n : to);
      return;
    }
    default:
      next satisfies never;
  }
}

describe('ships of one host that fight', () => {
  it('have each row of its logs count once, whoever is killed, ignored or deceived (L4, L5)', async () => {
    await fc.assert(
      fc.asyncProperty(steps, (taken) =>
        // Rotated as often as this run can: the chain still holds all that was ever written.
        onMachine(
          async (machine) => {
            const ships = [new Ship(machine, 'a/1'), new Ship(machine, 'b/1')];
            let rows = 0;
            const row = (): string => closeRow(++rows, START + rows);
            machine.orders.append(row());
            for (const next of taken) await take(next, machine, ships, row);
            machine.orders.append(row());
            // Each has the turn for a while, and a good connection.
            for (let n = 0; n < 8; n++) {
              for (const each of ships) await look(each, 1500);
              if (n % 2 === 1) machine.turns.pass(`j.${HOST}`, true);
            }
            expect(await rowsIn(machine.memory)).to.deep.equal(machine.orders.lines());
            for (const each of ships) await each.close();
          },
          { backups: 60 },
          { backups: 60 },
        ),
      ),
      { numRuns: runsOf('fightingShips') },
    );
  }).timeout(600_000);
});
