import { expect } from 'chai';
import { settingProblems, settingsFrom } from '../../../src/model/fund/settings';

const problems = (value: Readonly<Record<string, unknown>>) =>
  settingProblems(settingsFrom(value)).map(({ path }) => path.join('.'));
const modes = (name: string, mode: object) => problems({ allocator: { modes: { [name]: mode } } });

describe('settingProblems', () => {
  it('has nothing to say of the defaults', () => {
    expect(problems({})).to.deep.equal([]);
  });

  it('weights must add up to 1, to the millionth', () => {
    expect(problems({ score: { weights: { edge: 0.35, hit_rate: 0.100001 } } })).to.deep.equal([
      'score.weights',
    ]);
    expect(problems({ score: { weights: { edge: 0.3, hit_rate: 0.15 } } })).to.deep.equal([]);
  });

  it('lo must be below hi', () => {
    expect(problems({ allocator: { lo: 0.6 } })).to.deep.equal(['allocator.lo']);
    expect(problems({ allocator: { lo: 0.599 } })).to.deep.equal([]);
  });

  it('k, budget and cap_k must fall by mode', () => {
    expect(modes('cautious', { k: 0.4 })).to.deep.equal(['allocator.modes.defensive.k']);
    expect(modes('cautious', { budget: 0.9 })).to.deep.equal(['allocator.modes.cautious.budget']);
    expect(modes('defensive', { cap_k: 0.85 })).to.deep.equal(['allocator.modes.defensive.cap_k']);
  });

  it('k must not exceed cap_k', () => {
    expect(modes('cautious', { k: 0.86 })).to.deep.equal(['allocator.modes.cautious.k']);
    expect(modes('cautious', { k: 0.85 })).to.deep.equal([]);
  });

  it('cap_k times 1 + up must not exceed 1, outside normal mode', () => {
    expect(problems({ allocator: { up: 0.2 } })).to.deep.equal(['allocator.modes.cautious.cap_k']);
    expect(problems({ allocator: { up: 0.25, modes: { cautious: { cap_k: 0.8 } } } })).to.deep.equal([]);
  });
});

describe('settingsFrom', () => {
  it('fills every missing key, keeps what is set, and freezes it', () => {
    const settings = settingsFrom({ horizon: '3d', expectancy: { kappa: 5 } });
    expect([settings.horizon, settings.expectancy.kappa, settings.expectancy.memory]).to.deep.equal([
      '3d',
      5,
      10,
    ]);
    expect(Object.isFrozen(settings) && Object.isFrozen(settings.expectancy)).to.equal(true);
  });
});
