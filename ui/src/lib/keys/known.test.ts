import { describe, expect, it, vi } from 'vitest';
import { sendKnown } from './known';

/** A field with a list of known names in a form; the keys that are pressed in it go through {@link sendKnown}. */
function form(list: boolean) {
  document.body.innerHTML = `<form><input ${list ? 'list="names"' : ''} value="Ada" /><datalist id="names"><option value="Ada Lovelace"></option></datalist></form>`;
  const field = document.querySelector('input') as HTMLInputElement;
  const sent = vi.fn((event: Event) => event.preventDefault());
  document.querySelector('form')?.addEventListener('submit', sent);
  document.addEventListener('keydown', sendKnown);
  const press = (key: string): boolean => field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  return { field, sent, press, end: () => document.removeEventListener('keydown', sendKnown) };
}

describe('Enter in a field with a list of known names', () => {
  it('sends what is typed, once', () => {
    const { sent, press, end } = form(true);
    expect(press('Enter')).toBe(false);
    expect(sent).toHaveBeenCalledTimes(1);
    end();
  });

  it('is left to the list where an arrow key chooses from it, and sends after that', () => {
    const { sent, press, end } = form(true);
    press('ArrowDown');
    expect(press('Enter')).toBe(true);
    expect(sent).not.toHaveBeenCalled();
    press('Enter');
    expect(sent).toHaveBeenCalledTimes(1);
    end();
  });

  it('is as ever where the field is empty or has no list', () => {
    const { field, press, end } = form(true);
    field.value = ' ';
    expect(press('Enter')).toBe(true);
    end();
    const plain = form(false);
    expect(plain.press('Enter')).toBe(true);
    plain.end();
  });
});
