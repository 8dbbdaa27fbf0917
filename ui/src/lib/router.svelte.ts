/** Where the window is. */
export type Route =
  | { screen: 'now' }
  | { screen: 'incidents' }
  | { screen: 'open' }
  | { screen: 'incident'; id: string; entry: string | null }
  | { screen: 'playbooks'; id: string | null }
  | { screen: 'reading'; id: string; step?: string | null }
  | { screen: 'differences'; id: string }
  | { screen: 'begin' }
  | { screen: 'editor'; id: string | null; path: string | null }
  | { screen: 'providers'; id: string | null }
  | { screen: 'import'; paths: string[] }
  | { screen: 'profiles' }
  | { screen: 'search'; text: string }
  | { screen: 'settings' }
  | { screen: 'keys' }
  | { screen: 'reader'; id: string };

/** Reads the part of an address after `#`; anything unknown is Now. */
export function readHash(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const parts = path.split('/').filter(Boolean).map(decode);
  const asked = new URLSearchParams(query);
  const [screen, id] = parts;
  switch (screen) {
    case 'incidents':
      return id ? { screen: 'incident', id, entry: asked.get('entry') } : { screen: 'incidents' };
    case 'open':
      return { screen: 'open' };
    case 'playbooks':
      if (id && parts[2] === 'read') return asked.has('step') ? { screen: 'reading', id, step: asked.get('step') } : { screen: 'reading', id };
      if (id && parts[2] === 'differences') return { screen: 'differences', id };
      if (id && parts[2] === 'edit') return { screen: 'editor', id, path: null };
      return { screen: 'playbooks', id: id ?? null };
    case 'begin':
      return { screen: 'begin' };
    case 'edit':
      return { screen: 'editor', id: null, path: asked.get('path') };
    case 'providers':
      return { screen: 'providers', id: id ?? null };
    case 'import':
      return { screen: 'import', paths: asked.getAll('path') };
    case 'profiles':
      return { screen: 'profiles' };
    case 'search':
      return { screen: 'search', text: asked.get('q') ?? '' };
    case 'reader':
      return { screen: 'reader', id: id ?? '' };
    case 'settings':
      return { screen: id === 'keys' ? 'keys' : 'settings' };
    default:
      return { screen: 'now' };
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Writes a route as an address that begins with `#`. */
export function writeHash(route: Route): string {
  switch (route.screen) {
    case 'now':
    case 'incidents':
    case 'open':
    case 'begin':
    case 'profiles':
    case 'settings':
      return `#/${route.screen}`;
    case 'keys':
      return '#/settings/keys';
    case 'reader':
      return `#/reader/${encodeURIComponent(route.id)}`;
    case 'incident': {
      const entry = route.entry === null ? '' : `?entry=${encodeURIComponent(route.entry)}`;
      return `#/incidents/${encodeURIComponent(route.id)}${entry}`;
    }
    case 'playbooks':
      return route.id === null ? '#/playbooks' : `#/playbooks/${encodeURIComponent(route.id)}`;
    case 'reading': {
      const step = route.step ? `?step=${encodeURIComponent(route.step)}` : '';
      return `#/playbooks/${encodeURIComponent(route.id)}/read${step}`;
    }
    case 'differences':
      return `#/playbooks/${encodeURIComponent(route.id)}/differences`;
    case 'editor':
      return route.id === null ? `#/edit?path=${encodeURIComponent(route.path ?? '')}` : `#/playbooks/${encodeURIComponent(route.id)}/edit`;
    case 'providers':
      return route.id === null ? '#/providers' : `#/providers/${encodeURIComponent(route.id)}`;
    case 'import':
      return `#/import${route.paths.map((path, at) => `${at === 0 ? '?' : '&'}path=${encodeURIComponent(path)}`).join('')}`;
    case 'search':
      return route.text ? `#/search?q=${encodeURIComponent(route.text)}` : '#/search';
  }
}

/** The address of an incident, or of one of its entries. */
export function incidentHash(id: string, entry: string | null = null): string {
  return writeHash({ screen: 'incident', id, entry });
}

/** The place the window shows, kept in the address. */
class Router {
  route = $state.raw<Route>(readHash(location.hash));

  /** Follows the address; returns what ends it. */
  start(): () => void {
    const read = (): void => {
      this.route = readHash(location.hash);
    };
    read();
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }

  /** Goes to a place. */
  go(route: Route): void {
    this.route = route;
    const hash = writeHash(route);
    if (location.hash !== hash) location.hash = hash;
  }

  /** Changes the place without a step back to the one before. */
  replace(route: Route): void {
    this.route = route;
    history.replaceState(null, '', writeHash(route));
  }
}

export const router = new Router();
