//! What every document but the promotion draft is made of: the work that may be told, laid out in the ways that a
//! template may want it. Still no Markdown.
//!
//! A **piece** is an entry that may be told: not confidential, not replaced, not of a day to come, inside the window. It
//! carries its own words as they are, never the private note. `log` lays the pieces out by quarter and project, `review`
//! by project alone with the strongest first, `shown` by what they show; `star` picks one for each behaviour, `packet`
//! answers the seven questions that are asked of senior engineers, `meeting` says what is new since a day. What has no
//! evidence is a [`Todo`].
//!
//! Everything is judged as if confidential entries were not there, so that no sentence rests on one. No verdict gets here,
//! with one exception that `meeting` states.

mod log;
pub mod meeting;
mod packet;
mod review;
mod shown;
mod star;
mod strength;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use chrono::NaiveDate;

pub use self::log::{ProjectLog, QuarterLog};
pub use self::meeting::Meeting;
pub use self::packet::{Packet, PacketProject, Section};
pub use self::review::{Review, Theme};
pub use self::shown::CriterionShown;
pub use self::star::Star;
use super::coverage::{Evidence, Fact, Frame, Standing};
use super::document::choice::Choice;
use super::document::person::Person;
use super::document::{Case, Todo, one_line};
use super::entry::{Entry, Link, Part};
use super::framework::{Asked, Kind};
use super::ids::{EntryNo, Level, Uid};

/// What a book is made from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'s> {
    /// Who it is about, and what is asked.
    pub case: &'s Case<'s>,
    /// What each entry shows, and which may be told as own work at the level.
    pub choice: &'s Choice,
    /// Today, and the days that are told.
    pub frame: Frame,
    /// What the person wants told first.
    pub picks: &'s [Uid],
}

/// A criterion that a piece is evidence of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shows {
    /// The criterion's key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What sort it is.
    pub kind: Kind,
    /// The highest level that the entry states for it.
    pub level: Option<Level>,
    /// Whether that is the level wanted or above.
    pub at_level: bool,
}

/// An entry that may be told, in its own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its number.
    pub id: EntryNo,
    /// Its day.
    pub date: NaiveDate,
    /// What was done, in one line.
    pub title: String,
    /// The situation, and why it mattered.
    pub context: Option<String>,
    /// The own contribution.
    pub did: Option<String>,
    /// The measured outcome.
    pub result: Option<String>,
    /// The project.
    pub project: Option<String>,
    /// Whose work it was.
    pub part: Part,
    /// Where it can be seen.
    pub links: Vec<Link>,
    /// What it is evidence of, among what is asked, in the order asked.
    pub shows: Vec<Shows>,
}

impl Piece {
    /// Whether it shows anything at the level wanted.
    pub fn at_level(&self) -> bool {
        self.shows.iter().any(|shows| shows.at_level)
    }
}

/// How a document speaks of the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The name, where it is known.
    pub name: Option<String>,
    /// `she`, or the name, or `the candidate`.
    pub subject: String,
    /// `her`, or the name with its ending.
    pub possessive: String,
    /// What to type where no name is known.
    pub todo: Option<Todo>,
}

/// The days that are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day asked for; `None` for all of the past.
    pub since: Option<NaiveDate>,
    /// The last day.
    pub until: NaiveDate,
    /// The day of the oldest piece.
    pub first: Option<NaiveDate>,
    /// The day of the newest piece.
    pub last: Option<NaiveDate>,
    /// How many pieces there are.
    pub pieces: usize,
    /// How many of them have a result.
    pub results: usize,
}

/// All that documents are made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    /// How to speak of the person.
    pub person: Words,
    /// The days that are told.
    pub period: Period,
    /// Every piece, the newest first.
    pub pieces: Vec<Piece>,
    /// What to type where there is none.
    pub pieces_todo: Option<Todo>,
    /// By quarter and project.
    pub quarters: Vec<QuarterLog>,
    /// By project, the strongest first, with the strongest pieces of each.
    pub review: Review,
    /// What is asked, each with what shows it.
    pub criteria: Vec<CriterionShown>,
    /// A statement for each behaviour.
    pub stars: Vec<Star>,
    /// The answers to the seven questions.
    pub packet: Packet,
    /// What is new since the last meeting.
    pub meeting: Meeting,
}

/// Whether an entry may be told at all.
pub fn may_be_told(fact: &Fact, frame: Frame) -> bool {
    let counts = matches!(frame.standing(fact), Standing::Counts | Standing::BeforeLevel);
    counts && !fact.confidential && frame.window.holds(fact.date)
}

/// The entries that [`book`] must be given in full.
pub fn wanted(evidence: &Evidence, frame: Frame) -> Vec<EntryNo> {
    evidence.facts.iter().filter(|fact| may_be_told(fact, frame)).map(|fact| fact.id).collect()
}

