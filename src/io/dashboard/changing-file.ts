import { reasonOf } from '../files/failures';
import { signatureOf } from '../files/signature';
import { readJson } from '../json/read-json';

/** A file's JSON, why it cannot be read, or undefined where there is none. */
export type FileReading = { readonly value: unknown } | { readonly message: string } | undefined;

/** A JSON file that others write: read again when it has changed. */
export class ChangingFile {
  private signature = '';
  private reading: FileReading;
  private turn: Promise<FileReading> = Promise.resolve(undefined);

  constructor(private readonly path: string) {}

  /** What it holds; the same object again while nothing changes. Never throws. */
  read(): Promise<FileReading> {
    this.turn = this.turn.then(() => this.look());
    return this.turn;
  }

  private async look(): Promise<FileReading> {
    try {
      const found = signatureOf(this.path);
      if (found === this.signature) return this.reading;
      this.reading = await readJson(this.path);
      this.signature = found;
    } catch (error) {
      // It may become readable without changing.
      this.signature = '';
      const message = reasonOf(error);
      const known = this.reading !== undefined && 'message' in this.reading ? this.reading.message : '';
      if (message !== known) this.reading = { message };
    }
    return this.reading;
  }
}
