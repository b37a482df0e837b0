//! `promo framework list` and `promo framework show`.

use std::collections::{HashMap, HashSet};
use std::io::Write as _;

use anyhow::Result;

use super::super::context::{
    framework, framework_library, framework_of, groups, profile_or_default, role, role_level,
    unknown_framework, view,
};
use crate::app::App;
use crate::catalog::framework_library::{FrameworkLibrary, OWN};
use crate::cli::{ColorChoice, FrameworkListArgs, FrameworkShowArgs, ListFormat};
use crate::domain::framework::{
    Criterion, CriterionKind, Framework, LevelText, RequiredCriterion, Role, RoleLevel, Text,
};
use crate::domain::ids::Level;
use crate::domain::journal::Profile;
use crate::error::Outcome;
use crate::render::framework::{
    self as shown, CategoryBlock, FrameworkSheet, FrameworkSummary, SheetItem, SheetSection,
};
use crate::render::framework_json::SheetJson;
use crate::render::json;
use crate::render::text::clean;
use crate::store::{Access, Store, StoreError};

/// Runs `framework list`.
pub fn list(args: &FrameworkListArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let in_force = in_force(app)?.framework;
    let shelf = framework_library(&app.paths);
    let mut all = Vec::new();
    for key in shelf.keys()? {
        match shelf.own_layer(&key) {
            Ok(Some(own)) => all.push(listed(own, &in_force, shelf.hash(&key)?)),
            Ok(None) => {}
            // One that is broken hides none of the others.
            Err(error) => app.say(&clean(&format!("Warning: {error}")))?,
        }
    }
    if let Some(own) = shelf.additions()? {
        all.push(listed(own, &in_force, shelf.hash(OWN)?));
    }
    let text = match args.format {
        ListFormat::Table => shown::list(&all, &view(app, color)),
        ListFormat::Json => json::envelope("frameworks", &all)?,
    };
    app.show(&text)?;
    Ok(Outcome::Done)
}

fn listed(own: Framework, in_force: &str, hash: Option<String>) -> FrameworkSummary {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let texts = own.criteria.iter().flat_map(|criterion| &criterion.levels);
    FrameworkSummary {
        roles: number(own.roles.len()),
        criteria: number(own.criteria.len()),
        statements: number(texts.map(|text| text.statements.len()).sum()),
        in_force: own.key == in_force,
        layer: own.official || own.key == OWN,
        hash,
        key: own.key.into_owned(),
        title: own.title.into_owned(),
        source: own.source.into_owned(),
    }
}

/// The profile, which names the framework in force; the built-in one where there is no journal.
pub fn in_force(app: &App<'_>) -> Result<Profile> {
    match Store::open(&app.paths.journal_file(), Access::Read) {
        Ok(store) => Ok(profile_or_default(store.profile()?)),
        Err(StoreError::NotFound { .. }) => Ok(profile_or_default(None)),
        Err(error) => Err(error.into()),
    }
}

/// Runs `framework show`.
pub fn show(args: &FrameworkShowArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let shelf = framework_library(&app.paths);
    let all = match &args.framework {
        Some(key) => framework(&app.paths, key)?,
        None => framework_of(&app.paths, &in_force(app)?)?,
    };
    let extra = groups(&all, &args.with)?;
    let role = args.role.as_deref().map(|key| role(&all, key)).transpose()?;
    let (at, items) = match (role, &args.level) {
        (Some(role), Some(level)) => {
            let at = role_level(&all, role, level)?;
            (Some(at), all.asked(at, &extra).iter().map(at_its_level).collect())
        }
        (Some(role), None) => (None, at_each_level(&all, role, &extra)),
        (None, _) if args.layered => (None, all.criteria.iter().cloned().map(whole).collect()),
        (None, _) => (None, own_items(&shelf, &all, args.framework.is_none())?),
    };
    let sections = sections(items, &all, role.is_none());
    let sheet = FrameworkSheet { framework: &all, role, at, sections };
    let text = match args.format {
        ListFormat::Table => shown::sheet(&sheet, &view(app, color)),
        ListFormat::Json => json::whole(&SheetJson::from(&sheet))?,
    };
    app.show(&text)?;
    if args.format == ListFormat::Table && args.level.is_none() {
        let next = match role.or(all.roles.first()) {
            Some(Role { key, levels, .. }) => levels.first().map(|at| (key, at.level)),
            None => None,
        };
        if let Some((key, level)) = next {
            let named = args.framework.as_ref().map(|key| format!(" --framework {key}")).unwrap_or_default();
            // The talk comes after the answer, also where both go to one terminal.
            app.out.flush()?;
            app.say(&format!("What a level asks: promo framework show{named} --role {key} --level {level}"))?;
        }
    }
    Ok(Outcome::Done)
}

fn whole(criterion: Criterion) -> SheetItem {
    SheetItem { criterion, asked: None, note: None }
}

