// Runs before the first paint. Keep in step with theme-core.ts, which owns the rule.
(() => {
  const manage = /^\/(manage|studio|admin|account|sign-in|sign-up|setup)(\/|$)/.test(location.pathname);
  let kept = null;
  try {
    kept = localStorage.getItem(manage ? 'theme.manage' : 'theme.show');
  } catch {
    // Storage may be forbidden: then the page's own default it is.
  }
  document.documentElement.dataset.theme = kept === 'dark' || kept === 'light' ? kept : manage ? 'light' : 'dark';
})();
