// What the pages ask of the browser.
window.orchestratorDashboard = {
  timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  isDark: () => {
    const kept = localStorage.getItem('orchestrator.dark');
    return kept === null ? window.matchMedia('(prefers-color-scheme: dark)').matches : kept === 'true';
  },
  keepDark: (isDark) => localStorage.setItem('orchestrator.dark', isDark),
};

// "/" moves to the search of the page, unless the reader is writing.
document.addEventListener('keydown', (event) => {
  const search = document.querySelector('input[type=search]');
  if (event.key === '/' && search && !event.target.closest('input, textarea, [contenteditable]')) {
    event.preventDefault();
    search.focus();
  }
});

// What the framework gives up is tried until the host answers: then a page whose memory is gone is loaded again.
(() => {
  const modal = document.getElementById('components-reconnect-modal');
  const seconds = 3;
  let isTrying = false;
  const isAnyOf = (...states) => states.some((state) => modal.classList.contains(`components-reconnect-${state}`));
  const tryAgain = async () => {
    if (isTrying) {
      return;
    }
    isTrying = true;
    while (isAnyOf('failed', 'resume-failed', 'rejected')) {
      try {
        // Whatever is answered, the host is there: the document itself decides what is shown.
        await fetch(document.baseURI, { method: 'HEAD', cache: 'no-store' });
        location.reload();
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
      }
    }
    isTrying = false;
  };
  new MutationObserver(() => isAnyOf('failed', 'resume-failed', 'rejected') && tryAgain()).observe(modal, { attributeFilter: ['class'] });
})();
