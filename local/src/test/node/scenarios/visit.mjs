// A visit of the shop: clicks of all kinds, a form, a page without loading, a page that is left, and a browser that closes.
import { serve } from '../site.mjs';

export default async function visit(given, newContext) {
  const site = await serve(given);
  const context = await newContext();
  const page = await context.newPage();
  await page.goto(`${site}/shop.html#top`);
  await page.waitForFunction(() => window.sluice);
  const userId = await page.evaluate(() => sluice.userId());

  await page.click('[data-sku="1"] .what');
  await page.click('[data-sku="1"] button');
  await page.click('[data-sku="2"] b');
  for (const target of ['.teaser em', '.star', '#stopped', '#ignored', '.shady', '.secret', '#greeting', '#editor']) {
    await page.click(target);
  }
  await page.keyboard.type('dear diary ');

  await page.fill('#mail', 'ann@shop.example');
  await page.fill('#password', 'hunter2secret');
  await page.fill('#card', '4111111111111111');
  await page.fill('#about', 'something about me');
  await page.selectOption('#plan', 'pro');
  await page.click('#send');

  await page.click('#pricing');
  await page.click('[data-sku="2"] button');
  await page.goBack();

  // Left before anything could be sent; the next page comes at once.
  await page.click('#next');
  await page.waitForURL('**/second.html*');
  await page.waitForFunction(() => window.sluice);
  await page.click('#last');
  // Closed at once: what was captured goes with the page.
  await page.close({ runBeforeUnload: true });
  await new Promise((passed) => setTimeout(passed, 1000));
  await context.close();
  return { userId };
}
