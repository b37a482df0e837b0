//! The seven questions that are asked of whoever wants a staff engineer's title, answered from the journal: the first
//! five; whom a leader knows and where the gaps are is not in a journal that others may read.
//!
//! Only work at the level wanted is told. A piece is told in full once, where it fits first, and named again below where
//! it answers another question too. Which question a piece answers:
//! - **Projects**: work that was led, by project.
//! - **Improvements**: own work that is said to show a criterion of [`IMPROVES`].
//! - **People**: work that is said to show a criterion of [`TEACHES`], and help with the work of others.
//! - **Glue**: what is left that is said to show a criterion of [`JOINS`]. What was a project or an impact is not named
//!   again there: it was the work itself.
//! - **Impact**: other own work whose result has a number in it.
//!
//! A framework that has none of these keys leaves the question to its owner; where words of the journal speak of teaching,
//! it names the entries.

use std::cmp::Reverse;

use super::{Shelf, Story, todo_for_piece};
use crate::domain::document::Todo;
use crate::domain::document::choice::Reason;
use crate::domain::entry::Part;
use crate::domain::framework::RequiredCriterion;
use crate::domain::ids::EntryNo;

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
const JOINS: [&str; 4] = ["collaboration", "teamwork", "transparency", "RLMT"];
/// How words begin that tell of teaching, for frameworks that ask for none.
const TAUGHT: [&str; 10] =
    ["taught", "teach", "train", "mentor", "coach", "practis", "session", "starter", "onboard", "workshop"];

const PROJECTS: usize = 3;
const PIECES: usize = 2;
/// How many pieces answer each other question.
const ANSWERS: usize = 3;
/// How many entries are named from which an answer may be told.
const NAMED: usize = 10;

/// A project in which work was led.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PacketProject {
    /// Its name, or the title of a piece without one.
    pub heading: String,
    /// Whether the heading is a project's name.
    pub is_project: bool,
    /// A name for its place in the document.
    pub block: String,
    pub pieces: Vec<Story>,
    pub todos: Vec<Todo>,
}

/// The answer to one of the other questions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StaffPacketSection {
    pub pieces: Vec<Story>,
    /// Work that answers it too and is told above.
    pub above: Vec<Story>,
    /// What to type where there is neither, or where the journal cannot tell.
    pub todo: Option<Todo>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StaffPacket {
    pub projects: Vec<PacketProject>,
    /// What to type where there is none.
    pub projects_todo: Option<Todo>,
    pub improvements: StaffPacketSection,
    pub impact: StaffPacketSection,
    pub people: StaffPacketSection,
    pub glue: StaffPacketSection,
}

pub(super) fn packet(shelf: &Shelf<'_>) -> StaffPacket {
    let own = shelf.own();
    let helped = helped(shelf);
    let of = |facts: &[usize], keys: &[&str]| -> Vec<usize> {
        facts.iter().copied().filter(|at| states(shelf, *at, keys)).collect()
    };
    let mut in_projects = Vec::new();
    let projects = projects(shelf, &own, &mut in_projects);
    let answer = |facts: &[usize], told: &[usize], above: &[usize]| -> Answer {
        let mut new: Vec<usize> = facts.iter().copied().filter(|at| !told.contains(at)).collect();
        new.truncate(ANSWERS);
        Answer { new, above: facts.iter().copied().filter(|at| above.contains(at)).collect() }
    };
    let improvements = answer(&of(&own, &IMPROVES), &in_projects, &in_projects);
    let above_impact = [&*in_projects, &*improvements.new].concat();
    let measured: Vec<usize> = own.iter().copied().filter(|at| shelf.outline(*at).measured).collect();
    // People and glue choose before impact does, but leave it one.
    let has_impact = measured.iter().any(|at| above_impact.contains(at));
    let kept: Vec<usize> = measured.first().copied().filter(|_| !has_impact).into_iter().collect();
    let own_teaching = of(&own, &TEACHES);
    let told = [&*above_impact, &*kept].concat();
    let people = answer(&[&*own_teaching, &*helped].concat(), &told, &told);
    let told = [told, people.new.clone()].concat();
    let joins = [of(&own, &JOINS), of(&helped, &JOINS)].concat();
    let glue = answer(&joins, &told, &[&*improvements.new, &*people.new].concat());
    let told = [&*above_impact, &*people.new, &*glue.new].concat();
    let impact = answer(&measured, &told, &above_impact);
    let todos = Todos::new(shelf);
    StaffPacket {
        projects_todo: projects.is_empty().then(|| todos.projects()),
        projects,
        improvements: improvements.section(shelf, |none| none.then(|| todos.improvements())),
        impact: impact.section(shelf, |none| none.then(|| todos.impact(&own))),
        people: people.section(shelf, |none| {
            let perhaps = if own_teaching.is_empty() { taught(shelf, &own) } else { Vec::new() };
            (none || !perhaps.is_empty()).then(|| todos.people(&perhaps))
        }),
        glue: glue.section(shelf, |none| none.then(|| todos.glue())),
    }
}

struct Answer {
    new: Vec<usize>,
    above: Vec<usize>,
}

impl Answer {
    fn section(&self, shelf: &Shelf<'_>, todo: impl FnOnce(bool) -> Option<Todo>) -> StaffPacketSection {
        StaffPacketSection {
            pieces: shelf.pieces(&self.new),
            above: shelf.pieces(&self.above),
            todo: todo(self.new.is_empty() && self.above.is_empty()),
        }
    }
}

