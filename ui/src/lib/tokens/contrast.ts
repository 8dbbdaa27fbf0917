/** Reads the custom properties of one block of `tokens.css`, found by the comment that names it. */
export function readBlock(css: string, name: string): Record<string, string> {
  const start = css.indexOf(`/* ${name} */`);
  if (start < 0) throw new Error(`The stylesheet has no block named ${name}.`);
  const body = css.slice(css.indexOf('{', start) + 1, css.indexOf('}', start));
  const found: Record<string, string> = {};
  for (const match of body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)) {
    found[match[1] as string] = match[2] as string;
  }
  return found;
}

/** The relative luminance of a colour written `#rrggbb`, by WCAG 2.2. */
export function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The contrast ratio of two colours, 1 to 21, by WCAG 2.2. */
export function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}
