//! How long a framework takes to read, and that twice the text takes twice the time.
//!
//! `cargo bench --bench frameworks` prints a row a size: time and bytes a second should stay level from 1 MiB to 16 MiB.

#![allow(clippy::unwrap_used, reason = "a bench that cannot go on has failed")]

use std::fmt::Write as _;
use std::fs;

use divan::Bencher;
use divan::counter::BytesCount;
use promo::catalog::import::ImportHints;
use promo::catalog::import::assemble::{AssemblyPlan, assemble};
use promo::catalog::import::files::{self, SourceFile};
use promo::catalog::{builtin, toml_file, toml_writer};

fn main() {
    divan::main();
}

/// A ladder of headings over bullets, of about so many MiB.
fn markdown(mib: usize) -> String {
    let mut text = String::from("# Ladder\n");
    let mut section = 0;
    while text.len() < mib << 20 {
        section += 1;
        let _ = write!(text, "\n## L{}\n", section % 7 + 1);
        for group in ["Craft", "People", "Direction"] {
            let _ = write!(text, "\n### {group} {section}\n\n");
            for item in 0..5 {
                let _ = writeln!(
                    text,
                    "- Says in section {section} what {group} item {item} asks of a person there."
                );
            }
        }
    }
    text
}

/// The official table's shape: rows of skills, a column a level.
fn sheet(mib: usize) -> String {
    let mut text = String::from("Skill,L1,L2,L3,L4,L5,L6,L7\n");
    let mut row = 0;
    while text.len() < mib << 20 {
        row += 1;
        let _ = write!(text, "Skill {row}");
        for level in 1..=7 {
            let _ = write!(text, ",\"Does at level {level} what skill {row} asks\n- and writes it down\"");
        }
        text.push('\n');
    }
    text
}

fn read(bencher: Bencher<'_, '_>, name: &str, text: String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, &text).unwrap();
    let found = SourceFile { name: name.to_owned(), path, named: true };
    let sfia = builtin::own_layer("sfia-9").unwrap();
    // All that an import does but for the writing of the file.
    let one = || -> String {
        let decoded = files::read_text(&found, false).unwrap();
        let terms = files::collect_terms(std::slice::from_ref(&found));
        let reading = files::read_framework(&found, decoded, &ImportHints::default(), &terms).unwrap();
        let plan = AssemblyPlan { key: "x", title: "X", source: "", role: None, sfia: &sfia, official: None };
        toml_writer::write(&assemble(&mut [reading], &plan).unwrap().framework).unwrap()
    };
    bencher.counter(BytesCount::of_str(&text)).bench_local(one);
}

#[divan::bench(args = [1, 2, 4, 8, 16], sample_count = 3)]
fn headings(bencher: Bencher<'_, '_>, mib: usize) {
    read(bencher, "ladder.md", markdown(mib));
}

#[divan::bench(args = [1, 2, 4, 8, 16], sample_count = 3)]
fn columns(bencher: Bencher<'_, '_>, mib: usize) {
    read(bencher, "ladder.csv", sheet(mib));
}

/// What each command pays that needs a framework which is not built in.
#[divan::bench]
fn own_toml(bencher: Bencher<'_, '_>) {
    let text = toml_writer::write(&builtin::layered("engineering").unwrap()).unwrap();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| toml_file::read(&text, "x.toml").unwrap());
}

/// What a command pays that needs the built-in one.
#[divan::bench]
fn built_in() -> usize {
    builtin::layered("engineering").unwrap().criteria.len()
}
