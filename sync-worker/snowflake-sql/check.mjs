// Parses every statement that is sent to Snowflake, of golden plans and of scripts, by parsers of others. What one of
// them cannot parse is listed in unparsed.json; the list is exact, so that what it learns is noticed too.
// Given --record, writes the list anew.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Dialect, parse as parsePolyglot } from '@polyglot-sql/sdk';
import { init, parse as parseSqlparser } from '@guanmingchiu/sqlparser-ts';

const here = dirname(fileURLToPath(import.meta.url));
const sources = join(here, '..', 'src');
const plans = join(sources, 'test', 'resources', 'plans');
const scripts = join(sources, 'main', 'resources', 'dev', 'sluice', 'worker', 'warehouse', 'snowflake');
const list = join(here, 'unparsed.json');

const withoutComments = (text) =>
  text.split('\n').filter((line) => !line.trimStart().startsWith('--')).join('\n');

const statements = (folder, suffix) =>
  readdirSync(folder)
    .filter((file) => file.endsWith(suffix))
    .sort()
    .flatMap((file) =>
      withoutComments(readFileSync(join(folder, file), 'utf8'))
        .replaceAll('${raw}', '"SHOP_TEST_RAW_0A1B2C3D"')
        .split(/;\s*(?:\n|$)/)
        .map((sql) => sql.trim())
        .filter((sql) => sql !== '')
        .map((sql, place) => ({ name: `${file} ${place + 1}`, sql })));

// What polyglot has no rule for it keeps as text, or takes for an expression.
const kept = (node) =>
  node !== null &&
  typeof node === 'object' &&
  ('raw' in node || 'command' in node || Object.values(node).some(kept));
const EXPRESSIONS = ['alias', 'column', 'identifier'];

const parsers = {
  polyglot: (sql) => {
    const result = parsePolyglot(sql, Dialect.Snowflake);
    if (!result.success) {
      throw new Error(result.error);
    }
    if (kept(result.ast) || EXPRESSIONS.some((kind) => kind in result.ast[0])) {
      throw new Error('it has no rule for this');
    }
  },
  sqlparser: (sql) => parseSqlparser(sql, 'snowflake'),
};

const failure = (parse, sql) => {
  try {
    parse(sql);
    return null;
  } catch (error) {
    return String(error.message ?? error).split('\n')[0];
  }
};

// A parser that lets everything pass would prove nothing.
const WRONG = ['SELECT (1', 'FOO BAR', 'CREATE FROBNICATE x', 'CREATE OR REPLACE TRANSIENT TABLE t COPY GRANTS AS'];

await init();
const all = [...statements(scripts, '.sql'), ...statements(plans, '.snowflake.sql')];
const found = {};
const reasons = new Map();
for (const [parser, parse] of Object.entries(parsers)) {
  found[parser] = [];
  for (const { name, sql } of all) {
    const reason = failure(parse, sql);
    if (reason !== null) {
      found[parser].push(name);
      reasons.set(`${parser} ${name}`, reason);
    }
  }
}

if (process.argv.includes('--record')) {
  writeFileSync(list, JSON.stringify(found, null, 2) + '\n');
}
const listed = JSON.parse(readFileSync(list, 'utf8'));
let wrong = 0;
for (const [parser, parse] of Object.entries(parsers)) {
  for (const sql of WRONG.filter((one) => failure(parse, one) === null)) {
    console.error(`${parser} takes what is no SQL: ${sql}`);
    wrong++;
  }
}
for (const parser of Object.keys(parsers)) {
  for (const name of found[parser].filter((one) => !listed[parser].includes(one))) {
    console.error(`${parser} cannot parse ${name}: ${reasons.get(`${parser} ${name}`)}`);
    wrong++;
  }
  for (const name of listed[parser].filter((one) => !found[parser].includes(one))) {
    console.error(`${parser} parses ${name} by now, or there is none; take it out of unparsed.json`);
    wrong++;
  }
}
for (const { name } of all) {
  if (Object.keys(parsers).every((parser) => found[parser].includes(name))) {
    console.error(`no parser can parse ${name}`);
    wrong++;
  }
}
console.log(`${all.length} statements for Snowflake: ${Object.keys(parsers)
  .map((parser) => `${all.length - found[parser].length} parsed by ${parser}`)
  .join(', ')}`);
process.exit(wrong === 0 ? 0 : 1);
