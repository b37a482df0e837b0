//! Frameworks written as promo's own TOML. What is written is read back as it was, and written again as the same bytes.

use thiserror::Error;

use super::toml_file::{FileError, SCHEMA, TomlRoleLevel, framework_of, join};
use super::toml_file::{
    TomlAsked, TomlCriterion, TomlFramework, TomlGroup, TomlKind, TomlLevel, TomlLevelText, TomlRole,
};
use crate::domain::framework::{Criterion, CriterionKind, Framework, LevelText, Role, RoleLevel, Text};
use crate::domain::ids::Level;

#[derive(Debug, Error)]
pub enum WriteError {
    /// A value that TOML cannot hold; there is none among those that were read.
    #[error(transparent)]
    Toml(#[from] toml::ser::Error),
    /// What would be refused when it is read: a key that stands twice, a rank that is none.
    #[error(transparent)]
    Refused(#[from] FileError),
}

pub fn write(framework: &Framework) -> Result<String, WriteError> {
    let file = file(framework);
    let text = toml::to_string_pretty(&file)?;
    // The tables are judged as they are; that TOML gives them back as they were is its own, and held by a test.
    framework_of(file, &framework.key)?;
    Ok(text)
}

fn file(framework: &Framework) -> TomlFramework {
    TomlFramework {
        schema: SCHEMA,
        key: framework.key.to_string(),
        title: framework.title.to_string(),
        source: framework.source.to_string(),
        description: framework.description.to_string(),
        base: framework.base.as_deref().map(str::to_owned),
        official: framework.official,
        levels: framework
            .levels
            .iter()
            .map(|name| TomlLevel {
                rank: name.level.get(),
                label: name.label.to_string(),
                title: name.title.to_string(),
            })
            .collect(),
        groups: framework
            .groups
            .iter()
            .map(|group| TomlGroup {
                key: group.key.to_string(),
                title: group.title.to_string(),
                asked: if group.always { TomlAsked::Always } else { TomlAsked::OnRequest },
            })
            .collect(),
        criteria: framework.criteria.iter().map(criterion).collect(),
        roles: framework.roles.iter().map(role).collect(),
    }
}

fn optional(text: &Option<Text>) -> Option<String> {
    text.as_deref().map(str::to_owned)
}

fn strings(texts: &[Text]) -> Vec<String> {
    texts.iter().map(|text| text.to_string()).collect()
}

fn criterion(criterion: &Criterion) -> TomlCriterion {
    TomlCriterion {
        key: criterion.key.to_string(),
        kind: match criterion.kind {
            CriterionKind::Skill => TomlKind::Skill,
            CriterionKind::Behaviour => TomlKind::Behaviour,
            CriterionKind::Expectation => TomlKind::Expectation,
        },
        name: criterion.name.to_string(),
        category: optional(&criterion.category),
        subcategory: optional(&criterion.subcategory),
        url: optional(&criterion.url),
        description: optional(&criterion.description),
        group: optional(&criterion.group),
        levels: criterion.levels.iter().map(level_text).collect(),
    }
}

fn level_text(text: &LevelText) -> TomlLevelText {
    let statements = strings(&text.statements);
    TomlLevelText {
        level: text.level.map(Level::get),
        // What is only its statements in a row is not said twice.
        text: (join(&statements) != text.text).then(|| text.text.to_string()),
        statements,
        examples: strings(&text.examples),
    }
}

fn role(role: &Role) -> TomlRole {
    TomlRole {
        key: role.key.to_string(),
        title: role.title.to_string(),
        career_path: role.career_path.to_string(),
        levels: role.levels.iter().map(role_level).collect(),
    }
}

fn role_level(at: &RoleLevel) -> TomlRoleLevel {
    TomlRoleLevel {
        level: at.level.get(),
        title: at.title.to_string(),
        scope: at.scope.to_string(),
        description: at.description.to_string(),
        requires: at.requires.iter().map(|need| format!("{}@{}", need.key, need.level)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::catalog::{builtin, toml_file};
    use crate::domain::framework::{FrameworkLevel, Group, Requirement};

    #[test]
    fn what_is_built_in_is_written_and_read_back() {
        for key in builtin::KEYS {
            let own = builtin::own_layer(key).unwrap();
            let text = write(&own).unwrap();
            let back = toml_file::read(&text, "x.toml").unwrap();
            assert_eq!(back, own);
            assert_eq!(write(&back).unwrap(), text);
        }
    }

    fn text() -> impl Strategy<Value = Text> {
        prop_oneof!["[ -~]{0,20}", "\\PC{0,20}", "[a-z \"'\\\\\n\r\t#\u{7f}\u{85}\u{feff}]{0,12}"]
            .prop_map(Text::from)
    }

    fn key() -> impl Strategy<Value = Text> {
        "[a-z][a-z0-9-]{0,8}".prop_map(Text::from)
    }

    fn level() -> impl Strategy<Value = Level> {
        (1..=Level::MAX).prop_map(Level::known)
    }

    prop_compose! {
        fn said()(level in proptest::option::of(level()), whole in text(), statements in proptest::collection::vec(text(), 0..4), examples in proptest::collection::vec(text(), 0..2)) -> LevelText {
            LevelText { level, text: whole, statements, examples }
        }
    }

    prop_compose! {
        fn one()(key in key(), name in text(), description in proptest::option::of(text()), group in proptest::option::of(key()), mut levels in proptest::collection::vec(said(), 0..4)) -> Criterion {
            levels.sort_by_key(|said| said.level);
            levels.dedup_by_key(|said| said.level);
            if levels.iter().any(|said| said.level.is_some()) {
                levels.retain(|said| said.level.is_some());
            }
            Criterion { key, kind: CriterionKind::Expectation, name, category: None, subcategory: description.clone(), url: None, description, group, levels }
        }
    }

    prop_compose! {
        fn framework()(key in key(), title in text(), description in text(), official in any::<bool>(), mut criteria in proptest::collection::vec(one(), 0..5), label in text(), rank in level(), need in key(), scope in text()) -> Framework {
            criteria.sort_by(|a, b| a.key.cmp(&b.key));
            criteria.dedup_by(|a, b| a.key == b.key);
            let at = RoleLevel { level: rank, title: label.clone(), scope: scope.clone(), description: description.clone(), requires: vec![Requirement { key: need.clone(), level: rank }] };
            Framework {
                key: key.clone(), title, source: scope, description, base: Some(key.clone()), official,
                levels: vec![FrameworkLevel { level: rank, label: label.clone(), title: label.clone() }],
                groups: vec![Group { key: key.clone(), title: label.clone(), always: official }],
                criteria,
                roles: vec![Role { key, title: label.clone(), career_path: label, levels: vec![at] }],
            }
        }
    }

    proptest! {
        #[test]
        fn any_framework_is_read_back_as_it_was(framework in framework()) {
            let written = write(&framework).unwrap();
            let back = toml_file::read(&written, "x.toml").unwrap();
            prop_assert_eq!(&back, &framework);
            prop_assert_eq!(write(&back).unwrap(), written);
        }
    }
}
