//! The guided flow of `promo log`: title, day, tags, result, link, then a review where any answer can be changed.
//!
//! Enter passes over every question but the title. What is typed goes into the form with every key, so that the form is
//! what a draft must hold, however the flow ends.

mod tags;

use anyhow::Result;

use super::context::{Context, day, open};
use super::draft_input::DraftInput;
use super::fields::resolve_tags;
use crate::app::App;
use crate::app::drafts::Draft;
use crate::app::prompt::PromptError;
use crate::domain::entry::Part;
use crate::domain::tag::Tag;
use crate::error::hint_of;
use crate::exchange::form::Form;
use crate::render::text::clean;
use crate::store::StoreError;

/// Asks for an entry, ending in a review where any answer can be changed. However it ends, the form has all that was
/// typed.
///
/// # Errors
/// Broken off; a journal that cannot be read; options that cannot be understood.
pub fn run(app: &mut App<'_>, form: &mut Form, slip: &DraftInput) -> Result<()> {
    let ground = ground(app)?;
    let draft = slip.guarded(app);
    Guide { app, ground, form, draft }.ask()
}

/// What tags are resolved against; before the first log there is no journal to tell.
fn ground(app: &App<'_>) -> Result<Context> {
    match open(app) {
        Ok(store) => Context::load(&app.paths, &store),
        Err(error) if matches!(error.downcast_ref(), Some(StoreError::NotFound { .. })) => {
            Context::of(&app.paths, None, None)
        }
        Err(error) => Err(error),
    }
}

type Field = fn(&mut Form) -> &mut String;

/// What a row of the review leads to.
enum Step {
    Keep,
    /// A text, told whether it is a single line.
    Text(&'static str, Field, bool),
    Day,
    Tags,
    Level(usize),
    Link(usize),
    Part,
    Confidential,
    ThrowAway,
}

struct Guide<'a, 'w> {
    app: &'a mut App<'w>,
    ground: Context,
    form: &'a mut Form,
    /// The draft of this flow, without its text.
    draft: Draft,
}

impl Guide<'_, '_> {
    fn ask(&mut self) -> Result<()> {
        // Tags that came as options are told wrong before anything is asked.
        self.form.tags = resolve_tags(&self.form.tags, &self.ground, &mut Vec::new())?
            .iter()
            .map(Tag::to_string)
            .collect();
        self.title()?;
        self.day()?;
        self.tags()?;
        self.line("Result, measured (Enter for none)", |form| &mut form.result, false)?;
        self.link(0)?;
        self.review()
    }

    fn kept(draft: &Draft, form: &Form) -> Option<Draft> {
        (!form.is_empty()).then(|| Draft { text: form.write(), ..draft.clone() })
    }

    fn guard(&mut self) {
        let kept = Self::kept(&self.draft, self.form);
        self.app.prompt.guard(kept);
    }

    /// Asks for a text that goes into the form by `put`. Broken off, what was typed is in the form as well, unless the
    /// line was empty: somebody who clears a line and leaves has not asked for the old text to go.
    fn put(&mut self, question: &str, initial: &str, put: impl Fn(&mut Form, String)) -> Result<()> {
        let (before, draft) = (&*self.form, &self.draft);
        let mut typed = before.clone();
        let answer = self.app.prompt.text(question, initial, &mut |line| {
            typed.clone_from(before);
            if !line.trim().is_empty() {
                put(&mut typed, line.to_owned());
            }
            Self::kept(draft, &typed)
        });
        match answer {
            Ok(line) => put(self.form, line.trim().to_owned()),
            Err(error) => {
                *self.form = typed;
                return Err(error.into());
            }
        }
        self.guard();
        Ok(())
    }

    fn line(&mut self, question: &str, field: Field, single: bool) -> Result<()> {
        let initial = field(self.form).clone();
        self.put(question, &initial, |form, line| {
            *field(form) = if single { line.replace('\n', " ") } else { line };
        })
    }

    fn title(&mut self) -> Result<()> {
        loop {
            self.line("What you did", |form| &mut form.title, true)?;
            if !self.form.title.is_empty() {
                return Ok(());
            }
            self.app.say("An entry needs a title: what you did, in one line. Ctrl-C leaves.")?;
        }
    }

