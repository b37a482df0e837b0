//! The seven questions that are asked of whoever wants a staff engineer's title, answered from the journal: the first
//! five; whom a leader knows and where the gaps are is not in a journal that others may read.
//!
//! Only work at the level wanted is told. A piece is told in full once, where it fits first, and named again where it
//! answers another question too. Which question a piece answers:
//! - **Projects**: work that was led, by project.
//! - **Improvements**: own work that shows a criterion of [`IMPROVES`].
//! - **Impact**: other own work whose result has a number in it.
//! - **People**: work that shows a criterion of [`TEACHES`], and help with the work of others.
//! - **Glue**: what is left that shows a criterion of [`JOINS`].
//!
//! A framework that has none of these keys leaves the question to its owner.

use std::cmp::Reverse;

use super::log::project_slug;
use super::{Piece, Shelf, todo_for_piece};
use crate::domain::document::Todo;
use crate::domain::document::choice::Reason;
use crate::domain::entry::Part;

/// Keys of criteria that better how an organisation works: behaviours by the names that frameworks give them, and SFIA's
/// skills of process improvement, methods, organisational change and capability.
const IMPROVES: [&str; 10] = [
    "improvement-mindset",
    "continuous-improvement",
    "efficiency",
    "iteration",
    "innovation",
    "BPRE",
    "METL",
    "CIPM",
    "OCDV",
    "KNOW",
];
/// Keys of criteria about the growth of others: behaviours, and SFIA's skills of professional development and learning.
const TEACHES: [&str; 9] = [
    "mentoring",
    "coaching",
    "mentorship",
    "developing-others",
    "people-development",
    "PDSV",
    "ETDL",
    "ETMG",
    "TMCR",
];
/// Keys of criteria about work between people and teams.
const JOINS: [&str; 7] = [
    "collaboration",
    "teamwork",
    "communication",
    "improvement-mindset",
    "continuous-improvement",
    "transparency",
    "RLMT",
];

/// How many projects are told.
const PROJECTS: usize = 3;
/// How many pieces of each.
const PIECES: usize = 2;
/// How many pieces answer each other question.
const ANSWERS: usize = 3;
/// How many pieces that were told above are named again.
const NAMED: usize = 3;

/// A project that was led.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PacketProject {
    /// Its name, or the title of a piece without one.
    pub heading: String,
    /// Whether the heading is a project's name.
    pub is_project: bool,
    /// A name for its place in the document.
    pub block: String,
    /// Its strongest pieces that were led.
    pub pieces: Vec<Piece>,
    /// What none of them says.
    pub todos: Vec<Todo>,
}

/// The answer to one of the other questions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// Work that is told here.
    pub pieces: Vec<Piece>,
    /// Work that answers it too and is told above.
    pub above: Vec<Piece>,
    /// What to type where there is neither.
    pub todo: Option<Todo>,
}

/// The answers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Packet {
    /// Work that was led.
    pub projects: Vec<PacketProject>,
    /// What to type where there is none.
    pub projects_todo: Option<Todo>,
    /// What made the organisation work better.
    pub improvements: Section,
    /// Other measured results.
    pub impact: Section,
    /// Whom one helped and taught.
    pub people: Section,
    /// What holds a team together.
    pub glue: Section,
}

/// Answers them.
pub(super) fn packet(shelf: &Shelf<'_>) -> Packet {
    let own = shelf.own();
    let helped = helped(shelf);
    let (key, level) = example(shelf);
    let with =
        |say: &str, options: &str| super::todo(say, format!("promo log \"…\" -t {key}@{level}{options}"));
    let mut told = Told { shelf, told: Vec::new() };
    let projects = projects(shelf, &own, &mut told.told);
    let improves: Vec<usize> = own.iter().copied().filter(|at| shows(shelf, *at, &IMPROVES)).collect();
    let improves_key = IMPROVES.iter().find(|key| is_asked(shelf, key)).copied().unwrap_or(&key);
    let improvements = told.section(&improves, || {
        super::todo(
            "tell what works better in the organisation because of you, and for how many",
            format!("promo log \"…\" -t {improves_key}@{level} --result \"…\""),
        )
    });
    let is_measured = |piece: &Piece| piece.result.as_deref().is_some_and(has_number);
    let measured: Vec<usize> =
        own.iter().copied().filter(|at| shelf.piece(*at).is_some_and(is_measured)).collect();
    let impact = told.section(&measured, || {
        own.first().and_then(|at| shelf.piece(*at)).map_or_else(
            || with("tell what came of your work, with a number and its baseline", " --result \"…\""),
            |piece| todo_for_piece(piece, "say what came of it, with a number and its baseline", "result"),
        )
    });
    let mut teaches: Vec<usize> = own.iter().copied().filter(|at| shows(shelf, *at, &TEACHES)).collect();
    teaches.extend(&helped);
    let people = told.section(&teaches, || {
        with("tell whom you taught or mentored, through what, and what they do now", " --part helped")
    });
    let mut joins: Vec<usize> = own.iter().copied().filter(|at| shows(shelf, *at, &JOINS)).collect();
    joins.extend(helped.iter().filter(|at| shows(shelf, **at, &JOINS)));
    let joins_key = JOINS.iter().find(|key| is_asked(shelf, key)).copied().unwrap_or(&key);
    let glue = told.section(&joins, || {
        super::todo(
            "tell what you did between people and teams that nobody had asked for, and what came of it",
            format!("promo log \"…\" -t {joins_key}@{level}"),
        )
    });
    let projects_todo = projects
        .is_empty()
        .then(|| with(&format!("tell of a project that you led at level {level}"), " -p PROJECT --part led"));
    Packet { projects, projects_todo, improvements, impact, people, glue }
}

