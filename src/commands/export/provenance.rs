//! What made a document, as its file says it: the template, and the window of days where one was asked for.
//!
//! A window is kept as it was typed where it moves with time (`last=6m`), and by its days where it does not.

use std::fmt;

use anyhow::Result;

use crate::app::App;
use crate::cli::WindowArgs;
use crate::commands::context::window;

/// `gitlab`, or `gitlab;since=2026-06-01`.
#[derive(Debug, Default)]
pub struct Provenance {
    pub template: String,
    pub window: WindowArgs,
}

impl Provenance {
    /// # Errors
    /// A window that cannot be understood.
    pub fn of(template: &str, asked: &WindowArgs, app: &App<'_>) -> Result<Self> {
        let days = window(asked, app.clock.report_day()?)?;
        let window = WindowArgs {
            last: asked.last.as_ref().map(|span| span.trim().to_owned()),
            since: asked.since.as_ref().and(days.since).map(|day| day.to_string()),
            until: asked.until.as_ref().map(|_| days.until.to_string()),
        };
        Ok(Self { template: template.to_owned(), window })
    }

    /// That of a file; a template's name may hold any of the signs.
    pub fn parse(text: &str) -> Self {
        let (mut template, mut window) = (text, WindowArgs::default());
        while let Some((before, last)) = template.rsplit_once(';') {
            let Some((name, value)) = last.split_once('=') else { break };
            let place = match name {
                "last" => &mut window.last,
                "since" => &mut window.since,
                "until" => &mut window.until,
                _ => break,
            };
            *place = Some(value.to_owned());
            template = before;
        }
        Self { template: template.to_owned(), window }
    }

    /// The window that is asked for, else that of the file.
    pub fn window_or(self, asked: &WindowArgs) -> WindowArgs {
        if asked.is_empty() { self.window } else { asked.clone() }
    }
}

impl fmt::Display for Provenance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.template)?;
        let WindowArgs { last, since, until } = &self.window;
        for (name, value) in [("last", last), ("since", since), ("until", until)] {
            if let Some(value) = value {
                write!(f, ";{name}={value}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_read_from_behind_the_template() {
        for (text, template, since, until, last) in [
            ("gitlab", "gitlab", None, None, None),
            ("gitlab;since=2026-06-01", "gitlab", Some("2026-06-01"), None, None),
            ("star;since=2026-01-01;until=2026-06-30", "star", Some("2026-01-01"), Some("2026-06-30"), None),
            ("./a;b.md;last=6m", "./a;b.md", None, None, Some("6m")),
            ("./a;b=c.md", "./a;b=c.md", None, None, None),
        ] {
            let Provenance { template: name, window } = Provenance::parse(text);
            let found = (&*name, window.since.as_deref(), window.until.as_deref(), window.last.as_deref());
            assert_eq!(found, (template, since, until, last), "{text}");
            assert_eq!(Provenance::parse(text).to_string(), text);
        }
    }
}
