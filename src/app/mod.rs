//! The world as values: today, places, the terminal, the two streams, and the prompt where a person is asked.
//!
//! Everything that a command may know of the machine is in [`App`]. Only this room and `main` read the clock, the
//! environment and the terminal, so that a test can hand in any world it likes and run a command twice in a process.

pub mod drafts;
pub(crate) mod output;
pub mod paths;
pub mod prompt;
pub(crate) mod sandbox;
pub(crate) mod settings;
#[cfg_attr(not(unix), path = "signals_elsewhere.rs")]
mod signals;
pub(crate) mod untrusted_file;

use std::io::{self, BufRead, Write};
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone, Utc};
use thiserror::Error;

use crate::domain::control_characters::escape_for_terminal;
use crate::domain::ids::Uid;
use paths::Paths;
use prompt::Prompt;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terminal {
    pub stdin: bool,
    pub stdout: bool,
    pub stderr: bool,
    /// How many columns it has; `None` where stdout is none.
    pub columns: Option<u16>,
    /// How many rows it has; `None` where stdout is none.
    pub rows: Option<u16>,
    /// Whether colour is unwelcome: `NO_COLOR` is set, or the terminal is dumb.
    pub no_color: bool,
}

impl Terminal {
    /// Whether somebody can be asked: prompts are written to stderr and read from stdin.
    pub fn can_ask(self) -> bool {
        self.stdin && self.stderr
    }
}

/// The first second of 2101, UTC.
const LAST_SECOND: i64 = 4_133_980_800;

/// The clock, read once.
#[derive(Debug, Clone)]
pub struct Clock {
    now: DateTime<FixedOffset>,
    source_date: Option<String>,
}

/// A clock setting that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{variable}` is set to `{value}`, which is not {wanted}")]
pub struct ClockError {
    variable: &'static str,
    value: String,
    wanted: &'static str,
}

impl Clock {
    /// The clock of a moment. `fixed_today` (`PROMO_TODAY`) stands still at noon UTC of that day; `source_date_epoch`
    /// (the reproducible-builds convention: seconds since 1970, UTC) sets [`Clock::report_day`] alone and
    /// is not read before that.
    pub fn new(
        now: DateTime<FixedOffset>, fixed_today: Option<&str>, source_date_epoch: Option<&str>,
    ) -> Result<Self, ClockError> {
        let noon = |day: NaiveDate| day.and_hms_opt(12, 0, 0).map(|noon| noon.and_utc().fixed_offset());
        let now = match fixed_today {
            None => now,
            Some(text) => text.parse().ok().and_then(noon).ok_or_else(|| ClockError {
                variable: "PROMO_TODAY",
                value: text.to_owned(),
                wanted: "a day such as 2026-11-22",
            })?,
        };
        Ok(Self { now, source_date: source_date_epoch.map(str::to_owned) })
    }

    pub fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// The day that reports and documents are made for: that of `SOURCE_DATE_EPOCH` where it is set, else today.
    ///
    /// # Errors
    /// `SOURCE_DATE_EPOCH` is set to no number of seconds, or to one outside 1970 to 2100.
    pub fn report_day(&self) -> Result<NaiveDate, ClockError> {
        let Some(text) = &self.source_date else { return Ok(self.today()) };
        let seconds = text.trim().parse().ok().filter(|seconds| (0..LAST_SECOND).contains(seconds));
        let moment = seconds.and_then(|seconds| Utc.timestamp_opt(seconds, 0).single());
        moment.map(|moment| moment.date_naive()).ok_or_else(|| ClockError {
            variable: "SOURCE_DATE_EPOCH",
            value: text.clone(),
            wanted: "a number of seconds since 1970, up to the year 2100",
        })
    }

    /// Whether `SOURCE_DATE_EPOCH` sets the report's day.
    pub fn is_pinned(&self) -> bool {
        self.source_date.is_some()
    }

    /// The moment, RFC 3339 to the second with the local offset.
    pub fn stamp(&self) -> String {
        self.now.format("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }
}

/// The world that a command runs in.
pub struct App<'w> {
    pub clock: Clock,
    pub paths: Paths,
    /// This very program, to be run once more where something must not be trusted to end.
    pub program: PathBuf,
    pub terminal: Terminal,
    pub out: Box<dyn Write + 'w>,
    pub err: Box<dyn Write + 'w>,
    /// What is piped in comes from here.
    pub input: Box<dyn BufRead + 'w>,
    pub prompt: Prompt,
    /// Whether the talk is silenced (`-q`).
    pub quiet: bool,
}

impl App<'_> {
    /// A new name for an entry: a UUIDv7 of now.
    pub fn new_uid(&self) -> Uid {
        let seconds = u64::try_from(self.clock.now.timestamp()).unwrap_or_default();
        let stamp =
            uuid::Timestamp::from_unix(uuid::NoContext, seconds, self.clock.now.timestamp_subsec_nanos());
        Uid::from_bytes(uuid::Uuid::new_v7(stamp).into_bytes())
    }

    /// A text for reading: straight to stdout, or through the person's pager where it is longer than their terminal. A file
    /// or a pipe gets its exact bytes; on a terminal, what could steer it is escaped, as JSON allows.
    pub fn show(&mut self, text: &str) -> io::Result<()> {
        let text = &*if self.terminal.stdout { escape_for_terminal(text) } else { text.into() };
        if self.page(text)? {
            return Ok(());
        }
        self.out.write_all(text.as_bytes())
    }

    /// Shows a text in the pager if stdout is a terminal with fewer rows; `false` if the text is still to be printed.
    pub fn page(&mut self, text: &str) -> io::Result<bool> {
        let rows = self.terminal.rows.map_or(usize::MAX, usize::from);
        // The shell's prompt takes a row, too.
        if !self.terminal.stdout || text.lines().count() < rows {
            return Ok(false);
        }
        self.out.flush()?;
        self.prompt.page(text)
    }

    /// One line of talk, unless silenced. What was answered before it stands before it on a terminal that shows both.
    pub fn say(&mut self, line: &str) -> io::Result<()> {
        if self.quiet {
            return Ok(());
        }
        self.out.flush()?;
        writeln!(self.err, "{line}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-11-20T23:04:05+01:00").unwrap()
    }

    #[test]
    fn the_day_is_the_local_one() {
        let clock = Clock::new(now(), None, None).unwrap();
        assert_eq!(clock.today().to_string(), "2026-11-20");
        assert_eq!(clock.stamp(), "2026-11-20T23:04:05+01:00");
    }

    #[test]
    fn a_source_date_moves_reports_alone() {
        let clock = Clock::new(now(), Some("2026-11-22"), Some("1700000000")).unwrap();
        assert_eq!(clock.today().to_string(), "2026-11-22");
        assert_eq!(clock.report_day().unwrap().to_string(), "2023-11-14");
        assert!(clock.is_pinned());
        assert_eq!(clock.stamp(), "2026-11-22T12:00:00+00:00");
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let error = Clock::new(now(), Some("soon"), None).unwrap_err();
        assert_eq!(
            error.to_string(),
            "`PROMO_TODAY` is set to `soon`, which is not a day such as 2026-11-22"
        );
        for text in ["x", "-1", "4133980800", "99999999999999999999"] {
            let clock = Clock::new(now(), None, Some(text)).unwrap();
            assert_eq!(clock.today().to_string(), "2026-11-20");
            assert!(clock.report_day().is_err(), "{text}");
        }
    }
}
