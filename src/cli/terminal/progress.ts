const WIDTH = 30;
const REDRAW_MS = 100;

/** A bar on stderr while bytes are read; nothing when stderr is no terminal. */
export class Progress {
  private drawn = 0;
  private readonly shown = process.stderr.isTTY;

  /** `total` 0: how much there is to read is not known. */
  at(bytes: number, total: number): void {
    const now = performance.now();
    if (!this.shown || now - this.drawn < REDRAW_MS) return;
    this.drawn = now;
    const share = total > 0 ? Math.min(1, bytes / total) : 0;
    const bar =
      total > 0
        ? `[${'#'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH)}] ${Math.floor(share * 100)} % `
        : '';
    process.stderr.write(`\r${bar}${(bytes / 1e6).toFixed(0)} MB`);
  }

  end(): void {
    if (this.shown && this.drawn > 0) process.stderr.write('\r\u001b[K');
  }
}
