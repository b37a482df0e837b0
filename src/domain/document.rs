//! The promotion document as values: sections and bullets, still no Markdown.
//!
//! [`choice`] decides by a stated rule which entries are told; [`draft`] lays them out in GitLab's four sections. Every
//! sentence rests on entries, whose numbers it carries; the entries' own words stay as they are; what has no evidence is
//! a [`Todo`] that says what to type.
//!
//! The five parts are those of a *result*, which may be several pieces of work. A part is there as soon as one of the
//! quoted pieces says it, and has a [`Todo`] only where none does: a result that has its number needs no second one, and
//! a piece that is quoted for its skill need not say again why the project mattered. Gaps, verdicts, notes and confidential entries never get here.

pub mod choice;
pub mod explain;
pub mod person;
pub mod recency;
mod summary;
mod values;

use chrono::NaiveDate;

use super::coverage::Evidence;
use super::entry::{Entry, Link, Part};
use super::framework::{CriterionKind, RequiredCriterion};
use super::ids::{EntryNo, Level};
use super::journal::Profile;
use choice::{Choice, Chosen, RESULTS};
use person::{Person, capital};

#[derive(Debug, Clone, Copy)]
pub struct DraftInput<'c> {
    pub profile: &'c Profile,
    pub current: Option<&'c str>,
    pub wanted: &'c str,
    pub level: Level,
    pub asked: &'c [RequiredCriterion<'c>],
    pub evidence: &'c Evidence,
}

/// A place that only a person can fill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Todo {
    pub say: String,
    pub command: String,
    pub entries: Vec<EntryNo>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    pub text: String,
    pub lead: Option<String>,
    /// When it was, such as `March 2026`, where that is to be said.
    pub when: Option<String>,
    pub links: Vec<Link>,
    pub entries: Vec<EntryNo>,
}

/// One of the five parts of a result.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told {
    pub quotes: Vec<Quote>,
    pub todo: Option<Todo>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriteriaShown {
    pub names: Vec<String>,
    /// Just the entries that show each of them.
    pub entries: Vec<EntryNo>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusinessResult {
    /// From 1.
    pub number: usize,
    /// What it is called in the marks of a file, whatever its number is.
    pub block: String,
    /// The project, or the title of an entry without one.
    pub heading: String,
    /// What was done; the text is empty where the heading says it.
    pub impact: Vec<Quote>,
    /// The skills that the quoted entries show at the level, where it is stated.
    pub skills: Vec<CriteriaShown>,
    /// The expectations that they meet there, in a ladder without skills.
    pub expectations: Vec<CriteriaShown>,
    pub result: Told,
    pub relevance: Told,
    pub contribution: Told,
    pub values: Vec<CriteriaShown>,
    pub values_todo: Option<Todo>,
    pub entries: Vec<EntryNo>,
}

/// A behaviour and where it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    pub name: String,
    /// What it is called in the marks of a file.
    pub block: String,
    /// The numbers of the results that show it.
    pub results: Vec<usize>,
    /// What shows it where no result does: the title, then the outcome.
    pub quotes: Vec<Quote>,
    pub todo: Option<Todo>,
    pub entries: Vec<EntryNo>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub name: Option<String>,
    pub current: Option<String>,
    pub wanted: String,
    pub manager: Option<String>,
    /// Whose words the entries are: `her words`.
    pub words: String,
    pub summary: Vec<String>,
    pub summary_todos: Vec<Todo>,
    /// The entries that the summary rests on.
    pub summary_entries: Vec<EntryNo>,
    pub results: Vec<BusinessResult>,
    /// The results that are not there yet.
    pub results_todos: Vec<Todo>,
    /// The behaviours asked, in their order.
    pub values: Vec<Value>,
}

