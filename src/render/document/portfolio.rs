//! What a book is made of, on its way to a template: the keys beside those of the promotion draft.

use chrono::NaiveDate;
use serde::Serialize;

use super::{LinkOut, TodoOut, each, numbers};
use crate::domain::document::Todo;
use crate::domain::portfolio::{
    CriterionShown, OneToOne, PacketProject, Period, Portfolio, ProjectLog, QuarterLog, Review, Shows,
    StaffPacket, StaffPacketSection, Star, Story, Theme, Words, one_to_one,
};

/// The keys of a template's context that need every entry that may be told.
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

#[derive(Debug, Serialize)]
pub(super) struct PortfolioJson<'d> {
    person: PersonOut<'d>,
    period: PeriodOut,
    pieces: Vec<PieceOut<'d>>,
    pieces_todo: Option<TodoOut<'d>>,
    quarters: Vec<QuarterOut<'d>>,
    review: ReviewOut<'d>,
    criteria: Vec<CriterionOut<'d>>,
    stars: Vec<StarOut<'d>>,
    packet: PacketOut<'d>,
    meeting: Option<MeetingOut<'d>>,
}

#[derive(Debug, Serialize)]
struct PersonOut<'d> {
    name: Option<&'d str>,
    subject: &'d str,
    possessive: &'d str,
    todo: Option<TodoOut<'d>>,
}

#[derive(Debug, Serialize)]
struct PeriodOut {
    since: Option<Day>,
    until: Day,
    first: Option<Day>,
    last: Option<Day>,
    pieces: usize,
    results: usize,
}

/// A day, for programs and for people.
#[derive(Debug, Serialize)]
struct Day {
    date: String,
    day: String,
    short: String,
    month: String,
}

#[derive(Debug, Serialize)]
struct PieceOut<'d> {
    entries: Vec<u32>,
    when: Day,
    title: &'d str,
    context: Option<&'d str>,
    did: Option<&'d str>,
    result: Option<&'d str>,
    project: Option<&'d str>,
    part: &'static str,
    links: Vec<LinkOut<'d>>,
    at_level: bool,
    shows: Vec<ShowsOut<'d>>,
}

#[derive(Debug, Serialize)]
struct ShowsOut<'d> {
    key: &'d str,
    name: &'d str,
    kind: &'static str,
    level: Option<u8>,
    at_level: bool,
}

#[derive(Debug, Serialize)]
struct QuarterOut<'d> {
    name: String,
    block: &'d str,
    pieces: usize,
    results: usize,
    projects: Vec<ProjectOut<'d>>,
}

#[derive(Debug, Serialize)]
struct ProjectOut<'d> {
    name: Option<&'d str>,
    block: &'d str,
    pieces: Vec<PieceOut<'d>>,
}

#[derive(Debug, Serialize)]
struct ReviewOut<'d> {
    themes: Vec<ThemeOut<'d>>,
    more: usize,
}

#[derive(Debug, Serialize)]
struct ThemeOut<'d> {
    name: Option<&'d str>,
    block: &'d str,
    pieces: Vec<PieceOut<'d>>,
    more: usize,
}

#[derive(Debug, Serialize)]
struct CriterionOut<'d> {
    key: &'d str,
    kind: &'static str,
    name: &'d str,
    level: u8,
    block: &'d str,
    pieces: Vec<PieceOut<'d>>,
    below: Vec<PieceOut<'d>>,
    todo: Option<TodoOut<'d>>,
}

#[derive(Debug, Serialize)]
struct StarOut<'d> {
    key: &'d str,
    name: &'d str,
    level: u8,
    block: &'d str,
    piece: Option<PieceOut<'d>>,
    say_led: bool,
    situation_todo: Option<TodoOut<'d>>,
    action_todo: Option<TodoOut<'d>>,
    result_todo: Option<TodoOut<'d>>,
    todo: Option<TodoOut<'d>>,
}

#[derive(Debug, Serialize)]
struct PacketOut<'d> {
    projects: Vec<PacketProjectOut<'d>>,
    projects_todo: Option<TodoOut<'d>>,
    improvements: SectionOut<'d>,
    impact: SectionOut<'d>,
    people: SectionOut<'d>,
    glue: SectionOut<'d>,
}

