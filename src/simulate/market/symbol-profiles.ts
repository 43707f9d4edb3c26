import { ARCHETYPES } from './archetypes';
import { between, Random, randomOf } from '../chance/random';
import { SimulationSettings } from './settings';
import { SHARES, Shares } from './shares';
import { basePrice, symbolName } from './symbol-names';
import { SymbolProfile, SymbolTraits, Tier } from './symbol-profile';

const LEAST_SYMBOLS_FOR_A_DISABLED_ONE = 4;
const NOTIONAL_USD: Readonly<Record<Tier, number>> = { CORE: 8000, SATELLITE: 5000, TACTICAL: 3000 };

/** The symbols of a simulation in order; the last of four or more is disabled in the universe. */
export function symbolProfiles(
  { seed, symbols }: Pick<SimulationSettings, 'seed' | 'symbols'>,
  shares: Shares = SHARES,
): readonly SymbolProfile[] {
  return Array.from({ length: symbols }, (_, index) => {
    const symbol = symbolName(index);
    const tier = tierOf(index, symbols);
    return {
      ...(ARCHETYPES[index] ?? drawTraits(randomOf(seed, `traits/${symbol}`))),
      symbol,
      index,
      tier,
      enabled: symbols < LEAST_SYMBOLS_FOR_A_DISABLED_ONE || index < symbols - 1,
      oneWay: Math.floor((index + 2) * shares.one_way) > Math.floor((index + 1) * shares.one_way),
      notionalUsd: NOTIONAL_USD[tier],
      basePrice: basePrice(index),
    };
  });
}

function tierOf(index: number, symbols: number): Tier {
  if (index < 2) return 'CORE';
  return index < 2 + Math.ceil((symbols - 2) / 2) ? 'SATELLITE' : 'TACTICAL';
}

// Hit rate and loss stay near the edge they go with, so that no win can leave ±5 R.
function drawTraits(random: Random): SymbolTraits {
  const edgeR = between(random, -0.3, 0.5);
  const makerFillShare = between(random, 0.3, 0.85);
  const takerSlippageBps = between(random, 1, 6);
  const poor = takerSlippageBps > 4;
  return {
    edgeR,
    hitRate: 0.45 + 0.25 * edgeR + between(random, -0.04, 0.04),
    lossR: between(random, 0.8, 1),
    takerShare: between(random, 0.1, 0.5),
    makerFillShare,
    fallbackShare: (1 - makerFillShare) * between(random, 0.4, 0.9),
    makerSlippageBps: between(random, -0.4, 0.8),
    makerSlippageScaleBps: between(random, 0.4, 1),
    takerSlippageBps,
    takerSlippageScaleBps: 0.4 * takerSlippageBps,
    ackMedianMs: between(random, 150, poor ? 1200 : 500),
    makerFeeBps: 2,
    takerFeeBps: 5,
    atrRegime: poor ? 'hot' : 'normal',
    volatilityScale: between(random, 0.8, poor ? 1.5 : 1.1),
    quality: poor ? 'degraded' : makerFillShare > 0.7 ? 'good' : 'ok',
    takerBias: 'balanced',
    offsetBps: 2,
  };
}
