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
    async check() {
      // A colour on its way to another is neither.
      await Promise.all(document.getAnimations().map((each) => each.finished.catch(() => {})));
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
