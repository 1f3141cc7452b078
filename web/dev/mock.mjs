// A stand-in for the server while working on the pages: the API's first shows in memory, the page link, and WebSocket-FLV
// made by ffmpeg. Serves dist/ under the same content security policy as the real one.
//   node dev/mock.mjs [port]     then  POST /mock/{live,drop,resume,end,encoder-on,encoder-off,advise,refuse,signed-out,...}
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { FlvSource } from './flv-source.mjs';
import { acceptWebSocket } from './websocket.mjs';

const port = Number(process.argv[2] ?? 16380);
const dist = new URL('../dist/', import.meta.url).pathname;
const CSP =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
  "media-src 'self' blob:; worker-src 'self' blob:; connect-src 'self'; font-src 'self'; object-src 'none'; " +
  "base-uri 'none'; form-action 'self'; frame-ancestors 'self'";
const TYPES = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.jpg': 'image/jpeg',
  '.m3u8': 'application/vnd.apple.mpegurl',
  '.m4s': 'video/mp4',
  '.mp4': 'video/mp4',
};

const now = () => new Date().toISOString();
const later = (ms) => new Date(Date.now() + ms).toISOString();
const channel = { id: 'a1b2c3d4e5f6', name: 'Small Hours', handle: 'main' };
const account = { id: 'p0o9i8u7y6t5', name: 'Ada', email: 'ada@example.org', role: 'owner' };
let signedIn = process.env.MOCK_SIGNED_IN === '1';
let setupNeeded = false;
let key = 'sk_2v8yq0m4t7b1k9x3n5c6w8r0ta';

const cover = (hue) => `/mock/cover-${hue}.jpg`;
function makeShow(id, title, part = {}) {
  return {
    id,
    streamId: `w8c1z5n4r6t${id.at(-1)}`,
    title,
    description: '',
    coverUrl: null,
    coverThumbnailUrl: null,
    startsAt: null,
    timeZone: null,
    phase: 'draft',
    startedAt: null,
    interruptedAt: null,
    graceUntil: null,
    endedAt: null,
    viewers: 0,
    channel,
    watchUrl: `http://127.0.0.1:${port}/s/${id}`,
    own: { autoStart: false, visibility: 'public', encoderOn: false, etag: '"1"', createdAt: now(), updatedAt: now() },
    ...part,
  };
}
const text =
  'Five songs, one room, whoever turned up. Aoife plays the new record from start to finish and takes requests in the second half.\n\nRecorded in a front parlour with two microphones and a kettle.';
let shows = [
  makeShow('k3v9q0x7m2a1', 'Tiny Rooms, session 14', {
    phase: 'live',
    description: text,
    startedAt: later(-38 * 60_000),
    viewers: 1284,
    coverUrl: cover(30),
    coverThumbnailUrl: cover(30),
    own: { autoStart: false, visibility: 'public', encoderOn: true, etag: '"1"', createdAt: now(), updatedAt: now() },
  }),
  makeShow('k3v9q0x7m2a2', 'Tap night: three rounds and a jam', {
    phase: 'scheduled',
    startsAt: later(71 * 60_000),
    timeZone: 'Europe/Berlin',
    description: text,
  }),
  makeShow('k3v9q0x7m2a3', 'Shorts after midnight', {
    phase: 'scheduled',
    startsAt: later(3 * 86_400_000),
    coverUrl: cover(210),
    coverThumbnailUrl: cover(210),
  }),
  makeShow('k3v9q0x7m2a4', 'Tiny Rooms, session 13', {
    phase: 'ended',
    startsAt: later(-7 * 86_400_000),
    startedAt: later(-7 * 86_400_000),
    endedAt: later(-7 * 86_400_000 + 96 * 60_000),
    coverUrl: cover(320),
    coverThumbnailUrl: cover(320),
  }),
  makeShow('k3v9q0x7m2a5', 'Soundcheck'),
];

