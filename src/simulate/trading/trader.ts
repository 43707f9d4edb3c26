import { between, Random, randomOf } from '../chance/random';
import { Shares } from '../market/shares';
import { SymbolProfile } from '../market/symbol-profile';

/** What one simulated executor knows while it trades one symbol: its dice, its counters and its market. */
export interface Trader {
  readonly profile: SymbolProfile;
  readonly shares: Shares;
  readonly random: Random;
  readonly nextAttempt: () => { readonly attemptId: string; readonly orderId: number };
  readonly nextIntent: () => string;
  readonly nextTrade: () => string;
  readonly markPriceAt: (tsUs: number) => number;
  /** The process that trades now; a restart gives another. */
  readonly pid: () => number;
  readonly restart: () => void;
}

const DAY_US = 86_400_000_000;
const SWING = 0.2;
const SWING_DAYS = 60;
const ORDER_IDS_PER_SYMBOL = 10_000_000_000;
const FIRST_PID = 602_220;
const PIDS_PER_RESTART = 1_733;

/** A trader whose ids no other of the `symbols` traders of the same seed uses. */
export function traderOf(profile: SymbolProfile, shares: Shares, seed: number, symbols: number): Trader {
  const random = randomOf(seed, `trades/${profile.symbol}`);
  const phase = random() * 2 * Math.PI;
  let [attempts, intents, trades, restarts] = [0, 0, 0, 0];
  return {
    profile,
    shares,
    random,
    nextAttempt: () => {
      attempts += 1;
      return {
        attemptId: `sig_${scrambled(random, attempts * symbols + profile.index, 0x9e3779b1)}`,
        orderId: (profile.index + 1) * ORDER_IDS_PER_SYMBOL + attempts,
      };
    },
    nextIntent: () => {
      intents += 1;
      return `ord_${scrambled(random, intents * symbols + profile.index, 0x85ebca6b)}`;
    },
    nextTrade: () => {
      trades += 1;
      return String((profile.index + 1) * ORDER_IDS_PER_SYMBOL + trades);
    },
    markPriceAt: (tsUs) => {
      const swing = SWING * Math.sin((2 * Math.PI * tsUs) / (SWING_DAYS * DAY_US) + phase);
      return significant(profile.basePrice * Math.exp(swing) * between(random, 0.997, 1.003));
    },
    pid: () => FIRST_PID + restarts * PIDS_PER_RESTART,
    restart: () => {
      restarts += 1;
    },
  };
}

/** A price to six significant digits, about a tick. */
export function significant(price: number): number {
  return Number(price.toPrecision(6));
}

// The low 24 bits are a permutation of the count, so that ids differ; the high 16 are drawn.
function scrambled(random: Random, count: number, odd: number): string {
  const low = Math.imul(count, odd) & 0xffffff;
  const high = Math.floor(random() * 0x10000);
  return high.toString(16).padStart(4, '0') + low.toString(16).padStart(6, '0');
}
