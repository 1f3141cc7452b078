import mpegts from 'mpegts.js';

export interface LoaderEvents {
  onChunk(chunk: ArrayBuffer): void;
  /** The line ended without being asked to. The decoder is not told: what is buffered shall still be shown. */
  onLost(detail: string): void;
}

const IDLE = 0;
const CONNECTING = 1;
const BUFFERING = 2;
const COMPLETE = 4;

// mpegts.js exports the class, its types only the interface.
const BaseLoader = mpegts.BaseLoader as unknown as new (
  name: string,
) => {
  _status: number;
  _needStash: boolean;
  _onDataArrival: ((chunk: ArrayBuffer, byteStart: number, receivedLength: number) => void) | null;
  destroy(): void;
};

/** A WebSocket loader for mpegts.js that lets `events` see every chunk before the demuxer does. */
export function watchedLoader(events: LoaderEvents): mpegts.CustomLoaderConstructor {
  class WatchedLoader extends BaseLoader {
    private socket: WebSocket | undefined;
    private received = 0;

    constructor() {
      super('footlight-websocket');
      this._needStash = true;
      this._status = IDLE;
    }

    open({ url }: { url: string }): void {
      const socket = new WebSocket(url);
      this.socket = socket;
      this._status = CONNECTING;
      socket.binaryType = 'arraybuffer';
      socket.onopen = () => {
        this._status = BUFFERING;
      };
      socket.onmessage = ({ data }) => {
        if (socket !== this.socket || !(data instanceof ArrayBuffer)) return;
        const byteStart = this.received;
        this.received += data.byteLength;
        events.onChunk(data);
        this._onDataArrival?.(data, byteStart, this.received);
      };
      socket.onclose = ({ code, reason }) => {
        if (socket !== this.socket) return;
        this._status = COMPLETE;
        events.onLost(`closed ${code} ${reason}`.trim());
      };
    }

    abort(): void {
      const socket = this.socket;
      this.socket = undefined;
      this._status = COMPLETE;
      socket?.close();
    }

    override destroy(): void {
      this.abort();
      super.destroy();
    }
  }
  return WatchedLoader as unknown as mpegts.CustomLoaderConstructor;
}