/// Lays out what was chosen. `entries` are the chosen ones in full.
pub fn draft(case: &DraftInput<'_>, choice: &Choice, entries: &[Entry]) -> Draft {
    let person = Person::new(case.profile.name.as_deref(), case.profile.pronouns.as_deref());
    let layout = Layout { case, choice, entries, person };
    let numbered = choice.results.iter().enumerate();
    let results: Vec<BusinessResult> =
        numbered.filter_map(|(at, chosen)| layout.result(at + 1, chosen)).collect();
    let (summary, summary_todos) = layout.summary(&results);
    let behaviours =
        (0..case.asked.len()).filter(|at| case.asked[*at].criterion.kind == CriterionKind::Behaviour);
    let values = behaviours.map(|at| layout.value(at, &results)).collect();
    let owned =
        |text: &Option<String>| text.as_ref().map(|text| one_line(text)).filter(|text| !text.is_empty());
    let words = format!("{} words", layout.person.possessive());
    Draft {
        name: owned(&case.profile.name),
        current: case.current.map(str::to_owned),
        wanted: case.wanted.to_owned(),
        manager: owned(&case.profile.manager),
        words,
        summary,
        summary_todos,
        summary_entries: layout.stated().map(|at| case.evidence.facts[at].id).collect(),
        results_todos: layout.missing_results(results.len()),
        results,
        values,
    }
}

/// White space folded to single spaces: for names and titles, which stand inside a line.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text says that somebody led.
pub(super) fn says_led(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.map(str::to_lowercase).any(|word| ["led", "lead", "leading"].contains(&word.as_str()))
}

/// `March 2026`.
fn month(date: NaiveDate) -> String {
    date.format("%B %Y").to_string()
}

struct Layout<'l> {
    case: &'l DraftInput<'l>,
    choice: &'l Choice,
    entries: &'l [Entry],
    person: Person,
}

