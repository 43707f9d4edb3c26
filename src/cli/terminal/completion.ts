import type { Command } from 'commander';
import { UsageError } from '../../io/files/failures';

/** A command as a shell completes it. */
interface Completed {
  readonly name: string;
  readonly about: string;
  readonly options: readonly {
    readonly long: string;
    readonly about: string;
    readonly takesValue: boolean;
  }[];
}

const SHELLS: ReadonlyMap<string, (program: string, commands: readonly Completed[]) => string> = new Map([
  ['bash', bash],
  ['zsh', zsh],
  ['fish', fish],
]);

/** The script that makes a shell complete the commands of a program, their options, and files as values. */
export function completionScript(shell: string, intel: Command): string {
  const write = SHELLS.get(shell);
  if (write === undefined)
    throw new UsageError(`the shell was "${shell}"; allowed: ${[...SHELLS.keys()].join(', ')}`);
  return write(intel.name(), intel.commands.map(completed));
}

function completed(command: Command): Completed {
  const options = command.options.flatMap(({ long, description, required, optional }) =>
    typeof long === 'string' ? [{ long, about: description, takesValue: required || optional }] : [],
  );
  return { name: command.name(), about: command.description(), options };
}

function bash(program: string, commands: readonly Completed[]): string {
  const cases = commands.map(
    ({ name, options }) => `    ${name}) words="${options.map(({ long }) => long).join(' ')}" ;;`,
  );
  return `_${program}() {
  local words word="\${COMP_WORDS[COMP_CWORD]}"
  if [ "$COMP_CWORD" -eq 1 ]; then words="${commands.map(({ name }) => name).join(' ')}"
  else case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac; fi
  case "$word" in
    -*|"") COMPREPLY=($(compgen -W "$words" -- "$word")) ;;
    *) [ "$COMP_CWORD" -eq 1 ] && COMPREPLY=($(compgen -W "$words" -- "$word")) || COMPREPLY=() ;;
  esac
}
complete -o default -F _${program} ${program}`;
}

function zsh(program: string, commands: readonly Completed[]): string {
  const cases = commands.map(
    ({ name, options }) =>
      `    ${name}) _arguments ${options
        .map(({ long, about, takesValue }) =>
          quoted(`${long}[${plain(about)}]${takesValue ? ':value:_files' : ''}`),
        )
        .join(' ')} '*:file:_files' ;;`,
  );
  return `#compdef ${program}
_${program}() {
  local -a commands=(
${commands.map(({ name, about }) => `    ${quoted(`${name}:${plain(about)}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )); then _describe command commands; return; fi
  local command="$words[2]"
  shift words; (( CURRENT-- ))
  case "$command" in
${cases.join('\n')}
  esac
}
compdef _${program} ${program}`;
}

function fish(program: string, commands: readonly Completed[]): string {
  return commands
    .flatMap(({ name, about, options }) => [
      `complete -c ${program} -n __fish_use_subcommand -a ${name} -d ${quoted(plain(about))}`,
      ...options.map(
        ({ long, about: what, takesValue }) =>
          `complete -c ${program} -n '__fish_seen_subcommand_from ${name}' -l ${long.slice(2)}${takesValue ? ' -r' : ''} -d ${quoted(plain(what))}`,
      ),
    ])
    .join('\n');
}

// Without what shells give a meaning inside brackets and after colons.
function plain(text: string): string {
  return text.replace(/[[\]:\\'"`$]/g, ' ');
}

function quoted(text: string): string {
  return `'${text}'`;
}
