import type { IncidentView, ProviderRow, ProviderView, RequestMark, RequestView } from '../lib/api/types';
import * as world from './world';

/** A draft to AWS from the step that asks. */
export function requestOf(id: string, change: Partial<RequestView> = {}): RequestView {
  return {
    id,
    run: '1',
    step: 'hold-logs',
    step_title: '4 Have host-side logs preserved',
    follows: null,
    provider: { id: 'aws', name: 'AWS' },
    subject: 'Security incident INC-0007: Access key seen in build logs',
    text: 'Our reference: INC-0007\n\n1. Did your own systems flag this key, and when?',
    channel: null,
    ticket: null,
    escalate: '4h',
    escalate_in_words: 'escalated after 4 h',
    state: null,
    drafted_at: world.ago(20),
    drafted_by: 'Ana Ruiz',
    entry: `${world.DEVICE}/9`,
    marks: [],
    waiting_since: null,
    due_at: null,
    due: false,
    ...change,
  };
}

/** A request after something happened to it so many minutes ago. */
export function marked(request: RequestView, mark: RequestMark, minutes: number): RequestView {
  const at = world.ago(minutes);
  const label = mark.charAt(0).toUpperCase() + mark.slice(1);
  const said = { mark, label, when: world.exact(at), typed: at, typed_precision: null, by: null, note: null, author: 'Ana Ruiz', entry: `${world.DEVICE}/10` };
  const waits = mark === 'sent' || mark === 'acknowledged';
  return {
    ...request,
    state: mark,
    marks: [...request.marks.filter((each) => each.mark !== mark), said],
    waiting_since: waits ? (request.waiting_since ?? at) : null,
    due_at: waits ? (request.due_at ?? world.ago(minutes - 240)) : null,
  };
}

/** An incident with a request in place of another of the same number. */
export function withRequest(view: IncidentView, request: RequestView): IncidentView {
  const kept = view.requests.filter((each) => each.id !== request.id);
  return { ...view, requests: [...kept, request].toSorted((a, b) => Number(a.id) - Number(b.id)) };
}

export function providerRow(change: Partial<ProviderRow> = {}): ProviderRow {
  return { id: 'aws', name: 'AWS', service_models: ['iaas', 'paas', 'faas'], in_use: false, gaps: [], ...change };
}

export function providerView(change: Partial<ProviderView> = {}): ProviderView {
  return {
    row: providerRow(),
    facts: {
      identifiers: [{ name: 'Account ID', form: '12 digits', shape: '999999999999', find: 'The console shows it.', source: 'https://docs.example/account', read: '2026-11-22' }],
      contacts: [{ purpose: 'Security incident in your account', how: 'Support Center', source: 'https://docs.example/support', read: '2026-11-22' }],
      plans: [{ name: 'Business', replies: [{ severity: 'Production down', within: '1 hour' }], note: 'As the page said in 2025.', source: 'https://docs.example/plans', read: '2026-11-22' }],
      needs: [{ text: 'Basic plans open no technical case.', source: 'https://docs.example/plans', read: '2026-11-22' }],
    },
    own: { in_use: false, identifiers: [], plan: null, reply_seconds: null, contacts: [], portal: null, tested_on: null, tested: null },
    file: '/config/providers.json',
    ...change,
  };
}
