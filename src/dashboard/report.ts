import { createHash } from 'node:crypto';
import type { ReportModel } from './model/page-model';
import { ASSET_FILES, REPORT_MODEL_ID, SCRIPT_TAG, STYLE_TAG } from './wire';

/**
 * The page as one file: style, script and data inside it, and a policy that lets nothing else run or load. It needs no
 * network and asks for none.
 */
export function reportHtml(assets: ReadonlyMap<string, Buffer>, model: ReportModel): string {
  const text = (file: string): string => assets.get(file)?.toString('utf8') ?? '';
  const style = text(ASSET_FILES.style);
  const script = inertInScript(text(ASSET_FILES.script));
  const policy = `default-src 'none'; script-src '${hashOf(script)}'; style-src '${hashOf(style)}'; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'`;
  const head = `<meta http-equiv="Content-Security-Policy" content="${policy}">\n<style>${style}</style>`;
  const data = `<script type="application/json" id="${REPORT_MODEL_ID}">${jsonInScript(model)}</script>`;
  // The template's script is deferred; an inline one runs where it stands, so it goes to the end.
  const page = replacedOnce(replacedOnce(text(ASSET_FILES.index), STYLE_TAG, head), SCRIPT_TAG, '');
  return replacedLast(page, '</body>', `${data}\n<script>${script}</script>\n</body>`);
}

/** JSON that stands inside a script element: nothing in it can end the element or begin a comment. */
export function jsonInScript(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

// In a program these letters stand in texts and patterns only, where an escape means the same.
function inertInScript(script: string): string {
  return script.replace(/<\/(?=script)/gi, '<\\/').replaceAll('<!--', '\\x3c!--');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function replacedOnce(text: string, what: string, by: string): string {
  const parts = text.split(what);
  if (parts.length !== 2) throw new Error(`the page holds ${what} ${parts.length - 1} times; it must once`);
  return parts.join(by);
}

function replacedLast(text: string, what: string, by: string): string {
  const at = text.lastIndexOf(what);
  if (at < 0) throw new Error(`the page holds no ${what}`);
  return `${text.slice(0, at)}${by}${text.slice(at + what.length)}`;
}
