// Runs before the first paint, as a file of its own because the content policy allows no inline script.
(() => {
  const wanted = localStorage.getItem('compass.theme');
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const theme = wanted === 'light' || wanted === 'dark' ? wanted : system;
  document.documentElement.dataset.theme = theme;
  document.documentElement.dataset.mantineColorScheme = theme;
})();
