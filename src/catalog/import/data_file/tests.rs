//! What small files become, in lines that are easy to compare; the goldens of the fixtures hold whole ones.

mod small;

use std::fmt::Write as _;

use super::*;
use crate::catalog::import::{RawLevel, json};

fn import(file: &str, text: &str, hints: &ImportHints) -> Result<Reading, ReadError> {
    let extension = file.rsplit('.').next().unwrap_or_default().to_owned();
    let source = Source { file, extension, text, hints };
    match source.extension.as_str() {
        "json" => read(&source, &json::parse(&source)?, &Glossary::default()),
        "md" => {
            let (line, front) = markdown::parse_markdown(text).front.unwrap();
            read(&source, &yaml::parse_at(file, &front, line + 1)?, &Glossary::default())
        }
        _ => read(&source, &yaml::parse(&source)?, &Glossary::default()),
    }
}

fn named(level: &RawLevel) -> String {
    let both = [level.name.label.as_str(), level.name.title.as_str()];
    let name = both.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ");
    format!("{name}{}", level.track.as_deref().map(|track| format!(" <{track}>")).unwrap_or_default())
}

fn lines(reading: &Reading) -> String {
    let mut out = String::new();
    let title = reading.title.as_deref().unwrap_or("-");
    let _ = writeln!(out, "{} | {title}", reading.shape);
    for level in &reading.levels {
        let scope = level.scope.as_deref().map(|scope| format!(" = {scope}")).unwrap_or_default();
        let _ = writeln!(out, "level {} {}{scope}", level.line, named(level));
    }
    for role in &reading.roles {
        let levels: Vec<String> = role.levels.iter().map(|at| named(&reading.levels[*at])).collect();
        let _ = writeln!(out, "role {} [{}]", role.title, levels.join(", "));
    }
    for one in &reading.criteria {
        let group = one.group.as_deref().map(|group| format!(" ({group})")).unwrap_or_default();
        let about = one.description.as_deref().map(|about| format!(" = {about}")).unwrap_or_default();
        let key = one.key.as_deref().map(|key| format!("{key} ")).unwrap_or_default();
        let _ = writeln!(out, "{} {key}{}{group}{about}", one.line, one.name);
        for text in &one.texts {
            let level = text.level.map_or("-".to_owned(), |at| named(&reading.levels[at]));
            let _ = writeln!(out, "  {level}: {}", text.statements.join(" | "));
            if !text.examples.is_empty() {
                let _ = writeln!(out, "    e.g. {}", text.examples.join(" | "));
            }
        }
    }
    for demand in &reading.demands {
        let (level, name) = (named(&reading.levels[demand.level]), &reading.criteria[demand.criterion].name);
        let _ = writeln!(out, "demand {} {level}: {name} {}", demand.line, demand.rank);
    }
    for text in &reading.description {
        let _ = writeln!(out, "about {text}");
    }
    for warning in &reading.warnings {
        let _ = writeln!(out, "warning {} {}: {}", warning.line, warning.code.word(), warning.message);
    }
    for skipped in &reading.skipped {
        let _ = writeln!(out, "skipped {} {}", skipped.line, skipped.why);
    }
    out
}
