//! Turns the built-in frameworks into Rust values, so that a log which resolves a tag waits for no parser.
//!
//! The same readers as at run time read the files here (the modules are the crate's own, by path); what they give is
//! written out as a function that builds it again from borrowed text. What is wrong with a file stops the build, with the
//! file's line. A test holds that what is built in is what the files say.

#![allow(clippy::disallowed_macros, reason = "cargo is told by println")]
#![allow(clippy::disallowed_methods, reason = "cargo says where to write by a variable")]

use std::fmt::{self, Write as _};
use std::path::Path;
use std::{env, fs};

#[allow(dead_code, missing_docs, reason = "the build needs some of it")]
#[path = "src/domain/mod.rs"]
mod domain;
#[allow(dead_code, missing_docs, reason = "the build needs some of it")]
#[path = "src/catalog/file.rs"]
mod file;
#[allow(dead_code, missing_docs, reason = "the build needs some of it")]
#[path = "src/catalog/sfia.rs"]
mod sfia;

use domain::framework::Framework;

const ENGINEERING: &str = "framework/engineering.toml";
const SFIA: &str = "framework/sfia-9.csv";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for file in [ENGINEERING, SFIA, "build.rs", "src/domain", "src/catalog"] {
        println!("cargo::rerun-if-changed={file}");
    }
    let mut code = String::new();
    let engineering = file::read(&fs::read_to_string(ENGINEERING)?, ENGINEERING)?;
    let sfia = sfia::read(&fs::read_to_string(SFIA)?, SFIA)?;
    for (name, framework) in [("engineering", engineering), ("sfia", sfia)] {
        write_framework(&mut code, name, &framework)?;
    }
    let out = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    fs::write(Path::new(&out).join("built.rs"), code)?;
    Ok(())
}

/// A text as Rust: borrowed from the program.
fn text(text: &str) -> String {
    format!("Text::Borrowed({text:?})")
}

fn optional(value: Option<&str>) -> String {
    value.map_or("None".to_owned(), |value| format!("Some({})", text(value)))
}

fn write_framework(code: &mut String, name: &str, framework: &Framework) -> fmt::Result {
    let Framework { key, title, source, base, levels, groups, criteria, roles } = framework;
    writeln!(code, "pub(super) fn {name}() -> Framework {{ Framework {{")?;
    writeln!(code, "key: {}, title: {}, source: {},", text(key), text(title), text(source))?;
    writeln!(code, "base: {}, levels: vec![", optional(base.as_deref()))?;
    for at in levels {
        let (label, title) = (text(&at.label), text(&at.title));
        writeln!(code, "LevelName {{ level: Level::known({}), label: {label}, title: {title} }},", at.level)?;
    }
    writeln!(code, "], groups: vec![")?;
    for group in groups {
        let (key, title) = (text(&group.key), text(&group.title));
        writeln!(code, "Group {{ key: {key}, title: {title}, always: {} }},", group.always)?;
    }
    writeln!(code, "], criteria: vec![")?;
    for one in criteria {
        writeln!(
            code,
            "Criterion {{ key: {}, kind: Kind::{:?}, name: {},",
            text(&one.key),
            one.kind,
            text(&one.name)
        )?;
        let (category, subcategory) =
            (optional(one.category.as_deref()), optional(one.subcategory.as_deref()));
        let (url, group) = (optional(one.url.as_deref()), optional(one.group.as_deref()));
        writeln!(
            code,
            "category: {category}, subcategory: {subcategory}, url: {url}, group: {group}, levels: vec!["
        )?;
        for at in &one.levels {
            let level = at.level.map_or("None".to_owned(), |level| format!("Some(Level::known({level}))"));
            let statements: Vec<String> = at.statements.iter().map(|says| text(says)).collect();
            let statements = statements.join(", ");
            writeln!(
                code,
                "LevelText {{ level: {level}, text: {}, statements: vec![{statements}] }},",
                text(&at.text)
            )?;
        }
        writeln!(code, "] }},")?;
    }
    writeln!(code, "], roles: vec![")?;
    for role in roles {
        let (key, title, path) = (text(&role.key), text(&role.title), text(&role.career_path));
        writeln!(code, "Role {{ key: {key}, title: {title}, career_path: {path}, levels: vec![")?;
        for at in &role.levels {
            let (title, scope) = (text(&at.title), text(&at.scope));
            let need = |need: &domain::framework::Requirement| {
                format!("Requirement {{ key: {}, level: Level::known({}) }}", text(&need.key), need.level)
            };
            let requires: Vec<String> = at.requires.iter().map(need).collect();
            writeln!(
                code,
                "RoleLevel {{ level: Level::known({}), title: {title}, scope: {scope}, requires: vec![{}] }},",
                at.level,
                requires.join(", ")
            )?;
        }
        writeln!(code, "] }},")?;
    }
    writeln!(code, "] }} }}")
}
