use crate::playbook::tests::{SOUND, found, playbook, reference, with};
use crate::playbook::{Gravity, lint, read};

#[track_caller]
fn check(source: &str, expected: &[(&'static str, usize, usize)]) {
    assert_eq!(found(source), expected);
}

#[test]
fn a_sound_playbook_passes() {
    assert_eq!(lint(&playbook(SOUND), SOUND, &reference()), []);
}

#[test]
fn names_that_nothing_has_are_errors() {
    check(&with("- **Role:** lead", "- **Role:** pilot"), &[("unknown-role", 36, 13)]);
    check(&with("- **Needs:** record", "- **Needs:** record, rest"), &[("unknown-step", 53, 22)]);
    check(
        &with("- **Starts clock:** gdpr-33", "- **Starts clock:** gdpr-34"),
        &[("unknown-deadline", 74, 21)],
    );
    check(&with("- **ATT&CK:** T1580", "- **ATT&CK:** T1580, T0000"), &[("unknown-technique", 57, 22)]);
    check(&with("- **ATT&CK:** T1580", "- **D3FEND:** D3-CR, CR"), &[("unknown-technique", 57, 22)]);
}

#[test]
fn ids_belong_to_one_step() {
    check(&with("<!-- id: restore -->", "<!-- id: record -->"), &[("duplicate-id", 68, 10)]);
}

#[test]
fn every_decision_has_one_default() {
    check(&with("- **Otherwise** →", "- **If** not →"), &[("decide-without-default", 42, 1)]);
    check(&with("- **If** it is public →", "- **Otherwise** →"), &[("second-default", 45, 1)]);
}

#[test]
fn choices_lead_to_steps() {
    check(&with("(#bring-it-back)", "(#contain)"), &[("choice-to-no-step", 45, 1)]);
}

#[test]
fn modes_ask_for_their_facts() {
    check(&with("- **Expect:** the service answers\n", ""), &[("confirm-without-expect", 71, 13)]);
    check(&with("- **Mode:** confirm", "- **Mode:** hold"), &[("hold-without-role", 71, 13)]);
    check(&with("- **Mode:** confirm", "- **Mode:** memory"), &[("critical-late", 71, 13)]);
}

#[test]
fn variables_are_declared_and_used() {
    check(
        &with("Use this when a key is out.", "Use {{it}}, `{{ that }}` and ${{ this }}."),
        &[("undeclared-variable", 28, 5)],
    );
    check(&SOUND.replace("{{key_id}}", "x"), &[("unused-variable", 19, 3)]);
}

#[test]
fn fences_say_what_their_command_does() {
    check(&with("```bash change", "```bash"), &[("fence-without-effect", 61, 1)]);
    check(&with("```bash change", "```"), &[("fence-without-effect", 61, 1)]);
    check(&with("```bash change", "```bash write"), &[("fence-without-effect", 61, 1)]);
}

#[test]
fn changes_say_what_they_risk() {
    check(&with("- **Risk:** work stops\n", ""), &[("change-without-risk", 60, 1)]);
    check(&with("- **Undo:** activate it\n", ""), &[("change-without-risk", 60, 1)]);
    check(&with("- **Risk:** work stops\n- **Undo:** activate it\n", ""), &[("change-without-risk", 59, 1)]);
}

#[test]
fn steps_are_short_and_say_who_acts() {
    let tasks = "- [ ] Note `{{key_id}}`\n".repeat(8);
    check(&with("- [ ] Note `{{key_id}}`\n", &tasks), &[("too-many-tasks", 32, 5)]);
    check(&with("- **Layer:** application\n", ""), &[("no-owner", 67, 5)]);
    let named = |parties| with("- **Layer:** application\n", &format!("- **Responsible:** {parties}\n"));
    check(&named("provider for saas"), &[("no-owner", 70, 20)]);
    check(&named("customer; provider for saas"), &[]);
    check(&named("customer for onprem, iaas, paas; provider for faas, saas"), &[]);
    let layered = "- **Layer:** application\n- **Responsible:** provider for saas\n";
    check(&with("- **Layer:** application\n", layered), &[]);
    let long = format!("### Record {}", "é".repeat(104));
    check(&with("### Record the alert", &long), &[("long-heading", 32, 5)]);
    check(&with("### Record the alert", &format!("### Record {}", "é".repeat(103))), &[]);
    check(&with("### Record the alert", "### Disable it and revoke all"), &[("two-verbs", 32, 5)]);
    check(&with("#### AWS", "#### Microsoft 365"), &[("unlisted-provider", 59, 6)]);
}

#[test]
fn eight_tasks_over_two_providers_are_not_too_many() {
    let variant = |name: &str| format!("#### {name}\n\n{}\n", "- [ ] x\n".repeat(4));
    let source = with(
        "- [ ] Note `{{key_id}}`\n",
        &format!("- [ ] Note `{{{{key_id}}}}`\n\n{}{}", variant("AWS"), variant("Google Cloud")),
    );
    check(&source, &[]);
}

#[test]
fn a_playbook_marks_the_ends_of_its_clocks() {
    check(&with("- **Marks:** contained\n", ""), &[("no-milestone", 1, 1)]);
    check(&with("- **Marks:** recovered\n", ""), &[("no-milestone", 1, 1)]);
}

#[test]
fn steps_do_not_wait_for_themselves() {
    check(&with("- **Time:** 5 min", "- **Needs:** record"), &[("needs-cycle", 37, 14)]);
    check(&with("- **Time:** 5 min", "- **Needs:** deactivate"), &[("needs-cycle", 53, 14)]);
    check(&with("- **Time:** 5 min", "- **Needs:** restore"), &[("needs-later", 37, 14)]);
}

#[test]
fn every_step_can_be_reached_and_left() {
    check(&with("(#deactivate-the-key)", "(#bring-it-back)"), &[("unreachable-step", 49, 5)]);
    // What stands beside the flow is always there.
    check(
        &with("(#deactivate-the-key)", "(#bring-it-back)")
            .replace("- **Needs:** record", "- **Mode:** watch"),
        &[],
    );
    check(
        &with("(#deactivate-the-key)", "(#bring-it-back)").replace("## Contain\n", "## Communicate\n"),
        &[],
    );
    let endless = SOUND
        .replace("(#deactivate-the-key)", "(#record-the-alert)")
        .replace("(#bring-it-back)", "(#record-the-alert)");
    check(&endless, &[("endless-decision", 42, 1), ("unreachable-step", 49, 5), ("unreachable-step", 67, 5)]);
}

#[test]
fn a_way_back_is_allowed_where_another_leads_on() {
    check(
        &with("(#deactivate-the-key)", "(#record-the-alert)")
            .replace("(#bring-it-back)", "(#deactivate-the-key)"),
        &[],
    );
}

#[test]
fn what_is_only_worth_a_look_is_a_warning() {
    let gravity = |source: &str| read(source.as_bytes(), &reference()).findings[0].severity;
    assert_eq!(gravity(&with("- **Marks:** recovered\n", "")), Gravity::Warning);
    assert_eq!(gravity(&with("<!-- id: restore -->\n", "")), Gravity::Warning);
    assert_eq!(gravity(&with("- **Expect:** the service answers\n", "")), Gravity::Error);
    assert!(read(with("- **Marks:** recovered\n", "").as_bytes(), &reference()).is_sound());
}

#[test]
fn a_choice_may_call_another_playbook_that_exists() {
    let other = reference().playbooks.first().cloned().unwrap();
    let source = with("(#bring-it-back)", &format!("({other}.md)"));
    let read = playbook(&source);
    let calls: Vec<_> = read
        .steps()
        .flat_map(|(_, step)| &step.decide)
        .flat_map(|decide| &decide.choices)
        .filter_map(|choice| choice.calls.clone())
        .collect();
    assert_eq!(calls, [other]);
    assert!(
        found(&source).iter().all(|(rule, ..)| *rule != "unknown-playbook" && *rule != "choice-without-link")
    );
    assert_eq!(found(with("(#bring-it-back)", "(nowhere.md)").as_str())[0].0, "unknown-playbook");
}
