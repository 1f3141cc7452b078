/*
 * flvload - N live viewers over HTTP-FLV, WebSocket-FLV or RTMP play, one thread, epoll.
 *
 *   flvload -u http://127.0.0.1:8000/live/s1.flv -n 500 [options]
 *   flvload -u ws://127.0.0.1:8000/live/s1.flv   -n 500 [options]
 *   flvload -u rtmp://127.0.0.1:1935/live/s1     -n 500 [options]
 *
 *   -u URL   a %d in it becomes (viewer number mod -s): several streams
 *   -n N     viewers (100)           -r R   new connections per second (100)
 *   -w SEC   settling time after the last connect (3)
 *   -d SEC   measured time (10)      -s S   streams for %d (1)
 *   -b BYTES SO_RCVBUF (kernel's own default)
 *   -z MS    nap between polls: fewer wakeups, so less tool CPU at a high N, and
 *            latencies coarser by MS (0)
 *   -k SEC   keep the viewers so long after RESULT, for a look at the server's memory (0)
 *
 * Everything received is parsed: HTTP status, chunked coding if used, WebSocket frames
 * (RFC 6455: the accept value, no mask, no reserved bits; pings are answered), the FLV
 * header, each tag's size against its trailing PreviousTagSize, time stamps that
 * must not go back per track (RTMP: chunk stream and message sizes instead of tags).
 * Reported for the measured window only:
 *   up         viewers that got media        bytes, Mbit/s   bytes off the sockets
 *   stalls     gaps without data over 2 s    frames          complete video frames
 *   latency    flvpub's stamp -> whole frame parsed here; only frames stamped after
 *              the viewer's own request, so a GOP cache does not count as latency
 * and for the joins: request -> first coded video frame whole; age of that frame
 * (how far behind live the first picture is).
 * "@begin" and "@end key=value.." bound the window for measure.sh. The last line,
 * RESULT .., is for scripts. Exit 1 if a viewer failed, stalled or saw bad framing.
 */
#include "lt.h"

#define HEAD 256 /* bytes kept of each tag or message: commands, stamp, codec bytes */
#define NCS 12   /* RTMP chunk streams per connection */
#define WS_KEY "dGhlIHNhbXBsZSBub25jZQ==" /* and its answer: RFC 6455, section 1.3 */
#define WS_ACCEPT "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
enum { HTTP_HEAD, FLV_HEAD, TAG, R_HS, R_CHUNKS, DEAD };
struct cstream { u32 id, ts, delta, len, got, msid; u8 type, ext, hn, h[HEAD]; };
struct conn {
  int fd, state, up, chunked, wr;
  u32 i;
  u64 t0, tfirst, last, bytes;
  u32 lastts[2];
  /* HTTP: line/number being read; chunked: bytes left in this chunk, its phase */
  char hd[2048];
  u32 hl;
  long cleft;
  int cphase;
  /* WebSocket: frame head being read, payload bytes left, a control frame's payload */
  u8 wh[10], wc[125];
  u32 wn, wcn;
  u64 wleft;
  /* tag parser: 11-byte header, body, 4-byte size */
  u8 th[15], tt;
  u32 tn, tlen, tgot, tts;
  u8 head[HEAD];
  /* RTMP */
  struct cstream *cs, *cur;
  u8 rh[20];
  u32 rn, rneed, inchunk, outsz, win;
  u64 acked;
};

static struct conn *cs;
static int N = 100, measuring, streams = 1, rtmp, ws;
static u64 mbytes, mframes, mtags, stalls, badframe, backts, failed, closed_early;
static struct hist lat, join, age;
static struct sockaddr_in sa;
static struct url U;
static const char *why = "";

static void fail(struct conn *c, const char *w) {
  if (c->state == DEAD) return;
  if (c->up) closed_early++;
  else failed++;
  if (!*why) why = w;
  close(c->fd);
  c->state = DEAD;
  c->fd = -1;
}

