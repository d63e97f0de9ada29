// Holds objects to the schemas of Kubernetes and of the Prometheus operator: the validators look at types, formats and
// required fields, the types of TypeScript at fields that do not exist.
import ts from 'typescript';
import { file, name } from './rendered.mjs';

const entry = file('k8s/check/objects.ts');

function module(apiVersion) {
  return apiVersion.startsWith('monitoring.coreos.com/')
    ? `@kubernetes-models/prometheus-operator/${apiVersion}`
    : `kubernetes-models/${apiVersion}`;
}

async function invalid(object) {
  let models;
  try {
    models = await import(module(object.apiVersion));
  } catch {
    return [`${name(object)}: there is no API ${object.apiVersion}`];
  }
  const Model = models[object.kind];
  if (Model === undefined) {
    return [`${name(object)}: ${object.apiVersion} has no kind ${object.kind}`];
  }
  try {
    new Model(object).validate();
    return [];
  } catch (error) {
    return [`${name(object)}: ${error.message}`];
  }
}

function source(objects) {
  return objects
    .map((object, i) => `import type { I${object.kind} as T${i} } from '${module(object.apiVersion)}';
export const o${i}: T${i} = ${JSON.stringify(object)};`)
    .join('\n');
}

/** The schemas, each read once. */
const schemas = new Map();

function host(text, options) {
  const files = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = files;
  files.getSourceFile = (path, ...rest) => {
    if (path === entry) {
      return ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
    }
    if (!schemas.has(path)) {
      schemas.set(path, getSourceFile(path, ...rest));
    }
    return schemas.get(path);
  };
  files.fileExists = (path) => path === entry || fileExists(path);
  files.readFile = (path) => (path === entry ? text : readFile(path));
  return files;
}

/** An object per line, so that the line tells of which object a finding is. */
function unknownFields(objects) {
  const options = {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    types: [],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
  };
  const program = ts.createProgram([entry], options, host(source(objects), options));
  return ts.getPreEmitDiagnostics(program).map((finding) => {
    const message = ts.flattenDiagnosticMessageText(finding.messageText, ' ');
    const line = finding.file?.getLineAndCharacterOfPosition(finding.start).line ?? 0;
    return `${name(objects[Math.floor(line / 2)])}: ${message}`;
  });
}

/** What is wrong with the objects, a line each. */
export async function problems(objects) {
  const found = (await Promise.all(objects.map(invalid))).flat();
  return found.length > 0 ? found : unknownFields(objects);
}