#[derive(Debug, Serialize)]
struct PacketProjectOut<'d> {
    heading: &'d str,
    is_project: bool,
    block: &'d str,
    pieces: Vec<PieceOut<'d>>,
    todos: Vec<TodoOut<'d>>,
}

#[derive(Debug, Serialize)]
struct SectionOut<'d> {
    pieces: Vec<PieceOut<'d>>,
    above: Vec<PieceOut<'d>>,
    todo: Option<TodoOut<'d>>,
}

#[derive(Debug, Serialize)]
struct MeetingOut<'d> {
    since: Day,
    pieces: Vec<PieceOut<'d>>,
    todo: Option<TodoOut<'d>>,
    met: Vec<MetOut<'d>>,
    more: Vec<MetOut<'d>>,
    questions: Vec<QuestionOut<'d>>,
}

#[derive(Debug, Serialize)]
struct MetOut<'d> {
    name: &'d str,
    level: u8,
    block: &'d str,
    pieces: Vec<PieceOut<'d>>,
}

#[derive(Debug, Serialize)]
struct QuestionOut<'d> {
    key: &'d str,
    name: &'d str,
    kind: &'static str,
    level: u8,
    ask: &'static str,
    block: &'d str,
    example: Option<&'d str>,
}

impl<'d> From<&'d Portfolio> for PortfolioJson<'d> {
    fn from(book: &'d Portfolio) -> Self {
        Self {
            person: PersonOut::from(&book.person),
            period: PeriodOut::from(&book.period),
            pieces: each(&book.pieces),
            pieces_todo: todo(&book.pieces_todo),
            quarters: each(&book.quarters),
            review: ReviewOut::from(&book.review),
            criteria: each(&book.criteria),
            stars: each(&book.stars),
            packet: PacketOut::from(&book.packet),
            meeting: book.meeting.as_ref().map(MeetingOut::from),
        }
    }
}

impl PortfolioJson<'_> {
    /// Empties what is not asked for; it stays there by name.
    pub(super) fn keep(&mut self, asks: impl Fn(&str) -> bool) {
        // What grows with the journal, and what repeats it.
        if !asks("pieces") {
            self.pieces.clear();
        }
        if !asks("quarters") {
            self.quarters.clear();
        }
        if !asks("criteria") {
            self.criteria.clear();
        }
    }
}

fn todo(todo: &Option<Todo>) -> Option<TodoOut<'_>> {
    todo.as_ref().map(TodoOut::from)
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Self {
        Self {
            date: date.to_string(),
            day: date.format("%-d %B %Y").to_string(),
            short: date.format("%-d %B").to_string(),
            month: date.format("%B %Y").to_string(),
        }
    }
}

impl<'d> From<&'d Words> for PersonOut<'d> {
    fn from(words: &'d Words) -> Self {
        Self {
            name: words.name.as_deref(),
            subject: &words.subject,
            possessive: &words.possessive,
            todo: todo(&words.todo),
        }
    }
}

impl From<&Period> for PeriodOut {
    fn from(period: &Period) -> Self {
        Self {
            since: period.since.map(Day::from),
            until: Day::from(period.until),
            first: period.first.map(Day::from),
            last: period.last.map(Day::from),
            pieces: period.pieces,
            results: period.results,
        }
    }
}

impl<'d> From<&'d Story> for PieceOut<'d> {
    fn from(piece: &'d Story) -> Self {
        Self {
            entries: numbers(&[piece.id]),
            when: Day::from(piece.date),
            title: &piece.title,
            context: piece.context.as_deref(),
            did: piece.did.as_deref(),
            result: piece.result.as_deref(),
            project: piece.project.as_deref(),
            part: piece.part.word(),
            links: each(&piece.links),
            at_level: piece.at_level(),
            shows: each(&piece.shows),
        }
    }
}

impl<'d> From<&'d Shows> for ShowsOut<'d> {
    fn from(shows: &'d Shows) -> Self {
        Self {
            key: &shows.key,
            name: &shows.name,
            kind: shows.kind.word(),
            level: shows.level.map(|level| level.get()),
            at_level: shows.at_level,
        }
    }
}

