//! `promo man`.

use std::fs;
use std::process::Command;

use clap::CommandFactory as _;
use promo::cli::Cli;

use crate::support::{TestEnv, skipped};

/// A page as a reader sees it, or `None` where there is no groff.
fn rendered(page: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("page.1");
    fs::write(&path, page).unwrap();
    let shown = Command::new("groff").args(["-man", "-ww", "-Tascii", "-P-cbou"]).arg(&path).output().ok()?;
    assert_eq!(String::from_utf8_lossy(&shown.stderr), "", "groff has something to say");
    Some(String::from_utf8(shown.stdout).unwrap())
}

#[test]
fn the_page_names_each_command_and_what_is_around_them() {
    let page = TestEnv::new().ok(&["man"]);
    for command in Cli::command().get_subcommands() {
        assert!(page.contains(&format!("\npromo\\-{}(1)\n", command.get_name())), "{}", command.get_name());
    }
    for heading in ["NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS", "ENVIRONMENT", "FILES"] {
        assert_eq!(page.matches(&format!("\n.SH {heading}\n")).count(), 1, "{heading}");
    }
    for (manual, _) in promo::cli::MANUAL {
        assert!(page.contains(&manual.replace('-', "\\-")), "{manual}");
    }
    // The grouped overview is for --help alone.
    assert!(!page.contains("Every day"));
    let Some(text) = rendered(page.as_bytes()) else {
        skipped("there is no groff to show the page with");
        return;
    };
    assert!(text.contains("SYNOPSIS\n       promo [OPTIONS] <COMMAND>\n"), "{text}");
    assert!(text.contains("\n       3      A check found something.\n"), "{text}");
}

#[test]
fn a_folder_gets_a_page_a_command() {
    let env = TestEnv::new();
    insta::assert_snapshot!(env.see(&["man", "--dir", "made/man1"]), @"
    --- stderr
    Wrote 50 pages to made/man1
    --- exit 0
    ");
    let pages = || {
        let mut names: Vec<String> = fs::read_dir(env.path("made/man1"))
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    let first = pages();
    assert_eq!(first.len(), 50);
    for name in ["promo.1", "promo-log.1", "promo-tag-rename.1", "promo-framework-show.1"] {
        assert!(first.iter().any(|page| page == name), "{name}");
    }
    let log = fs::read(env.path("made/man1/promo-log.1")).unwrap();
    if let Some(text) = rendered(&log) {
        assert!(text.contains("       promo log [OPTIONS] [TITLE]...\n"), "{text}");
        assert!(text.contains("EXAMPLES\n       promo log \"Halved"), "{text}");
        assert!(!text.contains("--journal"), "{text}");
        assert!(text.contains("docs/logging.md"), "{text}");
    }
    // They are made again in place, and nothing is kept of the old ones.
    fs::write(env.path("made/man1/promo-log.1"), "old").unwrap();
    env.ok(&["-q", "man", "--dir", "made/man1"]);
    assert_eq!(fs::read(env.path("made/man1/promo-log.1")).unwrap(), log);
    assert_eq!(pages(), first);
}

#[cfg(unix)]
#[test]
fn a_link_is_not_written_through() {
    let env = TestEnv::new();
    fs::create_dir(env.path("man1")).unwrap();
    fs::write(env.path("precious"), "mine").unwrap();
    std::os::unix::fs::symlink(env.path("precious"), env.path("man1/promo.1")).unwrap();
    insta::assert_snapshot!(env.see(&["man", "--dir", "man1"]), @"
    --- stderr
    error: `man1/promo.1` is a symbolic link, not a file
    Hint: name another folder behind --dir
    --- exit 1
    ");
    assert_eq!(fs::read_to_string(env.path("precious")).unwrap(), "mine");
}
