/** The whole of hls.js, a chunk of its own: with other languages and subtitles. */
export { default as Whole } from 'hls.js';
