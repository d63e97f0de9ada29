// More than a browser should keep, while the worker is away.
import { open } from '../visitor.mjs';

export default async function limits(given, newContext) {
  const visitor = await open(given, newContext);
  const { page, context } = visitor;
  await visitor.delivered();
  await context.route('**/v1/capture', (route) => route.abort());
  await page.evaluate(() => {
    sluice.identify('ann', { plan: 'pro' });
    for (let i = 0; i < 1020; i++) sluice.track('Small', { i });
  });
  const many = await visitor.waiting();
  await page.evaluate(() => {
    for (let i = 0; i < 400; i++) sluice.track('Large', { text: 'ä'.repeat(1000), i });
  });
  const large = await visitor.waiting();
  await context.unroute('**/v1/capture');
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await visitor.delivered();
  await context.close();
  const numbers = large.map((call) => call.track?.properties.i.integer).filter((i) => i !== undefined);
  return {
    many: many.length,
    manyIdentify: many.filter((call) => call.identify).length,
    large: large.length,
    characters: large.map((call) => JSON.stringify(call).length).reduce((sum, each) => sum + each),
    largeIdentify: large.filter((call) => call.identify).length,
    last: numbers.at(-1),
  };
}
