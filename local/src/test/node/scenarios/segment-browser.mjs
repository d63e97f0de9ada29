// Segment's browser SDK as npm has it. It is told of Sluice by cdnURL alone; the settings it finds there say the rest.
import { serve } from '../site.mjs';

export default async function segmentInTheBrowser(given, newContext) {
  const site = await serve(given);
  const context = await newContext();
  const page = await context.newPage();
  const elsewhere = [];
  page.on('request', (request) => request.url().startsWith('http://127.0.0.1') || elsewhere.push(request.url()));
  await page.goto(`${site}/segment.html?utm_source=letter&utm_campaign=spring#top`);
  await page.evaluate(async ({ writeKey, worker }) => {
    const analytics = window.AnalyticsNext.AnalyticsBrowser.load({ writeKey, cdnURL: worker });
    await analytics.page('Docs', 'Start', { plan: 'pro' });
    await analytics.track('Order', { revenue: 12.5, items: 3, gift: false, tags: ['a', 'b'] });
    // Of a visitor who is not known yet.
    await analytics.alias('ann');
    await analytics.identify('ann', { email: 'ann@shop.example', age: 4 });
    await analytics.group('g1', { name: 'Team' });
    await analytics.track('Order', { revenue: 1 });
    await analytics.screen('Home');
  }, given);
  await page.waitForTimeout(300);
  await batched(page, given);
  await context.close();
  return { elsewhere };
}

/** The SDK's other way of delivery: many calls together, also when the page is left. */
async function batched(page, given) {
  await page.reload();
  await page.evaluate(async ({ writeKey, worker }) => {
    const analytics = window.AnalyticsNext.AnalyticsBrowser.load(
      { writeKey, cdnURL: worker },
      { integrations: { 'Segment.io': { deliveryStrategy: { strategy: 'batching', config: { size: 10, timeout: 60000 } } } } },
    );
    await analytics.track('Batched', { i: 1 });
    await analytics.track('Batched', { i: 2 });
  }, given);
  await page.goto('about:blank');
  await page.waitForTimeout(500);
}