/// What a framework says itself; names, categories and links come from beneath where it has none. With `in_force` also
/// what is read with it: behaviours that it does not define, and what the person added.
fn own_items(shelf: &FrameworkLibrary, all: &Framework, in_force: bool) -> Result<Vec<SheetItem>> {
    let own = shelf.own_layer(&all.key)?.ok_or_else(|| unknown_framework(shelf, &all.key))?;
    let beneath = match own.base.as_deref().filter(|_| in_force) {
        Some(base) => shelf.layered(base)?,
        None => None,
    };
    let layered: HashMap<&str, &Criterion> = all.criteria.iter().map(|one| (&*one.key, one)).collect();
    let mut items: Vec<SheetItem> = Vec::with_capacity(own.criteria.len());
    for own in &own.criteria {
        let named = layered.get(&*own.key).map_or_else(|| own.clone(), |one| (*one).clone());
        let levels = if in_force { named.levels.clone() } else { own.levels.clone() };
        items.push(whole(Criterion { levels, ..named }));
    }
    if in_force {
        let mut known: HashSet<&str> = own.criteria.iter().map(|one| &*one.key).collect();
        known.extend(beneath.iter().flat_map(|beneath| &beneath.criteria).map(|one| &*one.key));
        items.extend(all.criteria.iter().filter(|one| !known.contains(&*one.key)).cloned().map(whole));
    }
    Ok(items)
}

/// A criterion with the one level that is read for the one asked.
fn at_its_level(asked: &RequiredCriterion<'_>) -> SheetItem {
    let criterion = asked.criterion;
    let mut levels: Vec<LevelText> = criterion.text_for(asked.level).cloned().into_iter().collect();
    if criterion.levels.is_empty() {
        // A level may be asked of what nobody has described.
        let level = Some(asked.level);
        levels.push(LevelText { level, ..LevelText::default() });
    }
    SheetItem {
        criterion: Criterion { levels, ..criterion.clone() },
        asked: Some(asked.level),
        note: (!criterion.defines(asked.level)).then(|| undefined(asked)),
    }
}

fn undefined(asked: &RequiredCriterion<'_>) -> String {
    let (level, read) = (asked.level, asked.read_level);
    let defined: Vec<Level> = asked.criterion.defined().collect();
    let range = match (defined.first(), defined.last()) {
        (Some(first), _) if level < *first => format!("from {first}"),
        (_, Some(last)) if level > *last => format!("to {last}"),
        _ => format!("at {}", defined.iter().map(Level::to_string).collect::<Vec<_>>().join(", ")),
    };
    format!("asked at {level}, defined {range}: level {read} is shown")
}

/// What a role asks at any of its levels, each criterion once, with the levels that are read.
fn at_each_level(all: &Framework, role: &Role, extra: &[String]) -> Vec<SheetItem> {
    let mut items: Vec<SheetItem> = Vec::new();
    let ask = |at: &RoleLevel| all.asked(at, extra);
    for asked in role.levels.iter().flat_map(ask) {
        let one = at_its_level(&asked);
        let Some(item) = items.iter_mut().find(|item| item.criterion.key == one.criterion.key) else {
            items.push(SheetItem { asked: None, note: None, ..one });
            continue;
        };
        for text in one.criterion.levels {
            if !item.criterion.levels.contains(&text) {
                item.criterion.levels.push(text);
            }
        }
    }
    items
}

/// Skills first, then expectations and behaviours; by category where that helps to find one.
fn sections(mut items: Vec<SheetItem>, all: &Framework, by_category: bool) -> Vec<SheetSection> {
    items.sort_by_key(|item| item.criterion.kind);
    let of_group = |criterion: &Criterion| {
        let key = criterion.group.as_ref()?;
        all.groups.iter().find(|group| group.key == *key)
    };
    let demanded = |key: &str| {
        let needs = all.roles.iter().flat_map(|role| &role.levels).flat_map(|at| &at.requires);
        needs.into_iter().any(|need| need.key.eq_ignore_ascii_case(key))
    };
    let sorts = gather(items, |item| (item.criterion.kind, item.criterion.group.clone()));
    let section = |((kind, _), items): ((CriterionKind, Option<Text>), Vec<SheetItem>)| {
        let group = items.first().and_then(|item| of_group(&item.criterion));
        let on_request = group
            .filter(|group| by_category && !group.always)
            .filter(|_| !items.iter().any(|item| demanded(&item.criterion.key)))
            .map(|group| format!("asked with --with {} only", group.key));
        let blocks = match by_category {
            true => gather(items, |item| item.criterion.category.clone()),
            false => vec![(None, items)],
        };
        SheetSection {
            heading: group.map_or(kind.heading(), |group| &group.title).to_owned(),
            on_request,
            blocks: blocks
                .into_iter()
                .map(|(heading, items)| CategoryBlock { heading: heading.map(Text::into_owned), items })
                .collect(),
        }
    };
    sorts.into_iter().map(section).collect()
}

/// Items by a key, in the order in which the keys first occur.
fn gather<K: PartialEq>(items: Vec<SheetItem>, key: impl Fn(&SheetItem) -> K) -> Vec<(K, Vec<SheetItem>)> {
    let mut gathered: Vec<(K, Vec<SheetItem>)> = Vec::new();
    for item in items {
        let key = key(&item);
        match gathered.iter_mut().find(|(known, _)| *known == key) {
            Some((_, items)) => items.push(item),
            None => gathered.push((key, vec![item])),
        }
    }
    gathered
}
