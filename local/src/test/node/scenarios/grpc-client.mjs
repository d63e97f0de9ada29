// A client in another language, made of nothing but the contract.
import { fileURLToPath } from 'node:url';
import { credentials, loadPackageDefinition } from '@grpc/grpc-js';
import { load } from '@grpc/proto-loader';

const PROTO = fileURLToPath(new URL('../../../../../proto/src/main/proto', import.meta.url));

export default async function grpcClient({ writeKey, grpc }) {
  const contract = await load('sluice/capture/v1/capture.proto', { includeDirs: [PROTO], longs: String, enums: String });
  const { CaptureService } = loadPackageDefinition(contract).sluice.capture.v1;
  const client = new CaptureService(grpc, credentials.createInsecure());
  const capture = (request) =>
    new Promise((answered, refused) =>
      client.capture(request, (failure, answer) => (failure ? refused(failure) : answered(answer))),
    );
  const context = {
    library: 'ios',
    sessionId: '77',
    ip: '203.0.113.7',
    page: { url: 'https://shop.example/pricing', title: 'Pricing', referrer: 'https://news.example/' },
    campaign: { source: 'letter', name: 'spring', medium: 'email', term: 'gate', content: 'top' },
    device: { type: 'Tablet', model: 'iPad Pro', carrier: 'A1', platform: 'iPadOS 17.2', appName: 'Reader', appVersion: '2.1' },
    location: { country: 'Austria', region: 'Tyrol', city: 'Innsbruck' },
  };
  const time = (second) => ({ seconds: Date.UTC(2026, 2, 1, 10, 0, second) / 1000 });
  const calls = [
    { messageId: 'v', anonymousId: '42', time: time(0), context, pageview: { properties: { plan: { text: 'pro' } } } },
    {
      messageId: 'c',
      anonymousId: '42',
      time: time(1),
      context,
      interaction: {
        type: 'INTERACTION_TYPE_CLICK',
        ancestry: [{ tag: 'button', classes: ['buy'], attributes: { name: 'go' } }, { tag: 'body' }],
        targetText: 'Buy',
      },
    },
    {
      messageId: 't',
      anonymousId: '42',
      time: time(2),
      track: {
        event: 'Order',
        properties: { items: { integer: 3 }, revenue: { number: 12.5 }, gift: { boolean: false }, note: { text: 'n' } },
      },
    },
    { messageId: 'i', anonymousId: '42', identity: 'ann', identify: { traits: { age: { integer: 4 } } }, time: time(3) },
    { messageId: 'p', identity: 'ann', addUserProperties: { setOnce: { source: { text: 'ads' } } }, time: time(4) },
    { messageId: 'a', identity: 'ann@new', alias: { fromIdentity: 'ann' }, time: time(5) },
    { messageId: 'w', anonymousId: '42', track: { event: '' } },
  ];
  const first = await capture({ writeKey, calls });
  const second = await capture({ writeKey, calls });
  client.close();
  return { first, second };
}
