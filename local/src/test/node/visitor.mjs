// A page of the shop with sluice.js in it, and what of it can be seen from outside.
import { serve } from './site.mjs';

export async function open(given, newContext, attributes = '') {
  const site = await serve({ ...given, attributes });
  const context = await newContext();
  const page = await context.newPage();
  const visitor = new Visitor(site, context, page);
  await visitor.goto('/shop.html');
  return visitor;
}

class Visitor {
  constructor(site, context, page) {
    Object.assign(this, { site, context, page, sent: [] });
    page.on('request', (request) => {
      if (request.url().endsWith('/v1/capture')) {
        this.sent.push(...JSON.parse(request.postData()).calls);
      }
    });
  }

  async goto(path) {
    await this.page.goto(this.site + path);
    await this.page.waitForFunction(() => window.sluice);
  }

  /** Until the worker has answered for all there is. */
  async delivered() {
    await this.page.waitForFunction(() => !Object.keys(localStorage).some((name) => name.includes('_queue_')));
  }

  /** Calls as they wait in the browser. */
  async waiting() {
    const queues = await this.page.evaluate(() =>
      Object.keys(localStorage)
        .filter((name) => name.includes('_queue_'))
        .map((name) => localStorage.getItem(name)),
    );
    return queues.flatMap((queue) => queue.split('\n').map((call) => JSON.parse(call)));
  }

  /** What the browser keeps of the page. */
  async kept() {
    const stored = await this.page.evaluate(() => Object.keys(localStorage));
    const cookies = await this.context.cookies();
    return [...stored, ...cookies.map((cookie) => cookie.name)];
  }
}
