//! `promo framework add-criterion`: what a person adds to whatever framework is in force, kept in `own.toml`.

use std::io::Write as _;

use anyhow::Result;

use super::super::context::{framework_library, framework_of};
use super::list_show::in_force;
use crate::app::App;
use crate::app::output::{lock_folder, write_generated};
use crate::app::paths::make_private_folder;
use crate::catalog::framework_library::OWN;
use crate::catalog::toml_writer;
use crate::cli::{FrameworkAddArgs, KindArg};
use crate::domain::framework::{Criterion, CriterionKind, Framework, Group, LevelText, Text};
use crate::domain::ids::Level;
use crate::domain::tag::is_key;
use crate::error::{Outcome, hinted, with_hint};
use crate::render::text::{count, list};

pub fn run(args: &FrameworkAddArgs, app: &mut App<'_>) -> Result<Outcome> {
    let shelf = framework_library(&app.paths);
    make_private_folder(shelf.folder())?;
    // Two at once must not each write what the other has not seen.
    let _held = lock_folder(shelf.folder())?;
    let force = framework_of(&app.paths, &in_force(app)?)?;
    if !is_key(&args.key) {
        let hint = "write it as hiring or on-call";
        return Err(hinted(format!("`{}` is no key: use letters, digits and hyphens", args.key), hint));
    }
    let level = args.level.as_deref().map(|level| force.level(level, None)).transpose().map_err(|error| {
        let names: Vec<String> =
            force.levels.iter().map(|name| format!("{} ({})", name.level, name.title)).collect();
        with_hint(error.into(), format!("there are {}", list(&names, "and")))
    })?;
    let statements: Vec<String> =
        args.statement.iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    if statements.iter().any(String::is_empty) {
        return Err(hinted("a statement is empty", "say what evidence of it looks like: --statement \"…\""));
    }
    let known = force.criterion(&args.key);
    let mut own = shelf.additions()?.unwrap_or_else(additions);
    let mine = own.criterion(&args.key).is_some();
    let beneath = known.filter(|_| !mine);
    let key = known.map_or_else(|| args.key.to_ascii_lowercase(), |known| known.key.to_string());
    if known.is_some() && statements.is_empty() && args.name.is_none() {
        let hint = format!(
            "add to what it says: --statement \"…\", or see promo framework show --framework {}",
            force.key
        );
        return Err(hinted(format!("`{key}` is there already"), hint));
    }
    if known.is_none() && args.name.is_none() {
        let hint = format!("promo framework add-criterion {key} --name \"…\" --statement \"…\"");
        return Err(hinted(format!("`{key}` is new and has no name"), hint));
    }
    if !statements.is_empty() {
        fits(&key, known, level)?;
    }
    let said = statements.len();
    put(&mut own, key.clone(), args, beneath, (level, statements));
    let path = shelf.path(OWN);
    write_generated(&path, toml_writer::write(&own)?.as_bytes())?;
    writeln!(app.out, "{key}")?;
    app.out.flush()?;
    let at = level.map(|level| format!(" at level {level}")).unwrap_or_default();
    let statements = count(u32::try_from(said).unwrap_or(u32::MAX), "statement", "statements");
    app.say(&format!("Added {key} with {statements}{at}, in {}", path.display()))?;
    Ok(Outcome::Done)
}

/// Whether statements at that level can stand beside those that a criterion has.
fn fits(key: &str, known: Option<&Criterion>, level: Option<Level>) -> Result<()> {
    let Some(known) = known.filter(|known| !known.levels.is_empty()) else { return Ok(()) };
    let has_levels = known.defined().next().is_some();
    match level {
        None if has_levels => {
            Err(hinted(format!("`{key}` says something else at each level"), "say at which: --level 4"))
        }
        Some(level) if !has_levels => Err(hinted(
            format!("`{key}` has no levels, so level {level} of it would hide the rest"),
            "leave --level out",
        )),
        _ => Ok(()),
    }
}

fn additions() -> Framework {
    Framework {
        key: OWN.into(),
        title: "Own additions".into(),
        source: "Added with promo framework add-criterion, or by hand".into(),
        groups: vec![Group { key: OWN.into(), title: "Own additions".into(), always: true }],
        ..Framework::default()
    }
}

/// Puts a criterion, or statements of it, among the additions. One that lies beneath keeps its group and its kind.
fn put(
    own: &mut Framework, key: String, args: &FrameworkAddArgs, beneath: Option<&Criterion>,
    (level, statements): (Option<Level>, Vec<String>),
) {
    let kind = match args.kind {
        Some(KindArg::Skill) => CriterionKind::Skill,
        Some(KindArg::Behaviour) => CriterionKind::Behaviour,
        Some(KindArg::Expectation) => CriterionKind::Expectation,
        None => beneath.map_or(CriterionKind::Behaviour, |beneath| beneath.kind),
    };
    let at = own.criteria.iter().position(|one| one.key.eq_ignore_ascii_case(&key)).unwrap_or_else(|| {
        own.criteria.push(Criterion {
            key: key.into(),
            kind,
            group: beneath.is_none().then(|| OWN.into()),
            ..Criterion::default()
        });
        own.criteria.len() - 1
    });
    let criterion = &mut own.criteria[at];
    if args.kind.is_some() {
        criterion.kind = kind;
    }
    if let Some(name) = &args.name {
        criterion.name = name.trim().to_owned().into();
    }
    if statements.is_empty() {
        return;
    }
    let text = match criterion.levels.iter().position(|text| text.level == level) {
        Some(at) => &mut criterion.levels[at],
        None => {
            criterion.levels.push(LevelText { level, ..LevelText::default() });
            let last = criterion.levels.len() - 1;
            &mut criterion.levels[last]
        }
    };
    for statement in statements.into_iter().map(Text::from) {
        if !text.statements.contains(&statement) {
            text.statements.push(statement);
        }
    }
    text.text = text.statements.join(" ").into();
    criterion.levels.sort_by_key(|text| text.level);
}
