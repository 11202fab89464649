// What the pages ask of the browser.
window.orchestratorDashboard = {
  timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  isDark: () => {
    const kept = localStorage.getItem('orchestrator.dark');
    return kept === null ? window.matchMedia('(prefers-color-scheme: dark)').matches : kept === 'true';
  },
  keepDark: (isDark) => localStorage.setItem('orchestrator.dark', isDark),
};

// "/" moves to the search of the page, or to its first filter, and "?" lists the keys, unless the user is writing; arrows move through the
// rows of a list. A checkbox takes no text.
document.addEventListener('keydown', (event) => {
  const field = event.target.closest('input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog]');
  if (field || event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }
  const search = document.querySelector('input[type=search], [role=search] input:not([type=hidden])');
  const rows = event.target.closest('.rows');
  if (event.key === '/' && search) {
    event.preventDefault();
    search.focus();
  } else if (event.key === '?') {
    event.preventDefault();
    document.querySelector('[data-keys]')?.click();
  } else if (rows && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    const links = [...rows.querySelectorAll('tbody tr')].map((row) => row.querySelector('a')).filter((link) => link);
    const current = links.findIndex((link) => link.closest('tr').contains(document.activeElement));
    const next = links[current + (event.key === 'ArrowDown' ? 1 : -1)];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  }
});

// Ages grow while nothing is read: each from what the host said, because the browser's clock can be another.
(() => {
  const seen = new WeakMap();
  const describe = (seconds) => {
    const minutes = Math.floor(seconds / 60);
    const hours = Math.floor(minutes / 60);
    return minutes === 0 ? 'just now'
      : hours === 0 ? `${minutes} min ago`
      : hours < 24 ? `${hours} h ${minutes % 60} min ago`
      : `${Math.floor(hours / 24)} d ${hours % 24} h ago`;
  };
  const showAges = (now) => document.querySelectorAll('time[data-age]').forEach((time) => {
    const said = `${time.dateTime} ${time.dataset.age}`;
    if (seen.get(time)?.said !== said) {
      seen.set(time, { said, since: now - time.dataset.age * 1000 });
    }
    const text = describe((now - seen.get(time).since) / 1000);
    if (time.firstChild && time.firstChild.data !== text) {
      time.firstChild.data = text;
    }
  });
  window.orchestratorDashboard.showAges = showAges;
  const show = () => showAges(performance.now());
  setInterval(show, 15000);
  new MutationObserver(show).observe(document, { subtree: true, attributeFilter: ['data-age', 'datetime'] });
})();

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-skip]')) {
    document.querySelector('main').focus();
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
