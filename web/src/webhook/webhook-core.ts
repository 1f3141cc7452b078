import type { components } from '../api/schema';

export type Webhook = components['schemas']['Webhook'];
export type EventType = components['schemas']['EventType'];
export type Delivery = components['schemas']['Delivery'];

/** In the order in which they happen to a show. */
export const EVENTS: readonly EventType[] = [
  'show.created',
  'show.updated',
  'show.scheduled',
  'show.rescheduled',
  'show.opened',
  'show.live',
  'show.interrupted',
  'show.resumed',
  'show.ended',
  'show.replay',
  'show.cancelled',
  'show.deleted',
];

export type WebhookState = 'on' | 'off' | 'gone' | 'failing' | 'troubled';

/** One word for how it is. One that is on and has not been reached lately is troubled. */
export function stateOf({ enabled, disabledReason, failingSince }: Webhook): WebhookState {
  if (enabled) return failingSince ? 'troubled' : 'on';
  return disabledReason === 'gone' || disabledReason === 'failing' ? disabledReason : 'off';
}

/** What is plainly no address; the server looks closer. */
export function urlFault(typed: string): 'urlMissing' | 'urlForm' | undefined {
  const url = typed.trim();
  if (url === '') return 'urlMissing';
  return /^https?:\/\/[^\s/]/i.test(url) ? undefined : 'urlForm';
}

/** Readable where it is JSON, as it came where it is not. */
export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** For the empty page: what a receiver does with a message, in so many lines. */
export const SAMPLE = `import { createHmac, timingSafeEqual } from 'node:crypto';

export function good(headers, body, secret) {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp } = headers;
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return false;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const expected = createHmac('sha256', key).update(\`\${id}.\${timestamp}.\${body}\`).digest();
  return headers['webhook-signature'].split(' ').some((one) => {
    const given = Buffer.from(one.replace('v1,', ''), 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}`;
