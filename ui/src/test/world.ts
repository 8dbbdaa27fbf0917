import type {
  About,
  Acts,
  Clock,
  EntryView,
  IncidentRow,
  IncidentView,
  Matrix,
  Milestone,
  MilestoneView,
  Phase,
  PlaybookRow,
  RunText,
  RunView,
  ServiceModel,
  StepText,
  StepView,
  When,
} from '../lib/api/types';

/** The instant at which every test world stands. */
export const NOW = Date.parse('2026-11-21T02:41:07Z');
export const DEVICE = '0199c3a1';

export const iso = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
export const ago = (minutes: number): string => iso(NOW - minutes * 60_000);

export function exact(at: string): When {
  return { earliest: at, latest: at, precision: 'exact', zone: 'UTC' };
}

export function about(change: Partial<About> = {}): About {
  const models: [ServiceModel, string][] = [
    ['onprem', 'On-premises'],
    ['iaas', 'IaaS'],
    ['paas', 'PaaS'],
    ['faas', 'FaaS'],
    ['saas', 'SaaS'],
  ];
  const phases: Phase[] = ['prepare', 'detect', 'analyze', 'contain', 'eradicate', 'recover', 'communicate', 'review'];
  const milestones: Milestone[] = ['occurred', 'detected', 'declared', 'acknowledged', 'contained', 'eradicated', 'recovered', 'closed'];
  const word = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  return {
    version: '0.1.0',
    responder: 'Ana Ruiz',
    suggested_responder: 'ana',
    settings: { responder: 'Ana Ruiz', theme: null, zone: 'Europe/Berlin', playbooks: [], matrix_profile: null, keys: {}, zoom: null },
    zone: 'Europe/Berlin',
    data_dir: '/home/ana/.local/share/firebreak',
    database: '/home/ana/.local/share/firebreak/firebreak.db',
    device: DEVICE,
    backups: [{ path: '/home/ana/.local/share/firebreak/backups/2026-11-20.db', taken_at: ago(1500), bytes: 4_194_304 }],
    incident_types: [
      { id: 'credential-compromise', name: 'Credential compromise' },
      { id: 'control-plane-takeover', name: 'Control-plane takeover' },
      { id: 'data-exposure', name: 'Data exposure' },
      { id: 'ransomware-destruction', name: 'Ransomware or destruction' },
      { id: 'app-exploitation', name: 'Application exploited' },
      { id: 'denial-of-service', name: 'Denial of service' },
    ],
    providers: [
      { id: 'aws', name: 'AWS', service_models: ['iaas', 'paas', 'faas'] },
      { id: 'azure', name: 'Azure', service_models: ['iaas', 'paas', 'faas'] },
      { id: 'gcp', name: 'Google Cloud', service_models: ['iaas', 'paas', 'faas'] },
      { id: 'm365', name: 'Microsoft 365', service_models: ['saas'] },
      { id: 'github', name: 'GitHub', service_models: ['saas'] },
    ],
    service_models: models.map(([value, label]) => ({ value, label })),
    severities: [
      { severity: 'critical', label: 'Critical', about: 'Spreading now.', targets: { acknowledge: 300, contain: 1800, recover: 14_400 } },
      { severity: 'high', label: 'High', about: 'Serious harm is happening or near.', targets: { acknowledge: 900, contain: 3600, recover: 28_800 } },
      { severity: 'medium', label: 'Medium', about: 'Limited harm.', targets: { acknowledge: 3600, contain: 14_400, recover: 86_400 } },
      { severity: 'low', label: 'Low', about: 'Little harm.', targets: { acknowledge: null, contain: null, recover: null } },
    ],
    phases: phases.map((value) => ({ value, label: word(value) })),
    milestones: milestones.map((value) => ({ value, label: word(value) })),
    entry_kinds: [
      { id: 'note.added', name: 'Note' },
      { id: 'step.set', name: 'Step' },
      { id: 'milestone.set', name: 'Milestone' },
      { id: 'entry.corrected', name: 'Correction' },
      { id: 'incident.opened', name: 'Opened' },
    ],
    ...change,
  };
}

export const YOURS: Acts = {
  party: 'customer',
  layer: 'accounts',
  by_model: [],
  owners: [],
  why: 'Accounts and access are yours under IaaS (NSA 2024).',
};

export function step(number: number, change: Partial<StepView> = {}): StepView {
  return {
    id: `step-${number}`,
    number,
    phase: 'contain',
    title: `Do thing ${number}`,
    state: 'open',
    reason: null,
    value: null,
    until: null,
    due: false,
    due_at: null,
    changed_at: null,
    changed_by: null,
    entry: null,
    done: null,
    reconstructed: false,
    watch: null,
    mode: 'do',
    acts: YOURS,
    role: 'cloud',
    seconds: 300,
    marks: [],
    waits_for: [],
    off_branch: false,
    choice: null,
    ticked: [],
    tasks: 0,
    collected: [],
    ...change,
  };
}

