// Holds the variables of pods to the settings that their services read.
import { readdirSync, readFileSync } from 'node:fs';
import { app, file, pods, read } from './rendered.mjs';
import { variables } from './references.mjs';

const modules = {
  'definitions-service': 'definitions-service',
  'identity-service': 'identity-service',
  capture: 'sync-worker',
  sync: 'sync-worker',
  'sync-job': 'sync-worker',
};

/** Quarkus's own, where it has a default that is as good as any of ours. */
const ofQuarkus = [
  'quarkus.datasource.password',
  'quarkus.http.proxy.proxy-address-forwarding',
  'quarkus.http.proxy.trusted-proxies',
  'quarkus.shutdown.delay',
  'quarkus.shutdown.timeout',
];

/** Settings with a name of the reader's own in them, as variables. */
const named = [/^SLUICE_ACCESS_TOKENS_[A-Z0-9]+_(HASH|ROLE)$/];

/** The application.properties of a service, by name. */
export function properties(module) {
  const lines = read(`${module}/src/main/resources/application.properties`).split('\n');
  return new Map(lines.filter((line) => /^[^#\s]+=/.test(line)).map((line) => {
    const at = line.indexOf('=');
    return [line.slice(0, at), line.slice(at + 1)];
  }));
}

function sources(module) {
  const root = file(`${module}/src/main/java`);
  return readdirSync(root, { recursive: true })
    .filter((path) => path.endsWith('.java'))
    .map((path) => readFileSync(`${root}/${path}`, 'utf8'));
}

/** The settings that a configuration interface declares. */
function mapped(source) {
  const prefix = /@ConfigMapping\(prefix = "([^"]+)"\)/.exec(source)?.[1];
  const methods = prefix === undefined ? [] : [...source.matchAll(/^ +[A-Z][\w<>]*|^ +(?:int|long|boolean|double)/gm)];
  return methods
    .map((start) => /^\s*[\w<>]+ (\w+)\(\);/.exec(source.slice(start.index)))
    .filter((method) => method !== null)
    .map((method) => `${prefix}.${method[1].replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
}

export function settings(module) {
  const declared = [...sources(module), ...sources('proto')].flatMap(mapped);
  return [...properties(module).keys(), ...declared, ...ofQuarkus];
}

export function variable(setting) {
  return setting.replace(/[^A-Za-z0-9]/g, '_').toUpperCase();
}

export function module(pod) {
  return modules[app(pod)];
}

/** The pods of Sluice itself. */
export function ours(all) {
  return pods(all).filter((pod) => module(pod) !== undefined);
}

/** The services that a pod calls: the settings' client, and the host and port under which it looks for it. */
export function clients(pod, all) {
  const known = properties(module(pod));
  const given = variables(pod.spec.containers[0], all);
  return [...known.keys()]
    .map((key) => /^quarkus\.grpc\.clients\.(\w+)\.host$/.exec(key)?.[1])
    .filter((client) => client !== undefined)
    .map((client) => {
      const setting = (what) => `quarkus.grpc.clients.${client}.${what}`;
      const value = (what) => given.get(variable(setting(what))) ?? known.get(setting(what));
      return { client, host: value('host'), port: Number(value('port')) };
    });
}

/** What is wrong, a line each. */
export function problems(all) {
  return ours(all).flatMap((pod) => {
    const [container] = pod.spec.containers;
    const known = settings(module(pod)).map(variable);
    const asArgument = (name) => (container.args ?? []).includes(`$(${name})`);
    return [...variables(container, all).keys()]
      .filter((name) => !known.includes(name) && !named.some((pattern) => pattern.test(name)) && !asArgument(name))
      .map((name) => `${pod.name}: ${module(pod)} has no setting ${name}`);
  });
}
