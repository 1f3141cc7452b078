/*
 * hlslimit - the least that HLS and LL-HLS can cost on this host: a reference server
 * of fragmented MP4 with no ingest, no parsing of strangers' bytes, no features. One
 * thread, epoll, everything sent from memory where it was packed once.
 *
 *   hlslimit -f clip.flv [-p 8501] [-s ms] [-t ms]
 *
 *   -f FILE  H.264 + AAC .flv without B-frames, looped in real time
 *   -p PORT  listens on 127.0.0.1:PORT; plays at /index.m3u8
 *   -s MS    segments end at the first key frame after so long (3900)
 *   -t MS    the longest part (334)
 *
 * Answers: the playlist, held for _HLS_msn and _HLS_part (RFC 8216bis, 6.2.5.2);
 * /init.mp4; /sN.m4s, a segment, sent as its parts one behind the other; /pN.M.m4s, a
 * part, held while it is the hinted one. Keep-alive, one request at a time on a
 * connection. Frames are stamped as by flvpub, so hlsload shows their age.
 */
#include "lt.h"

#define SEGS 12   /* kept; LISTED of them in the playlist */
#define LISTED 9
#define PARTS 64  /* in a segment, at most */
#define SAMPLES 256
struct buf { u32 refs, len, cap; u8 d[]; };
struct part { struct buf *b; u32 ms; int key; };
struct seg { long msn; int n; u32 ms; struct part p[PARTS]; };
struct conn {
  int fd, out, waiting, nb, bi;
  u32 off, idx, rl;
  long msn; int part; /* waited for */
  int kind;           /* of what is waited for: 0 playlist, 1 part */
  struct buf *b[PARTS + 1];
  char rq[2048];
};
static struct conn *cs[65536];
static int ncs, ep;
static struct seg ring[SEGS];
static long open_msn;          /* the segment that is being made */
static struct buf *list, *init_seg;
static u32 seg_ms = 3900, part_ms = 334;

static struct buf *buf_new(u32 cap) {
  struct buf *b = malloc(sizeof *b + cap);
  b->refs = 1;
  b->len = 0;
  b->cap = cap;
  return b;
}
static void buf_drop(struct buf *b) {
  if (b && !--b->refs) free(b);
}
static struct seg *seg_of(long msn) { return &ring[msn % SEGS]; }