/* A whole FLV tag or RTMP media message; its first bytes are in h. */
static void on_media(struct conn *c, u8 type, u32 ts, u32 len, const u8 *h, u64 now) {
  if (type != 8 && type != 9) return;
  u32 *lt = &c->lastts[type - 8];
  if (measuring) mtags++;
  if (len > 1 && h[1] == 0 && ((type == 9 && (h[0] & 15) == 7) || (type == 8 && h[0] >> 4 == 10))) return;
  if (*lt != ~0u && ts < *lt) backts++;
  *lt = ts;
  if (type != 9 || len < 6) return;
  u64 st = sei_find(h, len < HEAD ? len : HEAD);
  if (!c->up) {
    c->up = 1;
    c->tfirst = now;
    hist_add(&join, (now - c->t0) / 1000);
    if (st && now > st) hist_add(&age, (now - st) / 1000);
  }
  if (measuring) {
    mframes++;
    if (st > c->t0 && now > st) hist_add(&lat, (now - st) / 1000);
  }
}

/* ---- FLV bytes, after HTTP and chunked coding are stripped ---- */
static int flv_bytes(struct conn *c, const u8 *p, size_t n, u64 now) {
  while (n) {
    size_t k;
    if (c->state == FLV_HEAD) { /* 9 bytes and PreviousTagSize0 */
      k = 13 - c->tn < n ? 13 - c->tn : n;
      memcpy(c->th + c->tn, p, k);
      c->tn += (u32)k;
      if (c->tn == 13) {
        if (memcmp(c->th, "FLV\1", 4) || be32(c->th + 5) != 9 || be32(c->th + 9)) return badframe++, -1;
        c->tn = 0;
        c->state = TAG;
      }
    } else if (c->tn < 11) {
      k = 11 - c->tn < n ? 11 - c->tn : n;
      memcpy(c->th + c->tn, p, k);
      c->tn += (u32)k;
      if (c->tn == 11) {
        c->tt = c->th[0] & 31;
        c->tlen = be24(c->th + 1);
        c->tts = be24(c->th + 4) | (u32)c->th[7] << 24;
        c->tgot = 0;
        if ((c->tt != 8 && c->tt != 9 && c->tt != 18) || c->th[8] | c->th[9] | c->th[10]) return badframe++, -1;
      }
    } else if (c->tgot < c->tlen) {
      k = c->tlen - c->tgot < n ? c->tlen - c->tgot : n;
      if (c->tgot < HEAD) memcpy(c->head + c->tgot, p, k < HEAD - c->tgot ? k : HEAD - c->tgot);
      c->tgot += (u32)k;
    } else {
      k = 15 - c->tn < n ? 15 - c->tn : n;
      memcpy(c->th + c->tn, p, k);
      c->tn += (u32)k;
      if (c->tn == 15) {
        if (be32(c->th + 11) != c->tlen + 11) return badframe++, -1;
        c->tn = 0;
        on_media(c, c->tt, c->tts, c->tlen, c->head, now);
      }
    }
    p += k;
    n -= k;
  }
  return 0;
}

/* ---- WebSocket frames: binary ones carry FLV, cut anywhere ---- */
static int wr(struct conn *c, const void *b, size_t n) { /* small; the buffer has room */
  return send(c->fd, b, n, MSG_NOSIGNAL) == (ssize_t)n ? 0 : -1;
}
static int ws_pong(struct conn *c) {
  u8 o[131] = {0x8a, (u8)(0x80 | c->wcn)}; /* a mask of zeros is a mask */
  memcpy(o + 6, c->wc, c->wcn);
  return wr(c, o, 6 + c->wcn);
}
static int ws_bytes(struct conn *c, const u8 *p, size_t n, u64 now) {
  while (n) {
    u32 l = c->wn > 1 ? c->wh[1] & 127u : 0, need = c->wn < 2 ? 2 : l == 127 ? 10 : l == 126 ? 4 : 2;
    int op = c->wh[0] & 15;
    if (c->wn < need) {
      c->wh[c->wn++] = *p++;
      n--;
      if (c->wn < 2) continue;
      if (c->wh[0] & 0x70 || c->wh[1] & 0x80) return badframe++, -1; /* no extension was offered; servers do not mask */
      l = c->wh[1] & 127u;
      if (c->wn < (l == 127 ? 10 : l == 126 ? 4 : 2)) continue;
      c->wleft = l == 127 ? (u64)be32(c->wh + 2) << 32 | be32(c->wh + 6) : l == 126 ? (u64)c->wh[2] << 8 | c->wh[3] : l;
      c->wcn = 0;
      op = c->wh[0] & 15;
      if (op > 2 && op < 8) return badframe++, -1;
      if (op > 7 && c->wleft > 125) return badframe++, -1;
    }
    size_t k = c->wleft < n ? (size_t)c->wleft : n;
    if (op > 7) {
      memcpy(c->wc + c->wcn, p, k);
      c->wcn += (u32)k;
    } else if (op != 1 && k && flv_bytes(c, p, k, now)) return -1; /* text: not ours */
    p += k;
    n -= k;
    if (c->wleft -= k) continue;
    c->wn = 0;
    if (op == 8) return -1;
    if (op == 9 && ws_pong(c)) return -1;
  }
  return 0;
}

