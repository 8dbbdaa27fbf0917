use crate::incident::tests::{IncidentTest, at, when};
use crate::incident::{Command, Refusal, RoleCommand, RoleRefusal};

impl IncidentTest {
    pub(crate) fn give(&mut self, role: &str, person: &str, typed: &str) -> Result<Vec<String>, Refusal> {
        let when = Some(when(typed, self.now));
        let (role, person) = (role.to_owned(), person.to_owned());
        self.try_run(Command::Role(RoleCommand::Give { role, person, when }))
    }

    fn end(&mut self, role: &str, person: &str, typed: &str) -> Result<Vec<String>, Refusal> {
        let when = Some(when(typed, self.now));
        let (role, person) = (role.to_owned(), person.to_owned());
        let reason = Some("end of the shift".to_owned());
        self.try_run(Command::Role(RoleCommand::End { role, person, when, reason }))
    }

    fn held(&self, role: &str) -> Vec<&str> {
        self.incident.holders(role).into_iter().map(|held| held.person).collect()
    }
}

#[test]
fn the_lead_is_held_by_one_and_the_scribe_by_several() {
    let mut test = IncidentTest::open();
    test.now = at("2026-11-21T12:00:00Z");
    assert_eq!(test.give("Lead", "Ana", "0215z").unwrap(), ["Lead: Ana"]);
    assert_eq!(test.give("lead", " Bo\n", "0400z").unwrap(), ["Lead: Ana → Bo"]);
    assert_eq!(test.incident.lead(), Some("Bo"));
    test.give("scribe", "Ana", "0400z").unwrap();
    test.give("scribe", "Cy", "0410z").unwrap();
    assert_eq!(test.held("scribe"), ["Ana", "Cy"]);
    test.give("deputy", "Ana", "0400z").unwrap();
    test.give("deputy", "Cy", "0500z").unwrap();
    assert_eq!(test.held("deputy"), ["Cy"]);
    let holdings = test.incident.holdings();
    let ana = holdings.iter().find(|held| held.role == "lead" && held.person == "Ana").unwrap();
    assert_eq!(ana.since.when.to_iso(), "2026-11-21T02:15:00Z");
    assert_eq!(ana.until.unwrap().when.to_iso(), "2026-11-21T04:00:00Z", "the lead ended as it was given on");
}

#[test]
fn own_roles_have_names_and_case_does_not_tell_them_apart() {
    let mut test = IncidentTest::open();
    test.give("Cloud admin", "Cy", "now").unwrap();
    assert_eq!(test.give("cloud ADMIN", "cy", "now").unwrap(), Vec::<String>::new(), "it is so already");
    assert_eq!(test.give("cloud admin", "Dee", "now").unwrap(), ["Cloud admin: Dee"]);
    assert_eq!(test.held("CLOUD ADMIN"), ["Cy", "Dee"]);
    assert_eq!(
        test.end("cloud admin", "cy", "now").unwrap(),
        ["Cloud admin: no longer Cy: end of the shift"]
    );
    assert_eq!(test.held("cloud admin"), ["Dee"]);
}

#[test]
fn what_makes_no_sense_of_a_role_is_refused() {
    let mut test = IncidentTest::open();
    test.now = at("2026-11-21T12:00:00Z");
    assert_eq!(test.give(" ", "Ana", "now").unwrap_err(), Refusal::Empty("role"));
    assert_eq!(test.give("lead", "\n", "now").unwrap_err(), Refusal::Empty("name"));
    let refused = test.end("lead", "Ana", "now").unwrap_err();
    assert_eq!(refused.to_string(), "Ana does not hold the role Lead. Nothing was recorded");
    test.give("lead", "Ana", "0300z").unwrap();
    for refused in [test.give("lead", "Bo", "0200z"), test.end("lead", "Ana", "0200z")] {
        assert!(matches!(refused, Err(Refusal::Role(RoleRefusal::BeforeIt { .. }))), "{refused:?}");
    }
    assert_eq!(test.held("lead"), ["Ana"]);
}

#[test]
fn what_was_taken_back_of_a_role_never_counted() {
    let mut test = IncidentTest::open();
    test.give("lead", "Ana", "0210z").unwrap();
    test.give("lead", "Bo", "0215z").unwrap();
    let entry = test.incident.role_acts[1].stamp.entry;
    let back = || Command::Role(RoleCommand::TakeBack { role: "lead".to_owned() });
    assert_eq!(test.run(back()), ["Lead: not Bo after all"]);
    let held = test.incident.holders("lead");
    assert_eq!((held[0].person, held[0].since.when.to_iso().as_str()), ("Ana", "2026-11-21T02:10:00Z"));
    assert_eq!(test.incident.holdings().len(), 1, "Bo never led");
    let again = Command::Role(RoleCommand::Restore { role: "lead".to_owned(), entry });
    assert_eq!(test.run(again), ["Lead: Bo after all"]);
    assert_eq!(test.held("lead"), ["Bo"]);
    test.run(back());
    test.run(back());
    assert_eq!(test.incident.lead(), None);
    assert!(test.try_run(back()).is_err(), "nothing is left to take back");
}
