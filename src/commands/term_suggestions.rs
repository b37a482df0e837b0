//! Names that may have to be listed: those in confidential entries, and the one line that `log` and `edit` say of them.
//!
//! A log looks at the listed terms, which are few, and for the names of the `LOOKED_AT` newest confidential entries, found
//! by an index of their own: its cost does not grow with the journal. The list of proposals reads the `READ` newest ones and passes once over the journal.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use anyhow::Result;

use super::context::Context;
use crate::domain::entry::Content;
use crate::domain::framework::Framework;
use crate::domain::ids::EntryNo;
use crate::domain::redact::names::{Name, begins_sentence, names, project, starting as starting_names};
use crate::domain::redact::{
    MatchKind, OrdinaryWords, SecretKind, Term, TermKind, Terms, find, is_telling_url,
};
use crate::domain::tag::Tag;
use crate::domain::text::fold::fold;
use crate::render::terms::Proposal;
use crate::render::text::clean;
use crate::store::{Store, StoreError};
use crate::wire::EntryRow;

/// How many confidential entries a log looks at.
const LOOKED_AT: u32 = 200;
/// How many confidential entries names are proposed from.
const READ: u32 = 1000;
const MOST: usize = 500;

/// The texts of an entry that a document may tell.
pub fn texts<'e>(entry: &'e EntryRow<'_>) -> impl Iterator<Item = &'e str> {
    let links = Some(entry.links).filter(|links| *links != "[]");
    prose(entry).chain([entry.project, links].into_iter().flatten())
}

fn prose<'e>(entry: &'e EntryRow<'_>) -> impl Iterator<Item = &'e str> {
    let parts = [entry.context, entry.did, entry.result];
    [entry.title].into_iter().chain(parts.into_iter().flatten())
}

/// The same of what is about to be one.
fn told(content: &Content) -> Vec<&str> {
    let parts = [&content.context, &content.did, &content.result];
    let labels = content.links.iter().filter_map(|link| link.label.as_deref());
    let mut told = vec![content.title.as_str()];
    told.extend(parts.into_iter().filter_map(Option::as_deref).chain(labels));
    told
}

/// The names in a confidential entry: in what it tells, and its project, which is often written small.
fn names_of(content: &Content, ordinary: &OrdinaryWords, known: &OrdinaryWords) -> Vec<Name> {
    let told = told(content).into_iter().flat_map(|text| names(text, ordinary));
    let own = content.project.as_deref().and_then(|name| project(name, known));
    own.into_iter().chain(told).collect()
}

/// What is nobody's name here: the language's words, the framework's, one's own name and one's manager's.
fn ordinary(ground: &Context) -> OrdinaryWords {
    let mut ordinary = OrdinaryWords::new();
    add_framework(&ground.framework, &mut ordinary);
    let profile = &ground.profile;
    for own in [&profile.name, &profile.manager].into_iter().flatten() {
        ordinary.add(own);
    }
    ordinary
}

fn add_framework(framework: &Framework, ordinary: &mut OrdinaryWords) {
    for criterion in &framework.criteria {
        ordinary.add(&criterion.key);
        ordinary.add(&criterion.name);
        for level in &criterion.levels {
            ordinary.add(&level.text);
        }
    }
    for role in &framework.roles {
        ordinary.add(&role.title);
        for at in &role.levels {
            ordinary.add(&at.title);
        }
    }
}