export function stepText(id: string, change: Partial<StepText> = {}): StepText {
  return {
    id,
    cautions: [],
    html: '',
    expect: null,
    when: null,
    risk: null,
    undo: null,
    tasks: [],
    commands: [],
    variants: [],
    collect: [],
    ask: [],
    ask_copy: null,
    decide: [],
    attack: [],
    d3fend: [],
    starts_clock: [],
    ...change,
  };
}

export function steps(): StepView[] {
  return [
    step(1, { id: 'record-alert', phase: 'detect', title: 'Record how you learned of it', role: 'lead', marks: ['detected', 'acknowledged'] }),
    step(2, { id: 'scope', phase: 'analyze', title: 'Find out what the key could do and did', tasks: 3, seconds: 1800 }),
    step(3, { id: 'deactivate', title: 'Deactivate the key', marks: ['contained'] }),
    step(4, { id: 'hold-logs', title: 'Have host-side logs preserved', acts: { ...YOURS, party: 'provider', layer: 'physical' } }),
    step(5, { id: 'confirm-cut', phase: 'eradicate', title: 'Confirm that nothing uses the key', mode: 'confirm' }),
    step(6, { id: 'watch-use', phase: 'recover', title: 'Watch for new use of the key', mode: 'watch' }),
    step(7, { id: 'tell', phase: 'communicate', title: 'Tell those who must know' }),
  ];
}

export function texts(): RunText {
  const value = (text: string, variable: string | null, filled = true) => ({ text, variable, filled });
  return {
    text_version: 1,
    preamble: '',
    standing: [{ kind: 'warning', html: '<p>Do not log in to the build host; its session is watched.</p>' }],
    variables: [
      { name: 'key_id', about: 'Identifier of the exposed key', example: 'AKIAIOSFODNN7EXAMPLE', value: 'AKIAIOSFODNN7EXAMPLE' },
      { name: 'principal', about: 'Who the key belongs to', example: 'deploy-bot', value: null },
    ],
    roles: [{ id: 'cloud', name: 'Holds the break-glass cloud role' }],
    related: [{ id: 'cloud-control-plane-takeover', name: 'Takeover of the cloud root' }],
    steps: [
      stepText('record-alert', { html: '<p>Write down the source and the exact time of the alert.</p>' }),
      stepText('scope', {
        cautions: [{ kind: 'caution', html: '<p>Do not wait for the full picture before containing a key that is public.</p>' }],
        html: '<p>What the key may do decides how far you look.</p>',
        expect: '<p>The last use of the key, and every call it made.</p>',
        tasks: [
          { index: 0, html: '<p>Last use and source addresses written down</p>' },
          { index: 1, html: '<p>Permissions of the principal at the time, inherited ones too</p>' },
          { index: 2, html: '<p>Credentials, users, roles or trusts made with it</p>' },
        ],
        variants: [
          {
            provider: { id: 'aws', name: 'AWS' },
            relevant: true,
            cautions: [],
            html: '',
            tasks: [],
            commands: [
              {
                language: 'bash',
                effect: 'read',
                unverified: false,
                segments: [
                  value('aws iam get-access-key-last-used --access-key-id ', null),
                  value('AKIAIOSFODNN7EXAMPLE', 'key_id'),
                  value('\naws cloudtrail lookup-events --lookup-attributes AttributeKey=AccessKeyId', null),
                ],
                copy: "aws iam get-access-key-last-used --access-key-id 'AKIAIOSFODNN7EXAMPLE'",
                missing: [],
                refused: null,
              },
            ],
          },
        ],
        collect: ['<p>Audit events for the key, exported with their hashes</p>'],
        ask: ['<p>Did your own systems flag this key, and when?</p>'],
        ask_copy: 'Did your own systems flag this key, and when?',
        decide: [
          { condition: '<p>the key was used from an address that is not ours</p>', step: 'deactivate', calls: null, leads_to: '3 Deactivate the key' },
          { condition: null, step: 'tell', calls: null, leads_to: '7 Tell those who must know' },
        ],
        attack: [{ id: 'T1580', name: 'Cloud Infrastructure Discovery' }],
      }),
      stepText('deactivate', {
        risk: '<p>workloads that use the key stop</p>',
        undo: '<p>set the key active again</p>',
        commands: [
          {
            language: 'bash',
            effect: 'change',
            unverified: false,
            segments: [value('aws iam update-access-key --status Inactive --access-key-id ', null), value('AKIAIOSFODNN7EXAMPLE', 'key_id')],
            copy: "aws iam update-access-key --status Inactive --access-key-id 'AKIAIOSFODNN7EXAMPLE'",
            missing: [],
            refused: null,
          },
          {
            language: 'bash',
            effect: 'read',
            unverified: false,
            segments: [value('aws iam list-access-keys --user-name ', null), value('deploy-bot', 'principal', false)],
            copy: null,
            missing: ['principal'],
            refused: null,
          },
        ],
      }),
      stepText('hold-logs'),
      stepText('confirm-cut', { expect: '<p>no use for 30 minutes</p>' }),
      stepText('watch-use'),
      stepText('tell'),
    ],
  };
}

