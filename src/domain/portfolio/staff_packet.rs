//! The seven questions that are asked of whoever wants a staff engineer's title, answered from the journal: the first
//! five; whom a leader knows and where the gaps are is not in a journal that others may read.
//!
//! Only work at the level wanted is told. A story is told in full once, where it fits first, and named again below where
//! it answers another question too. Which question an entry answers:
//! - **Projects**: work that was led, by project.
//! - **Improvements**: own work that is said to show a criterion of [`IMPROVES`].
//! - **People**: work that is said to show a criterion of [`TEACHES`], and help with the work of others.
//! - **Glue**: what is left that is said to show a criterion of [`JOINS`]. What was a project or an impact is not named
//!   again there: it was the work itself.
//! - **Impact**: other own work whose result has a number in it.
//!
//! A framework that has none of these keys leaves the question to its owner; where words of the journal speak of teaching,
//! it names the entries.

mod todos;

use std::cmp::Reverse;

use serde::Serialize;

use self::todos::PacketTodos;
use super::EligibleEntries;
use super::story::{Stories, Story};
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
/// How many stories of each.
const STORIES: usize = 2;
/// How many stories answer each other question.
const ANSWERS: usize = 3;

/// A project in which work was led.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PacketProject {
    /// Its name, or the title of a story without one.
    pub heading: String,
    /// Whether the heading is a project's name.
    pub is_project: bool,
    pub block: String,
    /// The strongest that were led.
    pub pieces: Vec<Story>,
    pub todos: Vec<Todo>,
}

/// The answer to one of the other questions.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct StaffPacketSection {
    /// What is told here.
    pub pieces: Vec<Story>,
    /// What answers it too and is told above.
    pub above: Vec<Story>,
    /// What to type where there is neither, or where the journal cannot tell.
    pub todo: Option<Todo>,
}

/// The answers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct StaffPacket {
    pub projects: Vec<PacketProject>,
    pub projects_todo: Option<Todo>,
    pub improvements: StaffPacketSection,
    pub impact: StaffPacketSection,
    pub people: StaffPacketSection,
    pub glue: StaffPacketSection,
}

/// The facts that answer each question.
pub(super) struct StaffPacketSelection {
    projects: Vec<(Option<u32>, Vec<usize>)>,
    improvements: Answer,
    impact: Answer,
    people: Answer,
    glue: Answer,
    /// Own work, the strongest first.
    own: Vec<usize>,
    /// Own work that may be teaching, by its words, where none is tagged as such.
    perhaps_teaching: Vec<EntryNo>,
}

/// The facts that answer one question: here, and above.
struct Answer {
    new: Vec<usize>,
    above: Vec<usize>,
}

impl Answer {
    fn of(facts: &[usize], told: &[usize], above: &[usize]) -> Self {
        let mut new: Vec<usize> = facts.iter().copied().filter(|at| !told.contains(at)).collect();
        new.truncate(ANSWERS);
        Self { new, above: facts.iter().copied().filter(|at| above.contains(at)).collect() }
    }

    fn is_empty(&self) -> bool {
        self.new.is_empty() && self.above.is_empty()
    }

    fn section(&self, stories: &Stories<'_>, todo: Option<Todo>) -> StaffPacketSection {
        StaffPacketSection { pieces: stories.of(&self.new), above: stories.of(&self.above), todo }
    }
}

impl StaffPacketSelection {
    pub(super) fn facts(&self) -> impl Iterator<Item = &usize> {
        let answers = [&self.improvements, &self.impact, &self.people, &self.glue].into_iter();
        let answers = answers.flat_map(|answer| answer.new.iter().chain(&answer.above));
        self.projects.iter().flat_map(|(_, facts)| facts).chain(answers)
    }
}

pub(super) fn select(eligible: &EligibleEntries<'_>) -> StaffPacketSelection {
    let own = eligible.own();
    let helped = helped(eligible);
    let of = |facts: &[usize], keys: &[&str]| -> Vec<usize> {
        facts.iter().copied().filter(|at| states(eligible, *at, keys)).collect()
    };
    let projects = projects(eligible, &own);
    let in_projects: Vec<usize> = projects.iter().flat_map(|(_, facts)| facts).copied().collect();
    let improvements = Answer::of(&of(&own, &IMPROVES), &in_projects, &in_projects);
    let above_impact = [&*in_projects, &*improvements.new].concat();
    let measured: Vec<usize> = own.iter().copied().filter(|at| eligible.outline(*at).is_measured).collect();
    // People and glue choose before impact does, but leave it one.
    let has_impact = measured.iter().any(|at| above_impact.contains(at));
    let kept: Vec<usize> = measured.first().copied().filter(|_| !has_impact).into_iter().collect();
    let own_teaching = of(&own, &TEACHES);
    let told = [&*above_impact, &*kept].concat();
    let people = Answer::of(&[&*own_teaching, &*helped].concat(), &told, &told);
    let told = [told, people.new.clone()].concat();
    let joins = [of(&own, &JOINS), of(&helped, &JOINS)].concat();
    let glue = Answer::of(&joins, &told, &[&*improvements.new, &*people.new].concat());
    let told = [&*above_impact, &*people.new, &*glue.new].concat();
    let impact = Answer::of(&measured, &told, &above_impact);
    let perhaps = own.iter().filter(|at| own_teaching.is_empty() && eligible.outline(**at).teaches);
    let perhaps_teaching = perhaps.map(|at| eligible.fact(*at).id).collect();
    StaffPacketSelection { projects, improvements, impact, people, glue, own, perhaps_teaching }
}

