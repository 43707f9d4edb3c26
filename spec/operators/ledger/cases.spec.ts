import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { symbolLedger, type SymbolLedger } from '../../../operators/ledger/symbol-ledger';
import { sharedData } from '../../contract/shared-data';
import { decodeRows } from './rows';

function rowsIn(path: string | undefined): readonly unknown[] {
  if (path === undefined || !existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line): unknown => JSON.parse(line));
}

function ledgerIn(name: string, asOf?: number): SymbolLedger {
  const log = (file: string): readonly unknown[] =>
    rowsIn(sharedData('cases', name, 'logs', 'execution', file));
  const orders = decodeRows(log('orders_executed.jsonl'));
  const metrics = decodeRows(log('order_metrics.jsonl'), 'metric');
  return symbolLedger([...orders.closes, ...metrics.closes], orders.fills, asOf);
}

function netOf({ episodes }: SymbolLedger): number {
  return episodes.reduce((sum, it) => sum + it.realizedUsd - it.closeFeesUsd - it.openFeesUsd, 0);
}

/** Positions, their net, duplicates, conflicts and possible duplicates. */
const RIGHT: Readonly<Record<string, readonly [number, number, number, number, number]>> = {
  '02a': [1, -67, 0, 0, 0],
  '02b': [1, -66.2, 0, 0, 0],
  '02c': [1, 17.7, 0, 1, 0],
  '02e': [1, 9.8, 0, 0, 0],
  '02g': [1, -40.1, 1, 0, 0],
  '03a': [1, -3.3, 0, 1, 0],
  '03b': [1, 94.9, 0, 1, 0],
  '04a': [1, 9.9, 1, 0, 0],
  '04b': [1, 9.9, 1, 0, 0],
  '04c': [2, 19.9, 0, 0, 1],
  '04d': [5, 4.5, 5, 0, 0],
  '04f': [5, 4.5, 5, 0, 0],
  '04g': [5, 4.5, 5, 0, 0],
  '05a': [2, -2.2, 0, 0, 0],
  '16a': [5, 9.5, 0, 0, 0],
  '70a': [3, 94.7, 0, 0, 1],
  '01a': [2, 10, 0, 0, 0],
  '01b': [2, 10, 0, 0, 0],
  '50a': [19, 17.1, 0, 0, 0],
  '50b': [20, 17.10143, 0, 0, 0],
};

describe('the ledger, on inputs of public bug reports', () => {
  if (sharedData('cases') === undefined) {
    it('is skipped without INTEL_TEST_DATA');
    return;
  }
  for (const [name, [count, net, duplicates, conflicts, possible]] of Object.entries(RIGHT))
    it(name, () => {
      const ledger = ledgerIn(name);
      expect(ledger.episodes).to.have.length(count);
      expect(netOf(ledger)).to.be.closeTo(net, 1e-9);
      expect([ledger.duplicates, ledger.conflicts, ledger.possibleDuplicates]).to.deep.equal([
        duplicates,
        conflicts,
        possible,
      ]);
    });

  it('03a before it is corrected', () => {
    expect(netOf(ledgerIn('03a', Date.parse('2026-11-01T00:59:59Z')))).to.be.closeTo(120.4, 1e-9);
  });
});