export function phasesOf(list: StepView[]): RunView['phases'] {
  const order = [...new Set(list.map((each) => each.phase))];
  return order.map((phase) => {
    const inside = list.filter((each) => each.phase === phase && !each.off_branch);
    const settled = inside.filter((each) => ['done', 'verified', 'not-applicable', 'overridden'].includes(each.state));
    const waiting = inside.filter((each) => each.state === 'deferred' || each.state === 'blocked');
    return { phase, label: phase.charAt(0).toUpperCase() + phase.slice(1), settled: settled.length, total: inside.length, waiting: waiting.length };
  });
}

export function run(list: StepView[] = steps(), change: Partial<RunView> = {}): RunView {
  const phases = phasesOf(list);
  const settled = phases.reduce((sum, phase) => sum + phase.settled, 0);
  const total = phases.reduce((sum, phase) => sum + phase.total, 0);
  const deferred = list.filter((each) => each.state === 'deferred').length;
  const ending = settled === total ? 'complete' : settled + deferred === total ? `complete except ${deferred} deferred` : `${total - settled} open`;
  return {
    id: '1',
    playbook: { id: 'iaas-exposed-access-key', title: 'Exposed access key', version: '1.0.0', sha256: `a41f${'0'.repeat(58)}9c`, newer: null },
    place: 1,
    called_from: null,
    cursor: null,
    left: [],
    phases,
    steps: list,
    next: list.find((each) => each.state === 'open' && !each.off_branch)?.number ?? null,
    progress: { settled, total },
    ending,
    text_version: 1,
    ...change,
  };
}

export function clockOf(id: Clock['id'], change: Partial<Clock> = {}): Clock {
  const ends: Record<Clock['id'], [Milestone, Milestone, string]> = {
    to_detect: ['occurred', 'detected', 'To detect'],
    to_acknowledge: ['detected', 'acknowledged', 'To acknowledge'],
    to_contain: ['detected', 'contained', 'To contain'],
    to_recover: ['detected', 'recovered', 'To recover'],
    to_eradicate: ['detected', 'eradicated', 'To eradicate'],
    dwell: ['occurred', 'contained', 'Dwell'],
  };
  const [from, to, label] = ends[id];
  return {
    id,
    label,
    definition: `${from} → ${to}`,
    from,
    to,
    target: null,
    value: null,
    at_least: false,
    running_since: null,
    missing: `not ${to} yet`,
    problem: null,
    first: null,
    ...change,
  };
}

export function clocks(): Clock[] {
  const seconds = (n: number) => ({ seconds_min: n, seconds_max: n });
  return [
    clockOf('to_detect', { value: seconds(11_400), at_least: true, missing: null }),
    clockOf('to_acknowledge', { target: 900, value: seconds(420), missing: null }),
    clockOf('to_contain', { target: 3600, running_since: ago(31), missing: null }),
    clockOf('to_recover', { target: 28_800, missing: 'not recovered yet' }),
    clockOf('to_eradicate'),
    clockOf('dwell'),
  ];
}

export function milestoneOf(milestone: Milestone, change: Partial<MilestoneView> = {}): MilestoneView {
  return {
    milestone,
    label: milestone.charAt(0).toUpperCase() + milestone.slice(1),
    when: exact(ago(31)),
    typed: (change.when ?? exact(ago(31))).earliest,
    typed_precision: null,
    entry: `${DEVICE}/1`,
    seq: 1,
    recorded_at: ago(24),
    author: 'Ana Ruiz',
    note: null,
    earlier: [],
    ...change,
  };
}

