/** Why an engine stopped. After it, the engine is done: open another. */
export type EngineStop =
  /** The line closed or never opened; trying again makes sense. */
  | { kind: 'line'; detail: string }
  /** It can do better when it is opened once more, now. */
  | { kind: 'reopen' }
  /** Bytes came that could not be played; a fresh start may help. */
  | { kind: 'media'; detail: string }
  /** This engine or this browser cannot decode it; trying again does not help. */
  | { kind: 'undecodable'; codec: string };

/** One of the pictures a stream comes in, by its height in lines. */
export interface Quality {
  id: number;
  height: number;
}

export interface EngineEvents {
  /** Something came over the line. */
  onBytes(): void;
  onStopped(stop: EngineStop): void;
  /** What there is to choose from; told when there is more than one. */
  onQualities?(qualities: Quality[]): void;
}

/** An engine that keeps near the live edge by itself. */
export interface OwnEdge {
  /** Seconds between the newest that can be had and the picture; undefined while unknown. */
  behindS(): number | undefined;
  /** How many of them are meant. */
  targetS(): number;
  toLive(): void;
  /** The viewer chose to be behind: leave them there, or keep to the edge again. */
  linger(on: boolean): void;
}

/** One connection that feeds one video element, from `open` to `close`. */
export interface Engine {
  /** How long the line may be silent while it is open and nothing is wrong. */
  readonly patienceMs: number;
  /** Without it the session keeps the distance, by the end of what is buffered. */
  readonly edge?: OwnEdge;
  /** When the frame shown at `currentTimeS` reached the server, in epoch milliseconds of its clock; undefined while unknown. */
  arrivedMs(currentTimeS: number): number | undefined;
  /** Plays that quality from the next frames on; undefined leaves it to the engine. */
  choose?(quality: number | undefined): void;
  close(): void;
}

export type OpenEngine = (video: HTMLVideoElement, url: string, events: EngineEvents) => Engine;
