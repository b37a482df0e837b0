//! What a form that is made to be handed on may say of the journal; see [`crate::domain::redact`] for the rule.
//!
//! Every command that makes such a form asks here for each title and text that it takes from an entry, so that none can
//! forget a name, and what was hidden or told is counted in one place.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use crate::app::App;
use crate::domain::entry::Entry;
use crate::domain::ids::EntryNo;
use crate::domain::journal::Profile;
use crate::domain::redact::{MatchKind, SecretKind, TermKind, Terms, hide, is_telling_url};
use crate::domain::text::fold::fold;
use crate::render::text::{count, list};
use crate::store::{Store, StoreError};

/// What is refused or hidden that is no entry's.
pub const PROFILE: &str = "your profile";

/// Hides what must not be said, and remembers what it hid.
#[derive(Debug)]
pub struct Redactor {
    terms: Terms,
    with_confidential: bool,
    seen: RefCell<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    told: BTreeSet<EntryNo>,
    /// What was hidden, by entry; `None` is the profile.
    hidden: BTreeMap<Option<EntryNo>, BTreeSet<HiddenText>>,
    /// The addresses of links that were left out, by entry.
    links: BTreeMap<EntryNo, BTreeSet<String>>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct HiddenText {
    sort: Sorted,
    /// What it is counted by: the plural of a name is the same name.
    name: String,
    /// The words, but of a key.
    words: String,
    instead: String,
}

/// A kind of term, or a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sorted {
    Kind(TermKind),
    Shape(SecretKind),
}

impl Redactor {
    /// Knows the journal's terms; confidential entries may be told where that was asked for.
    pub fn load(store: &Store, with_confidential: bool) -> Result<Self, StoreError> {
        Ok(Self { terms: Terms::new(store.terms()?), with_confidential, seen: RefCell::default() })
    }

    /// For a report: `None` at the owner's terminal, where nothing is hidden.
    pub fn for_report(
        is_handed_on: bool, with_confidential: bool, store: &Store,
    ) -> Result<Option<Self>, StoreError> {
        is_handed_on.then(|| Self::load(store, with_confidential)).transpose()
    }

    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    pub fn may_tell(&self, confidential: bool) -> bool {
        self.with_confidential || !confidential
    }

    /// The title of an entry: of a confidential one its number alone.
    pub fn title(&self, id: EntryNo, confidential: bool, title: &str) -> String {
        if !self.may_tell(confidential) {
            return format!("entry {id} (confidential)");
        }
        if confidential {
            self.seen.borrow_mut().told.insert(id);
        }
        self.text(id, title)
    }

    /// A profile as it may be told: one's own name or the manager's may be listed like any other.
    pub fn profile(&self, profile: &Profile) -> Profile {
        let said = |text: &Option<String>| text.as_deref().map(|text| self.hidden_in(None, text));
        Profile { name: said(&profile.name), manager: said(&profile.manager), ..profile.clone() }
    }

    pub fn text(&self, id: EntryNo, text: &str) -> String {
        self.hidden_in(Some(id), text)
    }

    fn hidden_in(&self, id: Option<EntryNo>, text: &str) -> String {
        let (text, hidden) = hide(text, &self.terms);
        let mut seen = self.seen.borrow_mut();
        for one in hidden {
            let sort = match one.what {
                MatchKind::Shape(sort) => Sorted::Shape(sort),
                MatchKind::Term(number) => {
                    Sorted::Kind(self.terms.all().get(number).map_or(TermKind::Other, |term| term.kind))
                }
            };
            let instead = self.terms.instead(one.what).to_owned();
            let name = match one.what {
                MatchKind::Term(_) => instead.clone(),
                MatchKind::Shape(_) => fold(&one.words),
            };
            let words = match one.what {
                // A key is not shown again.
                MatchKind::Shape(SecretKind::Key) => one.words.chars().take(4).chain(['…']).collect(),
                _ => one.words,
            };
            seen.hidden.entry(id).or_default().insert(HiddenText { sort, name, words, instead });
        }
        text.into_owned()
    }