export function incident(change: Partial<IncidentView> = {}): IncidentView {
  return {
    id: 'i-7',
    code: 'INC-0007',
    title: 'Access key seen in build logs',
    class: 'live',
    incident_type: { id: 'credential-compromise', name: 'Credential compromise' },
    severity: 'high',
    service_models: ['iaas', 'saas'],
    providers: [
      { id: 'aws', name: 'AWS' },
      { id: 'github', name: 'GitHub' },
    ],
    status: 'open',
    resolution: null,
    summary: null,
    reopened: 0,
    opened_at: ago(24),
    opened_by: 'Ana Ruiz',
    profile: { id: 'nsa', name: 'NSA 2024, with FaaS from CIS' },
    declared: { service_models: ['iaas', 'saas'], providers: ['aws', 'github'] },
    resources: [],
    further: false,
    targets: { acknowledge: 900, contain: 3600, recover: 28_800 },
    clocks: clocks(),
    milestones: [
      milestoneOf('occurred', { when: { ...exact(ago(221)), precision: 'at-latest' } }),
      milestoneOf('detected'),
      milestoneOf('acknowledged', { when: exact(ago(24)), seq: 2, entry: `${DEVICE}/2` }),
    ],
    offers: [],
    runs: [run()],
    requests: [],
    deadlines: [],
    updates: { drafts: 0, next: [] },
    evidence: { items: 0, in_doubt: [], asked: 0, collected: 0 },
    indicators: 0,
    decisions: 0,
    waiting: null,
    roles: [],
    handover: null,
    entries: 3,
    head: { events: 42, hash: 'a41f'.repeat(16), proves: 'Nothing inside this chain was altered. Compare the head with a copy kept elsewhere to know that nothing was cut off.' },
    undo: null,
    redo: null,
    place: null,
    ...change,
  };
}

export function rowOf(view: IncidentView = incident(), change: Partial<IncidentRow> = {}): IncidentRow {
  return {
    id: view.id,
    code: view.code,
    title: view.title,
    class: view.class,
    incident_type: view.incident_type,
    severity: view.severity,
    service_models: view.service_models,
    providers: view.providers,
    status: view.status,
    opened_at: view.opened_at,
    last_recorded_at: ago(2),
    entries: view.entries,
    clocks: view.clocks,
    steps: view.runs[0]?.progress ?? { settled: 0, total: 0 },
    current_step: '2 Find out what the key could do and did',
    requests: [],
    deadline: null,
    ...change,
  };
}

export function entryOf(seq: number, change: Partial<EntryView> = {}): EntryView {
  const at = ago(Math.max(0, 30 - seq));
  return {
    entry: `${DEVICE}/${seq}`,
    seq,
    kind: 'note.added',
    when: exact(at),
    occurred_at: at,
    recorded_at: at,
    author: 'Ana Ruiz',
    phase: 'analyze',
    text: `Note ${seq}`,
    cut: false,
    reconstructed: false,
    corrected: null,
    corrects: null,
    withdrawn: null,
    correctable: true,
    hash: 'b'.repeat(64),
    ...change,
  };
}

export function playbookRow(change: Partial<PlaybookRow> = {}): PlaybookRow {
  return {
    id: 'iaas-exposed-access-key',
    title: 'Exposed or stolen cloud access key',
    version: '1.0.0',
    summary: 'A long-lived cloud credential is public, stolen, or used by someone it does not belong to.',
    incident_types: [{ id: 'credential-compromise', name: 'Credential compromise' }],
    service_models: ['iaas', 'paas', 'faas'],
    providers: [{ id: 'aws', name: 'AWS' }],
    severity: 'high',
    steps: 7,
    seconds: 5400,
    fallback: false,
    findings: 0,
    origin: { kind: 'bundled' },
    overrides: null,
    beside: [],
    ...change,
  };
}

export function matrix(): Matrix {
  const models: ServiceModel[] = ['onprem', 'iaas', 'paas', 'faas', 'saas'];
  const cells = (provider: number) =>
    models.map((service_model, at) => ({
      service_model,
      party: at >= provider ? ('provider' as const) : at === provider - 1 && at > 0 ? ('shared' as const) : ('customer' as const),
      differs: false,
      remarks: [],
    }));
  return {
    id: 'nsa',
    name: 'NSA 2024, with FaaS from CIS',
    source: 'NSA, Uphold the Cloud Shared Responsibility Model, 2024',
    own: null,
    remarks: [],
    differences: 0,
    offerings: [],
    rows: [
      { layer: 'data', label: 'Data', cells: cells(9) },
      { layer: 'accounts', label: 'Accounts and access', cells: cells(9) },
      { layer: 'application', label: 'Application', cells: cells(4) },
      { layer: 'os', label: 'Operating system', cells: cells(2) },
      { layer: 'physical', label: 'Physical', cells: cells(1) },
    ],
  };
}