/// The names in the confidential entries that are not settled yet, with the other entries that hold them.
pub fn proposals(store: &Store, ground: &Context) -> Result<Vec<Proposal>> {
    let (mut ordinary, mut known) = (ordinary(ground), ordinary(ground));
    let entries = store.confidential(READ)?;
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    // A project that others knew first is no secret, and no word that is also written small is a name.
    let mut projects: HashMap<String, bool> = HashMap::new();
    store.each(|entry| {
        prose(entry).for_each(|text| ordinary.add_small(text));
        if let Some(project) = entry.project {
            projects.entry(project.to_lowercase()).or_insert(!entry.confidential);
        }
        Ok::<_, StoreError>(())
    })?;
    for (project, _) in projects.iter().filter(|(_, public)| **public) {
        ordinary.add(project);
        known.add(project);
    }
    let settled = Terms::new(store.terms()?);
    let is_settled = |name: &str| settled.is_public(name) || !settled.find(name).is_empty();
    let mut found: BTreeMap<String, TermCandidate> = BTreeMap::new();
    for entry in &entries {
        let note = entry.content.note.iter().flat_map(|text| names(text, &ordinary));
        let starting = told(&entry.content).into_iter().chain(entry.content.note.as_deref());
        let starting = starting.flat_map(|text| starting_names(text, &ordinary));
        for name in names_of(&entry.content, &ordinary, &known).into_iter().chain(note).chain(starting) {
            let key = fold(&name.text);
            if !is_settled(&name.text) && (found.len() < MOST || found.contains_key(&key)) {
                let begins_sentence = name.begins_sentence;
                let candidate = found.entry(key).or_insert_with(|| TermCandidate::new(name));
                candidate.name.begins_sentence &= begins_sentence;
                candidate.confidential.insert(entry.id.0);
            }
        }
    }
    let mut candidates: Vec<TermCandidate> = found.into_values().collect();
    let wanted = Terms::new(candidates.iter().map(|candidate| as_term(&candidate.name.text)));
    store.each(|entry| {
        for text in texts(entry).filter(|_| !entry.confidential) {
            for found in wanted.find(text) {
                if let MatchKind::Term(number) = found.kind {
                    candidates[number].others.insert(entry.id);
                    let is_capital = text[found.range.clone()].starts_with(char::is_uppercase);
                    let is_name = is_capital && !begins_sentence(text, found.range.start);
                    let is_project = entry.project == Some(text);
                    candidates[number].name.begins_sentence &= !is_name && !is_project;
                }
            }
        }
        Ok::<_, StoreError>(())
    })?;
    let sure: HashSet<String> =
        candidates.iter().filter(|one| !one.name.begins_sentence).map(|one| fold(&one.name.text)).collect();
    candidates.retain(|one| !one.name.begins_sentence || one.may_begin_sentence(&sure));
    let mut proposals: Vec<Proposal> = candidates.into_iter().map(TermCandidate::proposal).collect();
    // What others may read already is the most urgent.
    proposals.sort_by_key(|proposal| (std::cmp::Reverse(proposal.others.len()), fold(&proposal.text)));
    Ok(proposals)
}

/// A name that may be proposed.
struct TermCandidate {
    name: Name,
    /// The confidential entries that hold it.
    confidential: BTreeSet<u32>,
    /// The other entries that do.
    others: BTreeSet<u32>,
}

impl TermCandidate {
    fn new(name: Name) -> Self {
        Self { name, confidential: BTreeSet::new(), others: BTreeSet::new() }
    }

    /// Whether a name that stands only at the beginning of sentences is proposed: one of several words, where the others
    /// are no name without the first.
    fn may_begin_sentence(&self, names: &HashSet<String>) -> bool {
        let rest = self.name.text.split_once(char::is_whitespace).map(|(_, rest)| fold(rest));
        rest.is_some_and(|rest| !names.contains(&rest))
    }

    fn proposal(self) -> Proposal {
        Proposal {
            kind: self.name.kind,
            text: self.name.text,
            confidential: self.confidential.into_iter().collect(),
            others: self.others.into_iter().collect(),
        }
    }
}

fn as_term(name: &str) -> Term {
    Term { text: name.to_owned(), kind: TermKind::Other, alias: None }
}

