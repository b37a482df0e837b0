//! What every document but the promotion draft is made of: the work that may be told, laid out in the ways that a
//! template may want it. Still no Markdown.
//!
//! A **piece** is an entry that may be told: not confidential, not replaced, not of a day to come, inside the window. It
//! carries its own words as they are, never the private note. What is told is chosen by facts and by an [`Outline`] of each
//! entry's words; only then are the words themselves asked for ([`Reader::tell`]), so that a document of a few pieces
//! costs little in a long journal. `log` lays the pieces out by quarter and project, `review`
//! by project alone with the strongest first, `shown` by what they show; `star` picks one for each behaviour, `packet`
//! answers the seven questions that are asked of senior engineers, `meeting` says what is new since a day. What has no
//! evidence is a [`Todo`].
//!
//! Everything is judged as if confidential entries were not there, so that no sentence rests on one. No verdict gets here,
//! with one exception that `meeting` states.

mod log;
pub mod one_to_one;
mod review;
mod shown;
mod staff_packet;
mod star;
mod strength;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

pub use self::log::{ProjectLog, QuarterLog};
pub use self::one_to_one::OneToOne;
pub use self::review::{Review, Theme};
pub use self::shown::CriterionShown;
pub use self::staff_packet::{PacketProject, StaffPacket, StaffPacketSection};
pub use self::star::Star;
use super::coverage::{CoverageFrame, Fact, Standing};
use super::document::choice::Choice;
use super::document::person::Person;
use super::document::{DraftInput, Todo, one_line};
use super::entry::{Entry, Link, Part};
use super::framework::{CriterionKind, RequiredCriterion};
use super::ids::{EntryNo, Level, Uid};

#[derive(Debug, Clone, Copy)]
pub struct Source<'s> {
    /// Who it is about, and what is asked.
    pub case: &'s DraftInput<'s>,
    /// What each entry shows, and which may be told as own work at the level.
    pub choice: &'s Choice,
    /// Today, and the days that are told.
    pub frame: CoverageFrame,
    pub picks: &'s [Uid],
}

/// A criterion that a piece is evidence of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shows {
    pub key: String,
    pub name: String,
    pub kind: CriterionKind,
    /// The highest level that the entry states for it.
    pub level: Option<Level>,
    /// Whether that is the level wanted or above.
    pub at_level: bool,
}

/// An entry that may be told, in its own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    pub id: EntryNo,
    pub date: NaiveDate,
    /// What was done, in one line.
    pub title: String,
    /// The situation, and why it mattered.
    pub context: Option<String>,
    pub did: Option<String>,
    pub result: Option<String>,
    pub project: Option<String>,
    pub part: Part,
    pub links: Vec<Link>,
    /// What it is evidence of, among what is asked, in the order asked.
    pub shows: Vec<Shows>,
}

impl Story {
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day asked for; `None` for all of the past.
    pub since: Option<NaiveDate>,
    pub until: NaiveDate,
    pub first: Option<NaiveDate>,
    pub last: Option<NaiveDate>,
    pub pieces: usize,
    /// How many of them have a result.
    pub results: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portfolio {
    pub person: Words,
    pub period: Period,
    /// Every piece, the newest first.
    pub pieces: Vec<Story>,
    /// What to type where there is none.
    pub pieces_todo: Option<Todo>,
    pub quarters: Vec<QuarterLog>,
    /// By project, the strongest first, with the strongest pieces of each.
    pub review: Review,
    /// What is asked, each with what shows it.
    pub criteria: Vec<CriterionShown>,
    pub stars: Vec<Star>,
    pub packet: StaffPacket,
    /// What is new since the last meeting, where that was judged.
    pub meeting: Option<OneToOne>,
}

/// Whether an entry may be told at all.
pub fn may_be_told(fact: &Fact, frame: CoverageFrame) -> bool {
    let counts = matches!(frame.standing(fact), Standing::Counts | Standing::BeforeLevel);
    counts && !fact.confidential && frame.window.holds(fact.date)
}

/// What is looked at in an entry's words before it is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outline {
    /// Whether it says what the situation was.
    pub context: bool,
    pub did: bool,
    /// Whether it says what came of it.
    pub result: bool,
    pub measured: bool,
    /// Whether title or contribution speak of teaching.
    pub teaches: bool,
    /// How many words the title, the contribution and the result have.
    pub words: u32,
}

