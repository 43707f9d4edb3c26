/** Dark or light: as the system has it until the reader says otherwise; the choice is kept where the browser allows it. */

const KEY = 'execution-intel-theme';

/** Whether the page is being printed. */
export const PAPER = matchMedia('print');

/** Takes up the reader's choice. */
export function restoreTheme(): void {
  const kept = readKept();
  if (kept === 'dark' || kept === 'light') document.documentElement.dataset['theme'] = kept;
}

/** The theme in force; paper is light. */
export function themeNow(): 'dark' | 'light' {
  if (PAPER.matches) return 'light';
  const chosen = document.documentElement.dataset['theme'];
  if (chosen === 'dark' || chosen === 'light') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

export function turnTheme(): void {
  const next = themeNow() === 'dark' ? 'light' : 'dark';
  document.documentElement.dataset['theme'] = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // A browser that keeps nothing, as for a report opened as a file: the choice holds for this visit.
  }
}

function readKept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