/* ---- boxes ---------------------------------------------------------------------- */
static u8 *bp; /* where the next byte goes */
static u8 *box(const char *type) {
  u8 *at = bp;
  memcpy(bp + 4, type, 4);
  bp += 8;
  return at;
}
static void end(u8 *at) { put32(at, (u32)(bp - at)); }
static void w8(u32 v) { *bp++ = (u8)v; }
static void w16(u32 v) { w8(v >> 8); w8(v); }
static void w32(u32 v) { put32(bp, v); bp += 4; }
static void wz(u32 n) { memset(bp, 0, n); bp += n; }
static void wb(const void *d, u32 n) { memcpy(bp, d, n); bp += n; }
static void matrix(void) { w32(0x10000); wz(12); w32(0x10000); wz(12); w32(0x40000000); }
static void full0(const char *type, int words) { u8 *b = box(type); wz(4 + 4 * (u32)words); end(b); }
static void track(int id, const u8 *cfg, u32 n) {
  int v = id == 1;
  u8 *trak = box("trak"), *b = box("tkhd"), *mdia, *minf, *stbl, *stsd, *e, *c;
  w32(3); wz(8); w32((u32)id); wz(8); wz(8); w32(0); w16(v ? 0 : 0x100); w16(0); matrix(); w32(v ? 1280 << 16 : 0); w32(v ? 720 << 16 : 0); end(b);
  mdia = box("mdia");
  b = box("mdhd"); wz(12); w32(1000); w32(0); w16(0x55c4); w16(0); end(b);
  b = box("hdlr"); wz(8); wb(v ? "vide" : "soun", 4); wz(13); end(b);
  minf = box("minf");
  if (v) { b = box("vmhd"); w32(1); wz(8); end(b); } else full0("smhd", 1);
  b = box("dinf"); c = box("dref"); w32(0); w32(1); e = box("url "); w32(1); end(e); end(c); end(b);
  stbl = box("stbl");
  stsd = box("stsd"); w32(0); w32(1);
  e = box(v ? "avc1" : "mp4a"); wz(6); w16(1);
  if (v) { wz(16); w16(1280); w16(720); w32(72 << 16); w32(72 << 16); w32(0); w16(1); wz(32); w16(0x18); w16(0xffff); c = box("avcC"); wb(cfg, n); end(c); }
  else {
    wz(8); w16(2); w16(16); w32(0); w32(48000u << 16);
    c = box("esds"); w32(0); w8(3); w8(23 + n); w16(0); w8(0); w8(4); w8(15 + n); w8(0x40); w8(0x15); wz(11); w8(5); w8(n); wb(cfg, n); w8(6); w8(1); w8(2); end(c);
  }
  end(e); end(stsd);
  full0("stts", 1); full0("stsc", 1); full0("stsz", 2); full0("stco", 1);
  end(stbl); end(minf); end(mdia); end(trak);
}
static struct buf *make_init(const u8 *avcc, u32 an, const u8 *asc, u32 sn) {
  struct buf *o = buf_new(4096 + an + sn);
  u8 *b, *moov;
  bp = o->d;
  b = box("ftyp"); wb("iso6\0\0\0\0iso6mp41", 16); end(b);
  moov = box("moov");
  b = box("mvhd"); wz(12); w32(1000); w32(0); w32(0x10000); w16(0x100); wz(10); matrix(); wz(24); w32(3); end(b);
  track(1, avcc, an);
  if (sn) track(2, asc, sn);
  b = box("mvex");
  for (int id = 1; id <= 1 + !!sn; id++) { u8 *t = box("trex"); w32(0); w32((u32)id); w32(1); wz(12); end(t); }
  end(b); end(moov);
  o->len = (u32)(bp - o->d);
  return o;
}

/* ---- the part that is being made ------------------------------------------------ */
struct run { u32 n, bytes; u64 base, last; struct { u32 ts, len, key; } s[SAMPLES]; u8 *d; u32 cap; };
static struct run rv, ra;
static void sample(struct run *r, u64 ts, const u8 *d, u32 n, int key) {
  if (!r->n) r->base = ts;
  if (r->n == SAMPLES) return;
  if (r->bytes + n > r->cap) r->d = realloc(r->d, r->cap = (r->bytes + n) * 2);
  memcpy(r->d + r->bytes, d, n);
  r->s[r->n].ts = (u32)(ts - r->base);
  r->s[r->n].len = n;
  r->s[r->n++].key = (u32)key;
  r->bytes += n;
  r->last = ts;
}
static u8 *traf(int id, const struct run *r, u64 until) {
  u8 *t = box("traf"), *b = box("tfhd"), *at;
  w32(0x020000); w32((u32)id); end(b);
  b = box("tfdt"); w32(1 << 24); w32((u32)(r->base >> 32)); w32((u32)r->base); end(b);
  b = box("trun"); w32(1 << 24 | 0x701); w32(r->n);
  at = bp;
  w32(0);
  for (u32 i = 0; i < r->n; i++) {
    w32((i + 1 < r->n ? r->s[i + 1].ts : (u32)(until - r->base)) - r->s[i].ts);
    w32(r->s[i].len);
    w32(r->s[i].key ? 0x02000000 : 0x01010000);
  }
  end(b); end(t);
  return at;
}
static struct buf *make_part(u64 until) {
  static u32 seq;
  struct buf *o = buf_new(512 + 12 * (rv.n + ra.n) + rv.bytes + ra.bytes);
  u8 *moof, *b, *v, *a = NULL;
  bp = o->d;
  moof = box("moof");
  b = box("mfhd"); w32(0); w32(++seq); end(b);
  v = traf(1, &rv, until);
  if (ra.n) a = traf(2, &ra, ra.last + 21);
  end(moof);
  put32(v, (u32)(bp - moof) + 8);
  if (a) put32(a, (u32)(bp - moof) + 8 + rv.bytes);
  b = box("mdat"); wb(rv.d, rv.bytes); wb(ra.d, ra.bytes); end(b);
  o->len = (u32)(bp - o->d);
  rv.n = rv.bytes = ra.n = ra.bytes = 0;
  return o;
}
static void make_list(void) {
  struct buf *o = buf_new(65536);
  char *p = (char *)o->d;
  long first = open_msn > LISTED ? open_msn - LISTED : 0;
  u32 behind = 0;
  long bare = open_msn;
  for (int i = 0; i < seg_of(open_msn)->n; i++) behind += seg_of(open_msn)->p[i].ms;
  while (bare > first && behind < 12000) behind += seg_of(--bare)->ms;
  p += sprintf(p, "#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-TARGETDURATION:4\n#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=%.3f\n"
                  "#EXT-X-PART-INF:PART-TARGET=%.3f\n#EXT-X-MEDIA-SEQUENCE:%ld\n#EXT-X-MAP:URI=\"init.mp4\"\n", part_ms * 4e-3, part_ms * 1e-3, first);
  for (long m = first; m <= open_msn; m++) {
    struct seg *s = seg_of(m);
    for (int i = 0; m >= bare && i < s->n; i++)
      p += sprintf(p, "#EXT-X-PART:DURATION=%.3f,URI=\"p%ld.%d.m4s\"%s\n", s->p[i].ms * 1e-3, m, i, s->p[i].key ? ",INDEPENDENT=YES" : "");
    if (m < open_msn) p += sprintf(p, "#EXTINF:%.3f,\ns%ld.m4s\n", s->ms * 1e-3, m);
  }
  p += sprintf(p, "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"p%ld.%d.m4s\"\n", open_msn, seg_of(open_msn)->n);
  o->len = (u32)(p - (char *)o->d);
  buf_drop(list);
  list = o;
}

