// Holds the network policies to the calls that the services make: those, and no others.
import { app, name, ofKind, pods } from './rendered.mjs';
import { selectedPods } from './references.mjs';
import { clients, ours } from './settings.mjs';

function matches(selector, labels) {
  return (
    Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value) &&
    (selector.matchExpressions ?? []).every(({ key, operator, values }) => {
      if (operator !== 'In') {
        throw new Error(`the operator ${operator} of selectors is not understood here`);
      }
      return values.includes(labels[key]);
    })
  );
}

function number(port, pod) {
  const named = pod.spec.containers.flatMap((container) => container.ports ?? []).find((each) => each.name === port);
  return named?.containerPort ?? port;
}

function concerns(rule, port, target) {
  return rule.ports === undefined || rule.ports.some((each) => number(each.port, target) === port);
}

/** Whether a rule lets something through that concerns another pod of the namespace. */
function lets(rule, peers, other, port, target) {
  const peer = peers === undefined
    || peers.some((each) => each.podSelector && !each.namespaceSelector && matches(each.podSelector, other.labels));
  return peer && concerns(rule, port, target);
}

function policies(pod, direction, all) {
  return ofKind(all, 'NetworkPolicy').filter(
    (policy) => policy.spec.policyTypes.includes(direction) && matches(policy.spec.podSelector, pod.labels));
}

export function allowed(from, to, port, all) {
  const out = policies(from, 'Egress', all).some((policy) =>
    (policy.spec.egress ?? []).some((rule) => lets(rule, rule.to, to, port, to)));
  const into = policies(to, 'Ingress', all).some((policy) =>
    (policy.spec.ingress ?? []).some((rule) => lets(rule, rule.from, from, port, to)));
  return out && into;
}

function* badHosts(all) {
  for (const pod of ours(all)) {
    for (const { client, host, port } of clients(pod, all)) {
      const service = ofKind(all, 'Service').find((each) => each.metadata.name === host);
      if (service === undefined) {
        yield `${pod.name}: its client ${client} looks for ${host}, which is no service`;
      } else if (!service.spec.ports.some((each) => each.port === port)) {
        yield `${pod.name}: its client ${client} asks ${host} at ${port}, which is no port of it`;
      } else if (service.spec.clusterIP !== 'None') {
        yield `${pod.name}: its client ${client} cannot spread its calls, as ${host} has one address for all pods`;
      }
    }
  }
}

/** Who is to talk to whom: "from to port". */
function wanted(all) {
  const calls = ours(all).flatMap((pod) =>
    clients(pod, all).flatMap(({ host, port }) => {
      const service = ofKind(all, 'Service').find((each) => each.metadata.name === host);
      return selectedPods(service?.spec.selector ?? { none: '' }, all).map((target) => call(pod, target, port));
    }));
  const databases = pods(all).filter((pod) => app(pod) === 'postgres');
  return new Set([...calls, ...ours(all).flatMap((pod) => databases.map((target) => call(pod, target, 5432)))]);
}

function call(from, to, port) {
  return `${app(from)} ${app(to)} ${port}`;
}

function possible(all) {
  const everybody = pods(all);
  return new Set(everybody.flatMap((from) =>
    everybody.flatMap((to) =>
      to.spec.containers
        .flatMap((container) => container.ports ?? [])
        .filter(({ containerPort }) => allowed(from, to, containerPort, all))
        .map(({ containerPort }) => call(from, to, containerPort)))));
}

function* undenied(all) {
  for (const pod of pods(all)) {
    for (const direction of ['Ingress', 'Egress']) {
      if (policies(pod, direction, all).length === 0) {
        yield `${pod.name}: no policy limits its ${direction}`;
      }
    }
  }
  for (const policy of ofKind(all, 'NetworkPolicy')) {
    if (!pods(all).some((pod) => matches(policy.spec.podSelector, pod.labels))) {
      yield `${name(policy)}: it selects no pod`;
    }
  }
}

/** The ports on which health and metrics are served. */
function observedPorts(all) {
  const scraped = ofKind(all, 'ServiceMonitor').flatMap((monitor) => monitor.spec.endpoints.map(({ port }) => port));
  return [...new Set(['management', ...scraped])];
}

/** Whether somebody is let in who is named neither by the labels of their namespace nor as a pod of this one. */
function letsAnybody({ from = [] }) {
  const named = ({ matchLabels, matchExpressions }) => Object.keys({ ...matchLabels, ...matchExpressions }).length > 0;
  return from.length === 0
    || from.some((peer) => peer.ipBlock || (peer.namespaceSelector && !named(peer.namespaceSelector)));
}

function* shownToAll(all) {
  for (const pod of ours(all)) {
    for (const port of observedPorts(all)) {
      for (const policy of policies(pod, 'Ingress', all)) {
        const rules = (policy.spec.ingress ?? []).filter((rule) => concerns(rule, number(port, pod), pod));
        if (rules.some(letsAnybody)) {
          yield `${name(policy)}: everybody may look at the metrics of ${pod.name}, which are at ${port}`;
        }
      }
    }
  }
}

/** What is wrong, a line each. */
export function problems(all) {
  const due = wanted(all);
  const open = possible(all);
  return [
    ...badHosts(all),
    ...undenied(all),
    ...shownToAll(all),
    ...[...due].filter((each) => !open.has(each)).map((each) => `kept from talking: ${each}`),
    ...[...open].filter((each) => !due.has(each)).map((each) => `may talk without need: ${each}`),
  ];
}
