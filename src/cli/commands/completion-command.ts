import type { Command } from 'commander';
import { completionScript } from '../terminal/completion';
import { printResult } from '../terminal/print';

/** `intel completion`. */
export function completionCommand(this: Command, shell: string): void {
  if (this.parent !== null) printResult(completionScript(shell, this.parent));
}
