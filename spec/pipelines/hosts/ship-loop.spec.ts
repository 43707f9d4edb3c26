import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { FencedError, OwnerError } from '../../../src/io/files/failures';
import { failureOf } from '../../io/failure-of';
import { countedOf, HOST, rowsIn } from '../../io/log/host/host-log';
import { closeRow, metricRow } from '../../live/executor/rows';
import { closes, onMachine, Ship, START, WRITER } from './ship-made';

describe('a ship', () => {
  it('commits each row of a log that is replaced at each append and rotated, once, and no other time', () =>
    onMachine(
      async (machine) => {
        const ship = new Ship(machine);
        const lines = closes(0, 60);
        for (const [n, line] of lines.entries()) {
          machine.orders.append(line);
          if (n % 4 === 3) await ship.look();
          if (n % 20 === 9) ship.crash();
          if (n % 20 === 9) machine.turns.pass(WRITER, false);
        }
        await ship.look();
        await ship.look();
        expect(await rowsIn(machine.memory)).to.deep.equal(lines);
        const counted = await countedOf(machine.memory);
        expect(counted.flatMap(({ records }) => records.filter(({ kind }) => kind === 'mark'))).to.not.be
          .empty;
        await ship.close();
      },
      { maxBytes: 4000 },
    ));

  it('commits rows once whose answer was lost, also where lines that had vanished came back in the same commit (L5)', () =>
    onMachine(async (machine) => {
      const ship = new Ship(machine);
      const lines = closes(0, 1000);
      for (const line of lines.slice(0, 3)) machine.orders.append(line);
      await ship.look();
      // Another writer replaces the file by what it knew of it.
      writeFileSync(machine.orders.path, `${[...lines.slice(0, 2), ...lines.slice(3, 4)].join('\n')}\n`);
      for (let n = 0; n < 3; n++) await ship.look();
      expect(await rowsIn(machine.memory)).to.deep.equal(lines.slice(0, 4));
      appendFileSync(machine.orders.path, `${[lines[2], ...lines.slice(4)].join('\n')}\n`);
      ship.log.faults.push('answer lost');
      for (let n = 0; n < 3; n++) await ship.look();
      expect(ship.health().ship).to.include({ adopted: 1 });
      expect(await rowsIn(machine.memory)).to.deep.equal(lines);
      await ship.close();
    }));

  it('says how it is doing', () =>
    onMachine(async (machine) => {
      const ship = new Ship(machine);
      machine.orders.append('not a row');
      for (const line of closes(0, 3)) machine.orders.append(line);
      machine.metrics.append(metricRow(1, START));
      await ship.look();
      await ship.look(6000);
      const status = ship.status();
      expect(status).to.deep.include({
        state: 'live',
        warnings: {},
        quarantined: 1,
        config_digest: '{"tick":"5s","lateness":"2s"}',
      });
      expect(status.ship).to.deep.equal({
        ...{ host: HOST, by: 'machine/1', turn: 'held', standing: 'waited_for', unreached_since: null },
        ...{ retried: 0, stale: 0, adopted: 0, refused: 0 },
        last_commit: '2026-01-20T09:00:07.000+00:00',
      });
      expect(status.journal).to.deep.equal({
        commits: (await countedOf(machine.memory)).length,
        commit_failures: 0,
      });
      expect(status.sources['orders_executed']).to.include({ state: 'following' });
      await ship.close();
      expect(ship.status().state).to.equal('stopped');
    }));

  it('keeps another process of this machine out of its directory', () =>
    onMachine(async (machine) => {
      const [ship, second] = [new Ship(machine), new Ship(machine, 'machine/2', new Ship(machine).state)];
      await ship.look();
      expect(await failureOf(second.look()))
        .to.be.an.instanceOf(OwnerError)
        .and.not.instanceOf(FencedError);
      await ship.close();
      await second.look();
      await second.close();
    }));

  it('keeps unusable rows once, whatever answers are lost, and cuts nothing by the lengths of another directory', () =>
    onMachine(async (machine) => {
      const ship = new Ship(machine);
      const bad = (of: Ship): number =>
        readFileSync(join(of.state, 'quarantine.jsonl'), 'utf8').split('\n').length - 1;
      for (const fault of ['answer lost', 'unsure', 'answer lost', undefined] as const) {
        machine.orders.append(`not a row ${String(fault)}`);
        ship.log.faults.push(fault);
        await ship.look();
        await ship.look();
      }
      expect(bad(ship)).to.equal(4);
      await ship.close();
      const other = new Ship(machine, 'machine/7');
      machine.orders.append('not a row on the other');
      await other.look();
      await other.look();
      expect(bad(other)).to.equal(1);
      await other.close();
      const back = new Ship(machine, 'machine/2', ship.state);
      await back.look();
      await back.look();
      expect(bad(back)).to.equal(4);
      machine.orders.append('not a row again');
      await back.look();
      appendFileSync(join(ship.state, 'quarantine.jsonl'), '{"torn');
      back.crash();
      machine.turns.pass(WRITER, false);
      const again = new Ship(machine, 'machine/3', ship.state);
      await again.look();
      await again.look();
      expect(readFileSync(join(ship.state, 'quarantine.jsonl'), 'utf8')).to.match(/\}\n$/);
      expect(bad(again)).to.equal(5);
      await again.close();
    }));

  it('commits a line of 1 MiB and one of 8 MiB − 1 whole, and of a backlog little at once', () =>
    onMachine(
      async (machine) => {
        const wide = (length: number): string => {
          const row = `${closeRow(1, START).slice(0, -1)}, "note": "`;
          return `${row}${'x'.repeat(length - row.length - 2)}"}`;
        };
        const lines = [
          wide(1024 * 1024),
          wide(8 * 1024 * 1024 - 1),
          ...Array.from({ length: 60 }, () => wide(50_000)),
        ];
        machine.orders.appendBytes(lines.map((line) => `${line}\n`).join(''));
        const ship = new Ship(machine);
        await ship.look();
        await ship.look();
        const rows = await rowsIn(machine.memory);
        expect(rows.map(({ length }) => length)).to.deep.equal(lines.map(({ length }) => length));
        expect(ship.health().quarantined).to.equal(0);
        const sizes = (await countedOf(machine.memory)).map(({ records }) =>
          records.reduce((sum, record) => sum + (record.kind === 'rows' ? record.lines.length : 0), 0),
        );
        // What one read brings stays together.
        expect(sizes.filter((size) => size > 810_000)).to.have.length(2);
        await ship.close();
      },
      { maxBytes: 100_000_000 },
      { max_line_bytes: 8 * 1024 * 1024 },
    ));
});
