//! Two devices write on one incident apart, and a third gets both chains in any order.

use chrono::TimeDelta;
use firebreak_core::event::{Body, DeviceId, Draft, EntryCorrected, Event, Hlc, Tip};
use firebreak_core::when::When;
use firebreak_store::{StoreError, TimelineFilter};
use proptest::prelude::*;
use uuid::Uuid;

use crate::harness::*;

/// One write on one of two devices.
#[derive(Debug, Clone)]
struct Write {
    device: usize,
    /// How far the clock of everybody moves before it, in seconds; 0 makes clocks that are equal.
    clock: i64,
    /// Whether the device has heard of everything before it.
    met: bool,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    Note,
    Close,
    /// Corrects one of the notes that the device knows, in its words or its time.
    Correct(usize, Option<i64>),
}

fn writes() -> impl Strategy<Value = Vec<Write>> {
    let what = prop_oneof![
        3 => Just(What::Note),
        1 => Just(What::Close),
        4 => (any::<usize>(), proptest::option::of(-500_i64..500)).prop_map(|(which, when)| What::Correct(which, when)),
    ];
    let write = (0..2_usize, 0..3_i64, proptest::bool::weighted(0.2), what);
    let write = write.prop_map(|(device, clock, met, what)| Write { device, clock, met, what });
    proptest::collection::vec(write, 1..40)
}

/// The two chains, each in its order.
fn chains(writes: &[Write]) -> [Vec<Event>; 2] {
    let devices = [DeviceId(Uuid::from_u128(0xA)), DeviceId(Uuid::from_u128(0xB))];
    let mut chains: [Vec<Event>; 2] = Default::default();
    // How much of the other chain each device has.
    let mut has = [0, 0];
    let mut now = start();
    for (number, write) in writes.iter().enumerate() {
        now += TimeDelta::seconds(write.clock);
        let (own, other) = (write.device, 1 - write.device);
        if write.met {
            has[own] = chains[other].len();
        }
        let known: Vec<&Event> = chains[own].iter().chain(&chains[other][..has[own]]).collect();
        let notes: Vec<_> = known.iter().filter(|event| event.kind == "note.added").collect();
        let body = match &write.what {
            What::Note => note(&format!("note {number}")),
            What::Close => closed(),
            What::Correct(which, when) => {
                let Some(at) = which.checked_rem(notes.len()) else { continue };
                let text = when.is_none().then(|| format!("corrected {number}"));
                let when = when.map(|seconds| When::exact(now + TimeDelta::seconds(seconds)));
                Body::EntryCorrected(EntryCorrected { corrects: notes[at].entry(), text, when, reason: None })
            }
        };
        let tip = chains[own].last().map_or(Tip::START, |event| Tip { seq: event.seq, hash: event.hash });
        let last: Option<Hlc> = known.iter().map(|event| event.hlc).max();
        let draft = Draft { when: When::exact(now), recorded_at: now, author: "Ana".to_owned(), body };
        let event = draft.seal(incident(1), devices[own], tip, last);
        chains[own].push(event);
    }
    chains
}

/// A record that got both chains, each in its order, and the one or the other first as `first` says.
fn merged(chains: &[Vec<Event>; 2], first: &[bool]) -> StoreTest {
    let mut test = StoreTest::with_incident();
    let mut left = chains.each_ref().map(|chain| chain.iter().peekable());
    let mut turns = first.iter().cycle();
    test.store
        .write(|tx| {
            loop {
                let turn = usize::from(turns.next().copied().unwrap_or_default());
                let Some(event) = left[turn].next().or_else(|| left[1 - turn].next()) else { break };
                tx.append(event, &describe(event))?;
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
    test
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn two_chains_in_any_order_give_one_record(
        writes in writes(),
        first in proptest::collection::vec(any::<bool>(), 1..40)
    ) {
        let chains = chains(&writes);
        let (mut one, mut other) = (merged(&chains, &first), merged(&chains, &[false]));
        // Of entries of one moment, the one that arrived first stands first, until the entries are made again.
        let in_total_order = |test: &StoreTest| {
            let mut rows = test.timeline(&TimelineFilter::default()).rows;
            rows.sort_by_key(|row| (row.hlc, row.entry.device, row.entry.seq));
            rows
        };
        prop_assert_eq!(in_total_order(&one), in_total_order(&other));
        for each in [&mut one, &mut other] {
            each.store.write(|tx| tx.rebuild_entries(describe)).unwrap();
        }
        prop_assert_eq!(one.timeline(&TimelineFilter::default()), other.timeline(&TimelineFilter::default()));
        prop_assert_eq!(one.store.state_events(incident(1)).unwrap(), other.store.state_events(incident(1)).unwrap());
        let mut events: Vec<Event> = chains.concat();
        events.sort_by_key(Event::order);
        for each in [&one, &other] {
            prop_assert!(each.store.verify(None).unwrap().holds());
            let kept = each.store.events_after(incident(1), &std::collections::BTreeMap::new(), false).unwrap();
            prop_assert_eq!(&kept, &events, "the total order");
        }
    }
}