impl Outline {
    pub fn of(title: &str, context: Option<&str>, did: Option<&str>, result: Option<&str>) -> Self {
        let says = |text: Option<&str>| text.is_some_and(|text| !text.trim().is_empty());
        let words = |text: &str| u32::try_from(text.split_whitespace().count()).unwrap_or(u32::MAX);
        Self {
            context: says(context),
            did: says(did),
            result: says(result),
            measured: result.is_some_and(staff_packet::has_number),
            teaches: staff_packet::tells_of_teaching(title)
                || did.is_some_and(staff_packet::tells_of_teaching),
            words: [Some(title), did, result].into_iter().flatten().map(words).sum(),
        }
    }
}

/// How the words of entries get into a book.
pub struct Reader<'r> {
    /// Of each fact, by its index; empty where no part is made that looks at them.
    pub outlines: &'r [Outline],
    /// Entries in full, as they may be told, in the order of the numbers given; one that cannot be read is left out.
    pub tell: &'r dyn Fn(&[EntryNo]) -> Vec<Entry>,
}

/// The parts of a book that are laid out, by the names that templates know them by; another part stays empty.
pub type Asks<'a> = &'a dyn Fn(&str) -> bool;

/// The parts that [`Outline`]s are looked at for.
pub const OUTLINED: [&str; 3] = ["stars", "review", "packet"];

/// Lays out what may be told of the entries: the parts that are asked for. A meeting needs its days judged.
pub fn portfolio(
    source: Source<'_>, reader: &Reader<'_>, judged: Option<&one_to_one::Assessment>, asks: Asks<'_>,
) -> Portfolio {
    let case = source.case;
    let shelf = Shelf::new(source, reader);
    let person = Person::new(case.profile.name.as_deref(), case.profile.pronouns.as_deref());
    let name = case.profile.name.as_deref().map(one_line).filter(|name| !name.is_empty());
    let todo = name.is_none().then(|| todo("say whose document this is", "promo init --name \"…\"".into()));
    let window = source.frame.window;
    let period = Period {
        since: window.since,
        until: window.until.min(source.frame.today),
        first: shelf.told.last().map(|told| told.fact.date),
        last: shelf.told.first().map(|told| told.fact.date),
        pieces: shelf.told.len(),
        results: shelf.told.iter().filter(|told| told.fact.result).count(),
    };
    let log_it = || todo_for_work("log what you did", case);
    let all = || shelf.told.iter().map(|told| told.at).collect::<Vec<_>>();
    let judged = judged.filter(|_| asks("meeting"));
    Portfolio {
        person: Words { name, subject: person.subject().to_owned(), possessive: person.possessive(), todo },
        period,
        pieces: if asks("pieces") { shelf.pieces(&all()) } else { Vec::new() },
        pieces_todo: shelf.told.is_empty().then(log_it),
        quarters: if asks("quarters") { log::quarters(&shelf) } else { Vec::new() },
        review: if asks("review") { review::review(&shelf) } else { Review::default() },
        criteria: if asks("criteria") { shown::criteria(&shelf) } else { Vec::new() },
        stars: if asks("stars") { star::stars(&shelf) } else { Vec::new() },
        packet: if asks("packet") { staff_packet::packet(&shelf) } else { StaffPacket::default() },
        meeting: judged.map(|judged| one_to_one::meeting(&shelf, judged)),
    }
}

struct Told<'s> {
    at: usize,
    fact: &'s Fact,
}

/// What may be told, the newest first.
struct Shelf<'s> {
    source: Source<'s>,
    reader: &'s Reader<'s>,
    told: Vec<Told<'s>>,
    /// Whether the entry of a fact may be told.
    may: Vec<bool>,
    /// The highest level that each fact states of anything that is asked.
    highest: Vec<Option<Level>>,
}

impl<'s> Shelf<'s> {
    fn new(source: Source<'s>, reader: &'s Reader<'s>) -> Self {
        let evidence = source.case.evidence;
        let may: Vec<bool> = evidence.facts.iter().map(|fact| may_be_told(fact, source.frame)).collect();
        let facts = evidence.facts.iter().enumerate().filter(|(at, _)| may[*at]);
        let mut told: Vec<Told<'_>> = facts.map(|(at, fact)| Told { at, fact }).collect();
        told.sort_by_key(|told| std::cmp::Reverse((told.fact.date, told.fact.id)));
        let keys: Vec<bool> = evidence
            .keys
            .iter()
            .map(|key| source.case.asked.iter().any(|asked| asked.criterion.key == *key))
            .collect();
        let mut highest = vec![None; evidence.facts.len()];
        for tag in evidence.tags.iter().filter(|tag| keys[tag.key as usize]) {
            let place = &mut highest[tag.fact as usize];
            *place = tag.level.max(*place);
        }
        Self { source, reader, told, may, highest }
    }