    /// An entry as it may be told: its names hidden, its private parts gone, no link that gives a name away.
    pub fn entry(&self, entry: &mut Entry) {
        let id = entry.id;
        if entry.content.confidential {
            self.seen.borrow_mut().told.insert(id);
        }
        let content = &mut entry.content;
        content.title = self.text(id, &content.title);
        for part in [&mut content.context, &mut content.did, &mut content.result, &mut content.project] {
            *part = part.as_deref().map(|text| self.text(id, text));
        }
        content.note = None;
        content.source = None;
        content.links.retain(|link| {
            let telling = is_telling_url(&link.url, &self.terms);
            if telling {
                self.seen.borrow_mut().links.entry(id).or_default().insert(link.url.clone());
            }
            !telling
        });
        for link in &mut content.links {
            link.label = link.label.as_deref().map(|label| self.text(id, label));
        }
    }

    /// The confidential entries that were told, by number.
    pub fn told(&self) -> Vec<EntryNo> {
        self.seen.borrow().told.iter().copied().collect()
    }

    /// What a form that tells confidential entries says in its first lines.
    pub fn notice(&self) -> Option<String> {
        notice(self.seen.borrow().told.len())
    }

    /// Forgets what was hidden in entries that the form does not tell in the end.
    pub fn keep(&self, entries: &BTreeSet<EntryNo>) {
        let mut seen = self.seen.borrow_mut();
        seen.told.retain(|id| entries.contains(id));
        seen.hidden.retain(|id, _| id.is_none_or(|id| entries.contains(&id)));
        seen.links.retain(|id, _| entries.contains(id));
    }

    /// Entry by entry what a strict export refuses to hide.
    pub fn refused(&self) -> Vec<String> {
        let seen = self.seen.borrow();
        let with_links = seen.links.keys().copied().map(Some);
        let ids: BTreeSet<Option<EntryNo>> = seen.hidden.keys().copied().chain(with_links).collect();
        let line = |id: &Option<EntryNo>| {
            let gone = seen.hidden.get(id).into_iter().flatten();
            let told =
                |gone: &HiddenText| format!("`{}` ({})", gone.words, gone.instead.trim_matches(['[', ']']));
            let mut what: Vec<String> = gone.map(told).collect();
            let links = id.and_then(|id| seen.links.get(&id)).map_or(0, BTreeSet::len);
            if links > 0 {
                what.push(format!("{} whose address gives a name away", number(links, "link", "links")));
            }
            let whose = id.map_or(PROFILE.to_owned(), |id| format!("entry {id}"));
            format!("{whose}: {}", list(&what, "and"))
        };
        ids.iter().map(line).collect()
    }

    /// Says how many names were hidden, by sort, and which entries lost a link.
    pub fn tell(&self, app: &mut App<'_>) -> Result<()> {
        let seen = self.seen.borrow();
        let mut names: BTreeMap<Sorted, BTreeSet<&str>> = BTreeMap::new();
        for gone in seen.hidden.values().flatten() {
            names.entry(gone.sort).or_default().insert(&gone.name);
        }
        let counted = |(sort, names): (&Sorted, &BTreeSet<&str>)| {
            let (one, many) = match sort {
                Sorted::Kind(kind) => kind.counted(),
                Sorted::Shape(sort) => sort.counted(),
            };
            number(names.len(), one, many)
        };
        let hidden: Vec<String> = names.iter().map(counted).collect();
        if !hidden.is_empty() {
            let listed = names.keys().any(|sort| matches!(sort, Sorted::Kind(_)));
            let how = if listed { "; promo term list shows the names" } else { "" };
            app.say(&format!("Hidden: {}{how}", list(&hidden, "and")))?;
        }
        let ids: Vec<String> = seen.links.keys().map(ToString::to_string).collect();
        if !ids.is_empty() {
            let links = number(seen.links.values().map(BTreeSet::len).sum(), "link", "links");
            let entries = if ids.len() == 1 { "entry" } else { "entries" };
            let ids = list(&ids, "and");
            app.say(&format!("Left out {links} whose address gives a name away: {entries} {ids}"))?;
        }
        Ok(())
    }
}

fn number(n: usize, one: &str, many: &str) -> String {
    count(u32::try_from(n).unwrap_or(u32::MAX), one, many)
}

/// `Contains 2 confidential entries.`
pub fn notice(entries: usize) -> Option<String> {
    let number = u32::try_from(entries).unwrap_or(u32::MAX);
    (entries > 0)
        .then(|| format!("Contains {}.", count(number, "confidential entry", "confidential entries")))
}