impl<'d> From<&'d QuarterLog> for QuarterOut<'d> {
    fn from(quarter: &'d QuarterLog) -> Self {
        Self {
            name: format!("Q{} {}", quarter.number, quarter.year),
            block: &quarter.block,
            pieces: quarter.pieces,
            results: quarter.results,
            projects: each(&quarter.projects),
        }
    }
}

impl<'d> From<&'d ProjectLog> for ProjectOut<'d> {
    fn from(project: &'d ProjectLog) -> Self {
        Self { name: project.name.as_deref(), block: &project.block, pieces: each(&project.pieces) }
    }
}

impl<'d> From<&'d Review> for ReviewOut<'d> {
    fn from(review: &'d Review) -> Self {
        Self { themes: each(&review.themes), more: review.more }
    }
}

impl<'d> From<&'d Theme> for ThemeOut<'d> {
    fn from(theme: &'d Theme) -> Self {
        let name = theme.name.as_deref();
        Self { name, block: &theme.block, pieces: each(&theme.pieces), more: theme.more }
    }
}

impl<'d> From<&'d CriterionShown> for CriterionOut<'d> {
    fn from(shown: &'d CriterionShown) -> Self {
        Self {
            key: &shown.key,
            kind: shown.kind.word(),
            name: &shown.name,
            level: shown.level.get(),
            block: &shown.block,
            pieces: each(&shown.pieces),
            below: each(&shown.below),
            todo: todo(&shown.todo),
        }
    }
}

impl<'d> From<&'d Star> for StarOut<'d> {
    fn from(star: &'d Star) -> Self {
        Self {
            key: &star.key,
            name: &star.name,
            level: star.level.get(),
            block: &star.block,
            piece: star.piece.as_ref().map(PieceOut::from),
            say_led: star.say_led,
            situation_todo: todo(&star.situation_todo),
            action_todo: todo(&star.action_todo),
            result_todo: todo(&star.result_todo),
            todo: todo(&star.todo),
        }
    }
}

impl<'d> From<&'d StaffPacket> for PacketOut<'d> {
    fn from(packet: &'d StaffPacket) -> Self {
        Self {
            projects: each(&packet.projects),
            projects_todo: todo(&packet.projects_todo),
            improvements: SectionOut::from(&packet.improvements),
            impact: SectionOut::from(&packet.impact),
            people: SectionOut::from(&packet.people),
            glue: SectionOut::from(&packet.glue),
        }
    }
}

impl<'d> From<&'d PacketProject> for PacketProjectOut<'d> {
    fn from(project: &'d PacketProject) -> Self {
        Self {
            heading: &project.heading,
            is_project: project.is_project,
            block: &project.block,
            pieces: each(&project.pieces),
            todos: each(&project.todos),
        }
    }
}

impl<'d> From<&'d StaffPacketSection> for SectionOut<'d> {
    fn from(section: &'d StaffPacketSection) -> Self {
        Self { pieces: each(&section.pieces), above: each(&section.above), todo: todo(&section.todo) }
    }
}

impl<'d> From<&'d OneToOne> for MeetingOut<'d> {
    fn from(meeting: &'d OneToOne) -> Self {
        Self {
            since: Day::from(meeting.since),
            pieces: each(&meeting.pieces),
            todo: todo(&meeting.todo),
            met: each(&meeting.met),
            more: each(&meeting.more),
            questions: each(&meeting.questions),
        }
    }
}

impl<'d> From<&'d one_to_one::NowMet> for MetOut<'d> {
    fn from(met: &'d one_to_one::NowMet) -> Self {
        Self { name: &met.name, level: met.level.get(), block: &met.block, pieces: each(&met.pieces) }
    }
}

impl<'d> From<&'d one_to_one::Question> for QuestionOut<'d> {
    fn from(question: &'d one_to_one::Question) -> Self {
        Self {
            key: &question.key,
            name: &question.name,
            kind: question.kind.word(),
            level: question.level.get(),
            ask: question.ask.word(),
            block: &question.block,
            example: question.example.as_deref(),
        }
    }
}
