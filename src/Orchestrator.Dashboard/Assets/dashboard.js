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
