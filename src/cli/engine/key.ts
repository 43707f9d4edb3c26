import { newKeyFile } from '../../io/log/nats/open-engine';
import { printNote, printResult } from '../terminal/print';

/** `intel engine key FILE`. */
export async function makeKey(file: string): Promise<void> {
  printResult(await newKeyFile(file));
  printNote(
    `written to ${file}: nkey_file in engine.json; the line above goes into the server’s configuration`,
  );
}
