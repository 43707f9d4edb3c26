import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { isObject, objectAt, own, type JsonObject } from '../../src/model/values/json';
import { runsOf } from '../campaign';
import { python } from '../live/executor/python';
import { DEPLOY, pathOf } from './deployed';

const FILE = join(DEPLOY, 'compose', 'compose.yaml');
const HOSTS = join(DEPLOY, 'compose', 'hosts.yaml');
const TO_JSON = 'import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1]))))';

/** The services as YAML gives them; undefined without python3 and its yaml. */
function services(file: string): JsonObject | undefined {
  const { status, stdout } = spawnSync(python() ?? 'python3', ['-c', TO_JSON, file], { encoding: 'utf8' });
  if (status !== 0) return undefined;
  const parsed: unknown = JSON.parse(stdout);
  return isObject(parsed) ? objectAt(parsed, 'services') : {};
}

describe('the compose files', () => {
  const read = services(FILE);
  const hosts = services(HOSTS);
  if (read === undefined || hosts === undefined) {
    it('needs python3 with yaml');
    return;
  }

  it('runs live and the page, neither of them as root, with anything to gain or a port to the outside', () => {
    expect(Object.keys(read)).to.deep.equal(['live', 'dashboard']);
    for (const service of Object.values(read)) {
      expect(service).to.deep.include({ read_only: true, cap_drop: ['ALL'], user: '1000:1000' });
      expect(service).not.to.have.any.keys('ports', 'privileged', 'expose');
    }
    expect(objectAt(read, 'live')).to.include({ network_mode: 'none' });
  });

  it('lets live write in its own directory alone, and the page nowhere', () => {
    const writable = Object.entries(read).map(([name, service]) => {
      const volumes = isObject(service) ? own(service, 'volumes') : undefined;
      const places = Array.isArray(volumes) ? volumes.map(String) : [];
      return [name, places.filter((place) => !place.endsWith(':ro'))];
    });
    expect(writable).to.deep.equal([
      ['live', ['/srv/intel:/srv/intel']],
      ['dashboard', []],
    ]);
  });

  it('of many hosts runs a server, a ship and a follower, none of them as root, and only the server listens', () => {
    expect(Object.keys(hosts)).to.deep.equal(['nats', 'ship', 'follow']);
    for (const service of Object.values(hosts)) {
      expect(service).to.deep.include({ read_only: true, cap_drop: ['ALL'], restart: 'always' });
      expect(service)
        .to.have.property('user')
        .that.matches(/^[1-9]\d*:[1-9]\d*$/);
    }
    const listening = Object.entries(hosts).filter(([, service]) => isObject(service) && 'ports' in service);
    expect(listening.map(([name]) => name)).to.deep.equal(['nats']);
  });

  if (runsOf('deployed') === 0) return;
  if (pathOf('docker-compose') === undefined) it('needs docker-compose to be taken by it');
  else
    it('is taken by docker-compose, that of many hosts once it is told which machine it is on', () => {
      const taken = (file: string, env: object = {}): object => {
        const { status, stderr } = spawnSync('docker-compose', ['-f', file, 'config', '-q'], {
          encoding: 'utf8',
          env: { ...process.env, ...env },
        });
        return { status, stderr };
      };
      expect(taken(FILE)).to.deep.equal({ status: 0, stderr: '' });
      expect(taken(HOSTS)).to.have.property('stderr').that.contains('n1, n2 or n3');
      const machine = { INTEL_NODE: 'n1', INTEL_HOST: 'exec-a' };
      expect(taken(HOSTS, machine)).to.deep.equal({ status: 0, stderr: '' });
    });
});