/// One line about what an entry says and a document will not, if there is anything: the gravest first.
pub fn hint(content: &Content, id: EntryNo, store: &Store, ground: &Context) -> Result<Option<String>> {
    let terms = Terms::new(store.terms()?);
    let mut found: Vec<(MatchKind, String)> = Vec::new();
    let project = content.project.as_deref();
    for text in told(content).into_iter().chain(project) {
        found.extend(find(text, &terms).into_iter().map(|found| (found.kind, text[found.range].to_owned())));
    }
    let key = found.iter().find(|(what, _)| *what == MatchKind::Secret(SecretKind::Key));
    if let Some((_, words)) = key {
        let start: String = words.chars().take(4).collect();
        return Ok(Some(format!(
            "`{}…` looks like a key: promo edit {id} takes it out, and promo purge {id} forgets it",
            clean(&start)
        )));
    }
    // What stays out of every document has nothing to hide.
    if content.confidential {
        return Ok(None);
    }
    let mut names: Vec<&(MatchKind, String)> = Vec::new();
    for one in found.iter().filter(|(what, _)| matches!(what, MatchKind::Term(_))).chain(&found) {
        if !names
            .iter()
            .any(|(what, words)| *what == one.0 && (matches!(what, MatchKind::Term(_)) || *words == one.1))
        {
            names.push(one);
        }
    }
    if let Some((what, words)) = names.first() {
        let (words, instead) = (clean(words), terms.replacement(*what));
        let is = match what {
            MatchKind::Term(_) => {
                format!("`{words}` is a listed term: it will read `{instead}` in a document")
            }
            MatchKind::Secret(_) => format!("`{words}` will read `{instead}` in a document"),
        };
        let more = names.len() - 1;
        return Ok(Some(if more > 0 { format!("{is}; so will {more} more") } else { is }));
    }
    if content.links.iter().any(|link| is_telling_url(&link.url, &terms)) {
        return Ok(Some("A link's address gives a name away: a document will leave the link out".to_owned()));
    }
    from_confidential(content, store, ground, &terms)
}

/// A name that a confidential entry holds too, however it is written here.
fn from_confidential(
    content: &Content, store: &Store, ground: &Context, terms: &Terms,
) -> Result<Option<String>> {
    // Names are looked for only in entries that have a word of this one which is not everybody's.
    let here = || told(content).into_iter().chain(content.project.as_deref());
    let words = own_words(here());
    if words.is_empty() {
        return Ok(None);
    }
    let mut entries = store.confidential(LOOKED_AT)?;
    entries.retain(|entry| {
        let mut texts = told(&entry.content).into_iter().chain(entry.content.project.as_deref());
        texts.any(|text| {
            let text = text.to_lowercase();
            words.iter().any(|word| text.contains(word.as_str()))
        })
    });
    if entries.is_empty() {
        return Ok(None);
    }
    let mut ordinary = ordinary(ground);
    content.tags.iter().for_each(|tag: &Tag| ordinary.add(&tag.key));
    let held: Vec<(EntryNo, Name)> = entries
        .iter()
        .flat_map(|entry| {
            names_of(&entry.content, &ordinary, &ordinary).into_iter().map(|name| (entry.id, name))
        })
        .filter(|(_, name)| !terms.is_public(&name.text))
        .collect();
    let wanted = Terms::new(held.iter().map(|(_, name)| as_term(&name.text)));
    for text in here() {
        for found in wanted.find(text) {
            let MatchKind::Term(at) = found.kind else { continue };
            let Some((number, name)) = held.get(at) else { continue };
            // What others knew first is no secret.
            if name.kind == TermKind::Project && store.is_known_project(&name.text, *number)? {
                continue;
            }
            let name = clean(&name.text);
            return Ok(Some(format!(
                "`{name}` also stands in confidential entry {number}: promo term add {} hides it, \
                 --public lets it be said",
                quoted(&name)
            )));
        }
    }
    Ok(None)
}

/// The words of texts that are not everybody's, small and without a plural's ending.
fn own_words<'t>(texts: impl Iterator<Item = &'t str>) -> HashSet<String> {
    let known = OrdinaryWords::new();
    let words = texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    let own = words.filter(|word| !word.is_empty() && !known.has(word)).map(str::to_lowercase);
    own.map(|word| word.strip_suffix('s').filter(|stem| stem.len() > 2).map_or(word.clone(), str::to_owned))
        .collect()
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\"").replace('$', "\\$").replace('`', "\\`"))
}
