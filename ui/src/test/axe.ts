import axe from 'axe-core';

/** Runs axe over what is on the page; returns what it found as `rule: element`. Colours need a real window. */
export async function violations(root: Element = document.body): Promise<string[]> {
  const found = await axe.run(root, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    resultTypes: ['violations'],
  });
  return found.violations.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.html.slice(0, 120)}`));
}
