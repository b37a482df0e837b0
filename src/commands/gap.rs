//! `promo gap`: what the target asks, what the evidence shows, what fails and why.

mod recent;
mod trend;

use anyhow::Result;

use super::assessment::Assessment;
use super::context::{Context, open, view};
use super::redactor::notice;
use super::target::{compare, matrix};
use crate::app::App;
use crate::cli::{ColorChoice, GapArgs, GapFormat};
use crate::domain::coverage::{CriterionCoverage, Status};
use crate::domain::document::recency::Recency;
use crate::domain::entry::Part;
use crate::domain::framework::CriterionKind;
use crate::domain::next::question;
use crate::error::Outcome;
use crate::render::gap::{Item, Listed, NearMiss, NextStep, Report, Stated};
use crate::render::gap_json::{self, Beside, Subject};
use crate::render::text::count;
use crate::render::{gap_html, gap_markdown, gap_table, json};
use crate::store::Store;

pub fn run(args: &GapArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    if args.trend {
        return trend::run(args, app, color);
    }
    if let Some(other) = &args.compare {
        return compare::run(other, args, app, color);
    }
    if args.matrix {
        return matrix::run(args, app, color);
    }
    let store = open(app)?;
    let ground = Context::asked(&app.paths, &store, args.framework.as_deref())?;
    let judged = Assessment::by(args, &ground, &store, app)?;
    let subject = judged.subject();
    let near = judged.near(&store)?;
    let recency = recent::cited(judged.target, &ground, &judged.evidence, judged.frame, &store)?;
    let teller = Teller { store: &store, judged: &judged, near, recency, verbose: args.verbose };
    let text = match args.format {
        GapFormat::Table => gap_table::report(&teller.report(&subject)?, &view(app, color)),
        GapFormat::Json => {
            let untagged = judged.titles(&store, &judged.report.untagged)?;
            json::whole(&gap_json::gap(
                &subject,
                &judged.report,
                &judged.evidence,
                &untagged,
                &teller.beside(),
                judged.confidential_told(),
            ))?
        }
        GapFormat::Markdown => gap_markdown::report(&teller.report(&subject)?),
        GapFormat::Html => gap_html::report(&teller.report(&subject)?)?,
    };
    app.show(&text)?;
    if let Some(discreet) = &judged.discreet {
        app.out.flush()?;
        discreet.tell(app)?;
    }
    let met = usize::try_from(judged.report.with(Status::Met)).unwrap_or(usize::MAX);
    Ok(if args.check && met < judged.report.criteria.len() { Outcome::Found } else { Outcome::Done })
}

/// Turns the verdicts into what a report says.
struct Teller<'t> {
    store: &'t Store,
    judged: &'t Assessment<'t>,
    /// What almost counts, a criterion of the report each.
    near: Vec<Vec<NearMiss>>,
    /// How new what the document would cite is.
    recency: Option<Recency>,
    verbose: bool,
}