static int http_bytes(struct conn *c, const u8 *p, size_t n, u64 now) {
  if (c->state == HTTP_HEAD) {
    size_t old = c->hl, k = sizeof c->hd - 1 - old < n ? sizeof c->hd - 1 - old : n;
    memcpy(c->hd + old, p, k);
    c->hl += (u32)k;
    c->hd[c->hl] = 0;
    char *e = strstr(c->hd, "\r\n\r\n");
    if (!e) return c->hl == sizeof c->hd - 1 ? -1 : 0;
    if (strncmp(c->hd, "HTTP/1.", 7) || atoi(c->hd + 9) != (ws ? 101 : 200)) return -1;
    *e = 0;
    if (ws && !strstr(c->hd, WS_ACCEPT)) return -1;
    c->chunked = !ws && strcasestr(c->hd, "transfer-encoding: chunked") != NULL;
    size_t used = (size_t)(e + 4 - c->hd) - old;
    p += used;
    n -= used;
    c->state = FLV_HEAD;
    c->hl = 0;
  }
  if (ws) return ws_bytes(c, p, n, now);
  if (!c->chunked) return flv_bytes(c, p, n, now);
  while (n) {
    if (c->cphase == 0) { /* size line */
      char ch = (char)*p++;
      n--;
      if (ch != '\n') {
        if (c->hl < 64) c->hd[c->hl++] = ch;
        continue;
      }
      c->hd[c->hl] = 0;
      c->hl = 0;
      char *end;
      c->cleft = strtol(c->hd, &end, 16);
      if (end == c->hd || c->cleft <= 0) return -1; /* 0: the live stream ended */
      c->cphase = 1;
    } else if (c->cphase == 1) {
      size_t k = (size_t)c->cleft < n ? (size_t)c->cleft : n;
      if (flv_bytes(c, p, k, now)) return -1;
      p += k;
      n -= k;
      if (!(c->cleft -= (long)k)) c->cphase = 2;
    } else { /* CR LF after the data */
      if (*p != (c->cphase == 2 ? '\r' : '\n')) return badframe++, -1;
      c->cphase = c->cphase == 2 ? 3 : 0;
      p++;
      n--;
    }
  }
  return 0;
}

