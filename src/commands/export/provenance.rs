//! What made a document, as its file says it: the template, and the window of days where one was asked for.
//!
//! A window is kept as it was typed where it moves with time (`last=6m`), and by its days where it does not.

use anyhow::Result;

use crate::app::App;
use crate::cli::{ExportArgs, WindowArgs};
use crate::commands::context::window;

/// What the file says: `gitlab`, or `gitlab;since=2026-06-01`.
///
/// # Errors
/// A window that cannot be understood.
pub fn said(template: &str, args: &ExportArgs, app: &App<'_>) -> Result<String> {
    let asked = &args.window;
    let days = window(asked, app.clock.report_day()?)?;
    let mut said = template.to_owned();
    let parts = [
        ("last", asked.last.as_ref().map(|span| span.trim().to_owned())),
        ("since", asked.since.as_ref().and(days.since).map(|day| day.to_string())),
        ("until", asked.until.as_ref().map(|_| days.until.to_string())),
    ];
    for (name, value) in parts {
        if let Some(value) = value {
            said.push_str(&format!(";{name}={value}"));
        }
    }
    Ok(said)
}

/// The template and the window of what a file says.
pub fn read(said: &str) -> (&str, WindowArgs) {
    let (mut template, mut window) = (said, WindowArgs::default());
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
    (template, window)
}

/// The options with the window of a file, where they ask for none.
pub fn with_window(args: &ExportArgs, said: Option<&str>) -> ExportArgs {
    let mut args = args.clone();
    let asked = &args.window;
    if let (Some(said), None, None, None) = (said, &asked.since, &asked.until, &asked.last) {
        args.window = read(said).1;
    }
    args
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_read_from_behind_the_template() {
        for (said, template, since, until, last) in [
            ("gitlab", "gitlab", None, None, None),
            ("gitlab;since=2026-06-01", "gitlab", Some("2026-06-01"), None, None),
            ("star;since=2026-01-01;until=2026-06-30", "star", Some("2026-01-01"), Some("2026-06-30"), None),
            ("./a;b.md;last=6m", "./a;b.md", None, None, Some("6m")),
            ("./a;b=c.md", "./a;b=c.md", None, None, None),
        ] {
            let (name, window) = read(said);
            let found = (name, window.since.as_deref(), window.until.as_deref(), window.last.as_deref());
            assert_eq!(found, (template, since, until, last), "{said}");
        }
    }
}