/// What to type where the journal has no answer. The document speaks of the person, so none of them says "you".
struct Todos<'t> {
    shelf: &'t Shelf<'t>,
    key: String,
    level: String,
}

impl<'t> Todos<'t> {
    fn new(shelf: &'t Shelf<'t>) -> Self {
        let key = shelf.asked().first().map_or("KEY", |asked| &asked.criterion.key);
        Self { shelf, key: key.to_owned(), level: shelf.source.case.level.to_string() }
    }

    /// Work to log, tagged with the first of the keys that is asked.
    fn log(&self, say: &str, keys: &[&str], options: &str) -> Todo {
        let asked = |key: &&&str| {
            self.shelf.asked().iter().any(|asked| asked.criterion.key.eq_ignore_ascii_case(key))
        };
        let key = keys.iter().find(asked).copied().unwrap_or(&self.key);
        super::todo(say, format!("promo log \"…\" -t {key}@{}{options}", self.level))
    }

    fn projects(&self) -> Todo {
        let say = format!("tell of work that was led at level {}", self.level);
        self.log(&say, &[], " -p PROJECT --part led")
    }

    fn improvements(&self) -> Todo {
        let say = "tell what works better in the organisation through this work, and for how many";
        self.log(say, &IMPROVES, " --result \"…\"")
    }

    fn impact(&self, own: &[usize]) -> Todo {
        own.first().and_then(|at| self.shelf.pieces(&[*at]).pop()).map_or_else(
            || self.log("tell what came of the work, with a number and its baseline", &[], " --result \"…\""),
            |piece| todo_for_piece(&piece, "say what came of it, with a number and its baseline", "result"),
        )
    }

    /// Teaching is own work: it is never logged as help.
    fn people(&self, perhaps: &[EntryNo]) -> Todo {
        let say = "tell who was taught or mentored, through what, and what they do now";
        match perhaps {
            [] => self.log(say, &TEACHES, ""),
            [first, rest @ ..] => {
                let mut all: String = rest.iter().take(NAMED - 1).map(|id| format!(", {id}")).collect();
                if rest.len() >= NAMED {
                    all.push_str(&format!(" or {} more", rest.len() + 1 - NAMED));
                }
                let of = if rest.is_empty() { "entry" } else { "entries" };
                super::todo(&format!("{say}, perhaps from {of} {first}{all}"), format!("promo edit {first}"))
            }
        }
    }

    fn glue(&self) -> Todo {
        let say =
            "tell what was done between people and teams that nobody had asked for, and what came of it";
        self.log(say, &JOINS, "")
    }
}

/// Own work whose words speak of teaching, the strongest first.
fn taught(shelf: &Shelf<'_>, own: &[usize]) -> Vec<EntryNo> {
    let facts = &shelf.source.case.evidence.facts;
    own.iter().filter(|at| shelf.outline(**at).teaches).map(|at| facts[*at].id).collect()
}

pub(super) fn tells_of_teaching(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.any(|word| {
        TAUGHT.iter().any(|begin| word.get(..begin.len()).is_some_and(|it| it.eq_ignore_ascii_case(begin)))
    })
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
    for (project, mut facts) in groups {
        facts.truncate(PIECES);
        let pieces = shelf.pieces(&facts);
        told.extend(&facts);
        let Some(first) = pieces.first() else { continue };
        let lacks = |field: fn(&Story) -> &Option<String>, say: &str, option: &str| {
            let lacks = pieces.iter().all(|piece| field(piece).is_none());
            lacks.then(|| todo_for_piece(first, say, option))
        };
        let todos = [
            lacks(|piece| &piece.context, "say what made this hard, and why it mattered", "context"),
            lacks(|piece| &piece.did, "say what the own part in it was", "did"),
            lacks(|piece| &piece.result, "say what came of it, with a number and its baseline", "result"),
        ];
        let (heading, is_project) = match &first.project {
            Some(name) => (name.clone(), true),
            None => (first.title.clone(), false),
        };
        let block = match project {
            Some(project) => shelf.source.case.evidence.place_of(project),
            None => format!("e{}", first.id),
        };
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
pub(super) fn has_number(text: &str) -> bool {
    const RATIOS: [&str; 8] =
        ["halved", "halving", "doubled", "doubling", "tripled", "trebled", "tenfold", "twice"];
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    text.contains(|c: char| c.is_ascii_digit()) || words.any(|word| RATIOS.contains(&word))
}

/// Whether somebody said that a fact shows a criterion of one of the keys at the level; a level that was only assumed is
/// too little to say what sort of work it was.
fn states(shelf: &Shelf<'_>, at: usize, keys: &[&str]) -> bool {
    let Ok(fact) = u32::try_from(at) else { return false };
    let evidence = shelf.source.case.evidence;
    let is_one =
        |asked: &&RequiredCriterion<'_>| keys.iter().any(|key| asked.criterion.key.eq_ignore_ascii_case(key));
    shelf.asked().iter().filter(is_one).any(|asked| {
        evidence
            .tags_for(fact, &asked.criterion.key)
            .any(|tag| !tag.assumed && tag.level.is_some_and(|level| level >= asked.counts_from()))
    })
}