/// What is told already, by facts.
struct Told<'t> {
    shelf: &'t Shelf<'t>,
    told: Vec<usize>,
}

impl Told<'_> {
    fn section(&mut self, facts: &[usize], todo: impl Fn() -> Todo) -> Section {
        let (above, mut new): (Vec<usize>, Vec<usize>) = facts.iter().partition(|at| self.told.contains(at));
        new.truncate(ANSWERS);
        self.told.extend(&new);
        let above = &above[..above.len().min(NAMED)];
        Section {
            pieces: self.shelf.pieces(&new),
            above: self.shelf.pieces(above),
            todo: (new.is_empty() && above.is_empty()).then(todo),
        }
    }
}

/// Help with the work of others that shows something at the level, the strongest first.
fn helped(shelf: &Shelf<'_>) -> Vec<usize> {
    let facts = shelf.told.iter().map(|told| told.at);
    let mut helped: Vec<usize> =
        facts.filter(|at| shelf.source.choice.reasons[*at] == Some(Reason::Helped)).collect();
    shelf.strongest_first(&mut helped);
    helped
}

fn projects(shelf: &Shelf<'_>, own: &[usize], told: &mut Vec<usize>) -> Vec<PacketProject> {
    let mut groups: Vec<(Option<u32>, Vec<usize>)> = Vec::new();
    for at in own {
        let fact = &shelf.source.case.evidence.facts[*at];
        if fact.part != Part::Led {
            continue;
        }
        let known = groups.iter_mut().find(|(project, _)| project.is_some() && *project == fact.project);
        match known {
            Some((_, facts)) => facts.push(*at),
            None => groups.push((fact.project, vec![*at])),
        }
    }
    groups.sort_by_cached_key(|(_, facts)| Reverse(shelf.strength(facts)));
    groups.truncate(PROJECTS);
    let mut projects = Vec::new();
    for (_, mut facts) in groups {
        facts.truncate(PIECES);
        let pieces = shelf.pieces(&facts);
        told.extend(&facts);
        let Some(first) = pieces.first() else { continue };
        let lacks = |field: fn(&Piece) -> &Option<String>, say: &str, option: &str| {
            let lacks = pieces.iter().all(|piece| field(piece).is_none());
            lacks.then(|| todo_for_piece(first, say, option))
        };
        let todos = [
            lacks(|piece| &piece.context, "say what made this hard, and why it mattered", "context"),
            lacks(|piece| &piece.did, "say what you did yourself", "did"),
            lacks(|piece| &piece.result, "say what came of it, with a number and its baseline", "result"),
        ];
        let (heading, is_project) = match &first.project {
            Some(name) => (name.clone(), true),
            None => (first.title.clone(), false),
        };
        let block = if is_project { project_slug(&heading) } else { format!("e-{}", first.id) };
        projects.push(PacketProject {
            heading,
            is_project,
            block,
            todos: todos.into_iter().flatten().collect(),
            pieces,
        });
    }
    projects
}

/// Whether a result is told in numbers: in digits, or as a ratio.
fn has_number(text: &str) -> bool {
    const RATIOS: [&str; 8] =
        ["halved", "halving", "doubled", "doubling", "tripled", "trebled", "tenfold", "twice"];
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    text.contains(|c: char| c.is_ascii_digit()) || words.any(|word| RATIOS.contains(&word))
}

/// Whether a fact shows a criterion of one of the keys at the level.
fn shows(shelf: &Shelf<'_>, at: usize, keys: &[&str]) -> bool {
    let piece = shelf.piece(at);
    let shows = piece.into_iter().flat_map(|piece| &piece.shows);
    shows
        .filter(|shows| shows.at_level)
        .any(|shows| keys.iter().any(|key| shows.key.eq_ignore_ascii_case(key)))
}

fn is_asked(shelf: &Shelf<'_>, key: &str) -> bool {
    shelf.asked().iter().any(|asked| asked.criterion.key.eq_ignore_ascii_case(key))
}

/// A criterion to name in a command, and the level.
fn example(shelf: &Shelf<'_>) -> (String, String) {
    let key = shelf.asked().first().map_or("KEY", |asked| &asked.criterion.key);
    (key.to_owned(), shelf.source.case.level.to_string())
}
