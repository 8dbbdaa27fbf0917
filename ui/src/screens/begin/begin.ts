import type { LibraryView, PlaybookRow } from '../../lib/api/types';

/** What is typed of a new playbook; several values of one field stand between commas. */
export interface BeginFields extends Record<string, string> {
  title: string;
  /** Empty while it follows from the title. */
  id: string;
  types: string;
  models: string;
  providers: string;
  /** Empty while none is chosen. */
  folder: string;
}

export const EMPTY: BeginFields = { title: '', id: '', types: '', models: '', providers: '', folder: '' };

/** The values of a field that holds several. */
export const several = (field: string): string[] => field.split(',').filter(Boolean);

/** The id that a title gives: lower-case letters, digits and dashes. */
export function idOf(title: string): string {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60).replace(/-+$/, '');
}

/** Who has an id already, in words, and what opens it; null where it is free. */
export interface Taken {
  said: string;
  id: string | null;
  path: string | null;
}

export function takenBy(id: string, rows: readonly PlaybookRow[], library: LibraryView): Taken | null {
  const row = rows.find((each) => each.id === id);
  if (row) return { said: `"${row.title}" has this id. Take another.`, id, path: null };
  const aside = library.aside.find((each) => each.id === id);
  return aside ? { said: `${aside.path} has this id and does not count yet. Take another.`, id: null, path: aside.path } : null;
}

/** What is missing or does not fit, by field, in words. */
export function problemsOf(fields: BeginFields, id: string): Partial<Record<'title' | 'id' | 'types' | 'models', string>> {
  return {
    ...(fields.title.trim() === '' ? { title: 'Say in a line what it is for.' } : {}),
    ...(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) ? {} : { id: 'Write lower-case letters, digits and single dashes.' }),
    ...(fields.types === '' ? { types: 'Choose at least one type: it is found by it.' } : {}),
    ...(fields.models === '' ? { models: 'Choose at least one service model: who acts follows from it.' } : {}),
  };
}
