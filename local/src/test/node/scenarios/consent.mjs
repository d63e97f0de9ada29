// A site that asks first.
import { open } from '../visitor.mjs';

export default async function consent(given, newContext) {
  const asking = await open(given, newContext, 'data-consent="required"');
  const act = async () => {
    await asking.page.click('[data-sku="1"] button');
    await asking.page.evaluate(() => {
      sluice.track('Seen');
      sluice.identify('ann');
      sluice.addUserProperties({ plan: 'pro' });
      sluice.addEventProperties({ test: 'B' });
      history.pushState({}, '', '?asked');
    });
    await asking.page.waitForTimeout(1200);
  };
  await act();
  const before = { kept: await asking.kept(), sent: asking.sent.length, userId: await asking.page.evaluate(() => sluice.userId()) };

  await asking.page.evaluate(() => sluice.optIn());
  await asking.page.click('[data-sku="2"] button');
  await asking.delivered();
  await asking.goto('/second.html');
  await asking.delivered();
  const during = asking.sent.length;

  await asking.page.evaluate(() => {
    sluice.track('Too late');
    sluice.optOut();
  });
  await asking.goto('/shop.html');
  await act();
  const after = { kept: await asking.kept(), sent: asking.sent.length - during };
  await asking.context.close();

  const telling = await open(given, newContext);
  await telling.delivered();
  const until = telling.sent.length;
  await telling.page.evaluate(() => sluice.optOut());
  await telling.goto('/second.html');
  await telling.page.click('#last');
  await telling.page.waitForTimeout(1200);
  const out = { kept: await telling.kept(), sent: telling.sent.length - until };
  await telling.page.evaluate(() => sluice.optIn());
  await telling.delivered();
  await telling.context.close();
  return { before, during, after, out };
}
