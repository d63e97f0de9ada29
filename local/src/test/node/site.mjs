// Serves the pages of the tests on 127.0.0.1, and the SDKs of npm under /npm/.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8' };

async function content(path, values) {
  if (path.startsWith('/npm/')) {
    return readFile(new URL(`./node_modules/${path.slice('/npm/'.length)}`, import.meta.url));
  }
  const page = await readFile(new URL(`./pages${path}`, import.meta.url), 'utf8');
  return page.replace(/{{(\w+)}}/g, (_, name) => values[name] ?? '');
}

/** Values stand in pages as {{name}}, and where they are served as {{site}}. Ends with the process. */
export async function serve(values) {
  const known = { ...values };
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://site').pathname;
    try {
      const found = await content(path, known);
      response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/plain' }).end(found);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  server.unref();
  known.site = `http://127.0.0.1:${server.address().port}`;
  return known.site;
}
