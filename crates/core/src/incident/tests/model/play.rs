//! Plays random acts on both devices and compares them with the model.

use super::*;

/// Two devices and the model of what was said on both.
struct Play {
    model: Model,
    devices: [Device; 2],
}

impl Play {
    fn new() -> Self {
        let mut devices = [Device::new(2), Device::new(3)];
        // The opening says when it was detected.
        let detected = devices[0].test.events[1].order();
        devices.iter_mut().for_each(|device| _ = device.known.insert(detected));
        let said = Fact::Is(Deed::Assert(Milestone::Detected, DETECTED));
        Self { model: Model([(detected, said)].into()), devices }
    }

    fn knows(&self, at: usize) -> Known<'_> {
        Known { model: &self.model, known: &self.devices[at].known }
    }

    /// Does a deed, which must become what the model says. Answers whether it was recorded, with what takes it back.
    fn perform(&mut self, at: usize, deed: &Deed, command: Option<Command>) -> Option<Done> {
        let knows = self.knows(at);
        let (outcome, back) = (knows.outcome(deed), knows.back(deed));
        let note = match deed {
            Deed::Correct(at, _) => knows.note(&Which::At(*at)),
            Deed::Count(which, _) => knows.note(which),
            _ => None,
        };
        let device = &self.devices[at];
        let Some(command) = command.or_else(|| device.command(deed, note)) else {
            assert_eq!(outcome, Outcome::Refused, "{deed:?}: there is no such note");
            return None;
        };
        let opposite = device.test.incident.opposite(&command);
        let device = &mut self.devices[at];
        let said = match device.record(command) {
            Err(_) => Outcome::Refused,
            Ok(None) => Outcome::Nothing,
            Ok(Some(order)) => {
                let Outcome::Recorded(fact) = &outcome else {
                    panic!("{deed:?} was recorded, not {outcome:?}")
                };
                device.known.insert(order);
                self.model.0.insert(order, fact.clone());
                Outcome::Recorded(fact.clone())
            }
        };
        assert_eq!(said, outcome, "{deed:?}");
        if !matches!(said, Outcome::Recorded(_)) {
            return None;
        }
        let (opposite, back) = match deed {
            Deed::Note(_) => self.opposite_of_note(at),
            _ => (opposite, back),
        };
        assert_eq!(opposite.is_some(), back.is_some(), "{deed:?} can be taken back");
        let (act, back) = (crate::incident::Act::new(opposite?, &self.devices[at].test.incident), back?);
        let left = self.knows(at).standing(&back);
        Some(Done { act, back, left })
    }

    /// What takes back the note that a device wrote last.
    fn opposite_of_note(&self, at: usize) -> (Option<Opposite>, Option<Deed>) {
        let written = self.devices[at].test.events.last();
        let opposite = written.map(|event| Opposite::of_note(event.entry()));
        (opposite, written.map(|event| Deed::Count(Which::Written(event.order()), false)))
    }

    /// Takes the last act of a device back; where its subject was changed since, that is refused.
    fn take_back(&mut self, at: usize, done: &Done) -> Option<Done> {
        let stands = self.knows(at).standing(&done.back) == done.left;
        let checked = done.act.check(&self.devices[at].test.incident);
        assert_eq!(checked.is_ok(), stands, "{:?} left {}", done.back, done.left);
        if !stands {
            return None;
        }
        let [command] = &done.act.back.commands[..] else { panic!("one deed, one command") };
        self.perform(at, &done.back, Some(command.clone()))
    }

    fn play(&mut self, act: Act) {
        match act {
            Act::Do(1, deed) if deed.gives_number() => {}
            Act::Do(at, deed) => {
                let before = self.devices[at].test.events.len();
                if let Some(done) = self.perform(at, &deed, None) {
                    self.devices[at].done.push(done);
                    self.devices[at].undone.clear();
                } else if self.knows(at).back(&deed).is_some() {
                    assert_eq!(self.devices[at].test.events.len(), before, "{deed:?} recorded nothing");
                }
                self.compare(at);
            }
            Act::Undo(at) => {
                let Some(done) = self.devices[at].done.pop() else { return };
                let again = self.take_back(at, &done);
                self.devices[at].undone.extend(again);
                self.compare(at);
            }
            Act::Redo(at) => {
                let Some(done) = self.devices[at].undone.pop() else { return };
                let again = self.take_back(at, &done);
                self.devices[at].done.extend(again);
                self.compare(at);
            }
            Act::Get(at) => {
                self.exchange(at);
                self.compare(at);
            }
        }
    }

    fn exchange(&mut self, to: usize) {
        let [first, second] = &mut self.devices;
        if to == 0 { first.get(second) } else { second.get(first) }
    }

    /// The incident of a device says what the model says.
    fn compare(&self, at: usize) {
        let (knows, incident) = (self.knows(at), &self.devices[at].test.incident);
        assert_eq!(incident.title, knows.title());
        assert_eq!(incident.severity, knows.severity());
        assert_eq!(incident.is_open(), knows.is_open());
        let run = incident.run("1").unwrap();
        for step in STEPS {
            let record = run.steps.get(step).cloned().unwrap_or_default();
            let (state, reason, value) = knows.step(step);
            assert_eq!(
                (record.state, record.reason.as_deref(), record.value.as_deref()),
                (state, reason, value)
            );
        }
        let record = run.steps.get("record").cloned().unwrap_or_default();
        let ticked: BTreeSet<u32> = (0..2).filter(|task| knows.ticked(*task)).collect();
        assert_eq!((record.ticked, record.choice), (ticked, knows.choice()));
        assert_eq!(run.variables.get("key_id").map(String::as_str), knows.filled());
        for milestone in [Milestone::Detected, Milestone::Contained] {
            let said = knows.milestone(milestone).map(|(_, minute)| minute_or_detected(minute));
            assert_eq!(incident.milestone(milestone).map(|counts| counts.stamp.when.earliest), said);
        }
        let resources: Vec<_> = incident
            .resources
            .iter()
            .map(|each| (each.facts.name.as_str(), each.withdrawn.is_none()))
            .collect();
        assert_eq!(resources, knows.resources());
        let notes = knows.notes().into_iter().map(|note| (note.order, note.text.to_owned(), note.counts));
        assert_eq!(self.notes(at), notes.collect::<Vec<_>>());
        indicators::compare(&knows, incident);
        decisions::compare(&knows, incident);
        items::compare(&knows, incident);
        clocks::compare(&knows, incident);
    }

    /// The notes of a device as its events have them, corrections in their total order, and whether they count.
    fn notes(&self, at: usize) -> Vec<(Order, String, bool)> {
        let IncidentTest { incident, events, .. } = &self.devices[at].test;
        let mut notes: Vec<(EntryRef, Order, String)> = Vec::new();
        for event in events {
            match event.decode().unwrap() {
                Body::NoteAdded(note) => notes.push((event.entry(), event.order(), note.text)),
                Body::EntryCorrected(corrected) => {
                    let note = notes.iter_mut().find(|(entry, ..)| *entry == corrected.corrects).unwrap();
                    note.2 = corrected.text.unwrap();
                }
                _ => {}
            }
        }
        let counts = |entry| incident.withdrawal(entry).is_none();
        notes.into_iter().map(|(entry, order, text)| (order, text, counts(entry))).collect()
    }

    /// Both devices get everything, in either order, and every chain holds.
    fn meet(&mut self) {
        self.exchange(0);
        self.exchange(1);
        self.compare(0);
        self.compare(1);
        let [first, second] = &self.devices;
        assert_eq!(first.test.events, second.test.events);
        assert_eq!(shown(&first.test.incident), shown(&second.test.incident));
        for device in [first.id, second.id] {
            let chain = first.test.events.iter().filter(|event| event.device == device);
            chain.fold(Tip::START, |tip, event| tip.follow(event).unwrap());
        }
    }
}

