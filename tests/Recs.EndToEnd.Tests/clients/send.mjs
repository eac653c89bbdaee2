// Sends a short visit with a client library as a shop would use it: node send.mjs segment|rudderstack URL KEY
import { createRequire } from 'node:module';

const [library, url, key] = process.argv.slice(2);
const require = createRequire(import.meta.url);

const open = {
  segment: () => {
    const { Analytics } = require('@segment/analytics-node');
    const analytics = new Analytics({ writeKey: key, host: url, maxRetries: 5 });
    const failed = new Promise((_, reject) => analytics.on('error', reject));
    return { analytics, done: () => Promise.race([analytics.closeAndFlush({ timeout: 60_000 }), failed]) };
  },
  rudderstack: () => {
    const Analytics = require('@rudderstack/rudder-sdk-node');
    const analytics = new Analytics(key, { dataPlaneUrl: url, flushAt: 50, retryCount: 5, logLevel: 'none' });
    return { analytics, done: () => analytics.flush() };
  },
};

const { analytics, done } = open[library]();
const who = { anonymousId: 'device-1', userId: 'customer-1' };
const mug = { product_id: 'mug', name: 'Blue mug', category: 'Home > Mugs', price: 8.5, currency: 'EUR' };

analytics.page({ anonymousId: who.anonymousId, name: 'Mugs', properties: { url: 'https://shop.example/mugs', title: 'Mugs' } });
analytics.track({ anonymousId: who.anonymousId, event: 'Product Viewed', properties: mug });
analytics.identify({ ...who, traits: { age: 30, company: { industry: 'tea' } } });
analytics.group({ ...who, groupId: 'g1', traits: { name: 'Tea Ltd' } });
analytics.track({ ...who, event: 'Product Added', properties: { ...mug, quantity: 2 } });
analytics.track({ ...who, event: 'Order Completed', properties: { order_id: 'o1', total: 17, currency: 'EUR', products: [{ ...mug, quantity: 2 }] } });
await done();
