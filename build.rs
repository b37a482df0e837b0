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

/// What the readers need of the domain, so that the crates that the rest of it uses are none of the build's.
#[allow(dead_code, unused_imports, reason = "the build needs some of it")]
#[path = "src/domain"]
mod domain {
    pub mod framework;
    pub mod ids;
    pub mod tag;
}
#[allow(dead_code, unused_imports, reason = "the build needs some of it")]
#[path = "src/catalog/sfia.rs"]
mod sfia;
#[allow(dead_code, unused_imports, reason = "the build needs some of it")]
#[path = "src/catalog/toml_file.rs"]
mod toml_file;

use domain::framework::Framework;
use sha2::{Digest as _, Sha256};

const FILES: [(&str, &str); 4] = [
    ("engineering", "framework/engineering.toml"),
    ("sfia", "framework/sfia-9.toml"),
    ("support_ladder", "framework/support-ladder.toml"),
    ("gitlab_support", "framework/gitlab-support.toml"),
];
/// What lies beneath `framework/sfia-9.toml`.
const TABLE: &str = "framework/sfia-9.csv";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let domain =
        ["src/domain/framework.rs", "src/domain/framework", "src/domain/ids.rs", "src/domain/tag.rs"];
    for file in [TABLE, "build.rs", "src/catalog"].into_iter().chain(domain) {
        println!("cargo::rerun-if-changed={file}");
    }
    let mut code = String::new();
    let mut hashes = Vec::new();
    for (name, path) in FILES {
        println!("cargo::rerun-if-changed={path}");
        let mut framework = toml_file::read(&fs::read_to_string(path)?, path)?;
        if framework.key == sfia::KEY {
            framework = framework.over(sfia::read(&fs::read_to_string(TABLE)?, TABLE)?);
        }
        write_framework(&mut code, name, &framework)?;
        let beneath = if framework.key == sfia::KEY { fs::read(TABLE)? } else { Vec::new() };
        hashes.push((framework.key.into_owned(), [fs::read(path)?, beneath].concat()));
    }
    write_hashes(&mut code, &hashes)?;
    let out = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    fs::write(Path::new(&out).join("built.rs"), code)?;
    Ok(())
}

/// What tells two versions of a framework apart: the first twelve digits of the SHA-256 of what it is made of.
fn write_hashes(code: &mut String, files: &[(String, Vec<u8>)]) -> fmt::Result {
    writeln!(code, "pub(super) fn hash(key: &str) -> Option<&'static str> {{ match key {{")?;
    for (key, bytes) in files {
        let digest = Sha256::digest(bytes);
        let hash: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        writeln!(code, "{key:?} => Some({hash:?}),")?;
    }
    writeln!(code, "_ => None, }} }}")
}

/// A text as Rust: borrowed from the program.
fn text(text: &str) -> String {
    format!("Text::Borrowed({text:?})")
}

fn optional(value: Option<&str>) -> String {
    value.map_or("None".to_owned(), |value| format!("Some({})", text(value)))
}

fn write_framework(code: &mut String, name: &str, framework: &Framework) -> fmt::Result {
    let Framework { key, title, source, description, base, official, levels, groups, criteria, roles } =
        framework;
    writeln!(code, "pub(super) fn {name}() -> Framework {{ Framework {{")?;
    writeln!(code, "key: {}, title: {}, source: {},", text(key), text(title), text(source))?;
    let (base, description) = (optional(base.as_deref()), text(description));
    writeln!(code, "description: {description}, base: {base}, official: {official}, levels: vec![")?;
    for at in levels {
        let (label, title) = (text(&at.label), text(&at.title));
        writeln!(
            code,
            "FrameworkLevel {{ level: Level::known({}), label: {label}, title: {title} }},",
            at.level
        )?;
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
            "Criterion {{ key: {}, kind: CriterionKind::{:?}, name: {},",
            text(&one.key),
            one.kind,
            text(&one.name)
        )?;
        let (category, subcategory) =
            (optional(one.category.as_deref()), optional(one.subcategory.as_deref()));
        let (url, group) = (optional(one.url.as_deref()), optional(one.group.as_deref()));
        writeln!(
            code,
            "category: {category}, subcategory: {subcategory}, url: {url}, description: {}, group: {group},",
            optional(one.description.as_deref())
        )?;
        writeln!(code, "levels: vec![")?;
        for at in &one.levels {
            let level = at.level.map_or("None".to_owned(), |level| format!("Some(Level::known({level}))"));
            let texts = |all: &[domain::framework::Text]| {
                all.iter().map(|says| text(says)).collect::<Vec<_>>().join(", ")
            };
            let (statements, examples) = (texts(&at.statements), texts(&at.examples));
            writeln!(
                code,
                "LevelText {{ level: {level}, text: {}, statements: vec![{statements}],",
                text(&at.text)
            )?;
            writeln!(code, "examples: vec![{examples}] }},")?;
        }
        writeln!(code, "] }},")?;
    }
    writeln!(code, "], roles: vec![")?;
    for role in roles {
        let (key, title, path) = (text(&role.key), text(&role.title), text(&role.career_path));
        writeln!(code, "Role {{ key: {key}, title: {title}, career_path: {path}, levels: vec![")?;
        for at in &role.levels {
            let (title, scope, description) = (text(&at.title), text(&at.scope), text(&at.description));
            let need = |need: &domain::framework::Requirement| {
                format!("Requirement {{ key: {}, level: Level::known({}) }}", text(&need.key), need.level)
            };
            let requires: Vec<String> = at.requires.iter().map(need).collect();
            writeln!(
                code,
                "RoleLevel {{ level: Level::known({}), title: {title}, scope: {scope},\n\
                 description: {description}, requires: vec![{}] }},",
                at.level,
                requires.join(", ")
            )?;
        }
        writeln!(code, "] }},")?;
    }
    writeln!(code, "] }} }}")
}
