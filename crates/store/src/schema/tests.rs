use firebreak_core::event::Kind;

use super::*;

#[test]
fn the_index_of_state_leaves_out_exactly_the_kinds_that_change_no_state() {
    let left_out: Vec<String> =
        Kind::ALL.iter().filter(|kind| !kind.changes_state()).map(|kind| format!("'{kind}'")).collect();
    let condition = format!("WHERE kind NOT IN ({});", left_out.join(", "));
    assert!(MIGRATIONS[0].contains(&condition), "the schema needs a migration to: {condition}");
}
