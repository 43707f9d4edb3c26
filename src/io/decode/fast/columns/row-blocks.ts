import { closeFingerprint, routeFingerprint } from '../../../../model/fingerprint';
import { StoredLines, type RowLines } from '../../../lines/row-lines';
import { CloseBlock, ScannedClose } from './close-block';
import { BLOCK_ROWS } from './columns';
import { ScannedRoute, RouteBlock } from './route-block';
import type { CurrentRow } from '../scan/current-row';

/** An event that stands in a block. */
export type HeldRow = ScannedClose | ScannedRoute;

/**
 * The events of a reading, held in blocks of columns: a horizon has very many rows, and as objects they would be most
 * of the memory there is.
 */
export class RowBlocks {
  private routes: RouteBlock | undefined;
  private closes: CloseBlock | undefined;

  /** `lines` gives what is to hold the lines of a block of so many rows; by default they are kept. */
  constructor(readonly lines: (rows: number) => RowLines = () => new StoredLines()) {}

  /** Holds the row that was just scanned, as its event. `offset`: where its line begins in the file. */
  store(row: CurrentRow, start: number, end: number, offset: number): HeldRow {
    if (row.kind === 'close') {
      if (this.closes === undefined || this.closes.isFull)
        this.closes = new CloseBlock(this.lines(BLOCK_ROWS));
      const close = new ScannedClose(this.closes, this.closes.add(row, start, end, offset));
      this.closes.prints.set(close.n, closeFingerprint(close));
      return close;
    }
    if (this.routes === undefined || this.routes.isFull) this.routes = new RouteBlock(this.lines(BLOCK_ROWS));
    const route = new ScannedRoute(this.routes, this.routes.add(row, start, end, offset));
    this.routes.prints.set(route.n, routeFingerprint(route));
    return route;
  }
}
