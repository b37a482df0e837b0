//! What is found on a page, gathered: each level once, each criterion once, its statements at their level.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::super::blocks::{BlockContent as BlockKind, NonText, PageBlock};
use super::super::levels::LevelName;
use super::super::skip_reasons;
use super::super::{RawCriterion, RawLevel, RawText, Reading, Source};
use super::heading_tree::HeadNode;
use super::labels::clean_title;
use crate::catalog::{builtin, sfia};
use crate::domain::framework::{CriterionKind, Framework};

#[derive(Debug, Clone, Default)]
pub struct OutlinePlace {
    pub track: Option<String>,
    pub group: Option<String>,
    pub skill: Option<String>,
    /// The levels it is said of; none where it is said of no level in particular.
    pub levels: Vec<usize>,
}

/// The name of a criterion that the page gives none.
pub const UNNAMED: &str = "Expectations";

pub struct ReadingBuilder<'s> {
    pub source: &'s Source<'s>,
    pub reading: Reading,
    /// Whether the levels are named elsewhere too, so that a table may only list them.
    pub elsewhere: bool,
    pub headed: HashSet<String>,
    criteria: HashMap<(Option<String>, Option<String>, String), usize>,
    levels: HashMap<(Option<String>, String), usize>,
    /// SFIA's table, read once a page names what may be a code.
    sfia: OnceCell<Option<Framework>>,
}

impl<'s> ReadingBuilder<'s> {
    pub fn new(source: &'s Source<'s>) -> Self {
        let reading = Reading::new(source, "headings and lists");
        Self {
            source,
            reading,
            elsewhere: false,
            headed: HashSet::new(),
            criteria: HashMap::new(),
            levels: HashMap::new(),
            sfia: OnceCell::new(),
        }
    }

    /// The place of a level; a name that stands again is the same level.
    pub fn level_index(&mut self, level_name: &LevelName, track: Option<&String>, line: usize) -> usize {
        let key = (track.cloned(), level_name.key());
        if let Some(known) = self.levels.get(&key) {
            if let Some(level) =
                self.reading.levels.get_mut(*known).filter(|level| level.name.title.is_empty())
            {
                level.name.title.clone_from(&level_name.title);
                level.name.seniority = level_name.seniority;
            }
            return *known;
        }
        let at = self.reading.levels.len();
        self.levels.insert(key, at);
        let level = RawLevel { line, name: level_name.clone(), track: track.cloned(), ..RawLevel::default() };
        self.reading.levels.push(level);
        at
    }

    /// The place of a level of any track that is known by a name.
    pub fn find_level(&self, name: &str) -> Option<usize> {
        self.reading.levels.iter().position(|level| {
            level.name.key() == name
                || !level.name.title.is_empty() && level.name.title.to_lowercase() == name
        })
    }

    pub fn criterion_index(&mut self, place: &OutlinePlace, name: &str, line: usize) -> usize {
        let (name, code) = self.name_and_code(name);
        let group = place.group.clone().filter(|group| *group != name);
        let key =
            (place.track.clone(), group.as_ref().map(|group| group.to_lowercase()), name.to_lowercase());
        if let Some(known) = self.criteria.get(&key) {
            return *known;
        }
        let kind = if code.is_some() { CriterionKind::Skill } else { CriterionKind::Expectation };
        let mut criterion = RawCriterion::new(line, kind, name);
        criterion.key = code;
        criterion.group = group;
        criterion.track.clone_from(&place.track);
        let at = self.reading.criteria.len();
        self.reading.criteria.push(criterion);
        self.criteria.insert(key, at);
        at
    }

    /// A criterion's name, and its code where it is one of SFIA's: `Programming (PROG)`.
    fn name_and_code(&mut self, name: &str) -> (String, Option<String>) {
        let name = clean_title(name);
        let code = name.rsplit_once(" (").and_then(|(_, code)| code.strip_suffix(')'));
        let code = code.filter(|code| code.len() == 4 && code.bytes().all(|byte| byte.is_ascii_uppercase()));
        let known = code.and_then(|code| {
            let table = self.sfia.get_or_init(|| builtin::own_layer(sfia::KEY));
            table.as_ref()?.criterion(code).map(|_| code.to_owned())
        });
        match known {
            Some(code) => {
                (name.rsplit_once(" (").map_or(name.clone(), |(name, _)| name.to_owned()), Some(code))
            }
            None if name.is_empty() => (UNNAMED.to_owned(), None),
            None => (name, None),
        }
    }

    /// The text of a criterion at each level of a place.
    fn update_texts(
        &mut self, criterion: usize, place: &OutlinePlace, line: usize, change: impl Fn(&mut RawText),
    ) {
        let levels: Vec<Option<usize>> = match place.levels.is_empty() {
            true => vec![None],
            false => place.levels.iter().copied().map(Some).collect(),
        };
        for level in levels {
            if let Some(criterion) = self.reading.criteria.get_mut(criterion) {
                change(criterion.text_at(level, line));
            }
        }
    }

    pub fn add_statement(&mut self, place: &OutlinePlace, name: &str, line: usize, statement: &str) {
        let criterion = self.criterion_index(place, name, line);
        self.update_texts(criterion, place, line, |text| text.statements.push(statement.to_owned()));
    }

    pub fn add_example(&mut self, place: &OutlinePlace, name: &str, line: usize, example: &str) {
        let criterion = self.criterion_index(place, name, line);
        self.update_texts(criterion, place, line, |text| text.examples.push(example.to_owned()));
    }

    /// What is said of a criterion at no level; more of it goes behind.
    pub fn add_description(&mut self, place: &OutlinePlace, name: &str, line: usize, text: &str) {
        let criterion = self.criterion_index(place, name, line);
        if let Some(found) = self.reading.criteria.get_mut(criterion) {
            found.describe(text);
        }
    }

    /// What is said of levels: the first is their scope.
    pub fn add_scope(&mut self, levels: &[usize], text: &str) {
        for level in levels {
            if let Some(level) = self.reading.levels.get_mut(*level) {
                level.describe(text.to_owned());
            }
        }
    }

    pub fn add_level_description(&mut self, levels: &[usize], text: &str) {
        for level in levels {
            if let Some(level) = self.reading.levels.get_mut(*level) {
                level.description.push(text.to_owned());
            }
        }
    }

    /// Counts everything under a heading as no part of the framework.
    pub fn skip_node(&mut self, node: &HeadNode, why: &str) {
        node.visit(&mut |node| {
            for block in &node.body {
                self.skip_block(block, why);
            }
        });
    }

    pub fn skip_block(&mut self, block: &PageBlock, why: &str) {
        match &block.kind {
            BlockKind::Rule => {}
            BlockKind::NonText(other, text) => self.skip_non_text(block.line, *other, text),
            _ => self.reading.skip(block.line, why),
        }
    }

    pub fn skip_non_text(&mut self, line: usize, other: NonText, text: &str) {
        if other == NonText::Markup && text == "footnote" {
            self.reading.skip(line, "footnote");
        } else {
            skip_reasons::skip_other(&mut self.reading, line, other, text);
        }
    }
}