let shelved = [];
let encoderOn = true;
let refusals = [];
let advice = [];
let blocked = false;
let codecs = [];
let subtitles = false;
const source = new FlvSource();
if (encoderOn) source.start();
const encoder = () => ({
  on: encoderOn,
  since: encoderOn ? later(-12 * 60_000) : null,
  protocol: encoderOn ? 'rtmp' : null,
  from: encoderOn ? '192.0.2.14' : null,
  program: encoderOn ? 'obs-output module (libobs version 29.0.2)' : null,
  bitrateBps: encoderOn ? 2_480_000 + Math.round(Math.random() * 90_000) : 0,
  viewers: shows[0]?.viewers ?? 0,
  video: encoderOn
    ? {
        codec: 'H.264',
        codecString: 'avc1.64001f',
        profile: 'High',
        width: 1280,
        height: 720,
        framesPerSecond: 29.98,
        bitrateBps: 2_350_000,
        keyframeGapMs: 2000,
      }
    : null,
  audio: encoderOn
    ? { codec: 'AAC', codecString: 'mp4a.40.2', sampleRateHz: 48000, channels: 2, bitrateBps: 128_000 }
    : null,
  advice: encoderOn ? advice : [],
  refusals,
});

const session = () => ({
  account: signedIn ? account : null,
  channels: signedIn ? [{ ...channel, role: 'owner', actions: ['look', 'plan-shows', 'run-shows', 'see-keys'] }] : [],
  csrfToken: signedIn ? 'eIr1Yw6ZkM3oB0xq7w0aFQ' : null,
  setupNeeded,
  siteName: 'Small Hours',
  serverTime: now(),
});
const seen = (show) => (signedIn ? show : { ...show, own: undefined });
const groupOf = ({ phase }) =>
  ['live', 'interrupted'].includes(phase)
    ? 'live'
    : ['draft', 'scheduled', 'open'].includes(phase)
      ? 'upcoming'
      : 'past';

const links = new Set();
let lastId = 100;
function publish(topic, event) {
  lastId += 1;
  for (const link of links) if (link.topics.has(topic)) link.send(JSON.stringify({ topic, id: lastId, event }));
}
function change(show, part, type) {
  Object.assign(show, part);
  publish(`show:${show.id}`, { type, show: { ...show, own: undefined } });
}

class Refused extends Error {
  constructor(status, code, detail, more = {}) {
    super(detail);
    this.body = { type: 'about:blank', title: code, status, code, detail, ...more };
  }
}
const mine = () => {
  if (!signedIn) throw new Refused(401, 'sign-in-first', 'Sign in to do this.');
};
const find = (id) => {
  const show = shows.find((one) => one.id === id);
  if (!show) throw new Refused(404, 'not-found', 'There is no show with this id.');
  return show;
};

const ingest = () => ({
  rtmp: 'rtmp://shows.example.org/live',
  rtmps: null,
  key,
  rtmpUrl: `rtmp://shows.example.org/live/${key}`,
  rtmpsUrl: null,
  srt: `srt://shows.example.org:8890?streamid=${key}`,
  srtPassphrase: false,
});

