import { expect } from 'chai';
import { Incidents, type Incident } from '../../../src/io/publish/incidents';

function told(act: (incidents: Incidents) => void): readonly Incident[] {
  const lines: Incident[] = [];
  act(new Incidents((incident) => lines.push(incident)));
  return lines;
}

describe('Incidents', () => {
  it('has one line for what stands wrong, however long, and one when it is over', () => {
    const lines = told((incidents) => {
      for (let n = 0; n < 5; n++) incidents.set('journal', 'no room', 'error');
      expect(incidents.open).to.deep.equal({ journal: 'no room' });
      for (let n = 0; n < 5; n++) incidents.set('journal', undefined);
      expect(incidents.open).to.deep.equal({});
    });
    expect(lines).to.deep.equal([
      { level: 'error', code: 'journal', message: 'no room', phase: 'begins' },
      { level: 'info', code: 'journal', message: 'over: no room', phase: 'over' },
    ]);
  });

  it('has a line for other words, and for the same again after it was over', () => {
    const lines = told((incidents) => {
      for (const message of ['a', 'b', 'b', undefined, 'a']) incidents.set('nav', message);
    });
    expect(lines.map(({ level, phase, message }) => `${level} ${phase} ${message}`)).to.deep.equal([
      'warn begins a',
      'warn changes b',
      'info over over: b',
      'warn begins a',
    ]);
  });

  it('tells things apart, and says nothing of what was never wrong', () => {
    const lines = told((incidents) => {
      incidents.set('nav', undefined);
      incidents.set('nav', 'x');
      incidents.set('positions', 'x');
      incidents.set('nav', undefined);
      expect(incidents.open).to.deep.equal({ positions: 'x' });
    });
    expect(lines.map(({ code }) => code)).to.deep.equal(['nav', 'positions', 'nav']);
  });

  it('notes what happened once each time, and lets nothing stand', () => {
    const lines = told((incidents) => {
      incidents.note('info', 'rotation', 'x');
      incidents.note('warn', 'risk_mode', 'x', { from: 'normal', to: 'cautious' });
      expect(incidents.open).to.deep.equal({});
    });
    expect(lines).to.deep.equal([
      { level: 'info', code: 'rotation', message: 'x', phase: 'event' },
      {
        level: 'warn',
        code: 'risk_mode',
        message: 'x',
        phase: 'event',
        facts: { from: 'normal', to: 'cautious' },
      },
    ]);
  });
});
