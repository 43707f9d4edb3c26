import { expect } from 'chai';
import { ToldIncidents } from '../../../src/io/hook/told-incidents';
import { Incidents, type Incident } from '../../../src/io/publish/incidents';

/** What is told of what live reports; `known` stood in an earlier life. */
function told(
  act: (incidents: Incidents, told: ToldIncidents) => void,
  known: Readonly<Record<string, string>> = {},
): readonly string[] {
  const lines: string[] = [];
  const tell = ({ code, phase, message }: Incident): number => lines.push(`${code} ${phase}: ${message}`);
  const filter = new ToldIncidents(known, tell);
  act(
    new Incidents((incident) => {
      filter.take(incident);
    }),
    filter,
  );
  return lines;
}

describe('ToldIncidents', () => {
  it('has the beginning and the end of trouble, and what happens; not other words for the same', () => {
    const lines = told((incidents) => {
      incidents.set('nav', 'a');
      incidents.set('nav', 'b');
      incidents.note('info', 'rotation', 'of no interest');
      incidents.note('warn', 'risk_mode', 'cautious');
      incidents.note('error', 'gap', 'rows are missing');
      incidents.set('nav', undefined);
      incidents.set('nav', 'c');
    });
    expect(lines).to.deep.equal([
      'nav begins: a',
      'risk_mode event: cautious',
      'gap event: rows are missing',
      'nav over: over: b',
      'nav begins: c',
    ]);
  });

  it('has nothing of the telling itself', () => {
    const lines = told(
      (incidents, filter) => {
        incidents.set('on_incident', 'x');
        filter.settle({});
      },
      { on_incident: 'x' },
    );
    expect(lines).to.deep.equal([]);
  });

  it('has nothing again that an earlier life told, and its end once that is known', () => {
    const lines = told(
      (incidents, filter) => {
        incidents.set('nav', 'still unusable');
        incidents.set('journal', 'no room');
        filter.settle(incidents.open);
        incidents.set('nav', undefined);
        filter.settle(incidents.open);
      },
      { nav: 'unusable', config: 'cannot be used', on_incident: 'x' },
    );
    expect(lines).to.deep.equal([
      'journal begins: no room',
      'config over: over: cannot be used',
      'nav over: over: still unusable',
    ]);
  });
});
