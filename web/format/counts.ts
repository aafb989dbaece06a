const numbers = new Intl.NumberFormat('en');

/** `9,812`. */
export const formatCount = (count: number): string => numbers.format(count);

/** `1 application`, `9,812 applications`. */
export const formatPlural = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

/** `campaign`, `campaign and marketing`, `campaign, loyalty and 3 more`. */
export function formatList(names: readonly string[], shown = 3): string {
  if (names.length <= 1) return names[0] ?? '';
  if (names.length <= shown) return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return `${names.slice(0, shown - 1).join(', ')} and ${formatCount(names.length - shown + 1)} more`;
}
