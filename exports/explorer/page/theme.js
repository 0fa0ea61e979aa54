(() => {
  // Runs before the first paint, so that a dark page never flashes white.
  let kept = null;
  try { kept = localStorage.getItem('dangbo-theme'); } catch { /* no storage for local files: follow the system */ }
  const dark = kept ? kept === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