impl Layout<'_> {
    fn entry(&self, fact: usize) -> Option<&Entry> {
        let id = self.case.evidence.facts[fact].id;
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// The own work that shows something at a level that somebody has stated.
    fn stated(&self) -> impl Iterator<Item = usize> {
        self.choice.own.iter().copied().filter(|at| !self.choice.stated[*at].is_empty())
    }

    /// The criteria of a kind that facts show at a stated level, in the order asked; those of the same facts together.
    fn shown(&self, facts: &[usize], kind: CriterionKind) -> Vec<CriteriaShown> {
        let mut all: Vec<CriteriaShown> = Vec::new();
        let asked = self.case.asked.iter().enumerate().filter(|(_, asked)| asked.criterion.kind == kind);
        for (at, asked) in asked {
            let show = facts.iter().filter(|fact| self.choice.stated[**fact].contains(&at));
            let entries: Vec<EntryNo> = show.map(|fact| self.case.evidence.facts[*fact].id).collect();
            let name = asked.criterion.name.to_string();
            match all.iter_mut().find(|shown| shown.entries == entries) {
                _ if entries.is_empty() => {}
                Some(shown) => shown.names.push(name),
                None => all.push(CriteriaShown { names: vec![name], entries }),
            }
        }
        all
    }

    fn result(&self, number: usize, chosen: &Chosen) -> Option<BusinessResult> {
        let quoted: Vec<(usize, &Entry)> =
            chosen.quoted.iter().filter_map(|at| Some((*at, self.entry(*at)?))).collect();
        let first = quoted.first()?.1;
        let project = first.content.project.as_deref().map(one_line).filter(|name| !name.is_empty());
        let facts: Vec<usize> = quoted.iter().map(|(at, _)| *at).collect();
        let impact = quoted.iter().map(|(_, entry)| Quote {
            text: if project.is_some() { one_line(&entry.content.title) } else { String::new() },
            lead: None,
            when: Some(month(entry.content.date)),
            links: entry.content.links.clone(),
            entries: vec![entry.id],
        });
        let told = |field: fn(&Entry) -> &Option<String>, say: &str, option: &str| {
            self.told(&quoted, field, say, option)
        };
        let values = self.shown(&facts, CriterionKind::Behaviour);
        let level = self.case.level;
        let asks_behaviours =
            self.case.asked.iter().any(|asked| asked.criterion.kind == CriterionKind::Behaviour);
        // What is tagged with a level that is only assumed has its behaviour; what lacks is to say so.
        let assumed = facts.iter().find_map(|fact| {
            let covers = self.choice.covers[*fact].iter().map(|at| self.case.asked[*at].criterion);
            let behaviour = covers
                .filter(|criterion| criterion.kind == CriterionKind::Behaviour)
                .min_by_key(|of| &of.key)?;
            Some((self.case.evidence.facts[*fact].id, behaviour))
        });
        let values_todo = (asks_behaviours && values.is_empty()).then(|| {
            let (say, id, key) = match assumed {
                Some((id, behaviour)) => {
                    (format!("say at which level this showed {}", behaviour.name), id, &*behaviour.key)
                }
                None => {
                    let say = "name a behaviour that this showed, for example".to_owned();
                    (say, first.id, self.example(CriterionKind::Behaviour))
                }
            };
            Todo { say, command: format!("promo tag {id} {key}@{level}"), entries: vec![id] }
        });
        let mut contribution = told(|entry| &entry.content.did, "say what you did yourself", "did");
        let led = |quote: &Quote| {
            let mut led = quoted.iter().filter(|(_, entry)| entry.content.part == Part::Led);
            led.any(|(_, entry)| quote.entries.contains(&entry.id))
        };
        // Who says so already need not be told so.
        for quote in contribution.quotes.iter_mut().filter(|quote| led(quote) && !says_led(&quote.text)) {
            quote.lead = Some(format!("{} led this work:", capital(self.person.subject())));
        }
        Some(BusinessResult {
            number,
            block: match self.case.evidence.facts[*facts.first()?].project {
                Some(project) => self.case.evidence.place_of(project),
                None => format!("entry-{}", first.id),
            },
            heading: project.clone().unwrap_or_else(|| one_line(&first.content.title)),
            impact: impact.collect(),
            skills: self.shown(&facts, CriterionKind::Skill),
            expectations: self.shown(&facts, CriterionKind::Expectation),
            result: told(
                |entry| &entry.content.result,
                "say what came of it, with a number and its baseline",
                "result",
            ),
            relevance: told(|entry| &entry.content.context, "say why this mattered", "context"),
            contribution,
            values,
            values_todo,
            entries: quoted.iter().map(|(_, entry)| entry.id).collect(),
        })
    }

    /// What the quoted entries say in one field; where none says anything, what to type. One that says nothing lacks
    /// nothing while another speaks for the result.
    fn told(
        &self, quoted: &[(usize, &Entry)], field: fn(&Entry) -> &Option<String>, say: &str, option: &str,
    ) -> Told {
        let said = quoted.iter().filter_map(|(_, entry)| {
            let text = field(entry).as_deref().map(str::trim).filter(|text| !text.is_empty())?;
            Some(Quote {
                text: text.to_owned(),
                lead: None,
                when: None,
                links: Vec::new(),
                entries: vec![entry.id],
            })
        });
        let quotes: Vec<Quote> = said.collect();
        let todo = quoted.first().filter(|_| quotes.is_empty()).map(|(_, entry)| Todo {
            say: say.to_owned(),
            command: format!("promo edit {} --{option} \"…\"", entry.id),
            entries: vec![entry.id],
        });
        Told { quotes, todo }
    }

    fn missing_results(&self, has: usize) -> Vec<Todo> {
        let (skill, level) = (self.example(CriterionKind::Skill), self.case.level);
        (has + 1..=RESULTS)
            .map(|number| Todo {
                say: format!("add result {number}, work at level {level} with a measured outcome"),
                command: format!("promo log \"…\" -t {skill}@{level} -p PROJECT --result \"…\""),
                entries: Vec::new(),
            })
            .collect()
    }

    /// The key of the first criterion of a kind that is asked, for a command to type.
    fn example(&self, kind: CriterionKind) -> &str {
        let of_kind = self.case.asked.iter().find(|asked| asked.criterion.kind == kind);
        of_kind.or(self.case.asked.first()).map_or("KEY", |asked| &asked.criterion.key)
    }
}
