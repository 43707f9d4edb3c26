import { expect } from 'chai';
import { closedText, gatesOf } from '../../../src/model/fund/gates';

describe('gatesOf', () => {
  it('unset is closed', () => {
    expect(gatesOf({})).to.deep.equal({ enabled: false, routerAutotune: false, feedbackAllocator: false });
  });

  for (const text of ['1', 'true', 'TRUE', 'yes', 'Yes', 'on', ' on ']) {
    it(`"${text}" opens`, () => {
      expect(gatesOf({ INTEL_V6_ENABLED: text }).enabled).to.equal(true);
    });
  }

  for (const text of ['', '0', 'false', 'no', 'off', '2', 'enabled', 'truely']) {
    it(`"${text}" does not`, () => {
      expect(gatesOf({ INTEL_V6_ENABLED: text }).enabled).to.equal(false);
    });
  }

  it('each gate has its own name', () => {
    const env = { ROUTER_AUTOTUNE_V6_ENABLED: '1', FEEDBACK_ALLOCATOR_V6_ENABLED: '' };
    expect(gatesOf(env)).to.deep.equal({ enabled: false, routerAutotune: true, feedbackAllocator: false });
    expect(gatesOf({ FEEDBACK_ALLOCATOR_V6_ENABLED: 'on' }).feedbackAllocator).to.equal(true);
  });

  for (const [gate, own, shared] of [
    ['enabled', 'INTEL_LIVE_ENABLED', 'INTEL_V6_ENABLED'],
    ['routerAutotune', 'INTEL_LIVE_ROUTER_AUTOTUNE', 'ROUTER_AUTOTUNE_V6_ENABLED'],
    ['feedbackAllocator', 'INTEL_LIVE_FEEDBACK_ALLOCATOR', 'FEEDBACK_ALLOCATOR_V6_ENABLED'],
  ] as const)
    it(`${own} wins over ${shared}, which counts where ours is blank`, () => {
      expect(gatesOf({ [own]: '1' })[gate]).to.equal(true);
      expect(gatesOf({ [own]: 'Yes', [shared]: '0' })[gate]).to.equal(true);
      for (const closed of ['0', 'off', 'yess'])
        expect(gatesOf({ [own]: closed, [shared]: '1' })[gate]).to.equal(false);
      for (const blank of ['', ' ', undefined])
        expect(gatesOf({ [own]: blank, [shared]: '1' })[gate]).to.equal(true);
    });
});

describe('closedText', () => {
  it('names the variable that decides, with what it was', () => {
    expect(closedText({})).to.contain('neither INTEL_LIVE_ENABLED nor INTEL_V6_ENABLED is set');
    expect(closedText({ INTEL_V6_ENABLED: 'ja' })).to.contain('INTEL_V6_ENABLED is "ja"');
    expect(closedText({ INTEL_LIVE_ENABLED: '0', INTEL_V6_ENABLED: '1' })).to.contain(
      'INTEL_LIVE_ENABLED is "0"',
    );
  });
});
