//! `promo man`: the manual pages, made from the same clap types as the help.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use clap::{Command, CommandFactory as _};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::app::App;
use crate::app::output::write_generated;
use crate::app::paths::make_private_folder;
use crate::cli::{Cli, MANUAL, ManArgs, manual_page};
use crate::error::{Outcome, with_hint};
use crate::render::text::count;

/// What each piece of roff starts with: how an apostrophe is written.
const PREAMBLE: &str = ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n";
const FACTS: [(&str, &[(&str, &str)]); 3] = [
    (
        "ENVIRONMENT",
        &[
            ("PROMO_JOURNAL", "The journal's file, where --journal names none."),
            ("PROMO_CONFIG", "The settings' file, where --config names none."),
            ("VISUAL, EDITOR", "The editor that -e opens; vi where neither is set."),
            ("NO_COLOR", "Set to anything: no colour."),
            (
                "SOURCE_DATE_EPOCH",
                "Seconds since 1970: the day for which gap, export and demo are made, so that they come out the same again.",
            ),
        ],
    ),
    (
        "FILES",
        &[
            ("$XDG_DATA_HOME/promo/journal.db", "The journal; ~/.local/share/promo/journal.db by default."),
            ("$XDG_CONFIG_HOME/promo/config.toml", "The settings; ~/.config/promo/config.toml by default."),
            (
                "$XDG_CONFIG_HOME/promo/templates",
                "Your own templates, NAME.md each; ~/.config/promo/templates by default.",
            ),
            (
                "$XDG_STATE_HOME/promo/drafts",
                "Text that could not be kept; promo recover gives it back. ~/.local/state/promo/drafts by default.",
            ),
        ],
    ),
    (
        "EXIT STATUS",
        &[
            ("0", "Done."),
            ("1", "An error: what was tried, why it failed, and what to type instead."),
            ("2", "Wrong usage."),
            ("3", "A check found something."),
            ("130", "Broken off by the person at the terminal."),
        ],
    ),
];

/// Prints the page of `promo`, or writes all pages into a folder.
///
/// # Errors
/// A folder or a file that cannot be written; a file there that is a link.
pub fn run(args: &ManArgs, app: &mut App<'_>) -> Result<Outcome> {
    let mut root = Cli::command()
        .subcommand_value_name("COMMAND")
        .subcommand_help_heading("COMMANDS")
        .disable_help_subcommand(true);
    root.build();
    let Some(folder) = &args.dir else {
        app.out.write_all(&page(&root, None)?)?;
        return Ok(Outcome::Done);
    };
    make_private_folder(folder)
        .with_context(|| format!("the folder `{}` cannot be made", folder.display()))?;
    let written = write_pages(&root, None, folder)?;
    app.say(&format!("Wrote {} to {}", count(written, "page", "pages"), folder.display()))?;
    Ok(Outcome::Done)
}

fn write_pages(command: &Command, manual: Option<&str>, folder: &Path) -> Result<u32> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    write_generated(&folder.join(format!("{name}.1")), &page(command, manual)?)
        .map_err(|error| with_hint(error.into(), "name another folder behind --dir"))?;
    let mut written = 1;
    for command in command.get_subcommands().filter(|command| !command.is_hide_set()) {
        let manual = manual.or_else(|| manual_page(command.get_name()));
        written += write_pages(command, manual, folder)?;
    }
    Ok(written)
}

/// `manual` is the page in `docs` that explains the command; `promo` itself has all of them.
fn page(command: &Command, manual: Option<&str>) -> Result<Vec<u8>> {
    let is_root = manual.is_none();
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim().to_owned();
    let shown = command.clone().subcommand_help_heading("COMMANDS").override_usage(usage);
    // The page of promo tells the options that all commands take.
    let shown = shown.mut_args(|arg| if !is_root && arg.is_global_set() { arg.hide(true) } else { arg });
    let man = Man::new(shown)
        // No day, so that the same sources make the same pages; an empty argument would be dropped.
        .date(" ")
        .source(concat!("promo ", env!("CARGO_PKG_VERSION")))
        .manual("promo manual");
    let mut text = Vec::new();
    man.render_title(&mut text)?;
    man.render_name_section(&mut text)?;
    man.render_synopsis_section(&mut text)?;
    man.render_description_section(&mut text)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut text)?;
    }
    man.render_options_section(&mut text)?;
    let mut more = Roff::new();
    if is_root {
        facts(&mut more);
    }
    if let Some(help) = command.get_after_help() {
        examples(&mut more, &help.to_string());
    }
    more.control("SH", ["SEE ALSO"]);
    match manual {
        Some(page) => more.text([
            bold("promo"),
            roman(format!("(1), for the options that every command takes; {page} in promo's sources")),
        ]),
        None => {
            let pages = MANUAL.map(|(page, _)| page).join(", ");
            more.text([roman(format!("README.md and {pages} in promo's sources"))])
        }
    };
    more.to_writer(&mut text)?;
    // Each section was written as a page of its own, with a page's preamble.
    let text = String::from_utf8(text)?;
    Ok(format!("{PREAMBLE}{}", text.replace(PREAMBLE, "")).into_bytes())
}

fn facts(page: &mut Roff) {
    for (heading, terms) in FACTS {
        page.control("SH", [heading]);
        for (term, meaning) in terms {
            page.control("TP", []);
            page.text([bold(*term)]);
            page.text([roman(*meaning)]);
        }
    }
}

/// The tail of a command's help: its examples, and what is said after them.
fn examples(page: &mut Roff, help: &str) {
    let (examples, notes) = help.split_once("\n\n").unwrap_or((help, ""));
    page.control("SH", ["EXAMPLES"]);
    page.control("nf", []);
    for line in examples.lines().filter_map(|line| line.strip_prefix("  ")) {
        page.text([roman(line)]);
    }
    page.control("fi", []);
    if !notes.is_empty() {
        page.control("SH", ["NOTES"]);
        for line in notes.lines() {
            match line {
                "" => page.control("PP", []),
                line => page.text([roman(line)]),
            };
        }
    }
}
