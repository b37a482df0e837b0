//! The tags of the guided flow: chosen by typing parts of their names, each with the level that the work showed.

use anyhow::Result;

use super::Guide;
use crate::app::prompt::Move;
use crate::commands::fields::resolve_tags;
use crate::domain::framework::{Criterion, RequiredCriterion};
use crate::domain::ids::Level;
use crate::domain::tag::Tag;
use crate::render::text::clean;

impl Guide<'_, '_> {
    /// Asks for tags until they are done; one that is chosen again is taken off.
    pub(super) fn tags(&mut self) -> Result<Move> {
        loop {
            let (keys, mut items) = self.criteria();
            items.insert(0, format!("done: {}", self.tag_list()));
            let chosen = self.app.prompt.choose("Tags (type to find)", &items, 0)?;
            let Some(chosen) = chosen else { return Ok(Move::Back) };
            let Some(key) = chosen.checked_sub(1).and_then(|at| keys.get(at)) else { break };
            let before = self.form.tags.len();
            self.form.tags.retain(|tag| !is_of(tag, key));
            if self.form.tags.len() == before {
                let tags = resolve_tags(std::slice::from_ref(key), &self.context, &mut Vec::new())?;
                self.form.tags.extend(tags.iter().map(Tag::to_string));
                if self.context.level().is_none() {
                    self.level(before)?;
                }
            }
        }
        self.app.say(&format!("Tags: {}", self.tag_list()))?;
        Ok(Move::Next)
    }

    /// The keys that can be chosen and how they show: what the target asks, then all others, skills first in each.
    fn criteria(&self) -> (Vec<String>, Vec<String>) {
        let framework = &self.context.framework;
        let target = self.context.target.as_ref();
        let at = target.and_then(|target| self.context.role()?.at(target.level));
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

    /// Asks for the level of a tag.
    pub(super) fn level(&mut self, at: usize) -> Result<Move> {
        let Some(tag) = self.form.tags.get(at).and_then(|text| Tag::stored(text)) else {
            return Ok(Move::Next);
        };
        let framework = &self.context.framework;
        let defined: Vec<Level> =
            framework.criterion(&tag.key).map(|criterion| criterion.defined().collect()).unwrap_or_default();
        let names =
            framework.levels.iter().filter(|name| defined.is_empty() || defined.contains(&name.level));
        let levels: Vec<Level> = names.clone().map(|name| name.level).collect();
        let first = match self.context.level() {
            Some(level) => format!("{level}, assumed from your target"),
            None => "no level yet".to_owned(),
        };
        let items: Vec<String> = std::iter::once(first)
            .chain(names.map(|name| format!("{}  {}", name.level, name.title)))
            .collect();
        let start = levels.iter().position(|level| !tag.assumed && tag.level == Some(*level));
        let question = format!("Level that {} showed", tag.key);
        let chosen = self.app.prompt.choose(&question, &items, start.map_or(0, |at| at + 1))?;
        let Some(chosen) = chosen else { return Ok(Move::Back) };
        let stated = chosen.checked_sub(1).and_then(|at| levels.get(at)).copied();
        let level = stated.or(self.context.level());
        self.form.tags[at] = Tag { level, assumed: stated.is_none(), ..tag }.to_string();
        Ok(Move::Next)
    }
}

/// Whether a tag's text is of a criterion.
fn is_of(tag: &str, key: &str) -> bool {
    Tag::stored(tag).is_some_and(|tag| tag.key == key)
}
