// Runs before the first paint, as a file of its own because the content policy allows no inline script.
(() => {
  const kept = (name) => (localStorage.getItem(`compass.${name}`) ?? '').replaceAll('"', '');
  const wanted = kept('theme');
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const theme = wanted === 'light' || wanted === 'dark' ? wanted : system;
  document.documentElement.dataset.theme = theme;
  document.documentElement.dataset.mantineColorScheme = theme;
  document.documentElement.dataset.density = kept('density') || 'default';
})();
