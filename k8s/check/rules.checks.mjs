import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { parse, stringify } from 'yaml';
import { file, read } from './rendered.mjs';

const rules = parse(read('k8s/monitoring/rules.yaml')).spec;
const alerts = rules.groups.flatMap((group) => group.rules).filter((rule) => rule.alert);
let folder;

/** The rules that Kubernetes is given, as Prometheus itself takes them. */
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-rules-'));
  writeFileSync(join(folder, 'rules.yaml'), stringify(rules));
  copyFileSync(file('k8s/check/rules.test.yaml'), join(folder, 'tests.yaml'));
});

after(() => rmSync(folder, { recursive: true }));

function promtool(...command) {
  return execFileSync('promtool', command, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

test('Prometheus takes the rules', () => {
  promtool('check', 'rules', '--lint=all', '--lint-fatal', 'rules.yaml');
});

test('rules that Prometheus does not take are found', () => {
  writeFileSync(join(folder, 'broken.yaml'), stringify({ groups: [{ name: 'g', rules: [{ record: 'r', expr: 'sum(' }] }] }));
  assert.throws(() => promtool('check', 'rules', 'broken.yaml'));
});

test('alerts come when they should, and only then', () => {
  promtool('test', 'rules', 'tests.yaml');
});

test('every recorded series is tried', () => {
  const tried = parse(read('k8s/check/rules.test.yaml')).tests.flatMap((each) => each.promql_expr_test ?? []);
  const recorded = rules.groups.flatMap((group) => group.rules).filter((rule) => rule.record);
  for (const { record } of recorded) {
    assert.ok(tried.some(({ expr, exp_samples: samples }) => expr === record && samples.length > 0), record);
  }
});

test('every alert is tried, and says how bad it is and what to do', () => {
  const tried = parse(read('k8s/check/rules.test.yaml'))
    .tests.flatMap((each) => each.alert_rule_test ?? [])
    .filter((each) => each.exp_alerts.length > 0)
    .map((each) => each.alertname);
  const guide = read('docs/operations.md');
  for (const { alert, labels, annotations } of alerts) {
    assert.ok(tried.includes(alert), `${alert} is never seen to come`);
    assert.match(labels.severity, /^(critical|warning)$/, alert);
    assert.equal(annotations.runbook, `docs/operations.md#${alert.toLowerCase()}`);
    assert.ok(guide.includes(`### ${alert}\n`), `docs/operations.md does not say what to do about ${alert}`);
  }
});