    fn day(&mut self) -> Result<()> {
        loop {
            self.line("Day (Enter for today)", |form| &mut form.date, true)?;
            if self.form.date.is_empty() {
                return Ok(());
            }
            match day(self.app, &self.form.date) {
                Ok(day) => {
                    self.form.date = day.to_string();
                    return Ok(());
                }
                Err(error) => {
                    let hint = hint_of(&error).unwrap_or_default();
                    self.app.say(&clean(&format!("{error}; {hint}")))?;
                }
            }
        }
    }

    fn link(&mut self, at: usize) -> Result<()> {
        let initial = self.form.links.get(at).cloned().unwrap_or_default();
        self.put("Link (Enter for none)", &initial, |form, link| {
            form.links.resize(form.links.len().max(at + 1), String::new());
            form.links[at] = link.replace('\n', " ");
            form.links.retain(|link| !link.trim().is_empty());
        })
    }

    fn told_tags(&self) -> String {
        if self.form.tags.is_empty() { "no tags".to_owned() } else { self.form.tags.join(", ") }
    }

    fn review(&mut self) -> Result<()> {
        let mut start = 0;
        loop {
            let (steps, items): (Vec<Step>, Vec<String>) = self.rows().into_iter().unzip();
            let chosen = self.app.prompt.choose("Keep it, or change", &items, start)?;
            start = 0;
            match steps.get(chosen) {
                None | Some(Step::Keep) => return Ok(()),
                Some(Step::Text("Title", ..)) => self.title()?,
                Some(Step::Text(name, field, single)) => self.line(name, *field, *single)?,
                Some(Step::Day) => self.day()?,
                Some(Step::Tags) => self.tags()?,
                Some(Step::Level(at)) => self.level(*at)?,
                Some(Step::Link(at)) => self.link(*at)?,
                Some(Step::Part) => self.part()?,
                Some(Step::Confidential) => {
                    self.form.confidential = !self.form.confidential;
                    self.guard();
                    start = chosen;
                }
                Some(Step::ThrowAway) => {
                    if self.app.prompt.confirm("Throw it away? promo recover can still give it back")? {
                        return Err(PromptError::Interrupted.into());
                    }
                }
            }
        }
    }

    fn part(&mut self) -> Result<()> {
        let parts = [Part::Led, Part::Did, Part::Helped];
        let words = parts.map(|part| part.word().to_owned());
        let start = words.iter().position(|word| *word == self.form.part).unwrap_or(1);
        let chosen = self.app.prompt.choose("Your part", &words, start)?;
        self.form.part = words.into_iter().nth(chosen).unwrap_or_default();
        self.guard();
        Ok(())
    }

    /// The rows of the review: every answer, and what else could be said.
    fn rows(&self) -> Vec<(Step, String)> {
        let form = &*self.form;
        let mut rows = vec![(Step::Keep, "keep it".to_owned())];
        let mut row = |step, name: &str, value: &str| {
            let value = if value.is_empty() { "-" } else { value };
            rows.push((step, clean(&format!("{name:<14}{value}")).into_owned()));
        };
        let text = |name, field: Field, single| Step::Text(name, field, single);
        row(text("Title", |form| &mut form.title, true), "Title", &form.title);
        let today = format!("{}, today", self.app.clock.today());
        row(Step::Day, "Day", if form.date.is_empty() { &today } else { &form.date });
        row(Step::Tags, "Tags", &self.told_tags());
        for (at, tag) in form.tags.iter().enumerate() {
            let level = match Tag::stored(tag) {
                Some(Tag { level: None, .. }) => "no level yet",
                Some(Tag { assumed: true, .. }) => "assumed; is it another?",
                _ => "stated",
            };
            row(Step::Level(at), "  shown at", &format!("{tag}  {level}"));
        }
        row(text("Result", |form| &mut form.result, false), "Result", &form.result);
        for (at, link) in form.links.iter().enumerate() {
            row(Step::Link(at), "Link", link);
        }
        row(Step::Link(form.links.len()), if form.links.is_empty() { "Link" } else { "One more link" }, "");
        row(text("Context", |form| &mut form.context, false), "Context", &form.context);
        row(text("Did", |form| &mut form.did, false), "Did", &form.did);
        row(text("Project", |form| &mut form.project, true), "Project", &form.project);
        row(Step::Part, "Part", if form.part.is_empty() { Part::default().word() } else { &form.part });
        row(Step::Confidential, "Confidential", if form.confidential { "yes" } else { "no" });
        row(text("Note", |form| &mut form.note, false), "Note", &form.note);
        rows.push((Step::ThrowAway, "throw it away".to_owned()));
        rows
    }
}