impl<'t> Teller<'t> {
    /// What the report for programs says beside the verdicts.
    fn beside(&self) -> Vec<Beside<'_>> {
        let uid = |at: &u32| self.judged.evidence.facts[*at as usize].uid.to_string();
        let criteria = self.judged.report.criteria.iter().zip(&self.judged.around).zip(&self.near);
        criteria
            .map(|((covered, around), near)| Beside {
                near,
                next: question(covered, around),
                suggested: self
                    .verbose
                    .then(|| around.suggested.iter().map(|facts| facts.iter().map(uid).collect()).collect()),
            })
            .collect()
    }

    fn report(&self, subject: &Subject<'_>) -> Result<Report<'_>> {
        let (report, frame) = (&self.judged.report, self.judged.frame);
        let mut head = Vec::new();
        head.extend(subject.due.map(|due| trend::due_in(due, subject.today)));
        let since = frame.window.since.map(|since| format!(" from {since}")).unwrap_or_default();
        let first = self.judged.first_later();
        head.push(match first {
            Some(first) => {
                format!("no entry up to {}; the journal's first is of {first}", frame.window.until)
            }
            None => {
                format!("{}{since} to {}", count(report.counted, "entry", "entries"), frame.window.until)
            }
        });
        let others = [Status::BelowLevel, Status::Stale, Status::Thin, Status::Missing];
        let groups = self.groups(subject)?;
        // What could be done next is no question of a day on which there was no journal.
        let next = if first.is_some() { Vec::new() } else { self.next()? };
        // Only now is it known what was told.
        let notice = notice(self.judged.confidential_told());
        Ok(Report {
            notice,
            title: subject.title.to_owned(),
            level: subject.level.to_string(),
            head,
            counted: report.counted,
            met: report.with(Status::Met),
            asked: u32::try_from(report.criteria.len()).unwrap_or(u32::MAX),
            others: others
                .map(|status| (status, report.with(status)))
                .into_iter()
                .filter(|(_, n)| *n > 0)
                .collect(),
            groups,
            notes: self.notes(),
            next,
            rules: report.rules,
            busiest: report.busiest_quarter(),
            verbose: self.verbose,
        })
    }

    /// Skills, expectations and behaviours, by level where earlier levels are shown too.
    fn groups(&self, subject: &Subject<'_>) -> Result<Vec<(String, Vec<Item<'_>>)>> {
        let mut groups: Vec<(String, Vec<Item<'_>>)> = Vec::new();
        let mut levels: Vec<_> = self.judged.asked.iter().map(|asked| asked.level).collect();
        levels.dedup();
        levels.sort_unstable();
        levels.dedup();
        for level in levels.into_iter().rev() {
            for kind in [CriterionKind::Skill, CriterionKind::Expectation, CriterionKind::Behaviour] {
                let heading = match level == subject.level {
                    true => kind.heading().to_owned(),
                    false => format!("{} of level {level}", kind.heading()),
                };
                let mut items = Vec::new();
                for (at, covered) in self.judged.report.worst_first() {
                    if covered.kind == kind && covered.level == level {
                        items.push(self.item(at, covered)?);
                    }
                }
                if !items.is_empty() {
                    groups.push((heading, items));
                }
            }
        }
        Ok(groups)
    }

    fn item(&self, at: usize, covered: &'t CriterionCoverage) -> Result<Item<'_>> {
        let near = &self.near[at];
        // At a terminal the strongest one is enough to see that there is something.
        let told = if self.verbose { near.len() } else { near.len().min(1) };
        let listed = covered.entries.len() + covered.set_aside.len();
        let all = (covered.evidence + covered.not_counted) as usize;
        Ok(Item {
            covered,
            statements: if self.verbose { self.statements(at, covered) } else { Vec::new() },
            entries: if self.verbose { self.listed(covered)? } else { Vec::new() },
            more: u32::try_from(all.saturating_sub(listed)).unwrap_or(u32::MAX),
            near,
            told,
            question: question(covered, &self.judged.around[at]),
        })
    }

    /// Each statement with the entries that are tagged with it and those whose words suggest it.
    fn statements(&self, at: usize, covered: &'t CriterionCoverage) -> Vec<Stated<'_>> {
        let ids = |facts: &[u32]| -> Vec<u32> {
            facts.iter().map(|at| self.judged.evidence.facts[*at as usize].id.0).collect()
        };
        let suggested = &self.judged.around[at].suggested;
        let statements = covered.statements.iter().zip(suggested);
        statements
            .map(|(statement, suggested)| Stated {
                key: &statement.key,
                text: &statement.text,
                evidence: statement.evidence,
                entries: ids(&statement.entries),
                suggested: ids(suggested),
            })
            .collect()
    }

    /// The strongest entries, then those that are shown and do not count.
    fn listed(&self, covered: &CriterionCoverage) -> Result<Vec<Listed>> {
        let shown: Vec<u32> = covered.entries.iter().chain(&covered.set_aside).copied().collect();
        let titles = self.judged.titles(self.store, &shown)?;
        let listed = shown.iter().zip(titles).enumerate().map(|(place, (at, title))| {
            let fact = &self.judged.evidence.facts[*at as usize];
            let counts = place < covered.entries.len();
            let marks = [
                (counts && place >= covered.at_level as usize, "below level"),
                (!counts && fact.replaced, "replaced, not counted"),
                (!counts && !fact.replaced, "from before the current level, not counted"),
                (fact.part == Part::Helped, "helped"),
                (fact.confidential, "confidential"),
            ];
            Listed {
                id: fact.id.0,
                date: fact.date,
                title,
                marks: marks.into_iter().filter(|(holds, _)| *holds).map(|(_, mark)| mark).collect(),
            }
        });
        Ok(listed.collect())
    }

    fn notes(&self) -> Vec<String> {
        let (report, frame) = (&self.judged.report, self.judged.frame);
        let entries = |n| count(n, "entry", "entries");
        let mut notes: Vec<String> = self.judged.what_if.iter().cloned().collect();
        match self.judged.first_later() {
            Some(first) => {
                notes.push(format!("The first day with something to judge: promo gap --as-of {first}"));
            }
            None if self.judged.past => notes.push(format!(
                "As of {}: what was done up to that day, with the tags, the target and the rules of today",
                self.judged.today
            )),
            None => {}
        }
        if !self.judged.asked.iter().any(|asked| asked.criterion.kind != CriterionKind::Behaviour) {
            notes
                .push("No skill is asked of this role at this level; behaviours alone are judged".to_owned());
        }
        let untagged = u32::try_from(report.untagged.len()).unwrap_or(u32::MAX);
        if untagged > 0 {
            let verb = if untagged == 1 { "has no tag and counts" } else { "have no tag and count" };
            notes.push(format!("{} {verb} for nothing yet: promo list --untagged", entries(untagged)));
        }
        let mut left_out = Vec::new();
        for (n, why) in [
            (report.replaced, "replaced by a later one".to_owned()),
            (
                report.before_level,
                frame.level_since.map_or_else(String::new, |since| {
                    format!("from before {since}, when the current level began")
                }),
            ),
            (report.outside, "outside the window".to_owned()),
            (report.future, if self.judged.past { "of later days" } else { "of days to come" }.to_owned()),
        ] {
            if n > 0 {
                left_out.push(format!("{n} {why}"));
            }
        }
        if !left_out.is_empty() {
            notes.push(format!("Not counted: {}", left_out.join("; ")));
        }
        if report.confidential > 0 {
            let verb = if report.confidential == 1 { "is" } else { "are" };
            notes.push(format!(
                "{} {verb} confidential: counted here, left out of the document",
                entries(report.confidential)
            ));
        }
        notes.extend(self.recency.as_ref().and_then(recent::warning));
        notes
    }

    fn next(&self) -> Result<Vec<NextStep>> {
        self.judged.actions().iter().map(|action| self.judged.step(action, self.store)).collect()
    }
}
