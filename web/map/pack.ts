/** One thing on a line: where it would like its centre to be and how hard it is to move. */
export interface Packed {
  ideal: number;
  weight: number;
}

/**
 * Centres as near to their ideals as the distances allow (weighted least squares, pool adjacent violators), in the
 * order given, none before `first` plus what stands before it. `distance(i)` is the least distance between the centres
 * of i - 1 and i. Linear.
 */
export function pack(items: readonly Packed[], distance: (index: number) => number, first: number): number[] {
  const offsets: number[] = [];
  let sum = 0;
  for (let index = 0; index < items.length; index += 1) {
    if (index > 0) sum += distance(index);
    offsets.push(sum);
  }
  const blocks: { start: number; weight: number; total: number }[] = [];
  for (const [index, { ideal, weight }] of items.entries()) {
    let block = { start: index, weight, total: (ideal - offsets[index]!) * weight };
    for (
      let last = blocks.at(-1);
      last && last.total / last.weight >= block.total / block.weight;
      last = blocks.at(-1)
    ) {
      blocks.pop();
      block = { start: last.start, weight: last.weight + block.weight, total: last.total + block.total };
    }
    blocks.push(block);
  }
  const centres: number[] = [];
  for (const [index, { start, weight, total }] of blocks.entries()) {
    const base = Math.max(first, Math.round(total / weight));
    const end = blocks[index + 1]?.start ?? items.length;
    for (let at = start; at < end; at += 1) centres.push(base + offsets[at]!);
  }
  return centres;
}
