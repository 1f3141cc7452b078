import type { default as HlsClass, LoaderCallbacks, LoaderConfiguration, LoaderContext } from 'hls.js';

/**
 * Ends every playlist with an empty comment. hls.js 1.7.4 takes the last segment for the one in the making when a playlist
 * with parts ends in a whole segment, as ours does while the encoder is away; the next segment is then a "media sequence
 * mismatch" to it, and playback starts over. Any line behind the segment tells it better.
 */
export function endedLoader(Hls: typeof HlsClass) {
  const Plain = Hls.DefaultConfig.loader;
  return class EndedLoader extends Plain {
    override load(
      context: LoaderContext,
      config: LoaderConfiguration,
      callbacks: LoaderCallbacks<LoaderContext>,
    ): void {
      super.load(context, config, {
        ...callbacks,
        onSuccess: (response, stats, of, details) => {
          const { data } = response;
          const ended = typeof data === 'string' ? { ...response, data: `${data}\n#\n` } : response;
          callbacks.onSuccess(ended, stats, of, details);
        },
      });
    }
  };
}