/* ---- RTMP play ---- */
static int rtmp_send_connect(struct conn *c) {
  u8 b[2048], o[2400];
  char app[256], name[512], tc[512];
  rtmp_names(&U, app, name, tc, sizeof tc);
  u32 n = amf_connect(b, app, tc);
  return wr(c, o, rtmp_put(o, 3, 0, 20, 0, b, n, 128));
}
static int rtmp_msg(struct conn *c, struct cstream *s, u64 now) {
  u8 b[1024], o[1200], *p = b;
  const u8 *h = s->h;
  switch (s->type) {
  case 1: c->inchunk = be32(h) & 0x7fffffff; if (!c->inchunk) return -1; break;
  case 5: c->win = be32(h); break;
  case 4: /* ping request -> response */
    if (s->len >= 6 && h[1] == 6) {
      memcpy(b, h, 6);
      b[1] = 7;
      return wr(c, o, rtmp_put(o, 2, 0, 4, 0, b, 6, 128));
    }
    break;
  case 8: case 9: on_media(c, s->type, s->ts, s->len, h, now); break;
  case 20: {
    u32 n = s->len < HEAD ? s->len : HEAD;
    if (memmem(h, n, "_error", 6) || memmem(h, n, "NetStream.Play.StreamNotFound", 29)) return -1;
    if (n < 19 || memcmp(h + 3, "_result", 7)) break;
    double tx = amf_getnum(h + 10);
    if (tx == 1) {
      p = amf_null(amf_num(amf_str(p, "createStream"), 2));
      return wr(c, o, rtmp_put(o, 3, 0, 20, 0, b, (u32)(p - b), 128));
    }
    if (tx == 2 && n >= 29) {
      char app[256], name[512], tc[512];
      rtmp_names(&U, app, name, tc, sizeof tc);
      char *d = strstr(name, "%d"), nm[560];
      if (d) snprintf(nm, sizeof nm, "%.*s%d%s", (int)(d - name), name, (int)c->i % streams, d + 2);
      else snprintf(nm, sizeof nm, "%s", name);
      p = amf_num(amf_str(amf_null(amf_num(amf_str(p, "play"), 3)), nm), -2000);
      return wr(c, o, rtmp_put(o, 8, 0, 20, (u32)amf_getnum(h + 20), b, (u32)(p - b), 128));
    }
    break;
  }
  }
  return 0;
}
static int rtmp_bytes(struct conn *c, const u8 *p, size_t n, u64 now) {
  static const u32 hlen[4] = {11, 7, 3, 0};
  if (c->state == R_HS) { /* S0 S1 S2; C2 echoes nothing in particular but must be S1 for some */
    static u8 c2[1536];
    size_t k = 3073 - c->rn < n ? 3073 - c->rn : n;
    c->rn += (u32)k;
    p += k;
    n -= k;
    if (c->rn < 3073) return 0;
    if (wr(c, c2, 1536) || rtmp_send_connect(c)) return -1;
    c->state = R_CHUNKS;
    c->rn = c->rneed = 0;
  }
  while (n) {
    struct cstream *s = c->cur;
    if (!s) { /* basic header, message header, extended time stamp */
      c->rh[c->rn++] = *p++;
      n--;
      u32 bh = (c->rh[0] & 63) == 0 ? 2 : (c->rh[0] & 63) == 1 ? 3 : 1, f = c->rh[0] >> 6;
      if (c->rn < bh) continue;
      u32 id = bh == 1 ? c->rh[0] & 63 : bh == 2 ? 64u + c->rh[1] : 64u + c->rh[1] + 256u * c->rh[2];
      struct cstream *x = NULL;
      for (int i = 0; i < NCS && !x; i++)
        if (c->cs[i].id == id || !c->cs[i].id) (x = &c->cs[i])->id = id;
      if (!x) return badframe++, -1;
      u32 need = bh + hlen[f];
      if (c->rn < need) continue;
      const u8 *m = c->rh + bh;
      int ext = f < 3 ? be24(m) == 0xffffff : x->ext;
      if (ext) need += 4;
      if (c->rn < need) continue;
      if (f < 3) {
        if (x->got) return badframe++, -1; /* new message inside another */
        x->ext = (u8)ext;
        x->delta = ext ? be32(c->rh + need - 4) : be24(m);
        if (f < 2) { x->len = be24(m + 3); x->type = m[6]; }
        if (f == 0) { x->msid = m[7]; x->ts = x->delta; x->delta = 0; }
        else x->ts += x->delta;
      } else if (!x->got) x->ts += x->delta;
      c->cur = s = x;
      c->rn = 0;
      c->rneed = x->len - x->got < c->inchunk ? x->len - x->got : c->inchunk;
      if (c->rneed) continue;
    }
    size_t k = c->rneed < n ? c->rneed : n;
    if (s->got < HEAD) memcpy(s->h + s->got, p, k < HEAD - s->got ? k : HEAD - s->got);
    s->got += (u32)k;
    c->rneed -= (u32)k;
    p += k;
    n -= k;
    if (!c->rneed) {
      c->cur = NULL;
      if (s->got == s->len) {
        s->got = 0;
        if (rtmp_msg(c, s, now)) return -1;
      }
    }
  }
  if (c->win && c->bytes - c->acked > c->win / 2) {
    u8 b[4], o[32];
    put32(b, (u32)c->bytes);
    c->acked = c->bytes;
    return wr(c, o, rtmp_put(o, 2, 0, 3, 0, b, 4, 128));
  }
  return 0;
}

