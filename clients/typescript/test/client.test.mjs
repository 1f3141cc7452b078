import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FootlightProblem, footlight } from '../footlight.js';

const { FOOTLIGHT_SERVER: server, FOOTLIGHT_KEY: key, FOOTLIGHT_CHANNEL: channelId = 'default' } = process.env;
const skip = server && key ? false : 'FOOTLIGHT_SERVER and FOOTLIGHT_KEY say which server';
const params = { channelId };

test('a show is made once, found, changed, and deleted', { skip }, async () => {
  const house = footlight({ server, key });
  const idempotencyKey = crypto.randomUUID();
  const make = () =>
    house.post('/channels/{channelId}/shows', { params, body: { title: 'By the client' }, idempotencyKey });
  const show = await make();
  assert.equal((await make()).id, show.id);

  const found = [];
  for await (const one of house.each('/channels/{channelId}/shows', { params, query: { q: 'client', limit: 1 } }))
    found.push(one.id);
  assert.ok(found.includes(show.id));

  const path = { showId: show.id };
  const changed = await house.patch('/shows/{showId}', {
    params: path,
    body: { title: 'Changed' },
    ifMatch: show.own.etag,
  });
  assert.equal(changed.title, 'Changed');
  await assert.rejects(
    house.patch('/shows/{showId}', { params: path, body: { title: 'Late' }, ifMatch: show.own.etag }),
    (problem) => problem instanceof FootlightProblem && problem.code === 'changed-meanwhile' && problem.status === 412,
  );
  assert.equal(await house.delete('/shows/{showId}', { params: path }), undefined);
  await assert.rejects(house.get('/shows/{showId}', { params: path }), { code: 'not-found' });
});

test('what does not fit is told by field', { skip }, async () => {
  const house = footlight({ server, key });
  await assert.rejects(house.post('/channels/{channelId}/shows', { params, body: { title: '' } }), (problem) => {
    assert.equal(problem.code, 'invalid-request');
    assert.match(problem.fields.title, /1 to 120/);
    return true;
  });
  await assert.rejects(footlight({ server, key: 'flk_none' }).get('/channels/{channelId}/shows', { params }), {
    status: 401,
  });
});
