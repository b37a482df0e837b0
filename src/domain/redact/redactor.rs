//! What a form that is made to be handed on may say of the journal, by the rule of [`super`]; and what was hidden in it.

use std::collections::{BTreeMap, BTreeSet};

use super::{MatchKind, SecretKind, TermKind, Terms, is_telling_url, redact};
use crate::domain::entry::{Entry, Link};
use crate::domain::ids::EntryNo;
use crate::domain::journal::Profile;
use crate::domain::text::fold::fold;

/// Hides what must not be said in the words of a journal.
#[derive(Debug)]
pub(crate) struct Redactor {
    terms: Terms,
    with_confidential: bool,
}

/// A value that may be handed on, and what was hidden in it.
#[derive(Debug)]
#[must_use]
pub(crate) struct Redaction<T> {
    pub(crate) value: T,
    pub(crate) log: RedactionLog,
}

/// A value in which nothing had to be hidden.
impl<T> From<T> for Redaction<T> {
    fn from(value: T) -> Self {
        Self { value, log: RedactionLog::default() }
    }
}

impl<T> Redaction<T> {
    /// The value; what was hidden in it goes into the log of the form that shows it.
    pub(crate) fn logged(self, log: &mut RedactionLog) -> T {
        log.merge(self.log);
        self.value
    }
}

/// What was hidden in a form, and which confidential entries it shows.
#[derive(Debug, Default)]
pub(crate) struct RedactionLog {
    /// Confidential entries whose words are shown.
    pub(crate) confidential: BTreeSet<EntryNo>,
    /// What was hidden, by entry; `None` is the profile.
    pub(crate) names: BTreeMap<Option<EntryNo>, BTreeSet<HiddenName>>,
    /// The addresses of links that were left out, by entry.
    pub(crate) links: BTreeMap<EntryNo, BTreeSet<String>>,
}

/// A name that was hidden.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct HiddenName {
    pub(crate) kind: HiddenKind,
    /// What it is counted by: the plural of a name is the same name.
    pub(crate) key: String,
    /// Its words; of a key only the first ones.
    pub(crate) words: String,
    /// What stands in its place.
    pub(crate) replacement: String,
}

/// The kind of a term, or of a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum HiddenKind {
    Term(TermKind),
    Secret(SecretKind),
}

impl RedactionLog {
    /// Adds what was hidden in another part of the form.
    pub(crate) fn merge(&mut self, other: Self) {
        self.confidential.extend(other.confidential);
        for (entry, names) in other.names {
            self.names.entry(entry).or_default().extend(names);
        }
        for (entry, links) in other.links {
            self.links.entry(entry).or_default().extend(links);
        }
    }

    /// Forgets what was hidden in entries that the form does not show in the end.
    pub(crate) fn retain(&mut self, entries: &BTreeSet<EntryNo>) {
        self.confidential.retain(|id| entries.contains(id));
        self.names.retain(|id, _| id.is_none_or(|id| entries.contains(&id)));
        self.links.retain(|id, _| entries.contains(id));
    }
}

impl Redactor {
    pub(crate) fn new(terms: Terms, with_confidential: bool) -> Self {
        Self { terms, with_confidential }
    }

    pub(crate) fn terms(&self) -> &Terms {
        &self.terms
    }

    /// Whether the words of an entry may be shown.
    pub(crate) fn may_show(&self, confidential: bool) -> bool {
        self.with_confidential || !confidential
    }

    /// The title of an entry: of a confidential one its number alone.
    pub(crate) fn title(&self, id: EntryNo, confidential: bool, title: &str) -> Redaction<String> {
        let mut log = RedactionLog::default();
        if !self.may_show(confidential) {
            return Redaction { value: format!("entry {id} (confidential)"), log };
        }
        log.confidential.extend(confidential.then_some(id));
        Redaction { value: self.text(Some(id), title, &mut log), log }
    }

    /// A profile: one's own name or the manager's may be listed like any other.
    pub(crate) fn profile(&self, profile: &Profile) -> Redaction<Profile> {
        let mut log = RedactionLog::default();
        let mut shown = |text: &Option<String>| text.as_deref().map(|text| self.text(None, text, &mut log));
        let value =
            Profile { name: shown(&profile.name), manager: shown(&profile.manager), ..profile.clone() };
        Redaction { value, log }
    }

    /// An entry with its names hidden, its private parts gone, and no link that gives a name away.
    pub(crate) fn entry(&self, mut entry: Entry) -> Redaction<Entry> {
        let (id, mut log) = (entry.id, RedactionLog::default());
        let content = &mut entry.content;
        log.confidential.extend(content.confidential.then_some(id));
        let is_telling = |link: &mut Link| is_telling_url(&link.url, &self.terms);
        let telling: BTreeSet<String> =
            content.links.extract_if(.., is_telling).map(|link| link.url).collect();
        if !telling.is_empty() {
            log.links.insert(id, telling);
        }
        let parts = [&mut content.context, &mut content.did, &mut content.result, &mut content.project];
        let labels = content.links.iter_mut().filter_map(|link| link.label.as_mut());
        for text in [&mut content.title].into_iter().chain(parts.into_iter().flatten()).chain(labels) {
            *text = self.text(Some(id), text, &mut log);
        }
        content.note = None;
        content.source = None;
        Redaction { value: entry, log }
    }

    fn text(&self, id: Option<EntryNo>, text: &str, log: &mut RedactionLog) -> String {
        let (text, hidden) = redact(text, &self.terms);
        for one in hidden {
            let replacement = self.terms.replacement(one.kind).to_owned();
            let (kind, key, words) = match one.kind {
                MatchKind::Term(number) => {
                    let kind = self.terms.all().get(number).map_or(TermKind::Other, |term| term.kind);
                    (HiddenKind::Term(kind), replacement.clone(), one.words)
                }
                // A key is not shown again.
                MatchKind::Secret(SecretKind::Key) => {
                    let start = one.words.chars().take(4).chain(['…']).collect();
                    (HiddenKind::Secret(SecretKind::Key), one.words, start)
                }
                MatchKind::Secret(kind) => (HiddenKind::Secret(kind), fold(&one.words), one.words),
            };
            log.names.entry(id).or_default().insert(HiddenName { kind, key, words, replacement });
        }
        text.into_owned()
    }
}
