// Holds what objects say of each other to what is there: names, keys, ports.
import { name, ofKind, pods } from './rendered.mjs';

function keys(object) {
  return Object.keys({ ...object.data, ...object.stringData });
}

/** Of ConfigMaps and Secrets, those included that are made elsewhere: name to keys. */
function kept(all, kind) {
  return new Map(ofKind(all, kind).map((object) => [object.metadata.name, keys(object)]));
}

function* containers(all) {
  for (const pod of pods(all)) {
    for (const container of pod.spec.containers) {
      yield { pod, container };
    }
  }
}

/** The variables of a container, each with its value where a ConfigMap or the container gives it. */
export function variables(container, all) {
  const values = new Map();
  for (const { configMapRef } of container.envFrom ?? []) {
    const map = ofKind(all, 'ConfigMap').find((object) => object.metadata.name === configMapRef?.name);
    Object.entries(map?.data ?? {}).forEach(([key, value]) => values.set(key, value));
  }
  for (const { secretRef } of container.envFrom ?? []) {
    const secret = ofKind(all, 'Secret').find((object) => object.metadata.name === secretRef?.name);
    keys(secret ?? {}).forEach((key) => values.set(key, undefined));
  }
  (container.env ?? []).forEach((variable) => values.set(variable.name, variable.value));
  return values;
}

function* usedKeys(container) {
  for (const { configMapRef, secretRef } of container.envFrom ?? []) {
    yield configMapRef ? { kind: 'ConfigMap', name: configMapRef.name } : { kind: 'Secret', name: secretRef.name };
  }
  for (const { valueFrom } of container.env ?? []) {
    if (valueFrom?.secretKeyRef) {
      yield { kind: 'Secret', ...valueFrom.secretKeyRef };
    }
    if (valueFrom?.configMapKeyRef) {
      yield { kind: 'ConfigMap', ...valueFrom.configMapKeyRef };
    }
  }
}

function* usedVolumes(pod) {
  for (const volume of pod.spec.volumes ?? []) {
    if (volume.secret) {
      yield { kind: 'Secret', name: volume.secret.secretName };
      yield* (volume.secret.items ?? []).map(({ key }) => ({ kind: 'Secret', name: volume.secret.secretName, key }));
    }
    if (volume.configMap) {
      yield { kind: 'ConfigMap', name: volume.configMap.name };
    }
  }
}

function* missingKeys(all) {
  const there = { ConfigMap: kept(all, 'ConfigMap'), Secret: kept(all, 'Secret') };
  for (const { pod, container } of containers(all)) {
    for (const used of [...usedKeys(container), ...usedVolumes(pod)]) {
      const found = there[used.kind].get(used.name);
      if (found === undefined) {
        yield `${pod.name}: there is no ${used.kind} ${used.name}`;
      } else if (used.key !== undefined && !found.includes(used.key)) {
        yield `${pod.name}: ${used.kind} ${used.name} has no key ${used.key}`;
      }
    }
  }
}

function* missingMounts(all) {
  for (const { pod, container } of containers(all)) {
    const claims = (pod.object.spec.volumeClaimTemplates ?? []).map((claim) => claim.metadata.name);
    const volumes = [...claims, ...(pod.spec.volumes ?? []).map((volume) => volume.name)];
    for (const mount of container.volumeMounts ?? []) {
      if (!volumes.includes(mount.name)) {
        yield `${pod.name}: there is no volume ${mount.name}`;
      }
    }
  }
}

function hasPort(container, port) {
  return (container.ports ?? []).some((each) => each.name === port || each.containerPort === port);
}

export function probes(container) {
  return ['startupProbe', 'readinessProbe', 'livenessProbe']
    .filter((kind) => container[kind])
    .map((kind) => ({ kind, probe: container[kind] }));
}

function* missingPorts(all) {
  for (const { pod, container } of containers(all)) {
    for (const { kind, probe } of probes(container)) {
      const port = probe.httpGet?.port ?? probe.grpc?.port;
      if (port !== undefined && !hasPort(container, port)) {
        yield `${pod.name}: its ${kind} asks the port ${port}, which it does not have`;
      }
    }
  }
  for (const service of ofKind(all, 'Service')) {
    const selected = selectedPods(service.spec.selector, all);
    if (selected.length === 0) {
      yield `${name(service)}: it selects no pod`;
    }
    for (const pod of selected) {
      for (const { targetPort } of service.spec.ports) {
        if (!pod.spec.containers.some((container) => hasPort(container, targetPort))) {
          yield `${name(service)}: ${pod.name} has no port ${targetPort}`;
        }
      }
    }
  }
}

function* missingArguments(all) {
  for (const { pod, container } of containers(all)) {
    const known = variables(container, all);
    for (const [, variable] of (container.args ?? []).join(' ').matchAll(/\$\((\w+)\)/g)) {
      if (!known.has(variable)) {
        yield `${pod.name}: nothing gives ${variable} a value`;
      }
    }
  }
}

function* missingTargets(all) {
  for (const scaler of ofKind(all, 'HorizontalPodAutoscaler')) {
    const { kind, name: target } = scaler.spec.scaleTargetRef;
    if (!ofKind(all, kind).some((object) => object.metadata.name === target)) {
      yield `${name(scaler)}: there is no ${kind} ${target}`;
    }
  }
  for (const budget of ofKind(all, 'PodDisruptionBudget')) {
    if (selectedPods(budget.spec.selector.matchLabels, all).length === 0) {
      yield `${name(budget)}: it selects no pod`;
    }
  }
  for (const monitor of ofKind(all, 'ServiceMonitor')) {
    const wanted = Object.entries(monitor.spec.selector.matchLabels);
    const services = ofKind(all, 'Service').filter((service) =>
      wanted.every(([key, value]) => service.metadata.labels?.[key] === value));
    for (const { port } of monitor.spec.endpoints) {
      if (services.length === 0 || services.some((each) => !each.spec.ports.some((open) => open.name === port))) {
        yield `${name(monitor)}: not every service that it selects has a port ${port}`;
      }
    }
  }
}

export function selectedPods(labels, all) {
  return pods(all).filter((pod) => Object.entries(labels).every(([key, value]) => pod.labels[key] === value));
}

/** What is wrong, a line each. */
export function problems(all) {
  return [
    ...missingKeys(all),
    ...missingMounts(all),
    ...missingPorts(all),
    ...missingArguments(all),
    ...missingTargets(all),
  ];
}
