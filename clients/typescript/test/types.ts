// Only compiled: what the types let through, and what they do not.
import { footlight } from '../footlight.js';
const house = footlight({ server: 'x' });
const show = await house.post('/channels/{channelId}/shows', { params: { channelId: 'a' }, body: { title: 'x' } });
const title: string = show.title; const key: string | undefined = show.ingest?.key;
// @ts-expect-error no such property
await house.post('/channels/{channelId}/shows', { body: { titel: 'x' } });
for await (const one of house.each('/channels/{channelId}/shows')) { const url: string = one.watchUrl; console.log(url, title, key); }
// @ts-expect-error no such address
await house.get('/nothing');
const gone: undefined = await house.delete('/shows/{showId}'); console.log(gone);