/* ---- connections ------------------------------------------------------------------ */
static void conn_close(struct conn *c) {
  close(c->fd);
  for (int i = 0; i < c->nb; i++) buf_drop(c->b[i]);
  cs[c->idx] = cs[--ncs];
  cs[c->idx]->idx = c->idx;
  free(c);
}
/* Sends what is left of the answer; 0, or -1 when the connection is gone (and freed). */
static int flush_conn(struct conn *c) {
  while (c->bi < c->nb) {
    struct iovec v[PARTS + 1];
    struct msghdr m = {.msg_iov = v};
    for (int i = c->bi; i < c->nb; i++) {
      u32 o = i == c->bi ? c->off : 0;
      v[m.msg_iovlen++] = (struct iovec){c->b[i]->d + o, c->b[i]->len - o};
    }
    ssize_t w = sendmsg(c->fd, &m, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (w < 0 && errno != EAGAIN) { conn_close(c); return -1; }
    for (size_t left = w < 0 ? 0 : (size_t)w; left;) {
      u32 k = c->b[c->bi]->len - c->off;
      if (left < k) { c->off += (u32)left; break; }
      left -= k;
      c->off = 0;
      c->bi++;
    }
    if (c->bi < c->nb && w < 0) {
      if (!c->out) {
        struct epoll_event e = {.events = EPOLLIN | EPOLLOUT, .data.ptr = c};
        c->out = 1;
        epoll_ctl(ep, EPOLL_CTL_MOD, c->fd, &e);
      }
      return 0;
    }
  }
  for (int i = 0; i < c->nb; i++) buf_drop(c->b[i]);
  c->nb = c->bi = 0;
  if (c->out) {
    struct epoll_event e = {.events = EPOLLIN, .data.ptr = c};
    c->out = 0;
    epoll_ctl(ep, EPOLL_CTL_MOD, c->fd, &e);
  }
  return 0;
}
static int answer(struct conn *c, int status, const char *type, struct part *p, int n, struct buf *one) {
  u32 len = one ? one->len : 0;
  for (int i = 0; i < n; i++) len += p[i].b->len;
  struct buf *h = buf_new(256);
  h->len = (u32)sprintf((char *)h->d, "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %u\r\nCache-Control: %s\r\nAccess-Control-Allow-Origin: *\r\n\r\n",
                        status == 200 ? "200 OK" : "404 Not Found", type, len, *type == 'v' ? "max-age=3600" : "no-cache");
  c->waiting = 0;
  c->nb = c->bi = 0;
  c->off = 0;
  c->b[c->nb++] = h;
  if (one) { one->refs++; c->b[c->nb++] = one; }
  for (int i = 0; i < n; i++) { p[i].b->refs++; c->b[c->nb++] = p[i].b; }
  return flush_conn(c);
}
static int there(long msn, int part) { return msn < open_msn || (msn == open_msn && part < seg_of(open_msn)->n); }
static int give(struct conn *c) {
  if (c->kind == 0) return answer(c, 200, "application/vnd.apple.mpegurl", NULL, 0, list);
  struct seg *s = seg_of(c->msn);
  if (s->msn != c->msn || c->part >= s->n) return answer(c, 404, "text/plain", NULL, 0, NULL);
  return answer(c, 200, "video/mp4", s->p + c->part, 1, NULL);
}
static int request(struct conn *c) {
  char *path = c->rq + 4, *q;
  c->kind = 0;
  c->part = 0;
  if (!strncmp(path, "/index.m3u8", 11)) { /* before the first part there is no list: it is waited for */
    c->msn = 0;
    if ((q = strstr(path, "_HLS_msn="))) c->msn = atol(q + 9);
    else if (list) return answer(c, 200, "application/vnd.apple.mpegurl", NULL, 0, list);
    if ((q = strstr(path, "_HLS_part="))) c->part = atoi(q + 10);
  } else if (!strncmp(path, "/init.mp4", 9)) return answer(c, 200, "video/mp4", NULL, 0, init_seg);
  else if (sscanf(path, "/s%ld.m4s", &c->msn) == 1) {
    struct seg *s = c->msn >= 0 && c->msn < open_msn ? seg_of(c->msn) : NULL;
    if (!s || s->msn != c->msn) return answer(c, 404, "text/plain", NULL, 0, NULL);
    return answer(c, 200, "video/mp4", s->p, s->n, NULL);
  } else if (sscanf(path, "/p%ld.%d.m4s", &c->msn, &c->part) == 2 && c->msn >= 0 && c->part >= 0) c->kind = 1;
  else return answer(c, 404, "text/plain", NULL, 0, NULL);
  if (there(c->msn, c->part)) return give(c);
  c->waiting = 1;
  return 0;
}
/* A part is whole; `cut` says that its segment is, too. Whoever waited for it is answered. */
static void part_done(u64 until, int key, int cut) {
  struct seg *s = seg_of(open_msn);
  u32 ms = (u32)(until - rv.base);
  s->p[s->n++] = (struct part){make_part(until), ms, key};
  s->ms += ms;
  if (cut) {
    s = seg_of(++open_msn);
    for (int i = 0; i < s->n; i++) buf_drop(s->p[i].b);
    s->msn = open_msn;
    s->n = 0;
    s->ms = 0;
  }
  make_list();
  for (int k = 0; k < ncs;) {
    struct conn *c = cs[k];
    if (c->waiting && (c->kind ? there(c->msn, c->part) : c->msn < open_msn || there(c->msn, c->part)) && give(c) < 0) continue;
    k++;
  }
}

int main(int ac, char **av) {
  const char *file = NULL;
  int o, port = 8501;
  while ((o = getopt(ac, av, "f:p:s:t:")) > 0)
    switch (o) {
    case 'f': file = optarg; break;
    case 'p': port = atoi(optarg); break;
    case 's': seg_ms = (u32)atoi(optarg); break;
    case 't': part_ms = (u32)atoi(optarg); break;
    default: die("usage: see the top of hlslimit.c");
    }
  if (!file) die("hlslimit: -f is needed");
  signal(SIGPIPE, SIG_IGN);
  raise_nofile();
  int nt, first = 0;
  struct tag *t = flv_load(file, &nt), *vh = NULL, *ah = NULL;
  u32 loop = flv_loop_ms(t, nt), maxlen = 0;
  for (int i = 0; i < nt; i++) {
    if (t[i].len > maxlen) maxlen = t[i].len;
    if (tag_seqhdr(&t[i])) *(t[i].type == 9 ? &vh : &ah) = &t[i];
  }
  if (!vh) die("hlslimit: %s has no H.264", file);
  while (first < nt && (t[first].type == 18 || tag_seqhdr(&t[first]))) first++;
  init_seg = make_init(vh->d + 5, vh->len - 5, ah ? ah->d + 2 : NULL, ah ? ah->len - 2 : 0);

  int one = 1, ls = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  setsockopt(ls, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind(ls, (struct sockaddr *)&a, sizeof a) || listen(ls, 4096)) die("hlslimit: port %d: %s", port, strerror(errno));
  ep = epoll_create1(0);
  struct epoll_event e = {.events = EPOLLIN, .data.ptr = NULL}, ev[256];
  epoll_ctl(ep, EPOLL_CTL_ADD, ls, &e);
  printf("hlslimit on 127.0.0.1:%d loop=%u ms segments=%u ms parts=%u ms\n", port, loop, seg_ms, part_ms);
  fflush(stdout);

  u8 *body = malloc(maxlen + SEI_LEN + 64);
  u64 start = now_ns(), base = 0;
  u32 seq = 0;
  int i = first, began_key = 1;
  for (;;) {
    while (t[i].type == 18 || tag_seqhdr(&t[i]))
      if (++i == nt) { i = first; base += loop; }
    u64 ts = base + t[i].ts - t[first].ts, due = start + ts * MSEC, now = now_ns();
    struct timespec w = {0, 0};
    if (due > now) w = (struct timespec){(time_t)((due - now) / SEC), (long)((due - now) % SEC)};
    int n = epoll_pwait2(ep, ev, 256, &w, NULL);
    for (int k = 0; k < n; k++) {
      struct conn *c = ev[k].data.ptr;
      if (!c) {
        int fd;
        while ((fd = accept4(ls, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
          if (ncs == 65536) { close(fd); continue; }
          setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
          c = calloc(1, sizeof *c);
          c->fd = fd;
          c->idx = (u32)ncs;
          cs[ncs++] = c;
          e = (struct epoll_event){.events = EPOLLIN, .data.ptr = c};
          epoll_ctl(ep, EPOLL_CTL_ADD, fd, &e);
        }
        continue;
      }
      if (ev[k].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) {
        ssize_t r = recv(c->fd, c->rq + c->rl, sizeof c->rq - 1 - c->rl, MSG_DONTWAIT);
        if (r == 0 || (r < 0 && errno != EAGAIN) || c->rl + 1 >= sizeof c->rq) { conn_close(c); continue; }
        if (r > 0) {
          c->rl += (u32)r;
          c->rq[c->rl] = 0;
          if (strstr(c->rq, "\r\n\r\n")) {
            c->rl = 0;
            if (strncmp(c->rq, "GET ", 4) || c->nb) { conn_close(c); continue; }
            if (request(c) < 0) continue;
          }
        }
      }
      if ((ev[k].events & EPOLLOUT) && c->out) flush_conn(c);
    }
    now = now_ns();
    while (now >= due) { /* every frame that is due enters the open part */
      if (t[i].type == 9) {
        int key = tag_key(&t[i]);
        struct seg *s = seg_of(open_msn);
        u32 had = (u32)(ts - rv.base), step = rv.n > 1 ? rv.s[1].ts : 34;
        int cut = rv.n && key && s->ms + had >= seg_ms;
        if (rv.n && (cut || had + step > part_ms || (key && had * 100 >= part_ms * 85))) {
          part_done(ts, began_key, cut || s->n == PARTS - 1);
          began_key = key;
        }
        u32 len = stamp_video(&t[i], body, now, seq++);
        sample(&rv, ts, body + 5, len - 5, key);
      } else if (t[i].type == 8) sample(&ra, ts, t[i].d + 2, t[i].len - 2, 1);
      do
        if (++i == nt) { i = first; base += loop; }
      while (t[i].type == 18 || tag_seqhdr(&t[i]));
      ts = base + t[i].ts - t[first].ts;
      due = start + ts * MSEC;
    }
  }
}