/** [method, pattern, answer(params, body, url)] */
const routes = [
  ['GET', '/session', () => session()],
  [
    'POST',
    '/session',
    (_p, body) => {
      if (body.password !== 'a long enough secret')
        throw new Refused(401, 'wrong-credentials', 'This e-mail address and password do not fit together.');
      signedIn = true;
      return session();
    },
  ],
  [
    'DELETE',
    '/session',
    () => {
      signedIn = false;
    },
  ],
  [
    'POST',
    '/setup',
    (_p, body) => {
      if (/^password/.test(body.password)) {
        const detail =
          'This password is on the list of the most common ones. Choose one that nobody else would think of.';
        throw new Refused(422, 'weak-password', detail, { errors: [{ field: 'password', message: detail }] });
      }
      signedIn = true;
      setupNeeded = false;
      return session();
    },
  ],
  [
    'GET',
    '/shows',
    (_p, _b, url) => ({
      items: shows
        .filter((show) => show.phase !== 'draft' && groupOf(show) === url.searchParams.get('phase'))
        .map((s) => ({ ...s, own: undefined })),
      next: null,
    }),
  ],
  [
    'GET',
    '/channels/:id/shows',
    (_p, _b, url) => {
      mine();
      return { items: shows.filter((show) => groupOf(show) === url.searchParams.get('phase')), next: null };
    },
  ],
  [
    'POST',
    '/channels/:id/shows',
    (_p, body) => {
      mine();
      const { autoStart, ...rest } = body;
      const show = makeShow(`k3v9q0x7m2${String.fromCharCode(98 + shows.length)}9`, body.title, {
        ...rest,
        phase: body.startsAt ? 'scheduled' : 'draft',
      });
      show.own.autoStart = autoStart;
      shows.push(show);
      return show;
    },
  ],
  ['GET', '/shows/:id', ([id]) => seen(find(id))],
  [
    'PATCH',
    '/shows/:id',
    ([id], body) => {
      mine();
      const { autoStart, ...rest } = body;
      const show = find(id);
      if (autoStart !== undefined) show.own.autoStart = autoStart;
      if (show.phase === 'draft' && rest.startsAt) rest.phase = 'scheduled';
      change(show, rest, 'show.updated');
      return show;
    },
  ],
  [
    'DELETE',
    '/shows/:id',
    ([id]) => {
      mine();
      find(id);
      shows = shows.filter((show) => show.id !== id);
      publish(`show:${id}`, { type: 'show.deleted' });
    },
  ],
  [
    'PUT',
    '/shows/:id/cover',
    ([id]) => {
      mine();
      change(find(id), { coverUrl: cover(120), coverThumbnailUrl: cover(120) }, 'show.updated');
      return find(id);
    },
  ],
  [
    'DELETE',
    '/shows/:id/cover',
    ([id]) => {
      mine();
      change(find(id), { coverUrl: null, coverThumbnailUrl: null }, 'show.updated');
      return find(id);
    },
  ],
  ['GET', '/shows/:id/ingest', () => mine() ?? ingest()],
  [
    'POST',
    '/shows/:id/ingest/key',
    () => {
      mine();
      key = `sk_${Array.from({ length: 26 }, () => 'abcdefghjkmnpqrstvwxyz0123456789'[Math.floor(Math.random() * 32)]).join('')}`;
      return ingest();
    },
  ],
  [
    'POST',
    '/shows/:id/start',
    ([id]) => {
      mine();
      if (!encoderOn) throw new Refused(409, 'encoder-missing', 'No encoder is on. Start your encoder first.');
      change(find(id), { phase: 'live', startedAt: now(), viewers: 3 }, 'show.live');
      return find(id);
    },
  ],
  [
    'POST',
    '/shows/:id/end',
    ([id]) => {
      mine();
      change(find(id), { phase: 'ended', endedAt: now(), viewers: 0 }, 'show.ended');
      source.closeViewers();
      return find(id);
    },
  ],
  ['GET', '/shows/:id/encoder', () => mine() ?? encoder()],
  [
    'GET',
    '/shows/:id/playback',
    ([id]) => ({
      watch: '',
      flv: '',
      hls: '',
      rtmpPlay: '',
      codecs,
      pass: 'p',
      passExpiresAt: later(600_000),
      wsflv: `ws://127.0.0.1:${port}/live/${find(id).streamId}.flv?pass=p`,
    }),
  ],
];

