// Heap's server SDK as npm has it. Its host is fixed, so here its requests are led elsewhere below it.
import http from 'node:http';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

function leadTo(worker) {
  const { hostname, port } = new URL(worker);
  const https = require('https');
  https.request = (options, answered) =>
    http.request({ ...options, protocol: 'http:', host: hostname, hostname, port, agent: undefined }, answered);
}

export default async function heapOnAServer({ writeKey, worker }) {
  leadTo(worker);
  const { Client } = require('heap-api');
  const heap = new Client(writeKey);
  heap.on('error', () => {});
  await heap.track('Order', 'ann@shop.example', { revenue: 12.5, plan: 'pro' });
  await heap.track('Order', 'ann@shop.example');
  await heap.addUserProperties('ann@shop.example', { age: 4, city: 'Innsbruck' });
  return heap.track('Order', 'anonymous').then(
    () => 'taken',
    (failure) => String(failure),
  );
}
