//! The guided flow of `promo log`: title, day, tags, result, link, then a review where any answer can be changed.
//!
//! Enter passes over every question but the title, and Esc goes back to the one before. However a question is left, what
//! is on its line goes into the form, so that the form is what a draft must hold.

mod tags;

use anyhow::Result;

use super::context::{Context, day, open};
use super::draft_input::DraftOrigin;
use super::fields::resolve_tags;
use crate::app::App;
use crate::app::drafts::Draft;
use crate::app::prompt::{Move, PromptError};
use crate::domain::entry::Part;
use crate::domain::tag::Tag;
use crate::error::hint_of;
use crate::exchange::form::Form;
use crate::render::text::clean;
use crate::store::StoreError;

/// Asks for an entry. However that ends, the form has all that was typed.
pub(crate) fn run(app: &mut App<'_>, form: &mut Form, origin: &DraftOrigin) -> Result<()> {
    let context = context(app)?;
    // Tags that came as options are refused before anything is asked.
    let tags = resolve_tags(&form.tags, &context, &mut Vec::new())?;
    form.tags = tags.iter().map(Tag::to_string).collect();
    let draft = origin.empty_draft(app);
    Guide { app, context, form, draft }.ask_all()
}

/// What tags are resolved against; before the first log there is no journal to tell.
fn context(app: &App<'_>) -> Result<Context> {
    match open(app) {
        Ok(store) => Context::load(&app.paths, &store),
        Err(error) if matches!(error.downcast_ref(), Some(StoreError::NotFound { .. })) => {
            Context::new(&app.paths, None, None)
        }
        Err(error) => Err(error),
    }
}

/// One of a form's texts.
type Field = fn(&mut Form) -> &mut String;

