import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { app, file, ofKind, pods, read, render } from './rendered.mjs';
import { module, ours, properties } from './settings.mjs';

const modules = ['definitions-service', 'identity-service', 'sync-worker'];

/** The ports on which a service listens, by what they are for. */
function listened(name) {
  const settings = properties(name);
  const http = settings.get('quarkus.http.host-enabled') === 'false' ? {} : { http: settings.get('quarkus.http.port') };
  return {
    ...http,
    grpc: settings.get('quarkus.grpc.server.port'),
    management: settings.get('quarkus.management.port'),
  };
}

for (const name of modules) {
  for (const kind of ['jvm', 'native']) {
    describe(`the ${kind} image of ${name}`, () => {
      const text = read(`${name}/src/main/docker/Dockerfile.${kind}`);

      test('is built from that service, and opens its ports', () => {
        const [, built] = /-pl (proto,\S+) package/.exec(text.replaceAll('\\\n', ' ')) ?? [];
        assert.equal(built, `proto,${name}`);
        for (const [, path] of text.matchAll(/\/build\/([\w-]+)\/target/g)) {
          assert.equal(path, name);
        }
        assert.deepEqual(/^EXPOSE (.*)$/m.exec(text)[1].split(' '), Object.values(listened(name)));
      });

      test('runs as the user that the pods name', () => {
        const users = ours(render('production')).map((pod) => pod.spec.securityContext);
        users.forEach((user) => assert.ok(text.includes(`\nUSER ${user.runAsUser}:${user.runAsGroup}\n`)));
      });
    });
  }
}

test('every pod runs the image of its service, in one and the same version', () => {
  for (const pod of ours(render('local'))) {
    assert.deepEqual(pod.spec.containers.map(({ image }) => image), [`sluice/${module(pod)}`], pod.name);
  }
  const versions = ours(render('production')).map((pod) => pod.spec.containers[0].image.replace(/.*:|-jvm$/g, ''));
  assert.equal(new Set(versions).size, 1, versions.join());
});

test('the ports of pods are those on which their services listen, and HTTP is open at capture alone', () => {
  for (const pod of ours(render('local')).filter(({ object }) => object.kind === 'Deployment')) {
    const ports = Object.fromEntries(pod.spec.containers[0].ports.map((port) => [port.name, String(port.containerPort)]));
    const { http, ...others } = listened(module(pod));
    assert.deepEqual(ports, app(pod) === 'capture' ? { http, ...others } : others);
  }
  assert.ok(pods(render('local')).length > ofKind(render('local'), 'Deployment').length);
});

const sources = file('sync-worker/target/native-sources/lib');

test('the native worker has DuckDB, and comes without the driver of Snowflake', { skip: !existsSync(sources) }, () => {
  const libraries = readdirSync(sources);
  assert.ok(libraries.some((library) => library.includes('duckdb_jdbc')));
  assert.deepEqual(libraries.filter((library) => library.includes('snowflake')), []);
});
