import type { OpenEngine } from './engine';
import type { Way } from './ways-core';

/** Where a stream is to be had; both addresses carry their pass, if one is needed. */
export interface Addresses {
  flv: string;
  hls: string;
}

export const addressFor = (way: Way, { flv, hls }: Addresses): string => (way === 'flv' ? flv : hls);

/** Each engine is a chunk of its own, fetched when its way is taken. */
export async function loadEngine(way: Way): Promise<OpenEngine> {
  switch (way) {
    case 'flv':
      return (await import('./flv-engine')).openFlv;
    case 'llhls':
      return (await import('./hls-engine')).openLowLatency;
    case 'hls':
      return (await import('./hls-engine')).openSteady;
    case 'native':
      return (await import('./native-engine')).openNative;
  }
}

/** Whether the picture is there to be had by plain HTTP: then a line over which nothing comes is blocked on the way. */
export async function isThere({ hls }: Addresses): Promise<boolean> {
  try {
    return (await fetch(hls, { cache: 'no-store', signal: AbortSignal.timeout(4_000) })).ok;
  } catch {
    return false;
  }
}
