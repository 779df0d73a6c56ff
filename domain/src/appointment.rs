//! An appointment as calendars take it: one event of iCalendar.
//!
//! Source: RFC 5545 (lines of at most 75 octets ended by CRLF, §3.1; texts, §3.3.11; events, §3.6.1; alarms, §3.6.6).

use crate::time::Timestamp;

/// The most octets of a line, without its end.
const LINE: usize = 75;

/// Somebody comes to a place at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// What a calendar knows it again by, when the time changes: the order's number.
    pub id: String,
    /// When it begins.
    pub starts: Timestamp,
    /// When it ends.
    pub ends: Timestamp,
    /// What is done.
    pub title: String,
    /// Where; no door, since calendars are kept elsewhere and for ever.
    pub place: String,
    /// A line about it.
    pub note: String,
}

impl Appointment {
    /// The calendar file as of `now`, with a reminder one hour before.
    #[must_use]
    pub fn calendar_file(&self, now: Timestamp) -> String {
        let title = text(&self.title);
        let lines = [
            "BEGIN:VCALENDAR".to_owned(),
            "VERSION:2.0".to_owned(),
            "PRODID:-//diandiantong//orders//ZH".to_owned(),
            "METHOD:PUBLISH".to_owned(),
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}@diandiantong", text(&self.id)),
            format!("DTSTAMP:{}", moment(now)),
            format!("DTSTART:{}", moment(self.starts)),
            format!("DTEND:{}", moment(self.ends)),
            format!("SUMMARY:{title}"),
            format!("LOCATION:{}", text(&self.place)),
            format!("DESCRIPTION:{}", text(&self.note)),
            "BEGIN:VALARM".to_owned(),
            "ACTION:DISPLAY".to_owned(),
            format!("DESCRIPTION:{title}"),
            "TRIGGER:-PT1H".to_owned(),
            "END:VALARM".to_owned(),
            "END:VEVENT".to_owned(),
            "END:VCALENDAR".to_owned(),
        ];
        lines.iter().map(|line| folded(line)).collect()
    }
}

/// A moment in universal time: `20261201T070000Z`.
fn moment(at: Timestamp) -> String {
    let moment = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
    moment.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text with what separates values escaped.
fn text(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(character);
            }
            '\n' => escaped.push_str("\\n"),
            control if control.is_control() => {}
            plain => escaped.push(plain),
        }
    }
    escaped
}

/// A line with its end; what is too long goes on in lines that begin with a space, and no character is torn.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 8);
    let mut octets = 0;
    for character in line.chars() {
        if octets + character.len_utf8() > LINE {
            folded.push_str("\r\n ");
            octets = 1;
        }
        folded.push(character);
        octets += character.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str) -> Timestamp {
        Timestamp::from_civil(format!("2026-12-{time}").parse().unwrap())
    }

    fn file(title: &str) -> String {
        Appointment {
            id: "K101-0427".into(),
            starts: at("01T15:00"),
            ends: at("01T16:00"),
            title: title.into(),
            place: "中华园 12 幢".into(),
            note: "工单 K101-0427".into(),
        }
        .calendar_file(at("01T09:30"))
    }

    #[test]
    fn an_event_is_in_universal_time_and_reminds_an_hour_before() {
        let file = file("家庭水电小修");
        for line in [
            "UID:K101-0427@diandiantong\r\n",
            "DTSTAMP:20261201T013000Z\r\n",
            "DTSTART:20261201T070000Z\r\n",
            "DTEND:20261201T080000Z\r\n",
            "SUMMARY:家庭水电小修\r\n",
            "LOCATION:中华园 12 幢\r\n",
            "TRIGGER:-PT1H\r\n",
        ] {
            assert!(file.contains(line), "{line:?} in {file}");
        }
        assert!(file.starts_with("BEGIN:VCALENDAR\r\n") && file.ends_with("END:VCALENDAR\r\n"));
    }

    #[test]
    fn what_separates_is_escaped_and_long_lines_are_folded() {
        let file = file(&format!("修水管, 换龙头; 第二行\n\u{7}{}", "长".repeat(60)));
        assert!(file.contains("SUMMARY:修水管\\, 换龙头\\; 第二行\\n"), "{file}");
        assert!(file.split("\r\n").all(|line| line.len() <= LINE), "{file}");
        let unfolded = file.replace("\r\n ", "");
        assert!(unfolded.contains(&"长".repeat(60)), "no character is torn or lost");
    }
}