const deeds = {
  drop() {
    source.stop();
    change(shows[0], { phase: 'interrupted', interruptedAt: now(), graceUntil: later(60_000) }, 'show.interrupted');
  },
  resume() {
    source.start();
    change(shows[0], { phase: 'live', interruptedAt: null, graceUntil: null }, 'show.resumed');
  },
  end() {
    change(shows[0], { phase: 'ended', endedAt: now() }, 'show.ended');
    source.closeViewers();
  },
  again() {
    source.start();
    change(shows[0], { phase: 'live', endedAt: null }, 'show.live');
  },
  clear() {
    shelved = shows;
    shows = [];
  },
  unclear() {
    shows = shelved;
  },
  live2: () => change(shows[1], { phase: 'live', startedAt: now(), viewers: 1 }, 'show.live'),
  'encoder-on'() {
    encoderOn = true;
    source.start();
    for (const { id } of shows) publish(`studio:${id}`, { type: 'encoder.on', encoder: encoder() });
  },
  advise() {
    const one = (code, severity, sentence, remedy, overSince = null) => ({
      ...{ code, severity, sentence, remedy },
      since: now(),
      overSince,
    });
    advice = [
      one('sound-missing', 'warning', 'No sound is sent.', 'Choose a microphone under Settings > Audio in OBS.'),
      one('b-frames', 'hint', 'The picture has B-frames, which add delay.', 'Set Max B-frames to 0 in OBS.'),
      one('keyframes-rare', 'warning', 'A keyframe comes every 2 s now.', 'Set Keyframe Interval to 2 s.', now()),
    ];
  },
  'encoder-off'() {
    encoderOn = false;
    source.stop();
    for (const { id } of shows) publish(`studio:${id}`, { type: 'encoder.off', reason: 'The connection was closed.' });
  },
  refuse() {
    const refusal = { at: now(), from: '203.0.113.7', code: 'second-encoder', reason: 'A second encoder was refused.' };
    refusals = [refusal, ...refusals];
    for (const { id } of shows) publish(`studio:${id}`, { type: 'encoder.refused', refusal });
  },
  subtitles: () => {
    subtitles = true;
  },
  'no-subtitles': () => {
    subtitles = false;
  },
  hevc: () => {
    codecs = ['hvc1.1.6.L93.B0', 'mp4a.40.2'];
  },
  h264: () => {
    codecs = ['avc1.64001f', 'mp4a.40.2'];
  },
  'signed-in': () => {
    signedIn = true;
  },
  'signed-out': () => {
    signedIn = false;
  },
  'setup-needed': () => {
    setupNeeded = true;
    signedIn = false;
  },
  'cut-links': () => {
    for (const link of links) link.close();
  },
  'cut-media': () => source.closeViewers(),
  'block-media': () => {
    blocked = true;
    source.closeViewers();
  },
  'unblock-media': () => {
    blocked = false;
  },
  'silent-media': () => source.hold(true),
  'loud-media': () => source.hold(false),
};

setInterval(() => {
  if (shows[0]?.phase === 'live') {
    shows[0].viewers += Math.round(Math.random() * 4 - 1.6);
    publish(`show:${shows[0].id}`, { type: 'show.viewers', count: shows[0].viewers });
  }
  if (encoderOn) for (const { id } of shows) publish(`studio:${id}`, { type: 'encoder.stats', encoder: encoder() });
}, 1000).unref();

const covers = new Map();
function coverBytes(hue) {
  if (!covers.has(hue)) {
    const rgb = (n) => Math.round(90 + 80 * Math.sin(((hue + n) * Math.PI) / 180));
    const to = `gradients=s=640x360:c0=0x${[0, 120, 240].map((n) => rgb(n).toString(16).padStart(2, '0')).join('')}:c1=0x1a0f14:x0=100:y0=40:x1=560:y1=330:d=1`;
    covers.set(
      hue,
      new Promise((done) => {
        const child = spawn('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', to, '-frames:v', '1', '-f', 'mjpeg', '-'], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        const parts = [];
        child.stdout.on('data', (part) => parts.push(part));
        child.on('close', () => done(Buffer.concat(parts)));
      }),
    );
  }
  return covers.get(hue);
}

/** The same playlist with a track of subtitles, when that was asked for; plain HLS of ffmpeg has none. */
const subtitled = (name, bytes) =>
  name !== 'index.m3u8' || !subtitles
    ? bytes
    : bytes
        .toString()
        .replace(
          '#EXT-X-STREAM-INF:',
          '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="words",NAME="English",LANGUAGE="en",URI="words.m3u8"\n#EXT-X-STREAM-INF:SUBTITLES="words",',
        );
const wordsFor = (main) =>
  main
    .split('\n')
    .filter((line) => !line.startsWith('#EXT-X-MAP'))
    .join('\n')
    .replaceAll(/main(\d+)\.m4s/g, 'words$1.vtt');

const readBody = async (request) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const bytes = Buffer.concat(parts);
  return /json/.test(request.headers['content-type'] ?? '') ? JSON.parse(bytes.toString() || '{}') : bytes;
};