/// Help with the work of others that shows something at the level, the strongest first.
fn helped(eligible: &EligibleEntries<'_>) -> Vec<usize> {
    let reasons = &eligible.input.choice.reasons;
    let mut helped = eligible.facts.clone();
    helped.retain(|at| reasons[*at] == Some(Reason::Helped));
    eligible.strongest_first(&mut helped);
    helped
}

fn projects(eligible: &EligibleEntries<'_>, own: &[usize]) -> Vec<(Option<u32>, Vec<usize>)> {
    let mut groups: Vec<(Option<u32>, Vec<usize>)> = Vec::new();
    for at in own.iter().copied().filter(|at| eligible.fact(*at).part == Part::Led) {
        let of = eligible.fact(at).project;
        match groups.iter_mut().find(|(project, _)| project.is_some() && *project == of) {
            Some((_, facts)) => facts.push(at),
            None => groups.push((of, vec![at])),
        }
    }
    groups.sort_by_cached_key(|(_, facts)| Reverse(eligible.strength(facts)));
    groups.truncate(PROJECTS);
    groups.iter_mut().for_each(|(_, facts)| facts.truncate(STORIES));
    groups
}

/// Whether somebody stated that a fact shows a criterion of one of the keys at the level; a level that was only assumed is
/// too little to say what sort of work it was.
fn states(eligible: &EligibleEntries<'_>, at: usize, keys: &[&str]) -> bool {
    let Ok(fact) = u32::try_from(at) else { return false };
    let evidence = eligible.input.draft.evidence;
    let is_one = |required: &&RequiredCriterion<'_>| {
        keys.iter().any(|key| required.criterion.key.eq_ignore_ascii_case(key))
    };
    eligible.required().iter().filter(is_one).any(|required| {
        let mut tags = evidence.tags_for(fact, &required.criterion.key);
        tags.any(|tag| !tag.assumed && tag.level.is_some_and(|level| level >= required.counts_from()))
    })
}

pub(super) fn staff_packet(selection: &StaffPacketSelection, stories: &Stories<'_>) -> StaffPacket {
    let todos = PacketTodos::new(stories.eligible);
    let StaffPacketSelection { improvements, impact, people, glue, own, perhaps_teaching, .. } = selection;
    let projects = selection.projects.iter();
    let projects: Vec<PacketProject> =
        projects.filter_map(|(project, facts)| packet_project(*project, facts, stories)).collect();
    let strongest = own.first().map(|at| stories.eligible.fact(*at).id);
    let ask_for_people = people.is_empty() || !perhaps_teaching.is_empty();
    StaffPacket {
        projects_todo: projects.is_empty().then(|| todos.projects()),
        projects,
        improvements: improvements.section(stories, improvements.is_empty().then(|| todos.improvements())),
        impact: impact.section(stories, impact.is_empty().then(|| todos.impact(strongest))),
        people: people.section(stories, ask_for_people.then(|| todos.people(perhaps_teaching))),
        glue: glue.section(stories, glue.is_empty().then(|| todos.glue())),
    }
}

fn packet_project(project: Option<u32>, facts: &[usize], stories: &Stories<'_>) -> Option<PacketProject> {
    let pieces = stories.of(facts);
    let first = pieces.first()?;
    let lacks = |field: fn(&Story) -> &Option<String>, say: &str, option: &str| {
        let lacks = pieces.iter().all(|piece| field(piece).is_none());
        lacks.then(|| first.todo(say, option))
    };
    let todos = [
        lacks(|piece| &piece.context, "say what made this hard, and why it mattered", "context"),
        lacks(|piece| &piece.did, "say what the own part in it was", "did"),
        lacks(|piece| &piece.result, "say what came of it, with a number and its baseline", "result"),
    ];
    Some(PacketProject {
        heading: first.project.clone().unwrap_or_else(|| first.title.clone()),
        is_project: first.project.is_some(),
        block: match project {
            Some(_) => stories.eligible.place_of(project),
            None => format!("e{}", first.id),
        },
        todos: todos.into_iter().flatten().collect(),
        pieces,
    })
}

/// Whether words speak of teaching.
pub(super) fn speaks_of_teaching(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.any(|word| {
        TAUGHT.iter().any(|begin| word.get(..begin.len()).is_some_and(|it| it.eq_ignore_ascii_case(begin)))
    })
}

/// Whether a result is told in numbers: in digits, or as a ratio.
pub(super) fn has_number(text: &str) -> bool {
    const RATIOS: [&str; 8] =
        ["halved", "halving", "doubled", "doubling", "tripled", "trebled", "tenfold", "twice"];
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    text.contains(|c: char| c.is_ascii_digit()) || words.any(|word| RATIOS.contains(&word))
}
