// A worker that cannot be reached, then cannot take calls, then can; the visitor goes from page to page meanwhile.
import { open } from '../visitor.mjs';

export default async function outage(given, newContext) {
  const visitor = await open(given, newContext);
  const { page, context } = visitor;
  await visitor.delivered();

  await context.route('**/v1/capture', (route) => route.abort());
  await page.click('[data-sku="1"] button');
  await page.waitForTimeout(1500);
  await visitor.goto('/second.html');
  await page.click('#last');
  await context.unroute('**/v1/capture');

  await context.route('**/v1/capture', (route) => route.fulfill({ status: 503 }));
  await visitor.goto('/shop.html');
  await page.click('[data-sku="2"] button');
  await page.waitForTimeout(1500);
  await context.unroute('**/v1/capture');

  await page.evaluate(() => dispatchEvent(new Event('online')));
  await visitor.delivered();
  // Taken, but the answer was lost: the calls come again.
  let lost = true;
  await context.route('**/v1/capture', async (route) => {
    if (!lost) return route.continue();
    lost = false;
    await route.fetch();
    return route.abort();
  });
  await page.click('[data-sku="2"] button');
  await visitor.delivered();
  const tries = visitor.sent.filter((call) => call.interaction).map((call) => call.messageId);
  await context.close();
  return { tries: tries.length, clicks: new Set(tries).size };
}
