import type { ClockMark } from './flv-watch-core';

/** Why an engine stopped. After it, the engine is done: open another. */
export type EngineStop =
  /** The line closed or never opened; trying again makes sense. */
  | { kind: 'line'; detail: string }
  /** Bytes came that could not be played; a fresh start may help. */
  | { kind: 'media'; detail: string }
  /** This browser cannot decode it; trying again does not help. */
  | { kind: 'undecodable'; codec: string };

export interface EngineEvents {
  onBytes(bytes: number): void;
  onMark(mark: ClockMark): void;
  onStopped(stop: EngineStop): void;
}

/** One connection that feeds one video element, from `open` to `close`. */
export interface Engine {
  close(): void;
}

export type OpenEngine = (video: HTMLVideoElement, url: string, events: EngineEvents) => Engine;
