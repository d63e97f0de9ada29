import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ofKind, overlays, render } from './rendered.mjs';
import { problems } from './schemas.mjs';

// Together, as much of the time goes into reading the schemas.
test('all objects of all overlays are what Kubernetes takes', async () => {
  assert.deepEqual(await problems(overlays.flatMap(render)), []);
});

const broken = {
  'a field that does not exist': (deployment) => {
    deployment.spec.template.spec.containers[0].readynessProbe = {};
  },
  'a field of another type': (deployment) => {
    deployment.spec.replicas = 'two';
  },
  'a field that is missing': (deployment) => {
    delete deployment.spec.selector;
  },
  'a quantity that is none': (deployment) => {
    deployment.spec.template.spec.containers[0].ports[0].containerPort = '8080';
  },
  'a kind that does not exist': (deployment) => {
    deployment.kind = 'Deploymint';
  },
  'an API that is gone': (deployment) => {
    deployment.apiVersion = 'extensions/v1beta9';
  },
};

for (const [what, breakIt] of Object.entries(broken)) {
  test(`${what} is found`, async () => {
    const [deployment] = ofKind(render('local'), 'Deployment');
    breakIt(deployment);
    assert.notDeepEqual(await problems([deployment]), []);
  });
}
