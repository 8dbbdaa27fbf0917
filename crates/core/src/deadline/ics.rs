//! A calendar file (RFC 5545) of what is due.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};

/// The longest line, in bytes, without its end (RFC 5545, 3.1).
const LONGEST_LINE: usize = 75;
/// How many hours before it is due an alarm goes off.
const ALARMS: [i64; 3] = [24, 4, 1];

/// Something that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// What tells it from every other, and stays the same in the next export.
    pub uid: String,
    /// How often it was changed: a greater number replaces what was imported before.
    pub sequence: u64,
    /// When it is due.
    pub at: DateTime<Utc>,
    /// What is due, in a line.
    pub summary: String,
    /// More about it.
    pub description: String,
}

/// The calendar file. Alarms that would have gone off before `now` are left out.
#[must_use]
pub fn calendar(appointments: &[Appointment], now: DateTime<Utc>) -> String {
    let mut file = File(String::new());
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Firebreak//Deadlines//EN", "CALSCALE:GREGORIAN"]
    {
        file.line(line);
    }
    for appointment in appointments {
        let summary = escaped(&appointment.summary);
        file.line("BEGIN:VEVENT");
        file.line(&format!("UID:{}", escaped(&appointment.uid)));
        file.line(&format!("SEQUENCE:{}", appointment.sequence));
        file.line(&format!("DTSTAMP:{}", utc(now)));
        file.line(&format!("DTSTART:{}", utc(appointment.at)));
        file.line(&format!("SUMMARY:{summary}"));
        file.line(&format!("DESCRIPTION:{}", escaped(&appointment.description)));
        file.line("TRANSP:TRANSPARENT");
        for hours in
            ALARMS.into_iter().filter(|hours| appointment.at - now > chrono::TimeDelta::hours(*hours))
        {
            file.line("BEGIN:VALARM");
            file.line("ACTION:DISPLAY");
            file.line(&format!("TRIGGER:-PT{hours}H"));
            file.line(&format!("DESCRIPTION:{summary}"));
            file.line("END:VALARM");
        }
        file.line("END:VEVENT");
    }
    file.line("END:VCALENDAR");
    file.0
}

struct File(String);

impl File {
    /// Writes a line, folded where it is longer than a line may be: what follows begins with a space.
    fn line(&mut self, line: &str) {
        let mut width = 0;
        for letter in line.chars() {
            if width + letter.len_utf8() > LONGEST_LINE {
                self.0.push_str("\r\n ");
                width = 1;
            }
            self.0.push(letter);
            width += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

fn utc(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// A text as RFC 5545 writes it; control characters other than line ends are not allowed in one.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => {
                let _ = write!(out, "\\{letter}");
            }
            '\n' => out.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}
