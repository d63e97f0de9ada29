// RudderStack's browser SDK as npm has it, told of Sluice by its two addresses.
import { serve } from '../site.mjs';

export default async function rudderInTheBrowser(given, newContext) {
  const site = await serve(given);
  const context = await newContext();
  const page = await context.newPage();
  const elsewhere = [];
  page.on('request', (request) => request.url().startsWith('http://127.0.0.1') || elsewhere.push(request.url()));
  await page.goto(`${site}/rudder.html?utm_source=letter&utm_campaign=spring#top`);
  await page.evaluate(async ({ writeKey, worker }) => {
    const analytics = new window.rudderanalytics.RudderAnalytics();
    analytics.load(writeKey, worker, { configUrl: worker });
    await new Promise((ready) => analytics.ready(ready));
    analytics.page('Docs', 'Start', { plan: 'pro' });
    analytics.track('Order', { revenue: 12.5, items: 3, gift: false, tags: ['a', 'b'] });
    analytics.identify('ann', { email: 'ann@shop.example', age: 4 });
    analytics.group('g1', { name: 'Team' });
    analytics.track('Order', { revenue: 1 });
    analytics.alias('ann@new', 'ann');
  }, given);
  await page.waitForTimeout(1500);
  await context.close();
  return { elsewhere };
}
