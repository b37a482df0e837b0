//! Frameworks as JSON, described by `schema/exchange/framework-show.schema.json`.
//!
//! [`CriterionJson`] is the one JSON shape of a criterion.

use serde::Serialize;

use super::framework::FrameworkSheet;
use super::json::SCHEMA;
use crate::domain::framework::{Criterion, Framework, LevelText};
use crate::domain::ids::Level;

#[derive(Debug, Serialize)]
pub struct SheetJson<'s> {
    schema: u32,
    framework: FrameworkJson<'s>,
    role: Option<RoleJson<'s>>,
    level: Option<LevelJson<'s>>,
    criteria: Vec<CriterionJson<'s>>,
}

#[derive(Debug, Serialize)]
struct FrameworkJson<'s> {
    key: &'s str,
    title: &'s str,
    source: &'s str,
}

#[derive(Debug, Serialize)]
struct RoleJson<'s> {
    key: &'s str,
    title: &'s str,
}

#[derive(Debug, Serialize)]
struct LevelJson<'s> {
    level: u8,
    title: &'s str,
    scope: &'s str,
}

#[derive(Debug, Serialize)]
pub struct CriterionJson<'s> {
    key: &'s str,
    kind: &'static str,
    name: &'s str,
    category: Option<&'s str>,
    subcategory: Option<&'s str>,
    url: Option<&'s str>,
    levels: Vec<LevelTextJson<'s>>,
}

#[derive(Debug, Serialize)]
struct LevelTextJson<'s> {
    level: Option<u8>,
    text: &'s str,
    statements: Vec<StatementJson<'s>>,
}

#[derive(Debug, Serialize)]
struct StatementJson<'s> {
    key: String,
    text: &'s str,
}

impl<'s> From<&'s FrameworkSheet<'s>> for SheetJson<'s> {
    fn from(sheet: &'s FrameworkSheet<'s>) -> Self {
        let Framework { key, title, source, .. } = sheet.framework;
        let items = sheet.sections.iter().flat_map(|section| &section.blocks).flat_map(|block| &block.items);
        Self {
            schema: SCHEMA,
            framework: FrameworkJson { key, title, source },
            role: sheet.role.map(|role| RoleJson { key: &role.key, title: &role.title }),
            level: sheet.at.map(|at| LevelJson { level: at.level.get(), title: &at.title, scope: &at.scope }),
            criteria: items.map(|item| CriterionJson::from(&item.criterion)).collect(),
        }
    }
}

impl<'s> From<&'s Criterion> for CriterionJson<'s> {
    fn from(criterion: &'s Criterion) -> Self {
        let statements = |said: &'s LevelText| {
            let numbered = said.statements.iter().enumerate();
            numbered
                .map(|(at, text)| StatementJson { key: criterion.statement_key(said, at), text })
                .collect()
        };
        let level = |said: &'s LevelText| LevelTextJson {
            level: said.level.map(Level::get),
            text: &said.text,
            statements: statements(said),
        };
        Self {
            key: &criterion.key,
            kind: criterion.kind.word(),
            name: &criterion.name,
            category: criterion.category.as_deref(),
            subcategory: criterion.subcategory.as_deref(),
            url: criterion.url.as_deref(),
            levels: criterion.levels.iter().map(level).collect(),
        }
    }
}
