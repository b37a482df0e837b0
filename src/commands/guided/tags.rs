//! The tags of the guided flow: chosen by typing parts of their names, each with the level that the work showed.

use anyhow::Result;

use super::Guide;
use crate::commands::fields::resolve_tags;
use crate::domain::framework::{Criterion, RequiredCriterion};
use crate::domain::ids::Level;
use crate::domain::tag::Tag;
use crate::render::text::clean;

impl Guide<'_, '_> {
    /// Asks for tags until it is told that they are all; one that is chosen again is taken off.
    pub(super) fn tags(&mut self) -> Result<()> {
        loop {
            let (keys, mut items) = self.criteria();
            items.insert(0, format!("done: {}", self.told_tags()));
            let chosen = self.app.prompt.choose("Tags (type to find)", &items, 0)?;
            let Some(key) = chosen.checked_sub(1).and_then(|at| keys.get(at)) else { break };
            let before = self.form.tags.len();
            self.form.tags.retain(|tag| !is_of(tag, key));
            if self.form.tags.len() == before {
                let tags = resolve_tags(std::slice::from_ref(key), &self.ground, &mut Vec::new())?;
                self.form.tags.extend(tags.iter().map(Tag::to_string));
                if self.ground.level().is_none() {
                    self.level(before)?;
                }
            }
            self.guard();
        }
        let tags = self.told_tags();
        Ok(self.app.say(&format!("Tags: {tags}"))?)
    }

    /// The keys that can be chosen and how they show: what the target asks, then all others, skills first in each.
    fn criteria(&self) -> (Vec<String>, Vec<String>) {
        let framework = &self.ground.framework;
        let target = self.ground.target.as_ref();
        let at = target.and_then(|target| self.ground.role()?.at(target.level));
        let extra = target.map(|target| target.groups.as_slice()).unwrap_or_default();
        let mut asked = at.map(|at| framework.asked(at, extra)).unwrap_or_default();
        asked.sort_by_key(|asked| asked.criterion.kind);
        let is_asked = |key: &str| asked.iter().any(|asked| asked.criterion.key == key);
        let mut others: Vec<&Criterion> =
            framework.criteria.iter().filter(|other| !is_asked(&other.key)).collect();
        // Of the many others those that are chosen stay in sight.
        let is_chosen = |key: &str| self.form.tags.iter().any(|tag| is_of(tag, key));
        others.sort_by_key(|other| (!is_chosen(&other.key), other.kind));
        let asked = asked.iter().map(|RequiredCriterion { criterion, level, .. }| (*criterion, Some(*level)));
        let all = asked.chain(others.into_iter().map(|other| (other, None)));
        let row = |(criterion, level): (&Criterion, Option<Level>)| {
            let (key, name, kind) = (&criterion.key, &criterion.name, criterion.kind.word());
            let mark = if is_chosen(key) { '✓' } else { ' ' };
            let label = match level {
                Some(level) => format!("{mark} {key}@{level}  {name} (asked {kind})"),
                None => format!("{mark} {key}  {name} ({kind})"),
            };
            (key.to_string(), clean(&label).into_owned())
        };
        all.map(row).unzip()
    }

    pub(super) fn level(&mut self, at: usize) -> Result<()> {
        let Some(tag) = self.form.tags.get(at).and_then(|text| Tag::stored(text)) else { return Ok(()) };
        let framework = &self.ground.framework;
        let defined: Vec<Level> =
            framework.criterion(&tag.key).map(|criterion| criterion.defined().collect()).unwrap_or_default();
        let names =
            framework.levels.iter().filter(|name| defined.is_empty() || defined.contains(&name.level));
        let levels: Vec<Level> = names.clone().map(|name| name.level).collect();
        let first = match self.ground.level() {
            Some(level) => format!("{level}, assumed from your target"),
            None => "no level yet".to_owned(),
        };
        let items: Vec<String> = std::iter::once(first)
            .chain(names.map(|name| format!("{}  {}", name.level, name.title)))
            .collect();
        let start = levels.iter().position(|level| !tag.assumed && tag.level == Some(*level));
        let question = format!("Level that {} showed", tag.key);
        let chosen = self.app.prompt.choose(&question, &items, start.map_or(0, |at| at + 1))?;
        let stated = chosen.checked_sub(1).and_then(|at| levels.get(at)).copied();
        let level = stated.or(self.ground.level());
        self.form.tags[at] = Tag { level, assumed: stated.is_none(), ..tag }.to_string();
        self.guard();
        Ok(())
    }
}

/// Whether a tag's text is of a criterion.
fn is_of(tag: &str, key: &str) -> bool {
    Tag::stored(tag).is_some_and(|tag| tag.key == key)
}
