//! What every document but the promotion draft is made of: the stories that may be told, in the orders that a template may
//! want.
//!
//! A [`Story`] is an eligible entry in its own words: not confidential, not replaced, not of a day to come, inside the
//! window; never its private note. It is made in three steps, so that a document of a few stories costs little in a long
//! journal and reads the store once:
//! 1. [`Selection::new`] selects by facts and by an [`Outline`] of each entry's words: `log` by quarter and project, `review`
//!    by project with the strongest first, `criteria` by what is required, `star` one for each behaviour, `staff_packet` for
//!    the questions that are asked of senior engineers, `one_to_one` what is new since a day.
//! 2. The command reads the entries that [`Selection::entries`] names.
//! 3. [`Selection::portfolio`] lays them out. What has no evidence is a [`Todo`].
//!
//! Coverage is computed as if confidential entries were not there, so that no sentence rests on one. No verdict gets here,
//! with one exception that `one_to_one` states.

mod criteria;
mod log;
pub mod one_to_one;
mod review;
mod staff_packet;
mod star;
mod story;
mod strength;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use self::criteria::{CriterionSelection, CriterionStories};
use self::log::QuarterLog;
pub use self::one_to_one::OneToOne;
use self::review::{Review, ReviewSelection};
use self::staff_packet::{StaffPacket, StaffPacketSelection};
use self::star::{Star, StarSelection};
pub use self::story::{Outline, Story};
use self::story::{Stories, TemplateDate};
use super::coverage::{CoverageFrame, Fact, Standing};
use super::document::choice::Choice;
use super::document::person::Person;
use super::document::{DraftInput, Todo, one_line};
use super::entry::Entry;
use super::framework::RequiredCriterion;
use super::ids::{EntryNo, Level, Uid};

/// What a portfolio is selected from.
#[derive(Debug, Clone, Copy)]
pub struct PortfolioInput<'p> {
    pub draft: &'p DraftInput<'p>,
    pub choice: &'p Choice,
    pub frame: CoverageFrame,
    pub picks: &'p [Uid],
    /// Of each fact, by its index; empty where no part is made that needs them.
    pub outlines: &'p [Outline],
}

/// How a document speaks of the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonWords {
    pub name: Option<String>,
    /// `she`, or the name, or `the candidate`.
    pub subject: String,
    /// `her`, or the name with its ending.
    pub possessive: String,
    /// What to type where no name is known.
    pub todo: Option<Todo>,
}

/// The days that are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Period {
    /// The first day of the window; `None` for all of the past.
    pub since: Option<TemplateDate>,
    pub until: TemplateDate,
    /// The day of the oldest story.
    pub first: Option<TemplateDate>,
    /// The day of the newest story.
    pub last: Option<TemplateDate>,
    pub pieces: usize,
    /// How many stories have a result.
    pub results: usize,
}

/// The values of a template beside those of the promotion draft. A part that no template needs stays empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Portfolio {
    pub person: PersonWords,
    pub period: Period,
    /// Every story, the newest first.
    pub pieces: Vec<Story>,
    /// What to type where there is none.
    pub pieces_todo: Option<Todo>,
    pub quarters: Vec<QuarterLog>,
    pub review: Review,
    pub criteria: Vec<CriterionStories>,
    pub stars: Vec<Star>,
    #[serde(rename = "packet")]
    pub staff_packet: StaffPacket,
    #[serde(rename = "meeting")]
    pub one_to_one: Option<OneToOne>,
}

/// The names of a portfolio's values, as templates know them.
pub const KEYS: [&str; 10] = [
    "person",
    "period",
    "pieces",
    "pieces_todo",
    "quarters",
    "review",
    "criteria",
    "stars",
    "packet",
    "meeting",
];

/// The parts that need [`Outline`]s.
pub const OUTLINED: [&str; 3] = ["stars", "review", "packet"];

/// Whether an entry may be told at all.
pub fn is_eligible(fact: &Fact, frame: CoverageFrame) -> bool {
    let counts = matches!(frame.standing(fact), Standing::Counts | Standing::BeforeLevel);
    counts && !fact.confidential && frame.window.holds(fact.date)
}

/// Which entries each part tells, by the indexes of their facts.
pub struct Selection<'p> {
    eligible: EligibleEntries<'p>,
    pieces: Vec<usize>,
    log: Vec<usize>,
    review: Option<ReviewSelection>,
    criteria: Vec<CriterionSelection>,
    stars: Vec<StarSelection>,
    staff_packet: Option<StaffPacketSelection>,
    one_to_one: Option<(&'p one_to_one::TargetAssessment, Vec<usize>)>,
}

impl<'p> Selection<'p> {
    /// Selects for the parts that are needed, by the names that templates know them by.
    pub fn new(
        input: PortfolioInput<'p>, assessment: Option<&'p one_to_one::TargetAssessment>,
        needs: impl Fn(&str) -> bool,
    ) -> Self {
        let eligible = EligibleEntries::new(input);
        let all = |part| if needs(part) { eligible.facts.clone() } else { Vec::new() };
        Self {
            pieces: all("pieces"),
            log: all("quarters"),
            review: needs("review").then(|| review::select(&eligible)),
            criteria: if needs("criteria") { criteria::select(&eligible) } else { Vec::new() },
            stars: if needs("stars") { star::select(&eligible) } else { Vec::new() },
            staff_packet: needs("packet").then(|| staff_packet::select(&eligible)),
            one_to_one: assessment
                .filter(|_| needs("meeting"))
                .map(|assessment| (assessment, one_to_one::select(&eligible, assessment))),
            eligible,
        }
    }

