import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect } from 'chai';
import { intel } from './cli/intel';

/** What the pages promise is there: links, paths, and commands with their options. */

const ROOT = resolve(__dirname, '..');
const README_LINES = 120;
/** Stands for a file that the reader is told to add. */
const NEW_FILE = '/x.ts';
const PARTS = ['**Decision.**', '**Why.**', '**Consequence.**'];

const EXAMPLES = ['freqtrade', 'bybit', 'csv'].map((name) => join('examples', name));

const PAGES: readonly string[] = ['.', 'docs', 'examples', ...EXAMPLES].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(ROOT, folder, name)),
);

function textOf(page: string): string {
  return readFileSync(page, 'utf8');
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): readonly string[] {
  return [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function deadLinks(page: string): readonly string[] {
  const links = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  return links
    .filter((link) => !/^https?:/.test(link))
    .filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : resolve(dirname(page), path);
      return !existsSync(target) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
    })
    .map((link) => `${relative(ROOT, page)} links ${link}`);
}

/** Each `intel` command of a page's shell examples, with the options it is shown with. */
function shownCommands(page: string): readonly (readonly [command: string, options: readonly string[]])[] {
  const blocks = [...textOf(page).matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  return [...blocks.join('\n').matchAll(/npx intel +([\w-]+)([^\n#|]*)/g)].map(
    ([, command = '', rest = '']) => [command, [...rest.matchAll(/--[\w-]+/g)].map(([option]) => option)],
  );
}

describe('the pages', function () {
  this.timeout(60_000);

  it('link only what is there', () => {
    expect(PAGES.flatMap(deadLinks)).to.deep.equal([]);
  });

  it('name only paths of the tree that are there', () => {
    const named = PAGES.flatMap((page) => [...textOf(page).matchAll(/`([^`\s]+)`/g)]).map(
      ([, name = '']) => name,
    );
    const paths = named.filter((name) => /^(src|operators|pipelines|spec|config|docs)\/[\w./-]+$/.test(name));
    expect(paths).to.not.have.length(0);
    const missing = paths.filter((path) => !path.endsWith(NEW_FILE) && !existsSync(join(ROOT, path)));
    expect([...new Set(missing)]).to.deep.equal([]);
  });

  it('show only commands and options that --help lists', async () => {
    const shown = PAGES.flatMap(shownCommands);
    expect(shown).to.not.have.length(0);
    const commands = [...new Set(shown.map(([command]) => command))];
    const outputs = await Promise.all(commands.map((command) => intel([command, '--help'])));
    const helps = new Map(commands.map((command, i) => [command, outputs[i]?.out]));
    const unknown = shown.flatMap(([command, options]) => {
      const help = helps.get(command) ?? '';
      if (!help.startsWith(`Usage: intel ${command} `)) return [`intel ${command}`];
      return options
        .filter((option) => !new RegExp(`^ +${option} `, 'm').test(help))
        .map((option) => `intel ${command} ${option}`);
    });
    expect(unknown).to.deep.equal([]);
  });

  it('say where `npx intel` holds before they show it: elsewhere it is a package of somebody else', () => {
    // In a line of its own; between backquotes it is spoken of.
    const shown = (page: string): number => textOf(page).search(/^[^`\n]*npx intel [a-z]/m);
    const showing = PAGES.filter((page) => shown(page) !== -1 && !page.endsWith('install.md'));
    expect(showing).to.not.have.length(0);
    const silent = showing.filter((page) => {
      const said = textOf(page).search(
        /`npx intel` is this program in the checkout alone[^\n]*install\.md\)/,
      );
      return said === -1 || said > shown(page);
    });
    expect(silent.map((page) => relative(ROOT, page))).to.deep.equal([]);
  });

  it(`the README has at most ${README_LINES} lines`, () => {
    expect(textOf(join(ROOT, 'README.md')).split('\n').length - 1).to.be.at.most(README_LINES);
  });

  it('decisions are numbered in order, each with a decision and a reason', () => {
    const [, ...records] = textOf(join(ROOT, 'DECISIONS.md')).split(/^## /m);
    expect(records.map((record) => Number.parseInt(record, 10))).to.deep.equal(records.map((_, i) => i + 1));
    const bent = records.filter((record) => {
      const lines = record.trim().split('\n').slice(2);
      return lines.length < 2 || !lines.every((line, i) => line.startsWith(`${PARTS[i] ?? 'no more'} `));
    });
    expect(bent).to.deep.equal([]);
  });
});