static void start(struct conn *c, int ep, int rcvbuf) {
  c->t0 = c->last = now_ns();
  c->lastts[0] = c->lastts[1] = ~0u;
  c->state = rtmp ? R_HS : HTTP_HEAD;
  c->inchunk = 128;
  if (rtmp) c->cs = calloc(NCS, sizeof *c->cs);
  if ((c->fd = tcp_connect_nb(&sa, rcvbuf)) < 0) { fail(c, "connect"); return; }
  struct epoll_event e = {.events = EPOLLIN | EPOLLOUT, .data.ptr = c};
  epoll_ctl(ep, EPOLL_CTL_ADD, c->fd, &e);
}
static int first_write(struct conn *c) {
  if (rtmp) {
    static u8 c01[1537] = {3};
    for (int i = 9; i < 1537; i++) c01[i] = (u8)(i * 5 + 3);
    return wr(c, c01, 1537);
  }
  char path[1100], rq[1400], *d = strstr(U.path, "%d");
  if (d) snprintf(path, sizeof path, "%.*s%d%s", (int)(d - U.path), U.path, (int)c->i % streams, d + 2);
  else snprintf(path, sizeof path, "%s", U.path);
  int n = snprintf(rq, sizeof rq, "GET %s HTTP/1.1\r\nHost: %s:%d\r\nUser-Agent: flvload\r\n%s\r\n", path, U.host, U.port,
                   ws ? "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " WS_KEY "\r\n"
                      : "Accept: */*\r\n");
  return wr(c, rq, (size_t)n);
}
static void gap(struct conn *c, u64 now) {
  if (measuring && now - c->last > 2 * SEC) stalls++;
  c->last = now;
}