    fn asked(&self) -> &'s [RequiredCriterion<'s>] {
        self.source.case.asked
    }

    fn place_of(&self, project: Option<u32>) -> String {
        project.map_or_else(|| "other".to_owned(), |project| self.source.case.evidence.place_of(project))
    }

    fn outline(&self, at: usize) -> Outline {
        self.reader.outlines.get(at).copied().unwrap_or_default()
    }

    /// The facts that are the person's own work at the level, the strongest first.
    fn own(&self) -> Vec<usize> {
        let mut own = self.source.choice.own.clone();
        own.retain(|at| self.may[*at]);
        self.strongest_first(&mut own);
        own
    }

    fn strongest_first(&self, facts: &mut [usize]) {
        facts.sort_by_cached_key(|at| std::cmp::Reverse(self.strength(&[*at])));
    }

    /// The facts that may be told and have a tag of a key, the newest first.
    fn shown(&self, key: &str) -> Vec<usize> {
        let evidence = self.source.case.evidence;
        let is_key: Vec<bool> = evidence.keys.iter().map(|known| known == key).collect();
        let mut tagged = vec![false; evidence.facts.len()];
        for tag in evidence.tags.iter().filter(|tag| is_key[tag.key as usize]) {
            tagged[tag.fact as usize] = true;
        }
        self.told.iter().map(|told| told.at).filter(|at| tagged[*at]).collect()
    }

    /// Whether a fact covers an asked criterion, given by its place, at the level.
    fn covers(&self, at: usize, asked: usize) -> bool {
        self.source.choice.covers[at].contains(&asked)
    }

    /// The pieces of facts that may be told, in their order.
    fn pieces(&self, facts: &[usize]) -> Vec<Story> {
        let all = &self.source.case.evidence.facts;
        let wanted: Vec<usize> = facts.iter().copied().filter(|at| self.may[*at]).collect();
        let mut numbers: Vec<EntryNo> = wanted.iter().map(|at| all[*at].id).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mut entries = (self.reader.tell)(&numbers);
        entries.sort_unstable_by_key(|entry| entry.id);
        let found = |at: &usize| {
            let place = entries.binary_search_by_key(&all[*at].id, |entry| entry.id).ok()?;
            Some(piece(self.source, *at, &entries[place]))
        };
        wanted.iter().filter_map(found).collect()
    }
}

fn shows(source: Source<'_>, at: usize) -> Vec<Shows> {
    let evidence = source.case.evidence;
    let Ok(fact) = u32::try_from(at) else { return Vec::new() };
    let asked = source.case.asked.iter().enumerate();
    let shows = asked.filter_map(|(place, asked)| {
        let criterion = asked.criterion;
        let mut tags = evidence.tags_for(fact, &criterion.key).peekable();
        tags.peek()?;
        Some(Shows {
            key: criterion.key.to_string(),
            name: criterion.name.to_string(),
            kind: criterion.kind,
            level: tags.filter_map(|tag| tag.level).max(),
            at_level: source.choice.covers[at].contains(&place),
        })
    });
    shows.collect()
}

fn piece(source: Source<'_>, at: usize, entry: &Entry) -> Story {
    let content = &entry.content;
    let text = |text: &Option<String>| {
        text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    Story {
        id: entry.id,
        date: content.date,
        title: one_line(&content.title),
        context: text(&content.context),
        did: text(&content.did),
        result: text(&content.result),
        project: content.project.as_deref().map(one_line).filter(|name| !name.is_empty()),
        part: content.part,
        links: content.links.clone(),
        shows: shows(source, at),
    }
}

fn todo(say: &str, command: String) -> Todo {
    Todo { say: say.to_owned(), command, entries: Vec::new() }
}

/// Something to do that a new entry does: tagged with the first that is asked.
fn todo_for_work(say: &str, case: &DraftInput<'_>) -> Todo {
    let tag = case.asked.first().map(|asked| format!(" -t {}@{}", asked.criterion.key, asked.level));
    todo(say, format!("promo log \"…\"{}", tag.unwrap_or_default()))
}

/// Something that an option of `promo edit` adds to a piece.
fn todo_for_piece(piece: &Story, say: &str, option: &str) -> Todo {
    Todo {
        say: say.to_owned(),
        command: format!("promo edit {} --{option} \"…\"", piece.id),
        entries: vec![piece.id],
    }
}