/// What a row of the review leads to.
#[derive(Clone, Copy)]
enum ReviewRow {
    Keep,
    Title,
    Day,
    Tags,
    /// The level of one of the tags.
    Level(usize),
    Line(&'static str, Field),
    Paragraphs(&'static str, Field),
    Link(usize),
    Part,
    Confidential,
    ThrowAway,
}

/// The questions before the review, in their order.
const QUESTIONS: [ReviewRow; 5] = [
    ReviewRow::Title,
    ReviewRow::Day,
    ReviewRow::Tags,
    ReviewRow::Paragraphs("Result, measured (Enter for none)", |form| &mut form.result),
    ReviewRow::Link(0),
];

struct Guide<'a, 'w> {
    app: &'a mut App<'w>,
    context: Context,
    form: &'a mut Form,
    /// The draft of this flow, without its text.
    draft: Draft,
}

impl Guide<'_, '_> {
    fn ask_all(&mut self) -> Result<()> {
        let mut at = 0;
        loop {
            let left = match QUESTIONS.get(at) {
                Some(question) => self.ask(*question)?,
                None => self.review()?,
            };
            at = match left {
                Move::Next if at == QUESTIONS.len() => return Ok(()),
                Move::Next => at + 1,
                Move::Back if at == 0 => {
                    self.app.say("This is the first question. Ctrl-C leaves.")?;
                    0
                }
                Move::Back => at - 1,
            };
        }
    }

    fn ask(&mut self, row: ReviewRow) -> Result<Move> {
        let left = self.ask_for(row)?;
        let draft = || Draft { text: self.form.write(), ..self.draft.clone() };
        self.app.prompt.guard((!self.form.is_empty()).then(draft));
        Ok(left)
    }

    fn ask_for(&mut self, row: ReviewRow) -> Result<Move> {
        match row {
            ReviewRow::Title => self.title(),
            ReviewRow::Day => self.day(),
            ReviewRow::Tags => self.tags(),
            ReviewRow::Level(at) => self.level(at),
            ReviewRow::Line(question, field) => self.line(question, field),
            ReviewRow::Paragraphs(question, field) => {
                let initial = field(self.form).clone();
                self.text(question, initial, |form, text| *field(form) = text)
            }
            ReviewRow::Link(at) => self.link(at),
            ReviewRow::Part => self.part(),
            ReviewRow::Confidential => {
                self.form.confidential = !self.form.confidential;
                Ok(Move::Next)
            }
            ReviewRow::Keep | ReviewRow::ThrowAway => Ok(Move::Next),
        }
    }

    /// Asks for a text that goes into the form by `put`. Where the question is left without an answer, an empty line
    /// changes nothing: somebody who clears a line and leaves has not asked for the old text to go.
    fn text(&mut self, question: &str, mut line: String, put: impl Fn(&mut Form, String)) -> Result<Move> {
        let left = self.app.prompt.text(question, &mut line);
        let line = line.trim();
        if matches!(left, Ok(Move::Next)) || !line.is_empty() {
            put(self.form, line.to_owned());
        }
        Ok(left?)
    }

    /// Asks for a text without line breaks.
    fn line(&mut self, question: &str, field: Field) -> Result<Move> {
        let initial = field(self.form).clone();
        self.text(question, initial, |form, text| *field(form) = text.replace('\n', " "))
    }

    fn title(&mut self) -> Result<Move> {
        loop {
            let left = self.line("What you did", |form| &mut form.title)?;
            if left == Move::Back || !self.form.title.is_empty() {
                return Ok(left);
            }
            self.app.say("An entry needs a title: what you did, in one line. Ctrl-C leaves.")?;
        }
    }

    fn day(&mut self) -> Result<Move> {
        let before = self.form.date.clone();
        loop {
            let left = self.line("Day (Enter for today)", |form| &mut form.date)?;
            if self.form.date.is_empty() {
                return Ok(left);
            }
            match day(self.app, &self.form.date) {
                Ok(day) => {
                    self.form.date = day.to_string();
                    return Ok(left);
                }
                // A day that is only half typed is no answer yet.
                Err(_) if left == Move::Back => {
                    self.form.date = before;
                    return Ok(left);
                }
                Err(error) => {
                    let hint = hint_of(&error).unwrap_or_default();
                    self.app.say(&clean(&format!("{error}; {hint}")))?;
                }
            }
        }
    }

    fn link(&mut self, at: usize) -> Result<Move> {
        let initial = self.form.links.get(at).cloned().unwrap_or_default();
        self.text("Link (Enter for none)", initial, |form, link| {
            form.links.resize(form.links.len().max(at + 1), String::new());
            form.links[at] = link.replace('\n', " ");
            form.links.retain(|link| !link.is_empty());
        })
    }

    fn part(&mut self) -> Result<Move> {
        let words = [Part::Led, Part::Did, Part::Helped].map(|part| part.word().to_owned());
        let start = words.iter().position(|word| *word == self.form.part).unwrap_or(1);
        let Some(chosen) = self.app.prompt.choose("Your part", &words, start)? else { return Ok(Move::Back) };
        self.form.part.clone_from(&words[chosen]);
        Ok(Move::Next)
    }

    fn review(&mut self) -> Result<Move> {
        let mut start = 0;
        loop {
            let (rows, items): (Vec<ReviewRow>, Vec<String>) = self.rows().into_iter().unzip();
            let Some(chosen) = self.app.prompt.choose("Keep it, or change", &items, start)? else {
                return Ok(Move::Back);
            };
            start = 0;
            match rows[chosen] {
                ReviewRow::Keep => return Ok(Move::Next),
                ReviewRow::ThrowAway => {
                    let question = "Throw it away? promo recover can still give it back";
                    if self.app.prompt.confirm(question)? == Some(true) {
                        return Err(PromptError::Interrupted.into());
                    }
                }
                row => {
                    // Either way the review is the next question.
                    self.ask(row)?;
                    if matches!(row, ReviewRow::Confidential) {
                        start = chosen;
                    }
                }
            }
        }
    }

    fn tag_list(&self) -> String {
        if self.form.tags.is_empty() { "no tags".to_owned() } else { self.form.tags.join(", ") }
    }

    /// The rows of the review: every answer, and what else could be said.
    fn rows(&self) -> Vec<(ReviewRow, String)> {
        let form = &*self.form;
        let mut rows = vec![(ReviewRow::Keep, "keep it".to_owned())];
        let mut row = |row, name: &str, value: &str| {
            let value = if value.is_empty() { "-" } else { value };
            rows.push((row, clean(&format!("{name:<14}{value}")).into_owned()));
        };
        row(ReviewRow::Title, "Title", &form.title);
        let today = format!("{}, today", self.app.clock.today());
        row(ReviewRow::Day, "Day", if form.date.is_empty() { &today } else { &form.date });
        row(ReviewRow::Tags, "Tags", &self.tag_list());
        for (at, tag) in form.tags.iter().enumerate() {
            let level = match Tag::stored(tag) {
                Some(Tag { level: None, .. }) => "no level yet",
                Some(Tag { assumed: true, .. }) => "assumed; is it another?",
                _ => "stated",
            };
            row(ReviewRow::Level(at), "  shown at", &format!("{tag}  {level}"));
        }
        row(ReviewRow::Paragraphs("Result", |form| &mut form.result), "Result", &form.result);
        for (at, link) in form.links.iter().enumerate() {
            row(ReviewRow::Link(at), "Link", link);
        }
        row(
            ReviewRow::Link(form.links.len()),
            if form.links.is_empty() { "Link" } else { "One more link" },
            "",
        );
        row(ReviewRow::Paragraphs("Context", |form| &mut form.context), "Context", &form.context);
        row(ReviewRow::Paragraphs("Did", |form| &mut form.did), "Did", &form.did);
        row(ReviewRow::Line("Project", |form| &mut form.project), "Project", &form.project);
        row(ReviewRow::Part, "Part", if form.part.is_empty() { Part::default().word() } else { &form.part });
        row(ReviewRow::Confidential, "Confidential", if form.confidential { "yes" } else { "no" });
        row(ReviewRow::Paragraphs("Note", |form| &mut form.note), "Note", &form.note);
        rows.push((ReviewRow::ThrowAway, "throw it away".to_owned()));
        rows
    }
}
