// The server's half of RFC 6455, as much of it as the mock needs: no extensions, no fragments.
import { createHash } from 'node:crypto';

export function acceptWebSocket(request, socket, { onText, onClose }) {
  const accept = createHash('sha1')
    .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64');
  socket.setNoDelay(true);
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  let held = Buffer.alloc(0);
  const frame = (opcode, bytes) => {
    const { length } = bytes;
    const head =
      length < 126
        ? Buffer.from([0x80 | opcode, length])
        : length < 65536
          ? Buffer.from([0x80 | opcode, 126, length >> 8, length & 255])
          : Buffer.alloc(10);
    if (length >= 65536) {
      head[0] = 0x80 | opcode;
      head[1] = 127;
      head.writeBigUInt64BE(BigInt(length), 2);
    }
    if (!socket.destroyed) socket.write(Buffer.concat([head, bytes]));
  };
  socket.on('data', (part) => {
    held = Buffer.concat([held, part]);
    while (held.length >= 2) {
      const short = held[1] & 127;
      const at = short === 126 ? 4 : short === 127 ? 10 : 2;
      if (held.length < at + 4) return;
      const length = short === 126 ? held.readUInt16BE(2) : short === 127 ? Number(held.readBigUInt64BE(2)) : short;
      if (held.length < at + 4 + length) return;
      const mask = held.subarray(at, at + 4);
      const body = Buffer.from(held.subarray(at + 4, at + 4 + length)).map((byte, i) => byte ^ mask[i & 3]);
      const opcode = held[0] & 15;
      held = held.subarray(at + 4 + length);
      if (opcode === 1) onText?.(body.toString());
      if (opcode === 8) socket.end();
      if (opcode === 9) frame(10, body);
    }
  });
  socket.on('close', () => onClose?.());
  socket.on('error', () => onClose?.());
  return {
    send: (said) => (typeof said === 'string' ? frame(1, Buffer.from(said)) : frame(2, said)),
    close: () => socket.destroy(),
    get closed() {
      return socket.destroyed;
    },
  };
}