/// Stands for the time of detection of the opening, which lies in another hour.
const DETECTED: u32 = 99;

fn minute_or_detected(minute: u32) -> DateTime<Utc> {
    if minute == DETECTED { at("2026-11-21T02:10:00Z") } else { minute_of(minute).earliest }
}

/// Any deed. Of one kind there may be many more than of the others: some mistakes take five of a kind in a row to show.
fn any_deed(many: u32) -> impl Strategy<Value = Deed> {
    let weight = |kind: u32| if kind == many { 60 } else { 3 };
    let word = || select(WORDS.to_vec());
    let maybe = || prop::option::of(select(WORDS.to_vec()));
    let milestone = || select(vec![Milestone::Detected, Milestone::Contained]);
    prop_oneof![
        1 => word().prop_map(Deed::Title),
        1 => select(Severity::ALL.to_vec()).prop_map(Deed::Rate),
        1 => Just(Deed::Close),
        3 => Just(Deed::Reopen),
        4 => (select(STEPS.to_vec()), select(STATES.to_vec()), maybe(), maybe()).prop_map(
            |(step, state, reason, value)| {
                let said = if state == StepState::Open { (state, None, None) } else { (state, reason, value) };
                Deed::Step(step, said)
            }
        ),
        2 => (0..2_u32, any::<bool>()).prop_map(|(task, ticked)| Deed::Tick(task, ticked)),
        1 => prop::option::of(0..2_u32).prop_map(Deed::Choose),
        1 => maybe().prop_map(Deed::Fill),
        2 => (milestone(), 0..4_u32).prop_map(|(milestone, minute)| Deed::Assert(milestone, minute)),
        1 => milestone().prop_map(Deed::Withdraw),
        1 => word().prop_map(Deed::Add),
        1 => (0..3_usize, word()).prop_map(|(at, name)| Deed::Rename(at, name)),
        2 => (0..3_usize, any::<bool>()).prop_map(|(at, affected)| Deed::Affect(at, affected)),
        1 => word().prop_map(Deed::Note),
        1 => (0..3_usize, word()).prop_map(|(at, text)| Deed::Correct(at, text)),
        2 => (0..3_usize, any::<bool>()).prop_map(|(at, counts)| Deed::Count(Which::At(at), counts)),
        weight(1) => IndicatorDeed::any(),
        weight(2) => DecisionDeed::any(),
        weight(3) => ItemDeed::any(),
        weight(4) => ClockDeed::any(),
    ]
}

fn any_act(many: u32) -> impl Strategy<Value = Act> {
    prop_oneof![
        12 => (0..2_usize, any_deed(many)).prop_map(|(at, deed)| Act::Do(at, deed)),
        4 => (0..2_usize).prop_map(Act::Undo),
        2 => (0..2_usize).prop_map(Act::Redo),
        1 => (0..2_usize).prop_map(Act::Get),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn ten_thousand_acts_on_two_devices_are_what_the_model_says(
        acts in (0..5_u32).prop_flat_map(|many| prop::collection::vec(any_act(many), 100))
    ) {
        let mut play = Play::new();
        for act in acts {
            play.play(act);
        }
        play.meet();
    }
}
