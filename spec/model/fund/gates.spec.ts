import { expect } from 'chai';
import { gatesOf } from '../../../src/model/fund/gates';

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
});
