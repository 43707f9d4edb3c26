import type { RouterPolicy } from '../../../../model/route';

const PLACES = 1024;

/** Policies by what they say: one that was seen of late is the same object again. */
export class PolicyInterner {
  private readonly policies: (RouterPolicy | undefined)[] = Array.from({ length: PLACES }, () => undefined);

  /** `policy`, or one that says the same. */
  intern(policy: RouterPolicy): RouterPolicy {
    const { bias, offsetBps, quality } = policy;
    const place =
      Math.abs(((offsetBps ?? 0) * 97 + (bias ?? 0) * 1009 + (quality?.length ?? 0)) % PLACES) | 0;
    const other = this.policies[place];
    if (other !== undefined && areSame(policy, other)) return other;
    this.policies[place] = policy;
    return policy;
  }
}

function areSame(one: RouterPolicy, other: RouterPolicy): boolean {
  return (
    one.makerFirst === other.makerFirst &&
    Object.is(one.bias, other.bias) &&
    Object.is(one.offsetBps, other.offsetBps) &&
    one.quality === other.quality &&
    one.biasLabel === other.biasLabel
  );
}