/// Lays out what may be told of the entries.
pub fn book(source: Source<'_>, entries: &[Entry], judged: &meeting::Judged) -> Book {
    let case = source.case;
    let shelf = Shelf::new(source, entries);
    let person = Person::new(case.profile.name.as_deref(), case.profile.pronouns.as_deref());
    let name = case.profile.name.as_deref().map(one_line).filter(|name| !name.is_empty());
    let todo = name.is_none().then(|| todo("say whose document this is", "promo init --name \"…\"".into()));
    let window = source.frame.window;
    let period = Period {
        since: window.since,
        until: window.until.min(source.frame.today),
        first: shelf.told.last().map(|told| told.piece.date),
        last: shelf.told.first().map(|told| told.piece.date),
        pieces: shelf.told.len(),
        results: shelf.told.iter().filter(|told| told.piece.result.is_some()).count(),
    };
    let log_it = || todo_for_work("log what you did", case);
    Book {
        person: Words { name, subject: person.subject().to_owned(), possessive: person.possessive(), todo },
        period,
        pieces_todo: shelf.told.is_empty().then(log_it),
        quarters: log::quarters(&shelf),
        review: review::review(&shelf),
        criteria: shown::criteria(&shelf),
        stars: star::stars(&shelf),
        packet: packet::packet(&shelf),
        meeting: meeting::meeting(&shelf, judged),
        pieces: shelf.told.into_iter().map(|told| told.piece).collect(),
    }
}

/// A piece, with what is known of it.
struct Told<'s> {
    /// The index of its fact.
    at: usize,
    fact: &'s Fact,
    piece: Piece,
}

/// The pieces, the newest first.
struct Shelf<'s> {
    source: Source<'s>,
    told: Vec<Told<'s>>,
    /// Where the piece of a fact stands.
    places: HashMap<usize, usize>,
}

impl<'s> Shelf<'s> {
    fn new(source: Source<'s>, entries: &[Entry]) -> Self {
        let evidence = source.case.evidence;
        let mut told: Vec<Told<'_>> = Vec::with_capacity(entries.len());
        for entry in entries {
            let Some(at) = evidence.fact_of(entry.id) else { continue };
            let fact = &evidence.facts[at as usize];
            if may_be_told(fact, source.frame) {
                told.push(Told { at: at as usize, fact, piece: piece(source, at, entry) });
            }
        }
        told.sort_by_key(|told| std::cmp::Reverse((told.piece.date, told.piece.id)));
        let places = told.iter().enumerate().map(|(place, told)| (told.at, place)).collect();
        Self { source, told, places }
    }

    fn asked(&self) -> &'s [Asked<'s>] {
        self.source.case.asked
    }

    /// The piece of a fact.
    fn piece(&self, at: usize) -> Option<&Piece> {
        self.places.get(&at).map(|place| &self.told[*place].piece)
    }

    /// The facts that are the person's own work at the level, the strongest first.
    fn own(&self) -> Vec<usize> {
        let mut own = self.source.choice.own.clone();
        own.retain(|at| self.places.contains_key(at));
        self.strongest_first(&mut own);
        own
    }

    fn strongest_first(&self, facts: &mut [usize]) {
        facts.sort_by_cached_key(|at| std::cmp::Reverse(self.strength(&[*at])));
    }

    /// Whether a fact covers an asked criterion, given by its place, at the level.
    fn covers(&self, at: usize, asked: usize) -> bool {
        self.source.choice.covers[at].contains(&asked)
    }

    /// The pieces of facts.
    fn pieces(&self, facts: &[usize]) -> Vec<Piece> {
        facts.iter().filter_map(|at| self.piece(*at).cloned()).collect()
    }
}

fn piece(source: Source<'_>, at: u32, entry: &Entry) -> Piece {
    let evidence = source.case.evidence;
    let asked = source.case.asked.iter().enumerate();
    let shows = asked.filter_map(|(place, asked)| {
        let criterion = asked.criterion;
        let mut tags = evidence.tags_for(at, &criterion.key).peekable();
        tags.peek()?;
        Some(Shows {
            key: criterion.key.to_string(),
            name: criterion.name.to_string(),
            kind: criterion.kind,
            level: tags.filter_map(|tag| tag.level).max(),
            at_level: source.choice.covers[at as usize].contains(&place),
        })
    });
    let shows = shows.collect();
    let content = &entry.content;
    let text = |text: &Option<String>| {
        text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    Piece {
        id: entry.id,
        date: content.date,
        title: one_line(&content.title),
        context: text(&content.context),
        did: text(&content.did),
        result: text(&content.result),
        project: content.project.as_deref().map(one_line).filter(|name| !name.is_empty()),
        part: content.part,
        links: content.links.clone(),
        shows,
    }
}

fn todo(say: &str, command: String) -> Todo {
    Todo { say: say.to_owned(), command, entries: Vec::new() }
}

/// Something to do that a new entry does: tagged with the first that is asked.
fn todo_for_work(say: &str, case: &Case<'_>) -> Todo {
    let tag = case.asked.first().map(|asked| format!(" -t {}@{}", asked.criterion.key, asked.level));
    todo(say, format!("promo log \"…\"{}", tag.unwrap_or_default()))
}

/// Something that an option of `promo edit` adds to a piece.
fn todo_for_piece(piece: &Piece, say: &str, option: &str) -> Todo {
    Todo {
        say: say.to_owned(),
        command: format!("promo edit {} --{option} \"…\"", piece.id),
        entries: vec![piece.id],
    }
}
