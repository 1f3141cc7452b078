// hls.js ships types for its whole build only; the light one is the same less what it leaves out.
declare module 'hls.js/light' {
  export { default } from 'hls.js';
}
