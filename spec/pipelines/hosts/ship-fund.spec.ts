import { expect } from 'chai';
import { countedOf, HOST, rowsIn } from '../../io/log/host/host-log';
import { closeRow } from '../../live/executor/rows';
import { onMachine, Ship, START } from './ship-made';

describe('a ship and the record of the fund', () => {
  it('reads nothing before that names it, says what to type, and stops when it names it no longer', () =>
    onMachine(async (machine) => {
      await machine.fund({}, ['exec-b']);
      const ship = new Ship(machine);
      machine.orders.append(closeRow(1, START));
      await ship.look();
      expect(ship.health().warnings['not_named']).to.contain('--hosts exec-b,exec-a');
      expect(ship.health().ship.standing).to.equal('not_named');
      expect(await rowsIn(machine.memory)).to.deep.equal([]);
      await machine.fund({}, ['exec-b', HOST]);
      await ship.look();
      await ship.look();
      expect(ship.health()).to.deep.include({ state: 'live', warnings: {} });
      expect(await rowsIn(machine.memory)).to.have.length(1);
      await machine.fund({}, ['exec-b']);
      machine.orders.append(closeRow(2, START));
      await ship.look();
      expect(ship.health().warnings).to.have.all.keys('not_named');
      await machine.fund({}, [HOST]);
      for (let n = 0; n < 3; n++) await ship.look();
      expect(await rowsIn(machine.memory)).to.deep.equal(machine.orders.lines());
      await ship.close();
    }));

  it('says what to type where there is none yet', () =>
    onMachine(async (machine) => {
      machine.memory.rewind(0n);
      const ship = new Ship(machine);
      await ship.look();
      expect(ship.health().warnings['not_named']).to.contain('no record of the fund yet');
      await machine.fund();
      await ship.look();
      expect(ship.health().state).to.equal('live');
      await ship.close();
    }));

  it('reads on by new settings, and no row twice', () =>
    onMachine(async (machine) => {
      const ship = new Ship(machine);
      const wide = `${closeRow(1, START).slice(0, -1)}, "note": "${'x'.repeat(5000)}"}`;
      machine.orders.append(wide);
      await ship.look();
      await machine.fund({ max_line_bytes: 4096 });
      await ship.look();
      machine.orders.append(wide);
      machine.orders.append(closeRow(2, START));
      await ship.look();
      expect(await rowsIn(machine.memory)).to.deep.equal([wide, closeRow(2, START)]);
      expect(ship.health().quarantined_by_reason).to.deep.equal({ oversize: 1 });
      expect(ship.health().config_digest).to.contain('4096');
      // A setting that is nothing to it: the counters go on.
      const { rows } = ship.health().sources['orders_executed']?.counters ?? {};
      await machine.fund({ max_line_bytes: 4096, windows: ['1h'] });
      await ship.look();
      expect(ship.health().config_digest).to.contain('1h');
      expect(ship.health().sources['orders_executed']?.counters.rows).to.equal(rows).and.to.equal(2);
      await ship.close();
    }));

  it('commits what it gathered before it reads on by new settings', () =>
    onMachine(async (machine) => {
      const ship = new Ship(machine);
      ship.gathers = true;
      await ship.look();
      // From here on it reads the log each second, and what it gathers four times a second.
      await ship.look(10);
      machine.orders.append(closeRow(1, START));
      await ship.look(900);
      machine.orders.append(closeRow(2, START));
      await ship.look(50);
      expect(await rowsIn(machine.memory)).to.deep.equal([closeRow(1, START)]);
      await machine.fund({ backups: 7 });
      for (const afterMs of [60, 1000]) await ship.look(afterMs);
      expect(await rowsIn(machine.memory)).to.deep.equal(machine.orders.lines());
      await ship.close();
    }));

  it('reads snapshot files only where it names this host for them', () =>
    onMachine(async (machine) => {
      await machine.fund({}, [HOST, 'exec-b'], 'exec-b');
      machine.snapshot('nav.json', { equity: 1000 });
      const ship = new Ship(machine);
      const snapshots = async (): Promise<number> =>
        (await countedOf(machine.memory)).flatMap(({ records }) =>
          records.filter(({ kind }) => kind === 'snapshot'),
        ).length;
      await ship.look();
      expect(ship.health().snapshots).to.deep.equal({});
      expect(await snapshots()).to.equal(0);
      await machine.fund({}, [HOST, 'exec-b'], HOST);
      await ship.look();
      await ship.look();
      expect(ship.health().snapshots).to.include({ nav: 'read', positions: 'missing' });
      expect(await snapshots()).to.equal(1);
      // Named again between two looks: what it sent before does not count any more.
      await machine.fund({}, [HOST, 'exec-b'], 'exec-b');
      await machine.fund({}, [HOST, 'exec-b'], HOST);
      for (let n = 0; n < 3; n++) await ship.look();
      expect(await snapshots()).to.equal(2);
      await ship.close();
    }));
});
