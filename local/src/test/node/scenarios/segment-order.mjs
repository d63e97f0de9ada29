// An order of many products, as Segment's specification for shops has it.
import { Analytics } from '@segment/analytics-node';

export default async function segmentOrder({ writeKey, worker }) {
  const analytics = new Analytics({ writeKey, host: worker, path: '/v1/batch' });
  const failures = [];
  analytics.on('error', (failure) => failures.push(String(failure.reason ?? failure.code)));
  const products = Array.from({ length: 20 }, (_, place) => ({
    product_id: `507f1f77bcf86cd7994390${10 + place}`,
    sku: `45790-${place}`,
    name: `Monopoly, 3rd edition, no. ${place} – “überall”`,
    price: 19.5 + place,
    position: place + 1,
    category: 'Games',
    url: `https://shop.example/product/path/${place}?colour=none`,
    image_url: `https://shop.example/product/path/${place}.jpg`,
  }));
  analytics.track({ userId: 'ann', event: 'Order Completed', properties: { order_id: '50314b8e', revenue: 385, products } });
  analytics.identify({ userId: 'ann', traits: { basket: products } });
  await analytics.closeAndFlush();
  if (failures.length) throw new Error(failures.join());
  return JSON.stringify(products);
}
