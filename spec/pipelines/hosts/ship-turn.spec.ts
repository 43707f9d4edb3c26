import { appendFileSync } from 'node:fs';
import { expect } from 'chai';
import { FencedError, WorldError } from '../../../src/io/files/failures';
import { HOST, messagesOf, rowsIn } from '../../io/log/host/host-log';
import { closeRow } from '../../live/executor/rows';
import { failureOf } from '../../io/failure-of';
import { closes, onMachine, Ship, START, WRITER } from './ship-made';

describe('a ship and its turn', () => {
  it('waits for it, goes on from the log, and gives it up at its end', () =>
    onMachine(async (machine) => {
      const [first, second] = [new Ship(machine, 'a/1'), new Ship(machine, 'b/1')];
      const lines = closes(0, 4);
      machine.orders.append(lines[0] ?? '');
      await first.look();
      await second.look();
      expect(second.health().ship).to.deep.include({ turn: 'waiting', standing: null });
      expect(second.incidents.map(({ message }) => message)).to.deep.equal([
        `waits for its turn: machine/1 ships for ${HOST}`,
      ]);
      machine.orders.append(lines[1] ?? '');
      await second.look();
      await first.close();
      machine.orders.append(lines[2] ?? '');
      await second.look();
      await second.look();
      expect(second.health().ship).to.deep.include({ turn: 'held', standing: 'waited_for' });
      machine.orders.append(lines[3] ?? '');
      await second.look();
      expect(await rowsIn(machine.memory)).to.deep.equal(lines);
      await second.close();
    }));

  it('steps down when that goes to another, and commits nothing more', () =>
    onMachine(async (machine) => {
      const ship = new Ship(machine);
      await ship.look();
      const before = await messagesOf(machine.memory);
      machine.turns.pass(WRITER, true);
      machine.orders.append(closeRow(1, START));
      expect(await failureOf(ship.look())).to.be.an.instanceOf(FencedError);
      await ship.close();
      expect(await messagesOf(machine.memory)).to.have.length(before.length);
    }));

  it('commits nothing of what it gathered before that went to another', () =>
    onMachine(async (machine) => {
      const ship = new Ship(machine);
      ship.gathers = true;
      for (const afterMs of [1000, 10]) await ship.look(afterMs);
      for (const [n, afterMs] of [900, 50].entries()) {
        machine.orders.append(closeRow(n, START));
        await ship.look(afterMs);
      }
      machine.turns.pass(WRITER, true);
      await ship.close();
      expect(await rowsIn(machine.memory)).to.deep.equal([closeRow(0, START)]);
    }));

  it('ends in the middle of a backlog when that goes to another', () =>
    onMachine(async (machine) => {
      const ship = new Ship(machine);
      await ship.look();
      const append = ship.log.append.bind(ship.log);
      ship.log.append = async (...message) => {
        const place = await append(...message);
        machine.turns.pass(WRITER, true);
        return place;
      };
      const lines = closes(0, 4000);
      appendFileSync(machine.orders.path, `${lines.join('\n')}\n`);
      expect(await failureOf(ship.look())).to.be.an.instanceOf(FencedError);
      expect(await rowsIn(machine.memory)).to.have.length.within(1, lines.length - 1);
      await ship.close();
    }));

  it('ends at once while it waits for it, and where it cannot be had at all', () =>
    onMachine(async (machine) => {
      const [first, second, third] = ['a/1', 'b/1', 'c/1'].map((by) => new Ship(machine, by));
      await first?.look();
      await second?.look();
      await second?.close();
      await first?.close();
      machine.turns.refusal = new WorldError('the turns', 'reach', new Error('not permitted'));
      expect(await failureOf(third?.look() ?? Promise.resolve())).to.equal(machine.turns.refusal);
      await third?.close();
    }));

  it('is fenced when it wakes after another went on, whatever it believes (L4, L5)', () =>
    onMachine(async (machine) => {
      for (const fault of [undefined, 'blind'] as const) {
        const [zombie, next] = [new Ship(machine, 'a/1'), new Ship(machine, 'b/1')];
        await zombie.look();
        machine.turns.pass(WRITER, false);
        machine.orders.append(closeRow(1, START));
        await next.look();
        await next.look();
        machine.orders.append(closeRow(2, START));
        zombie.log.faults.push(fault);
        const failure = await failureOf(zombie.look().then(() => zombie.look()));
        expect(failure).to.be.an.instanceOf(FencedError);
        await zombie.close();
        await next.look();
        expect(await rowsIn(machine.memory)).to.deep.equal(machine.orders.lines());
        await next.close();
      }
    }));
});
