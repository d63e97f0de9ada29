// A call that no worker takes, before others; and one that an earlier script has left behind.
import { open } from '../visitor.mjs';

export default async function oversized(given, newContext) {
  const visitor = await open(given, newContext);
  const { page, context } = visitor;
  const warnings = [];
  page.on('console', (message) => message.text().includes('32 KB') && warnings.push(message.text()));
  await visitor.delivered();
  await page.evaluate(() => {
    const properties = {};
    for (let i = 0; i < 100; i++) properties['p' + i] = 'x'.repeat(1000);
    sluice.track('Huge', properties);
    sluice.track('Long', { text: 'x'.repeat(10000) });
  });
  await visitor.delivered();
  await page.evaluate((writeKey) => {
    const left = { messageId: 'left', anonymousId: '7', track: { event: 'Huge', properties: { text: { text: 'x'.repeat(100000) } } } };
    localStorage.setItem(`sluice_${writeKey}_queue_1`, JSON.stringify(left));
  }, given.writeKey);
  await visitor.goto('/shop.html');
  await page.click('[data-sku="1"] button');
  await visitor.delivered();
  const waiting = await visitor.waiting();
  await context.close();
  return { warnings: warnings.length, waiting: waiting.length };
}
