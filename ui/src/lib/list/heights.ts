/** The heights of many rows, with the sum of any beginning and the row at any distance, each in O(log n). */
export class Heights {
  readonly #tree: Float64Array;
  readonly #heights: Float64Array;
  readonly length: number;
  #total: number;

  /** Starts with every row at its estimated height. */
  constructor(length: number, estimate: number) {
    this.length = length;
    this.#heights = new Float64Array(length).fill(estimate);
    this.#tree = new Float64Array(length + 1);
    for (let at = 1; at <= length; at += 1) {
      this.#tree[at] = (at & -at) * estimate;
    }
    this.#total = length * estimate;
  }

  /** The height of all rows together. */
  get total(): number {
    return this.#total;
  }

  /** The height of a row. */
  at(index: number): number {
    return this.#heights[index] ?? 0;
  }

  /** Sets the height of a row; says by how much it changed. */
  set(index: number, height: number): number {
    if (index < 0 || index >= this.length) return 0;
    const change = height - this.at(index);
    if (change === 0) return 0;
    this.#heights[index] = height;
    this.#total += change;
    for (let at = index + 1; at <= this.length; at += at & -at) {
      this.#tree[at] = (this.#tree[at] as number) + change;
    }
    return change;
  }

  /** The distance from the top of the first row to the top of a row. */
  top(index: number): number {
    let sum = 0;
    for (let at = Math.min(index, this.length); at > 0; at -= at & -at) sum += this.#tree[at] as number;
    return sum;
  }

  /** The row that lies at a distance from the top; the last row for anything beyond. */
  row(distance: number): number {
    let at = 0;
    let left = distance;
    for (let step = 2 ** Math.floor(Math.log2(Math.max(1, this.length))); step >= 1; step /= 2) {
      const next = at + step;
      if (next <= this.length && (this.#tree[next] as number) <= left) {
        at = next;
        left -= this.#tree[next] as number;
      }
    }
    return Math.max(0, Math.min(at, this.length - 1));
  }
}
