use chrono::{DateTime, Utc};
use firebreak_app::api::TimerView;

use super::{Page, words};

/// The timers of an incident, with what is left of each.
pub(crate) fn timers(page: &mut Page, timers: &[TimerView]) {
    let now = page.now();
    if timers.is_empty() {
        page.say("No timer runs. `firebreak timer start` starts one.");
        return;
    }
    let left = |timer: &TimerView| {
        let to = timer.to.parse::<DateTime<Utc>>().unwrap_or(now);
        let length = words::length((to - now).num_seconds().abs());
        if timer.over { format!("over since {length}") } else { format!("{length} left") }
    };
    let rows: Vec<Vec<String>> =
        timers.iter().map(|timer| vec![timer.id.to_string(), left(timer), timer.label.clone()]).collect();
    page.table("", &rows);
}