    /// The entries whose words are needed.
    pub fn entries(&self) -> Vec<EntryNo> {
        let all = [&self.pieces, &self.log].into_iter().flatten();
        let facts: BTreeSet<usize> = all
            .chain(self.review.iter().flat_map(ReviewSelection::facts))
            .chain(self.criteria.iter().flat_map(CriterionSelection::facts))
            .chain(self.stars.iter().filter_map(|star| star.fact.as_ref()))
            .chain(self.staff_packet.iter().flat_map(StaffPacketSelection::facts))
            .chain(self.one_to_one.iter().flat_map(|(_, facts)| facts))
            .copied()
            .collect();
        facts.into_iter().map(|at| self.eligible.fact(at).id).collect()
    }

    /// Lays out what was selected. `entries` are in the order of their numbers.
    pub fn portfolio(&self, entries: &[Entry]) -> Portfolio {
        let eligible = &self.eligible;
        let stories = Stories { eligible, entries };
        let input = eligible.input;
        let profile = input.draft.profile;
        let person = Person::new(profile.name.as_deref(), profile.pronouns.as_deref());
        let name = profile.name.as_deref().map(one_line).filter(|name| !name.is_empty());
        let todo = name.is_none().then(|| Todo::new("say whose document this is", "promo init --name \"…\""));
        let review = self.review.as_ref().map(|selection| review::review(selection, &stories));
        let packet = self.staff_packet.as_ref();
        let packet = packet.map(|selection| staff_packet::staff_packet(selection, &stories));
        let one_to_one = self.one_to_one.as_ref();
        let date = |at: Option<&usize>| at.map(|at| TemplateDate(eligible.fact(*at).date));
        Portfolio {
            person: PersonWords {
                name,
                subject: person.subject().to_owned(),
                possessive: person.possessive(),
                todo,
            },
            period: Period {
                since: input.frame.window.since.map(TemplateDate),
                until: TemplateDate(input.frame.window.until.min(input.frame.today)),
                first: date(eligible.facts.last()),
                last: date(eligible.facts.first()),
                pieces: eligible.facts.len(),
                results: eligible.results(&eligible.facts),
            },
            pieces: stories.of(&self.pieces),
            pieces_todo: eligible.facts.is_empty().then(|| Todo::log(input.draft, "log what you did")),
            quarters: log::quarters(&self.log, &stories),
            review: review.unwrap_or_default(),
            criteria: criteria::criteria(&self.criteria, &stories),
            stars: star::stars(&self.stars, &stories),
            staff_packet: packet.unwrap_or_default(),
            one_to_one: one_to_one
                .map(|(assessment, facts)| one_to_one::one_to_one(assessment, facts, &stories)),
        }
    }
}

/// The entries that may be told, the newest first.
struct EligibleEntries<'e> {
    input: PortfolioInput<'e>,
    /// The indexes of their facts.
    facts: Vec<usize>,
    /// Whether each fact's entry is eligible.
    is_eligible: Vec<bool>,
    /// The highest level that each fact states of anything that is required.
    highest: Vec<Option<Level>>,
}

impl<'e> EligibleEntries<'e> {
    fn new(input: PortfolioInput<'e>) -> Self {
        let evidence = input.draft.evidence;
        let is_eligible: Vec<bool> =
            evidence.facts.iter().map(|fact| is_eligible(fact, input.frame)).collect();
        let mut facts: Vec<usize> = (0..evidence.facts.len()).filter(|at| is_eligible[*at]).collect();
        facts.sort_by_key(|at| Reverse((evidence.facts[*at].date, evidence.facts[*at].id)));
        let is_required: Vec<bool> = evidence
            .keys
            .iter()
            .map(|key| input.draft.required.iter().any(|asked| asked.criterion.key == *key))
            .collect();
        let mut highest = vec![None; evidence.facts.len()];
        for tag in evidence.tags.iter().filter(|tag| is_required[tag.key as usize]) {
            let place = &mut highest[tag.fact as usize];
            *place = tag.level.max(*place);
        }
        Self { input, facts, is_eligible, highest }
    }

    fn required(&self) -> &'e [RequiredCriterion<'e>] {
        self.input.draft.required
    }

    fn fact(&self, at: usize) -> &'e Fact {
        &self.input.draft.evidence.facts[at]
    }

    fn outline(&self, at: usize) -> Outline {
        self.input.outlines.get(at).copied().unwrap_or_default()
    }

    /// How many of some facts have a result.
    fn results(&self, facts: &[usize]) -> usize {
        facts.iter().filter(|at| self.fact(**at).result).count()
    }

    /// The block id of a project.
    fn place_of(&self, project: Option<u32>) -> String {
        project.map_or_else(|| "other".to_owned(), |project| self.input.draft.evidence.place_of(project))
    }

    /// The facts that are the person's own work at the level, the strongest first.
    fn own(&self) -> Vec<usize> {
        let mut own = self.input.choice.own.clone();
        own.retain(|at| self.is_eligible[*at]);
        self.strongest_first(&mut own);
        own
    }

    fn strongest_first(&self, facts: &mut [usize]) {
        facts.sort_by_cached_key(|at| Reverse(self.strength(&[*at])));
    }

    /// The facts that have a tag of a key, the newest first.
    fn tagged(&self, key: &str) -> Vec<usize> {
        let evidence = self.input.draft.evidence;
        let is_key: Vec<bool> = evidence.keys.iter().map(|known| known == key).collect();
        let mut tagged = vec![false; evidence.facts.len()];
        for tag in evidence.tags.iter().filter(|tag| is_key[tag.key as usize]) {
            tagged[tag.fact as usize] = true;
        }
        self.facts.iter().copied().filter(|at| tagged[*at]).collect()
    }

    /// Whether a fact covers a required criterion, given by its index, at the level.
    fn covers(&self, at: usize, required: usize) -> bool {
        self.input.choice.covers[at].contains(&required)
    }
}
