import { expect } from 'chai';
import { FencedError } from '../../../src/io/files/failures';
import { failureOf } from '../../io/failure-of';
import { rowsIn } from '../../io/log/host/host-log';
import { closeRow } from '../../live/executor/rows';
import { closes, onMachine, Ship, START } from './ship-made';

describe('a ship whose log', () => {
  it('cannot be reached waits, says since when, and reads all that the chain still holds (L5)', () =>
    onMachine(
      async (machine) => {
        const ship = new Ship(machine);
        machine.orders.append(closeRow(0, START));
        await ship.look();
        ship.log.isReached = false;
        const unreached = machine.nowMs + 1000;
        const lines = closes(1, 40);
        for (const line of lines) {
          machine.orders.append(line);
          await ship.look(1000);
        }
        expect(ship.health().ship.unreached_since).to.equal(
          new Date(unreached).toISOString().replace('Z', '+00:00'),
        );
        expect(ship.health().warnings['log']).to.contain('no answer');
        expect(ship.health().warnings['orders_executed_chain']).to.match(/is [345] segments behind/);
        ship.log.isReached = true;
        await ship.look();
        await ship.look();
        expect(ship.health()).to.deep.include({ state: 'live', warnings: {} });
        expect(ship.health().ship.unreached_since).to.equal(null);
        expect(await rowsIn(machine.memory)).to.deep.equal([closeRow(0, START), ...lines]);
        await ship.close();
      },
      { maxBytes: 4000 },
    ));

  it('cannot be reached at its start either', () =>
    onMachine(async (machine) => {
      const ship = new Ship(machine);
      ship.log.isReached = false;
      machine.orders.append(closeRow(0, START));
      await ship.look();
      expect(ship.status().warnings).to.have.all.keys('log');
      ship.log.isReached = true;
      await ship.look();
      await ship.look();
      expect(await rowsIn(machine.memory)).to.have.length(1);
      await ship.close();
    }));

  it('lost its end has it fenced, and the next one reads those rows from the files again (L5)', () =>
    onMachine(
      async (machine) => {
        const first = new Ship(machine);
        const lines = closes(0, 12);
        for (const line of lines.slice(0, 9)) {
          machine.orders.append(line);
          await first.look();
        }
        machine.memory.rewind(4n);
        expect(await rowsIn(machine.memory)).to.have.length.below(4);
        expect(await failureOf(first.look(6000))).to.be.an.instanceOf(FencedError);
        await first.close();
        const next = new Ship(machine, 'machine/2');
        for (const line of lines.slice(9)) {
          machine.orders.append(line);
          await next.look();
        }
        expect(await rowsIn(machine.memory)).to.deep.equal(lines);
        await next.close();
      },
      { maxBytes: 2000 },
    ));
});
