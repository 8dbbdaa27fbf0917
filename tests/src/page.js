// Lives in the tested page as `window.__e2e`: finds elements as a screen reader would, and remembers what went wrong.
(() => {
  if (window.__e2e) return;
  const { aria, dom, text } = window.axe.commons;
  const collapse = (words) => (words ?? '').replace(/\s+/g, ' ').trim();

  // Where a role may be found, to look at fewer elements; any other role is looked for everywhere.
  const places = {
    article: 'article',
    button: 'button, input[type=button], input[type=submit], input[type=reset], summary',
    cell: 'td',
    checkbox: 'input[type=checkbox]',
    columnheader: 'th',
    combobox: 'select, input',
    dialog: 'dialog',
    heading: 'h1, h2, h3, h4, h5, h6',
    link: 'a[href]',
    list: 'ul, ol, menu',
    listbox: 'select',
    listitem: 'li',
    main: 'main',
    navigation: 'nav',
    option: 'option',
    radio: 'input[type=radio]',
    region: 'section',
    row: 'tr',
    searchbox: 'input[type=search]',
    status: 'output',
    table: 'table',
    textbox: 'input, textarea',
  };
  const fields = 'input, textarea, select, [contenteditable=true], [role=textbox], [role=combobox], [role=listbox], [role=searchbox], [role=spinbutton], [role=switch], [role=checkbox], [role=radio], [role=slider]';

  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const heard = (elements) => elements.filter((element) => dom.isVisibleToScreenReaders(element));

  function named(elements, name) {
    if (name === '') return elements;
    const names = elements.map((element) => collapse(text.accessibleText(element)));
    const exact = elements.filter((_, index) => names[index] === name);
    return exact.length > 0 ? exact : elements.filter((_, index) => names[index].includes(name));
  }

  function holding(words) {
    const holds = (element) => collapse(element.innerText ?? element.textContent).includes(words);
    const innermost = [];
    (function descend(element) {
      const deeper = [...element.children].filter((child) => child.checkVisibility?.() !== false && holds(child));
      if (deeper.length === 0) innermost.push(element);
      else deeper.forEach(descend);
    })(document.body);
    return innermost.filter((element) => element !== document.body || holds(element));
  }

  function search({ how, value, name, within }) {
    const found = ways[how](value, collapse(name));
    if (!within) return found;
    const outer = search(within);
    return found.filter((element) => outer.some((each) => each.contains(element)));
  }

  const ways = {
    role: (role, name) => {
      const selector = role in places ? `${places[role]}, [role="${role}"]` : '*';
      return named(heard(all(selector)).filter((element) => aria.getRole(element) === role), name);
    },
    label: (_, name) => named(heard(all(fields)), name),
    text: (_, words) => holding(words),
    testId: (id) => heard(all(`[data-testid="${CSS.escape(id)}"]`)),
    css: (selector) => all(selector),
  };

  // What can be acted on.
  const controls =
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [contenteditable=true], [role=button], [role=checkbox], [role=combobox], [role=option], [role=radio], [role=tab], [tabindex="0"]';

  function focused() {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element;
  }

  const name = (element) => {
    const words = collapse(element.getAttribute('aria-label') ?? element.innerText ?? element.value);
    return `${element.tagName.toLowerCase()} "${words.slice(0, 60)}"${element.dataset.testid ? ` (${element.dataset.testid})` : ''}`;
  };

  // What Tab stops at, but for groups of radio buttons, of which it stops at one.
  const stops = 'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [contenteditable=true], [tabindex]';

  /** What holds an element that Tab does not stop at, with one that it does: the arrows move inside. */
  function group(element) {
    if (element.type === 'radio') return element.closest('fieldset, [role=radiogroup], form') ?? document.body;
    let around = element.parentElement;
    while (around && !all(stops, around).some((each) => each.tabIndex >= 0)) around = around.parentElement;
    return around;
  }

  /** By which key the focus comes nearer to an element: `here` where it is there, null where no key leads there. */
  function way(element) {
    const now = document.activeElement;
    if (focused() === element) return 'here';
    if (!element.matches(stops) || !element.checkVisibility()) return null;
    const inside = element.tabIndex < 0 || element.type === 'radio' ? group(element) : null;
    if (inside !== null && inside !== now && inside.contains(now)) return after(now, element) ? 'ArrowDown' : 'ArrowUp';
    const to = inside ?? element;
    return now === null || now === document.body || after(now, to) ? 'Tab' : 'Shift+Tab';
  }

  const after = (from, to) => (from.compareDocumentPosition(to) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

  /** The part of a rectangle inside the window, or null. */
  function seen({ left, top, right, bottom }) {
    const part = { left: Math.max(left, 0), top: Math.max(top, 0), right: Math.min(right, innerWidth), bottom: Math.min(bottom, innerHeight) };
    return part.right - part.left > 1 && part.bottom - part.top > 1 ? part : null;
  }

  /** Why what has the focus cannot be seen; null where some of it can. The whole screen has no mark and needs none. */
  function hidden() {
    const element = focused();
    if (!element || element === document.body || element.matches('main, h1, [role=dialog]')) return null;
    const parts = [...element.getClientRects()].map(seen).filter((part) => part !== null);
    if (parts.length === 0) return `${name(element)} has the focus and lies outside the window`;
    const shows = ({ left, top, right, bottom }) =>
      [0.08, 0.5, 0.92].some((x) =>
        [0.12, 0.5, 0.88].some((y) => {
          const hit = document.elementFromPoint(left + x * (right - left), top + y * (bottom - top));
          return hit !== null && (element.contains(hit) || hit.shadowRoot?.contains(element) || hit.closest('label')?.control === element);
        }),
      );
    return parts.some(shows) ? null : `${name(element)} has the focus and is covered`;
  }

  const clips = (value) => value === 'hidden' || value === 'clip';

  /** Text that nobody can get to see: cut off by what is around it, which does not scroll. */
  function cut() {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!element || collapse(node.data) === '' || !element.checkVisibility?.() || element.closest('.unseen, [aria-hidden=true], svg')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const rects = [...range.getClientRects()].filter((rect) => rect.width > 0 && rect.height > 0);
      let [x, y] = [true, true];
      for (let around = element; around && (x || y); around = around.parentElement) {
        const style = getComputedStyle(around);
        const box = around === document.body ? { left: 0, top: 0, right: innerWidth, bottom: innerHeight } : around.getBoundingClientRect();
        const whole = around === document.body;
        if (['auto', 'scroll'].includes(style.overflowX)) x = false;
        if (['auto', 'scroll'].includes(style.overflowY)) y = false;
        const told = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
        const outX = x && (whole || clips(style.overflowX)) && !told && rects.some((rect) => rect.right > box.right + 2 || rect.left < box.left - 2);
        const outY = y && (whole || clips(style.overflowY)) && !told && rects.some((rect) => rect.bottom > box.bottom + 4 || rect.top < box.top - 4);
        if (outX || outY) {
          found.push(`"${collapse(node.data).slice(0, 60)}" is cut off by ${name(around)}`);
          break;
        }
        if (told) break;
      }
    }
    return found;
  }

  // What may lie over the rest of the window.
  const over = '[role=dialog], .veil, dialog, [role=listbox], [role=menu], [popover], .unseen';

  /** What holds text or can be acted on, and is covered where it is seen by something that does not hold it. */
  function overlaps() {
    const found = new Map();
    for (const element of all(`${controls}, h1, h2, h3, p, li, td, th, dt, dd, label`)) {
      if (!element.checkVisibility?.({ opacityProperty: true, visibilityProperty: true }) || element.closest(`${over}, [aria-hidden=true], svg`)) continue;
      if (collapse(element.innerText ?? element.value) === '' && !element.matches(controls)) continue;
      for (const rect of element.getClientRects()) {
        const part = visible(element, rect);
        if (part === null) continue;
        for (const x of [0.2, 0.5, 0.8]) {
          const [left, top] = [part.left + x * (part.right - part.left), (part.top + part.bottom) / 2];
          const hit = document.elementFromPoint(left, top);
          if (hit === null || hit === document.documentElement || element.contains(hit) || hit.contains(element) || hit.closest(over)) continue;
          if (hit.closest('label')?.control === element || element.closest('label')?.contains(hit)) continue;
          const covers = [...hit.getClientRects()].some((each) => each.left <= left && each.right >= left && each.top <= top && each.bottom >= top);
          if (covers && !bar(hit, left, top) && !found.has(element)) found.set(element, `${name(hit)} lies over ${name(element)}`);
        }
      }
    }
    return [...found.values()];
  }

  /** Whether an element is part of a bar that stays in place while something scrolls below it, and lets nothing of that show. */
  function bar(element, left, top) {
    let opaque = false;
    for (let around = element; around; around = around.parentElement) {
      const { position, backgroundColor } = getComputedStyle(around);
      const box = around.getBoundingClientRect();
      const inside = box.left <= left && box.right >= left && box.top <= top && box.bottom >= top;
      opaque ||= inside && /^rgb\(/.test(backgroundColor);
      if (position === 'sticky' || position === 'fixed') return opaque;
    }
    return false;
  }

  /** The part of a rectangle that what is around lets through, or null. */
  function visible(element, rect) {
    let part = seen(rect);
    for (let around = element.parentElement; around && part !== null; around = around.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(around);
      if (overflowX === 'visible' && overflowY === 'visible') continue;
      const box = around.getBoundingClientRect();
      const cut = { left: Math.max(part.left, box.left), top: Math.max(part.top, box.top), right: Math.min(part.right, box.right), bottom: Math.min(part.bottom, box.bottom) };
      part = cut.right - cut.left > 4 && cut.bottom - cut.top > 4 ? cut : null;
    }
    return part;
  }

  const wrong = [];
  window.addEventListener('error', (event) => wrong.push(`error: ${event.message}`));
  window.addEventListener('unhandledrejection', (event) => {
    const reason = event.reason;
    wrong.push(`unhandled rejection: ${reason?.message ?? JSON.stringify(reason) ?? reason}`);
  });
  document.addEventListener('securitypolicyviolation', (event) =>
    wrong.push(`content security policy: ${event.effectiveDirective} blocked ${event.blockedURI} ${event.sample}`),
  );

  window.__e2e = {
    wrong,
    find(by) {
      window.axe.teardown();
      window.axe.setup(document.documentElement);
      try {
        return search(by);
      } finally {
        window.axe.teardown();
      }
    },
    hidden,
    way,
    place: () => name(focused() ?? document.body),
    cut,
    overlaps,
    controls() {
      window.axe.teardown();
      window.axe.setup(document.documentElement);
      try {
        return heard(all(controls)).map((element) => [element, aria.getRole(element) ?? '', name(element)]);
      } finally {
        window.axe.teardown();
      }
    },
    async check() {
      // A colour on its way to another is neither. What is folded away stands still until it is unfolded.
      const running = document.getAnimations().filter((each) => each.effect?.target?.checkVisibility() ?? true);
      await Promise.all(running.map((each) => each.finished.catch(() => {})));
      const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
      return violations.map(({ id, impact, help, nodes }) => ({
        rule: id,
        impact: impact ?? 'unknown',
        help,
        elements: nodes.map((node) => `${node.target.join(' ')}: ${collapse(node.failureSummary)}`),
      }));
    },
  };
})();
