import type { Close } from '../../model/event';
import type { Route } from '../../model/route';
import { KeptLines, LinesInFile, type LineFile, type RowLines } from '../row-lines';
import { CloseBlock, ScannedClose } from './close-block';
import { BLOCK_ROWS } from './columns';
import { ScannedRoute, RouteBlock } from './route-block';
import type { RowHead } from './row-head';

/**
 * The events of a reading, held in blocks of columns: a horizon has very many rows, and as objects they would be most
 * of the memory there is.
 */
export class RowBlocks {
  /** The byte of the file that the next row's line begins at. */
  offset = 0;
  private routes: RouteBlock | undefined;
  private closes: CloseBlock | undefined;

  /** With a file, lines are read from there again: events must not outlive it. Without, they are kept. */
  constructor(readonly file?: LineFile) {}

  /** Holds the row that was just scanned, as its event. */
  hold(head: RowHead, start: number, end: number): Close | Route {
    return head.kind === 'close' ? this.close(head, start, end) : this.route(head, start, end);
  }

  private close(head: RowHead, start: number, end: number): Close {
    if (this.closes === undefined || this.closes.isFull) this.closes = new CloseBlock(this.lines());
    return new ScannedClose(this.closes, this.closes.add(head, start, end, this.offset));
  }

  private route(head: RowHead, start: number, end: number): Route {
    if (this.routes === undefined || this.routes.isFull) this.routes = new RouteBlock(this.lines());
    return new ScannedRoute(this.routes, this.routes.add(head, start, end, this.offset));
  }

  private lines(): RowLines {
    return this.file === undefined ? new KeptLines() : new LinesInFile(this.file, BLOCK_ROWS);
  }
}
