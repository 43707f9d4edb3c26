import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import { expect } from 'chai';
import { warningCodes } from '../../src/model/schemas/shapes';
import { WARNINGS, warningText } from '../../src/model/warnings';

const ROOT = resolve(__dirname, '..', '..');
// Names of fields, which no reason has.
const COLUMNS = new Set(['drawdown_source', 'drawdown_pct']);
const CODES = Object.keys(WARNINGS);
/** Where a code is given to a caution, or to a list of warnings. */
const GIVEN =
  /(?:cautionAtEnd\(|ofLogs\(|kind: 'caution',[^}]*?code: |(?:warnings|codes)\.(?:push|add)\()([`'])([^`'\n]+)\1/g;

function sourceFiles(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The codes that the source gives: of one with a part that is made up, a pattern. */
function givenCodes(): readonly RegExp[] {
  const texts = ['src', 'operators', 'pipelines']
    .flatMap(sourceFiles)
    .map((file) => readFileSync(file, 'utf8'));
  return texts
    .flatMap((text) => [...text.matchAll(GIVEN)].map(([, , code = '']) => code))
    .map((code) => new RegExp(`^${code.replace(/\$\{[^}]*\}/g, '[a-z_]+')}$`));
}

describe('the warnings', () => {
  it('that the source gives are all in the table', () => {
    const given = givenCodes();
    expect(given.length).to.be.at.least(5);
    // A subject follows the colon.
    const listed = [...CODES, ...CODES.map((code) => `${code}:a`)];
    const unlisted = given.filter((pattern) => !listed.some((code) => pattern.test(code)));
    expect(unlisted.map(String)).to.deep.equal([]);
  });

  it('are in docs/warnings.md with their meaning and what to do, in order', () => {
    const page = readFileSync(join(ROOT, 'docs', 'warnings.md'), 'utf8');
    const [table = ''] = page.split('\n## ');
    const rows = table
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) =>
        line
          .slice(1, -1)
          .split('|')
          .map((cell) => cell.trim()),
      );
    const expected = Object.entries(WARNINGS).map(([code, { meaning, remedy }]) => [
      `\`${code}\``,
      meaning,
      remedy,
    ]);
    expect(rows).to.deep.equal(expected);
    expect(CODES).to.deep.equal([...CODES].sort());
  });

  it('that a journal of another build holds have no text', () => {
    expect(warningText('nav_jump')?.meaning).to.contain('not confirmed');
    for (const code of ['something_else', 'constructor', '__proto__'])
      expect(warningText(code)).to.equal(undefined);
  });

  it('name what they are about after a colon, and their text is of that', () => {
    const about = (code: string): string => Object.values(warningText(code) ?? {}).join('; ');
    expect(about('host_silent:exec-a')).to.match(/^exec-a has sent nothing/);
    expect(about('host_silent:exec-a')).to.contain('`intel engine forget exec-a`').and.not.contain('HOST');
    expect(about('host_silent')).to.match(/^HOST has sent nothing/);
    const longest = 'A_z-9'.padEnd(64, '0');
    expect(about(`host_silent:${longest}`)).to.contain(longest);
    for (const hostile of [
      '',
      ' ',
      'a b',
      'a:b',
      '../etc',
      '$&',
      '<b>',
      'é',
      'a\n',
      '\u001b[2J',
      `${longest}0`,
    ])
      expect(warningText(`host_silent:${hostile}`), hostile).to.equal(undefined);
    for (const code of ['something_else:a', '__proto__:a', ':a'])
      expect(warningText(code)).to.equal(undefined);
  });

  it('are what the schemas of the files allow, and nothing else', () => {
    const isValid = new Ajv2020({ strict: false }).compile(warningCodes);
    expect(CODES.filter((code) => !isValid([code]))).to.deep.equal([]);
    for (const code of ['host_silent:exec-a', 'host_silent:A_1'])
      expect(isValid([code]), code).to.equal(true);
    for (const code of [
      '',
      'Host',
      'host_silent:',
      'host_silent:a b',
      'host_silent:a\n',
      `x:${'a'.repeat(65)}`,
    ])
      expect(isValid([code]), code).to.equal(false);
  });

  it('the page lists every reason of the risk mode', () => {
    const page = readFileSync(join(ROOT, 'docs', 'warnings.md'), 'utf8');
    const account = sourceFiles('operators/account')
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const reasons = [...account.matchAll(/'((?:drawdown|equity|peak|nav)_[a-z_]+)'/g)].map(
      ([, reason = '']) => reason,
    );
    const codes = reasons.filter((reason) => !COLUMNS.has(reason));
    expect(codes.length).to.be.at.least(9);
    for (const reason of codes) expect(page, reason).to.contain(`\`${reason}\``);
  });
});
