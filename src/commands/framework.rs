//! `promo framework list` and `promo framework show`.

use std::io::Write as _;

use anyhow::Result;

use super::world::{framework, groups, role, role_level, view};
use crate::app::App;
use crate::catalog::builtin;
use crate::cli::{ColorChoice, FrameworkListArgs, FrameworkShowArgs, ListFormat};
use crate::domain::framework::{Asked, Criterion, Framework, Kind, Role, RoleLevel, Text};
use crate::domain::ids::Level;
use crate::error::Outcome;
use crate::render::framework::{self as shown, Block, Item, Listed, Section, Sheet};
use crate::render::framework_json::SheetJson;
use crate::render::json;
use crate::store::{Access, Store, StoreError};

/// Runs `framework list`.
///
/// # Errors
/// A journal that is there and cannot be read.
pub fn list(args: &FrameworkListArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let in_force = in_force(app)?;
    let own = builtin::KEYS.iter().filter_map(|key| builtin::own_layer(key));
    let listed: Vec<Listed> = own.map(|own| listed(own, &in_force)).collect();
    let text = match args.format {
        ListFormat::Table => shown::list(&listed, &view(app, color)),
        ListFormat::Json => json::envelope("frameworks", &listed)?,
    };
    app.out.write_all(text.as_bytes())?;
    Ok(Outcome::Done)
}

fn listed(own: Framework, in_force: &str) -> Listed {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let texts = own.criteria.iter().flat_map(|criterion| &criterion.levels);
    Listed {
        roles: number(own.roles.len()),
        criteria: number(own.criteria.len()),
        statements: number(texts.map(|text| text.statements.len()).sum()),
        in_force: own.key == in_force,
        key: own.key.into_owned(),
        title: own.title.into_owned(),
        source: own.source.into_owned(),
    }
}

/// The key of the framework in force: the profile's, or the built-in one where there is no journal.
fn in_force(app: &App<'_>) -> Result<String> {
    match Store::open(&app.places.journal_file(), Access::Read) {
        Ok(store) => {
            Ok(store.profile()?.map_or_else(|| builtin::DEFAULT.to_owned(), |profile| profile.framework))
        }
        Err(StoreError::NotFound { .. }) => Ok(builtin::DEFAULT.to_owned()),
        Err(error) => Err(error.into()),
    }
}

/// Runs `framework show`.
///
/// # Errors
/// No such framework, role, level or group; a journal that is there and cannot be read.
pub fn show(args: &FrameworkShowArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let key = match &args.framework {
        Some(key) => key.clone(),
        None => in_force(app)?,
    };
    let all = framework(&key)?;
    let extra = groups(&all, &args.with)?;
    let role = args.role.as_deref().map(|key| role(&all, key)).transpose()?;
    let (at, items) = match (role, &args.level) {
        (Some(role), Some(level)) => {
            let at = role_level(&all, role, level)?;
            (Some(at), all.asked(at, &extra).iter().map(at_its_level).collect())
        }
        (Some(role), None) => (None, at_each_level(&all, role, &extra)),
        (None, _) if args.layered => (None, all.criteria.iter().cloned().map(whole).collect()),
        (None, _) => (None, own_items(&all)),
    };
    let sections = sections(items, &all, role.is_none());
    let sheet = Sheet { framework: &all, role, at, sections };
    let text = match args.format {
        ListFormat::Table => shown::sheet(&sheet, &view(app, color)),
        ListFormat::Json => json::whole(&SheetJson::from(&sheet))?,
    };
    app.out.write_all(text.as_bytes())?;
    if args.format == ListFormat::Table && args.level.is_none() {
        let next = match role.or(all.roles.first()) {
            Some(Role { key, levels, .. }) => levels.first().map(|at| (key, at.level)),
            None => None,
        };
        if let Some((key, level)) = next {
            // The talk comes after the answer, also where both go to one terminal.
            app.out.flush()?;
            app.say(&format!("What a level asks: promo framework show --role {key} --level {level}"))?;
        }
    }
    Ok(Outcome::Done)
}

fn whole(criterion: Criterion) -> Item {
    Item { criterion, asked: None, note: None }
}

/// What a framework says itself; names, categories and links come from beneath where it has none.
fn own_items(all: &Framework) -> Vec<Item> {
    let Some(own) = builtin::own_layer(&all.key) else { return Vec::new() };
    let named = own.criteria.into_iter().map(|own| match all.criterion(&own.key) {
        Some(layered) => Criterion { levels: own.levels, ..layered.clone() },
        None => own,
    });
    named.map(whole).collect()
}

/// A criterion with the one level that is read for the one asked.
fn at_its_level(asked: &Asked<'_>) -> Item {
    let criterion = asked.criterion;
    let levels = criterion.text_for(asked.level).cloned().into_iter().collect();
    Item {
        criterion: Criterion { levels, ..criterion.clone() },
        asked: Some(asked.level),
        note: (!criterion.defines(asked.level)).then(|| undefined(asked)),
    }
}

fn undefined(asked: &Asked<'_>) -> String {
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
fn at_each_level(all: &Framework, role: &Role, extra: &[String]) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let ask = |at: &RoleLevel| all.asked(at, extra);
    for asked in role.levels.iter().flat_map(ask) {
        let one = at_its_level(&asked);
        let Some(item) = items.iter_mut().find(|item| item.criterion.key == one.criterion.key) else {
            items.push(Item { asked: None, note: None, ..one });
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

/// Skills first, then behaviours and what else there is; by category where that helps to find one.
fn sections(mut items: Vec<Item>, all: &Framework, by_category: bool) -> Vec<Section> {
    items.sort_by_key(|item| item.criterion.kind);
    let of_group = |criterion: &Criterion| {
        let key = criterion.group.as_ref()?;
        all.groups.iter().find(|group| group.key == *key)
    };
    let sorts = gather(items, |item| (item.criterion.kind, item.criterion.group.clone()));
    let section = |((kind, _), items): ((Kind, Option<Text>), Vec<Item>)| {
        let group = items.first().and_then(|item| of_group(&item.criterion));
        let blocks = match by_category {
            true => gather(items, |item| item.criterion.category.clone()),
            false => vec![(None, items)],
        };
        Section {
            heading: group.map_or(kind.heading(), |group| &group.title).to_owned(),
            on_request: group
                .filter(|group| by_category && !group.always)
                .map(|group| format!("asked with --with {} only", group.key)),
            blocks: blocks
                .into_iter()
                .map(|(heading, items)| Block { heading: heading.map(Text::into_owned), items })
                .collect(),
        }
    };
    sorts.into_iter().map(section).collect()
}

/// Items by a key, in the order in which the keys first occur.
fn gather<K: PartialEq>(items: Vec<Item>, key: impl Fn(&Item) -> K) -> Vec<(K, Vec<Item>)> {
    let mut gathered: Vec<(K, Vec<Item>)> = Vec::new();
    for item in items {
        let key = key(&item);
        match gathered.iter_mut().find(|(known, _)| *known == key) {
            Some((_, items)) => items.push(item),
            None => gathered.push((key, vec![item])),
        }
    }
    gathered
}
