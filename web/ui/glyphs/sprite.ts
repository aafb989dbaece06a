import symbols from './glyphs.svg?raw';

/** Puts all symbols into the page once, so that they take colours and tokens from where they are used. */
export function mountSprite(): void {
  if (document.querySelector('[data-sprite]')) return;
  document.body.insertAdjacentHTML('afterbegin', symbols);
}
