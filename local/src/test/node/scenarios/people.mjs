// Two people on one device, one after the other, and an hour between two visits.
import { open } from '../visitor.mjs';

export default async function people(given, newContext) {
  const visitor = await open(given, newContext);
  const { page, context } = visitor;
  const first = await page.evaluate(() => sluice.userId());
  await page.evaluate(() => {
    sluice.addEventProperties({ test: 'B', step: 1 });
    sluice.track('Anonymous', { items: 3, price: 12.5, gift: false, tags: ['a', 'b'], cart: { sku: 1 }, none: null, id: 1 });
    sluice.removeEventProperty('step');
    sluice.addUserProperties({ plan: 'free', city: 'Graz' });
    sluice.identify('ann', { age: 4 });
    sluice.identify('null');
    sluice.track('Known');
    sluice.addUserProperties({ plan: 'pro', city: null });
  });
  await visitor.delivered();
  await visitor.goto('/second.html');
  await page.evaluate(() => {
    sluice.identify('bob');
    sluice.track('Another');
    sluice.resetIdentity();
    sluice.clearEventProperties();
    sluice.track('Nobody');
  });
  await visitor.delivered();
  const last = await page.evaluate(() => sluice.userId());
  await page.clock.install();
  await page.clock.fastForward('29:00');
  await page.evaluate(() => sluice.track('Soon'));
  await page.clock.fastForward('31:00');
  await page.evaluate(() => sluice.track('Later'));
  await page.clock.fastForward('00:05');
  await page.clock.resume();
  await visitor.delivered();
  await context.close();
  return { first, last };
}
