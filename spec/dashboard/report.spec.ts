import { createHash } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { explanationsOf } from '../../src/dashboard/explanation';
import { pageModel } from '../../src/dashboard/page';
import type { ReportModel } from '../../src/dashboard/model/page-model';
import { jsonInScript, reportHtml } from '../../src/dashboard/report';
import { ASSET_FILES, SCRIPT_TAG, STYLE_TAG } from '../../src/dashboard/wire';
import { judgedOf, sampleDocuments, SOON } from './states';

const SCRIPT = 'globalThis.ran = ["</script>", "<!-- x", /<\\/SCRIPT/.test("</script>"), "$&$1"];';
const STYLE = 'body { color: red; }';

function assets(index = `<html><head>${STYLE_TAG}${SCRIPT_TAG}</head><body></body></html>`) {
  return new Map(
    Object.entries({
      [ASSET_FILES.index]: index,
      [ASSET_FILES.script]: SCRIPT,
      [ASSET_FILES.style]: STYLE,
    }).map(([name, text]) => [name, Buffer.from(text)]),
  );
}

async function model(): Promise<ReportModel> {
  const state = await sampleDocuments();
  const rows = state.allocation['symbols'] as readonly Record<string, unknown>[];
  const hostile = { ...rows[0], symbol: '</script><img src=x onerror=alert(1)><!--\u2028' };
  const judged = judgedOf({ ...state, allocation: { ...state.allocation, symbols: [...rows, hostile] } });
  return { page: pageModel(judged.documents, SOON), explanations: explanationsOf(judged) };
}

describe('a report', () => {
  it('is one file that holds style, script and data, and loads nothing', async () => {
    const report = await model();
    const html = reportHtml(assets(), report);
    const data = /<script type="application\/json" id="report-model">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
    expect(html.replace(data, '')).to.not.match(/ (src|href)=/);
    expect(JSON.parse(data)).to.deep.equal(JSON.parse(JSON.stringify(report)));
    expect(html.indexOf(data)).to.be.below(html.lastIndexOf('<script>'));
  });

  it('has a policy that allows its own script and style by their hashes, and nothing else', async () => {
    const html = reportHtml(assets(), await model());
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const script = /<script>(.*?)<\/script>/s.exec(html)?.[1] ?? '';
    const style = /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? '';
    expect(style).to.equal(STYLE);
    expect(policy)
      .to.contain(`script-src ${hash(script)};`)
      .and.to.contain(`style-src ${hash(style)};`);
    expect(policy)
      .to.match(/^default-src 'none';/)
      .and.to.not.contain('unsafe');
  });

  it('runs the script as it was, whatever texts it holds', async () => {
    const html = reportHtml(assets(), await model());
    const script = /<script>(.*?)<\/script>/s.exec(html)?.[1] ?? '';
    const context: { ran?: unknown } = {};
    runInNewContext(script, context);
    const plain: { ran?: unknown } = {};
    runInNewContext(SCRIPT, plain);
    expect(JSON.stringify(context.ran)).to.equal(JSON.stringify(plain.ran));
  });

  it('holds names that would end its script as data', async () => {
    const html = reportHtml(assets(), await model());
    expect(html.match(/<\/script/g)).to.have.length(2);
    expect(html).to.not.contain('<img').and.to.not.contain('<!--');
    expect(jsonInScript('</script><!--\u2028')).to.equal('"\\u003c/script>\\u003c!--\\u2028"');
  });

  it('is not made of a page that lacks its places', async () => {
    const report = await model();
    expect(() => reportHtml(assets('<html><body></body></html>'), report)).to.throw('it must once');
  });
});
