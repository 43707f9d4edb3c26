import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { expect } from 'chai';
import { withDashboard } from '../dashboard/asking';
import { inTempDir } from '../io/temp-dir';
import { until } from '../live/chaos/live-process';
import { deployed, freePort, pathOf, swapped } from './deployed';

const NAME = 'intel.example.com';
const USER = { Authorization: `Basic ${Buffer.from('you:secret').toString('base64')}` };

interface Answer {
  readonly status: number;
  readonly body: string;
}

interface Asking {
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
  /** Ends the answer as soon as it holds this. */
  readonly awaiting?: string;
}

type Ask = (path: string, asking?: Asking) => Promise<Answer>;

function askAt(port: number): Ask {
  return (path, { headers = {}, method = 'GET', awaiting } = {}) =>
    new Promise((resolve, reject) => {
      const host = { Host: NAME, ...headers };
      const asking = request(
        { host: '127.0.0.1', port, path, method, headers: host, rejectUnauthorized: false, agent: false },
        (response) => {
          let body = '';
          const end = (): void => {
            resolve({ status: response.statusCode ?? 0, body });
          };
          response.on('data', (chunk: Buffer) => {
            body += chunk.toString();
            if (awaiting === undefined || !body.includes(awaiting)) return;
            end();
            response.destroy();
          });
          response.on('end', end);
        },
      );
      asking.on('error', reject);
      asking.end();
    });
}

function openssl(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('openssl', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** The site as it is shipped, in front of a page, on a port of the loopback. */
function withSite(use: (ask: Ask) => Promise<void>): Promise<void> {
  return inTempDir({}, (dir) =>
    withDashboard(async (url) => {
      const port = await freePort();
      const [key, cert, users] = ['key.pem', 'cert.pem', 'users'].map((name) => join(dir, name));
      if (key === undefined || cert === undefined || users === undefined) return;
      const made = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
      openssl(['req', ...made, '-subj', `/CN=${NAME}`, '-keyout', key, '-out', cert]);
      writeFileSync(users, `you:${openssl(['passwd', '-apr1', 'secret'])}`);
      const site = swapped(deployed('nginx/intel.conf'), [
        ['listen 443 ssl', `listen 127.0.0.1:${port} ssl`],
        [`/etc/letsencrypt/live/${NAME}/fullchain.pem`, cert],
        [`/etc/letsencrypt/live/${NAME}/privkey.pem`, key],
        ['/etc/nginx/intel.htpasswd;', `${users};`],
        ['127.0.0.1:8787', new URL(url).host],
      ]);
      const temps = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
      const main = [
        process.getuid?.() === 0 ? 'user root;' : '',
        `daemon off; worker_processes 1; pid ${dir}/pid; error_log stderr warn; events {}`,
        `http { access_log off; ${temps.map((temp) => `${temp}_temp_path ${dir}/${temp};`).join(' ')}`,
        `${site}}`,
      ];
      writeFileSync(join(dir, 'nginx.conf'), main.join('\n'));
      const nginx = spawn(pathOf('nginx') ?? 'nginx', [
        '-p',
        dir,
        '-c',
        join(dir, 'nginx.conf'),
        '-e',
        'stderr',
      ]);
      let said = '';
      nginx.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
      const ended = new Promise((resolve) => nginx.once('close', resolve));
      try {
        const ask = askAt(port);
        let isUp = false;
        const knock = (): void =>
          void ask('/').then(
            () => (isUp = true),
            () => undefined,
          );
        expect(
          await until(() => {
            knock();
            return isUp || nginx.exitCode !== null;
          }, 10_000),
        ).to.equal(true);
        expect(nginx.exitCode, said).to.equal(null);
        await use(ask);
      } finally {
        nginx.kill('SIGTERM');
        await ended;
      }
    }),
  );
}

describe('the site for nginx', () => {
  const missing = ['nginx', 'openssl'].filter((program) => pathOf(program) === undefined);
  if (missing.length > 0) {
    it(`needs ${missing.join(' and ')}`);
    return;
  }

  it('gives the page to who has its password and asks for its name, and nothing to others', () =>
    withSite(async (ask) => {
      const statusOf = async (path: string, headers: Readonly<Record<string, string>>, method = 'GET') =>
        (await ask(path, { headers, method })).status;
      const page = await ask('/', { headers: USER });
      expect(page.status, page.body).to.equal(200);
      expect(page.body).to.contain('<html');
      const api = await ask('/api/page', { headers: USER });
      expect(JSON.parse(api.body)).to.include.keys('header');
      expect(await statusOf('/', {})).to.equal(401);
      expect(await statusOf('/api/page', { Authorization: 'Basic eW91Om5v' })).to.equal(401);
      for (const host of ['evil.example', '127.0.0.1', `${NAME}.evil.example`])
        expect(await statusOf('/', { ...USER, Host: host }), host).to.equal(421);
      for (const method of ['POST', 'PUT', 'DELETE'])
        expect(await statusOf('/api/page', USER, method), method).to.equal(403);
      expect(await statusOf('/api/page', USER, 'HEAD')).to.equal(200);
      expect(await statusOf('/metrics', USER)).to.equal(404);
      const foreign = { ...USER, 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'cors' };
      expect(await statusOf('/api/page', foreign)).to.equal(403);
    }));

  it('lets each event through at once', () =>
    withSite(async (ask) => {
      const { status, body } = await ask('/events', { headers: USER, awaiting: 'event: state' });
      expect(status).to.equal(200);
      expect(body).to.contain('retry: ');
    }));
});
