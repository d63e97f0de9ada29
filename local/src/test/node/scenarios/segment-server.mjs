// Segment's server SDK as npm has it.
import { Analytics } from '@segment/analytics-node';

export default async function segmentOnAServer({ writeKey, worker }) {
  const analytics = new Analytics({ writeKey, host: worker, path: '/v1/batch', flushAt: 100 });
  const failures = [];
  analytics.on('error', (failure) => failures.push(String(failure.reason ?? failure.code)));
  const visit = {
    ip: '203.0.113.7',
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Mobile/15E148 Safari/604.1',
    locale: 'de-AT',
    campaign: { source: 'letter', name: 'spring', medium: 'email', term: 'gate', content: 'top' },
    page: { url: 'https://shop.example/docs?q=1#top', title: 'Docs', referrer: 'https://www.google.com/search?q=sluice' },
    location: { country: 'Austria', region: 'Tyrol', city: 'Innsbruck' },
    app: { name: 'Docs reader', version: '2.1' },
    device: { type: 'Tablet', model: 'iPad Pro' },
    os: { name: 'iPadOS', version: '17.2' },
    network: { carrier: 'A1' },
    sessionId: 77,
  };
  const at = (second) => new Date(Date.UTC(2026, 2, 1, 10, 0, second));
  analytics.page({ anonymousId: 'a1', name: 'Start', properties: { plan: 'pro' }, context: visit, timestamp: at(0) });
  analytics.track({
    anonymousId: 'a1',
    event: 'Order',
    properties: { revenue: 12.5, items: 3, gift: false, tags: ['a', 'b'], cart: { sku: 1 } },
    context: visit,
    timestamp: at(1),
  });
  analytics.identify({ anonymousId: 'a1', userId: 'ann', traits: { email: 'ann@shop.example', age: 4 }, timestamp: at(2) });
  analytics.group({ userId: 'ann', groupId: 'g1', traits: { name: 'Team' }, timestamp: at(3) });
  analytics.screen({ userId: 'ann', name: 'Home', properties: { dark: true }, timestamp: at(4) });
  analytics.track({ userId: 'ann', event: 'Order', properties: { revenue: 1 }, timestamp: at(5) });
  analytics.alias({ userId: 'ann@new', previousId: 'ann', timestamp: at(6) });
  await analytics.closeAndFlush();
  return failures;
}