int main(int ac, char **av) {
  int o, rate = 100, warm = 3, dur = 10, rcvbuf = 0, nap = 0, keep = 0;
  const char *us = NULL;
  while ((o = getopt(ac, av, "u:n:r:w:d:s:b:z:k:")) > 0)
    switch (o) {
    case 'u': us = optarg; break;
    case 'n': N = atoi(optarg); break;
    case 'r': rate = atoi(optarg); break;
    case 'w': warm = atoi(optarg); break;
    case 'd': dur = atoi(optarg); break;
    case 's': streams = atoi(optarg); break;
    case 'b': rcvbuf = atoi(optarg); break;
    case 'k': keep = atoi(optarg); break;
    case 'z': nap = atoi(optarg); break;
    default: die("usage: see the top of flvload.c");
    }
  if (!us || url_parse(us, &U) || N < 1 || rate < 1 || streams < 1) die("flvload: bad options (see the top of flvload.c)");
  rtmp = !strcmp(U.scheme, "rtmp");
  ws = !strcmp(U.scheme, "ws");
  if (!rtmp && !ws && strcmp(U.scheme, "http")) die("flvload: http://, ws:// or rtmp://");
  url_resolve(&U, &sa);
  raise_nofile();
  cs = calloc((size_t)N, sizeof *cs);
  int ep = epoll_create1(0), started = 0;
  static u8 buf[256 * 1024];
  static struct epoll_event ev[512];
  u64 begin = now_ns(), mstart = 0, mend = 0;
  double cpu0 = 0;
  for (;;) {
    u64 now = now_ns();
    while (started < N && now >= begin + (u64)started * SEC / (u64)rate) {
      cs[started].i = (u32)started;
      start(&cs[started], ep, rcvbuf);
      started++;
    }
    if (started == N && !mstart) mstart = now + (u64)warm * SEC;
    if (mstart && !measuring && now >= mstart) {
      int up = 0;
      for (int i = 0; i < N; i++) {
        up += cs[i].up && cs[i].state != DEAD;
        if (cs[i].last < now - 2 * SEC) cs[i].last = now; /* a stall before the window */
      }
      printf("@begin viewers=%d\n", up);
      fflush(stdout);
      measuring = 1;
      mstart = now_ns();
      mend = mstart + (u64)dur * SEC;
      cpu0 = self_cpu();
    }
    if (measuring && now >= mend) break;
    int ms = started < N ? 1 : 20, n = epoll_wait(ep, ev, 512, ms), full = n == 512;
    for (int k = 0; k < n; k++) {
      struct conn *c = ev[k].data.ptr;
      if (c->state == DEAD) continue;
      if (ev[k].events & EPOLLOUT && !c->wr) {
        int err = 0;
        socklen_t l = sizeof err;
        getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &err, &l);
        if (err || first_write(c)) { fail(c, "connect"); continue; }
        c->wr = 1;
        struct epoll_event e = {.events = EPOLLIN, .data.ptr = c};
        epoll_ctl(ep, EPOLL_CTL_MOD, c->fd, &e);
      }
      if (!(ev[k].events & (EPOLLIN | EPOLLHUP | EPOLLERR))) continue;
      ssize_t r = recv(c->fd, buf, sizeof buf, 0);
      if (r < 0 && (errno == EAGAIN || errno == EINTR)) continue;
      if (r <= 0) { fail(c, r ? strerror(errno) : "closed by server"); continue; }
      now = now_ns();
      gap(c, now);
      c->bytes += (u64)r;
      if (measuring) mbytes += (u64)r;
      if (rtmp ? rtmp_bytes(c, buf, (size_t)r, now) : http_bytes(c, buf, (size_t)r, now))
        fail(c, "bad answer, status or framing");
    }
    if (nap && n > 0 && !full) usleep((useconds_t)nap * 1000);
  }
  u64 now = now_ns();
  double secs = (double)(now - mstart) / 1e9, cpu = self_cpu() - cpu0;
  int up = 0, alive = 0;
  for (int i = 0; i < N; i++) {
    if (cs[i].state != DEAD) {
      gap(&cs[i], now);
      alive += cs[i].up;
    }
    up += cs[i].up;
  }
  printf("@end seconds=%.3f viewers=%d viewer_s=%.1f gbit=%.4f\n", secs, alive, secs * alive, (double)mbytes * 8e-9);
  fflush(stdout);
  printf("%s: viewers %d/%d up, %llu failed, %llu closed early%s%s\n", us, alive, N, (unsigned long long)failed,
         (unsigned long long)closed_early, *why ? ", first: " : "", why);
  printf("  %.1f s: %.1f Mbit/s, %.1f frames/s per viewer, tool CPU %.0f %%\n", secs, (double)mbytes * 8e-6 / secs,
         alive ? (double)mframes / secs / alive : 0, cpu / secs * 100);
  printf("  stalls>2s %llu, bad framing %llu, time stamps back %llu\n", (unsigned long long)stalls,
         (unsigned long long)badframe, (unsigned long long)backts);
  hist_print("join (first frame)", &join);
  hist_print("age of first frame", &age);
  hist_print("latency", &lat);
  printf("RESULT tool=flvload n=%d up=%d failed=%llu early=%llu stalls=%llu bad=%llu back=%llu mbps=%.1f fps=%.2f "
         "join_p50=%.1f join_p99=%.1f age_p50=%.1f lat_p50=%.2f lat_p90=%.2f lat_p99=%.2f lat_max=%.2f tool_cpu=%.2f\n",
         N, alive, (unsigned long long)failed, (unsigned long long)closed_early, (unsigned long long)stalls,
         (unsigned long long)badframe, (unsigned long long)backts, (double)mbytes * 8e-6 / secs,
         alive ? (double)mframes / secs / alive : 0, hist_q(&join, .5) / 1e3, hist_q(&join, .99) / 1e3,
         hist_q(&age, .5) / 1e3, hist_q(&lat, .5) / 1e3, hist_q(&lat, .9) / 1e3, hist_q(&lat, .99) / 1e3, lat.max / 1e3, cpu / secs);
  fflush(stdout);
  for (u64 stop = now_ns() + (u64)keep * SEC; now_ns() < stop;) {
    int n = epoll_wait(ep, ev, 512, 20);
    for (int k = 0; k < n; k++) {
      struct conn *c = ev[k].data.ptr;
      if (c->state != DEAD && !recv(c->fd, buf, sizeof buf, 0)) fail(c, "closed by server");
    }
  }
  return alive == N && !stalls && !badframe && !backts ? 0 : 1;
}
