//! What an import read and what it did not, counted for its account.

use std::collections::HashMap;

use crate::catalog::import::Reading;
use crate::catalog::import::assemble::FileSubject;
use crate::domain::framework::{Framework, FrameworkLevel};
use crate::domain::ids::Level;
use crate::render::import_account::{
    AccountSkipped, AccountWarning, FileAccount, GroupedNotes, ImportAccount, NoteGroup, SharedNotes,
};

/// How many places of one reason are named before the rest is counted.
const PLACES: usize = 4;
/// How many warnings of one sort are shown one by one.
const WARNINGS: usize = 8;

/// The warnings and the skipped blocks of all files by sort, in the order in which the sorts first occur.
pub fn grouped_notes(account: &ImportAccount) -> GroupedNotes {
    let (mut warnings, mut skipped) = (NoteGroups::new(WARNINGS), NoteGroups::new(PLACES));
    for file in &account.files {
        // Where there is one file, the line is place enough.
        let place = |line: u32| match account.files.len() {
            1 => format!("line {line}"),
            _ => format!("{}:{line}", file.file),
        };
        for warning in &file.warnings {
            let line = || format!("{}: {} {}", place(warning.line), warning.code, warning.message);
            warnings.put(&warning.code, line);
        }
        for block in &file.skipped {
            skipped.put(&block.why, || place(block.line));
        }
    }
    GroupedNotes { warnings: warnings.groups, skipped: skipped.groups }
}

/// Lines by sort, as many of each as are shown.
struct NoteGroups {
    groups: Vec<NoteGroup>,
    places: HashMap<String, usize>,
    most: usize,
}

impl NoteGroups {
    fn new(most: usize) -> Self {
        Self { groups: Vec::new(), places: HashMap::new(), most }
    }

    fn put(&mut self, sort: &str, line: impl FnOnce() -> String) {
        let next = self.groups.len();
        let at = *self.places.entry(sort.to_owned()).or_insert(next);
        if at == next {
            self.groups.push(NoteGroup { sort: sort.to_owned(), lines: Vec::new(), more: 0 });
        }
        let Some(group) = self.groups.get_mut(at) else { return };
        if group.lines.len() < self.most {
            group.lines.push(line());
        } else {
            group.more += 1;
        }
    }
}

pub fn import_account(framework: &Framework, readings: &[Reading], about: &[FileSubject]) -> ImportAccount {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let texts = || framework.criteria.iter().flat_map(|criterion| &criterion.levels);
    let statements = number(texts().map(|text| text.statements.len()).sum());
    let whole = readings.len() == 1 && readings[0].criteria.is_empty() && readings[0].shared.is_empty();
    let file = |(reading, about): (&Reading, &FileSubject)| {
        let shared = reading.shared.iter().flat_map(|criterion| &criterion.texts);
        FileAccount {
            file: reading.file.clone(),
            shape: reading.shape.to_owned(),
            title: reading.title.clone(),
            role: about.role.clone(),
            level: about.level.map(Level::get),
            criteria: if whole { number(framework.criteria.len()) } else { number(reading.criteria.len()) },
            texts: if whole {
                number(texts().count())
            } else {
                number(reading.criteria.iter().map(|criterion| criterion.texts.len()).sum())
            },
            statements: if whole { statements } else { number(reading.statements()) },
            requirements: number(reading.demands.len()),
            shared: SharedNotes {
                criteria: number(reading.shared.len()),
                statements: number(shared.map(|text| text.statements.len()).sum()),
            },
            warnings: reading
                .warnings
                .iter()
                .map(|warning| AccountWarning {
                    line: number(warning.line),
                    code: warning.code.word().to_owned(),
                    message: warning.message.clone(),
                })
                .collect(),
            skipped: reading
                .skipped
                .iter()
                .map(|skipped| AccountSkipped { line: number(skipped.line), why: skipped.why.clone() })
                .collect(),
        }
    };
    let level = |name: &FrameworkLevel| match &*name.title {
        title
            if [format!("L{}", name.level), format!("Level {}", name.level)]
                .iter()
                .any(|one| one == title) =>
        {
            name.level.to_string()
        }
        title if title == name.level.to_string() => title.to_owned(),
        title => format!("{} {title}", name.level),
    };
    ImportAccount {
        framework: framework.key.to_string(),
        title: framework.title.to_string(),
        levels: framework.levels.iter().map(level).collect(),
        roles: framework.roles.iter().map(|role| role.key.to_string()).collect(),
        criteria: number(framework.criteria.len()),
        statements,
        files: readings.iter().zip(about).map(file).collect(),
        ..ImportAccount::default()
    }
}