function page(url) {
  const showId = /^\/s\/([a-z0-9]+)$/.exec(url.pathname)?.[1];
  const show = showId && shows.find(({ id }) => id === showId);
  const state = { page: show ? 'show' : 'app', session: session(), show: show ? seen(show) : null, problem: null };
  return readFileSync(join(dist, 'index.html'), 'utf8')
    .replace('<!--head-->', `<title>${show ? `${show.title} · ` : ''}Small Hours</title>`)
    .replace(
      '<!--state-->',
      `<script type="application/json" id="page-state">${JSON.stringify(state).replaceAll('<', '\\u003c')}</script>`,
    );
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, `http://127.0.0.1:${port}`);
  const send = (status, body, type = 'application/json') => {
    response.writeHead(status, { 'Content-Type': type, 'Content-Security-Policy': CSP });
    response.end(body === undefined ? undefined : type.includes('json') ? JSON.stringify(body) : body);
  };
  try {
    if (url.pathname.startsWith('/mock/cover-'))
      return send(200, await coverBytes(Number(url.pathname.match(/\d+/)[0])), 'image/jpeg');
    if (url.pathname.startsWith('/mock/')) return send(200, deeds[url.pathname.slice(6)]() ?? {});
    if (url.pathname.startsWith('/api/v1/')) {
      const path = url.pathname.slice(7);
      for (const [method, pattern, answer] of routes) {
        const match = new RegExp(`^${pattern.replace(/:\w+/g, '([^/]+)')}$`).exec(path);
        if (method !== request.method || !match) continue;
        const unsafe = !['GET', 'HEAD'].includes(method);
        if (unsafe && signedIn && request.headers['x-csrf-token'] !== session().csrfToken)
          throw new Refused(403, 'csrf-token-wrong', 'This page is out of date. Load it again and repeat.');
        const body = answer(match.slice(1), unsafe ? await readBody(request) : undefined, url);
        return send(body === undefined ? 204 : 200, body);
      }
      throw new Refused(404, 'not-found', 'There is no such thing.');
    }
    const media = /^(?:\/m\/\w+)?\/live\/[a-z0-9]+\/([\w.]+)$/.exec(url.pathname)?.[1];
    if (media?.startsWith('words')) {
      const main = readFileSync(join(source.folder, 'main.m3u8'), 'utf8');
      if (media === 'words.m3u8') return send(200, wordsFor(main), TYPES['.m3u8']);
      return send(200, 'WEBVTT\n\n00:00:00.000 --> 20:00:00.000\nNow the kettle sings.\n', 'text/vtt');
    }
    if (media) {
      if (!source.running || !existsSync(join(source.folder, media)))
        throw new Refused(404, 'no-picture', 'Nothing is being sent.');
      return send(200, subtitled(media, readFileSync(join(source.folder, media))), TYPES[extname(media)]);
    }
    const file = join(dist, normalize(url.pathname));
    if (url.pathname.startsWith('/assets/') && statSync(file).isFile())
      return send(200, readFileSync(file), TYPES[extname(file)] ?? 'application/octet-stream');
    return send(200, page(url), 'text/html; charset=utf-8');
  } catch (error) {
    if (error instanceof Refused) return send(error.body.status, error.body);
    console.error(error);
    return send(500, { status: 500, code: 'internal-error', detail: String(error) });
  }
});

server.on('upgrade', (request, socket) => {
  const { pathname } = new URL(request.url, 'http://x');
  if (pathname.startsWith('/live/')) {
    if (blocked) return socket.destroy();
    if (!source.running) return socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    const viewer = acceptWebSocket(request, socket, {});
    source.add(viewer);
    return undefined;
  }
  if (pathname !== '/link') return socket.destroy();
  const link = acceptWebSocket(request, socket, {
    onText(said) {
      const { subscribe = [], unsubscribe = [], ping } = JSON.parse(said);
      for (const topic of subscribe) {
        if (topic.startsWith('studio:') && !signedIn)
          link.send(JSON.stringify({ refused: topic, code: 'sign-in-first' }));
        else link.topics.add(topic);
      }
      for (const topic of unsubscribe) link.topics.delete(topic);
      if (ping !== undefined)
        link.send(JSON.stringify({ pong: ping, now: performance.timeOrigin + performance.now() }));
    },
    onClose: () => links.delete(link),
  });
  link.topics = new Set();
  links.add(link);
  return undefined;
});

server.listen(port, '127.0.0.1', () => console.log(`mock on http://127.0.0.1:${port}/`));
process.on('SIGTERM', () => {
  source.leave();
  process.exit(0);
});
