/** Each item with a key made of its name; what has the same name is counted. */
export function keyed<Item>(items: readonly Item[], nameOf: (item: Item) => string): [string, Item][] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const name = nameOf(item);
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return [count === 0 ? name : `${name} ${count}`, item];
  });
}
