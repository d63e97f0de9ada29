import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import * as network from './network.mjs';
import * as references from './references.mjs';
import { name, objects, ofKind, overlays, pods, read, render } from './rendered.mjs';
import * as settings from './settings.mjs';

/** Seconds, where a pod says none. */
const KUBERNETES_GRACE = 30;

/** With the secrets that are made elsewhere. */
function all(overlay) {
  const elsewhere = overlay === 'production' ? objects(read('k8s/overlays/production/required-secrets.yaml')) : [];
  return [...render(overlay), ...elsewhere];
}

function problems(objects) {
  return [...references.problems(objects), ...settings.problems(objects), ...network.problems(objects)];
}

function find(objects, wanted) {
  return objects.find((object) => name(object) === wanted);
}

function container(objects, deployment) {
  return find(objects, `Deployment ${deployment}`).spec.template.spec.containers[0];
}

/** What one step of an upgrade applies: the command of docs/operations.md selects by this label. */
function step(objects, services) {
  return objects.filter(({ kind, metadata }) =>
    kind === 'Secret' || services.includes(metadata.labels?.['app.kubernetes.io/name']));
}

for (const overlay of overlays) {
  describe(overlay, () => {
    test('the services that are upgraded first can be applied without the others', () => {
      const first = step(all(overlay), ['definitions-service', 'identity-service']);
      assert.deepEqual(ofKind(first, 'Deployment').map(({ metadata }) => metadata.name), [
        'definitions-service',
        'identity-service',
      ]);
      assert.deepEqual(references.problems(first), []);
    });

    test('what objects name is there, is a setting, and may be talked to', () => {
      assert.deepEqual(problems(all(overlay)), []);
    });

    test('no object is there twice', () => {
      const names = all(overlay).map(name);
      assert.deepEqual(names, [...new Set(names)]);
    });

    test('pods run as nobody, write to no image, and say what they need', () => {
      for (const { name: pod, spec } of pods(all(overlay))) {
        assert.equal(spec.securityContext.runAsNonRoot, true, pod);
        assert.equal(spec.securityContext.seccompProfile.type, 'RuntimeDefault', pod);
        assert.equal(spec.automountServiceAccountToken, false, pod);
        for (const { securityContext, resources } of spec.containers) {
          assert.equal(securityContext.readOnlyRootFilesystem, true, pod);
          assert.equal(securityContext.allowPrivilegeEscalation, false, pod);
          assert.deepEqual(securityContext.capabilities.drop, ['ALL'], pod);
          assert.ok(resources.requests.cpu && resources.requests.memory && resources.limits.memory, pod);
        }
      }
    });

    test('every deployment is probed over HTTP and gRPC', () => {
      for (const { metadata, spec } of ofKind(all(overlay), 'Deployment')) {
        const [{ startupProbe, readinessProbe, livenessProbe }] = spec.template.spec.containers;
        assert.equal(startupProbe.httpGet.path, '/q/health/started', metadata.name);
        assert.equal(readinessProbe.httpGet.path, '/q/health/ready', metadata.name);
        assert.ok(livenessProbe.grpc.port, metadata.name);
      }
    });

    test('every pod is given the time that it takes to stop', () => {
      for (const { name: pod, spec } of pods(all(overlay))) {
        const [main] = spec.containers;
        const given = references.variables(main, all(overlay));
        const seconds = (variable, otherwise) => parseInt(given.get(variable) ?? otherwise);
        const serving = seconds('QUARKUS_SHUTDOWN_DELAY', 0) + seconds('QUARKUS_SHUTDOWN_TIMEOUT', 10);
        const syncs = main.image.includes('sync-worker') && given.get('SLUICE_WORKER_ROLE') !== 'capture';
        const running = syncs ? seconds('SLUICE_RUN_STOP_WITHIN', 30) + 10 : 0;
        assert.ok((spec.terminationGracePeriodSeconds ?? KUBERNETES_GRACE) > serving + running, pod);
      }
    });
  });
}

test('services take each other\'s tokens, each as that of a service', () => {
  const secret = (wanted) => find(render('local'), `Secret ${wanted}`).stringData;
  const taken = secret('sluice-access');
  for (const [service, token] of Object.entries(secret('sluice-service-tokens'))) {
    const setting = `SLUICE_ACCESS_TOKENS_${service.toUpperCase()}`;
    assert.equal(taken[`${setting}_HASH`], createHash('sha256').update(token).digest('hex'), service);
    assert.equal(taken[`${setting}_ROLE`], 'service', service);
  }
});

