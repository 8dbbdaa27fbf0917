import { describe, expect, it } from 'vitest';
import type { PlaybookWords } from '../../lib/api/types';
import { complete } from './completion';

const one = (id: string, name = id) => ({ id, name });
const words: PlaybookWords = {
  keys: ['id', 'related'],
  facts: [
    { key: 'Layer', words: [one('data', 'Data'), one('accounts', 'Accounts and access')] },
    { key: 'Marks', words: [one('contained', 'Contained')] },
    { key: 'Needs', words: [] },
    { key: 'Role', words: [] },
  ],
  phases: [one('detect', 'Detect')],
  providers: [one('aws', 'AWS')],
  parts: ['Collect', 'Decide'],
  techniques: [one('T1078', 'Valid Accounts')],
  playbooks: [one('general-incident', 'General incident')],
  values: [{ key: 'related', words: [one('general-incident', 'General incident')] }],
};
const text = `---
playbook: 1
roles:
  lead: Decides
variables:
  key_id: {about: x}
  from_utc: {about: y}
related:
---

## Detect

### Find the key, at once
<!-- id: find-key -->
`;

/** What is offered after `before`, below the text, or after the first lines of it. */
function offered(before: string, lines = text.split('\n').length - 1) {
  const above = text.split('\n').slice(0, lines);
  const found = complete({ before, above, text }, words);
  return found && { typed: before.slice(found.from), labels: found.options.map((option) => option.label) };
}

describe('completion', () => {
  it.each([
    ['## ', '', ['Detect']],
    ['#### A', 'A', ['Collect', 'Decide', 'AWS']],
    ['- **La', 'La', ['Layer', 'Marks', 'Needs', 'Role']],
    ['- **Layer:** acc', 'acc', ['data', 'accounts']],
    ['- **Marks:** detected, con', 'con', ['contained']],
    ['- **Needs:** ', '', ['find-key']],
    ['- **Role:** ', '', ['lead']],
    ['Look for T107', 'T107', ['T1078']],
    ['run {{key', 'key', ['key_id', 'from_utc']],
    ['- **If** x → [Find](#fi', 'fi', ['find-the-key-at-once']],
  ])('after %j', (before, typed, labels) => {
    expect(offered(before)).toEqual({ typed, labels });
  });

  it('knows the keys and values of the front matter, and only there', () => {
    expect(offered('re', 2)).toEqual({ typed: 're', labels: ['id', 'related'] });
    expect(offered('related: [gen', 2)).toEqual({ typed: 'gen', labels: ['general-incident'] });
    expect(offered('  - gen', 8)).toEqual({ typed: 'gen', labels: ['general-incident'] });
    expect(offered('re')).toBeNull();
    expect(offered('## ', 2)).toBeNull();
  });

  it('offers nothing where nothing is known', () => {
    expect(offered('Just words')).toBeNull();
    expect(offered('- **Expect:** it')).toBeNull();
  });

  it('closes what it completes', () => {
    const apply = (before: string) => complete({ before, above: text.split('\n'), text }, words)?.options[0]?.apply;
    expect(apply('{{')).toBe('key_id}}');
    expect(apply('- **')).toBe('Layer:** ');
    expect(apply('](#')).toBe('find-the-key-at-once)');
  });
});