/** What is done to the objects of the local overlay, and what is to be said of it. */
const broken = {
  'a ConfigMap that is not there': [
    (objects) => objects.splice(objects.findIndex((each) => name(each).startsWith('ConfigMap sync-job')), 1),
    /there is no ConfigMap sync-job/,
  ],
  'a key that a secret does not have': [
    (objects) => delete objects.find((each) => name(each).startsWith('Secret sluice-database')).data.password,
    /has no key password/,
  ],
  'a variable that is no setting': [
    (objects) => container(objects, 'capture').env.push({ name: 'SLUICE_WORKER_ROLL', value: 'capture' }),
    /sync-worker has no setting SLUICE_WORKER_ROLL/,
  ],
  'a file of a secret that does not have it': [
    (objects) => {
      const { volumes } = find(objects, 'Deployment sync').spec.template.spec;
      volumes.push({ name: 'authority', secret: { secretName: 'sluice-service-tokens', items: [{ key: 'ca.crt' }] } });
    },
    /Deployment sync: Secret sluice-service-tokens.* has no key ca.crt/,
  ],
  'a secret of variables that is not there': [
    (objects) => objects.splice(objects.indexOf(find(objects, 'Secret sluice-access')), 1),
    /capture: there is no Secret sluice-access/,
  ],
  'a variable of a secret that is no setting': [
    (objects) => (find(objects, 'Secret sluice-access').stringData.SLUICE_ACCESS_TOKEN_X = ''),
    /capture: sync-worker has no setting SLUICE_ACCESS_TOKEN_X/,
  ],
  'a setting of another service': [
    (objects) => container(objects, 'definitions-service').env.push({ name: 'SLUICE_WORKER_ROLE', value: 'all' }),
    /definitions-service has no setting SLUICE_WORKER_ROLE/,
  ],
  'a probe of a port that is not there': [
    (objects) => (container(objects, 'sync').livenessProbe.grpc.port = 9009),
    /its livenessProbe asks the port 9009/,
  ],
  'a service that selects nobody': [
    (objects) => (find(objects, 'Service sync').spec.selector = { 'app.kubernetes.io/name': 'sink' }),
    /Service sync: it selects no pod/,
  ],
  'a volume that is not there': [
    (objects) => container(objects, 'sync').volumeMounts.push({ name: 'data', mountPath: '/data' }),
    /there is no volume data/,
  ],
  'a host that is no service': [
    (objects) => container(objects, 'sync').env.push({ name: 'QUARKUS_GRPC_CLIENTS_IDENTITY_HOST', value: 'identity' }),
    /looks for identity, which is no service/,
  ],
  'a service that does not spread calls': [
    (objects) => delete find(objects, 'Service identity-service').spec.clusterIP,
    /cannot spread its calls/,
  ],
  'a call that is kept back': [
    (objects) => delete find(objects, 'NetworkPolicy identity-service').spec.ingress,
    /kept from talking: capture identity-service 9002/,
  ],
  'a door that is open without need': [
    (objects) => {
      find(objects, 'NetworkPolicy sync').spec.ingress[0].from = [{ podSelector: {} }];
      find(objects, 'NetworkPolicy identity-service').spec.egress.push({ to: [{ podSelector: {} }] });
    },
    /may talk without need: identity-service sync 9000/,
  ],
  'metrics that browsers reach': [
    (objects) => find(objects, 'NetworkPolicy capture').spec.ingress[0].ports.push({ protocol: 'TCP', port: 8090 }),
    /NetworkPolicy capture: everybody may look at the metrics of Deployment capture, which are at management/,
  ],
  'metrics that every namespace sees': [
    (objects) => {
      const [rule] = find(objects, 'NetworkPolicy clients').spec.ingress;
      rule.from = [{ namespaceSelector: {} }];
      rule.ports.push({ protocol: 'TCP', port: 'management' });
    },
    /NetworkPolicy clients: everybody may look at the metrics of Deployment sync/,
  ],
  'metrics that are scraped where browsers come': [
    (objects) => objects.push({
      kind: 'ServiceMonitor',
      metadata: { name: 'sluice' },
      spec: { selector: { matchLabels: {} }, endpoints: [{ port: 'http' }] },
    }),
    /NetworkPolicy capture: everybody may look at the metrics of Deployment capture, which are at http/,
  ],
};

describe('found is', () => {
  for (const [what, [breakIt, message]] of Object.entries(broken)) {
    test(what, () => {
      const objects = all('local');
      breakIt(objects);
      assert.match(problems(objects).join('\n'), message);
    });
  }
});
