//! `promo gap`: what the target asks, what the evidence shows, what fails and why.

use std::io::Write as _;

use anyhow::Result;

use super::world::{Ground, groups, no_target, open, role, role_level, settings, view, window};
use crate::app::App;
use crate::cli::{ColorChoice, GapArgs, GapFormat};
use crate::domain::coverage::{Coverage, Covered, Evidence, Frame, Status, coverage};
use crate::domain::entry::Part;
use crate::domain::framework::{Asked, Kind, Role, RoleLevel};
use crate::domain::next::{Step, steps};
use crate::error::Outcome;
use crate::render::gap::{Item, Listed, NextStep, Report};
use crate::render::gap_json::{self, Subject};
use crate::render::text::count;
use crate::render::{gap_html, gap_markdown, gap_table, json};
use crate::store::Store;

/// Runs it.
///
/// # Errors
/// No journal, no target, or an option that cannot be understood.
pub fn run(args: &GapArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let store = open(app)?;
    let ground = Ground::load(&app.places, &store)?;
    let rules = settings(app)?.rules;
    let today = app.clock.report_day()?;
    let (role, at) = aim(args, &ground)?;
    let mut extra = groups(&ground.framework, &args.with)?;
    let own_target = ground.target.as_ref().filter(|target| target.role == role.key);
    extra.extend(own_target.map(|target| target.groups.clone()).unwrap_or_default());
    let asked = if args.cumulative {
        ground.framework.asked_cumulative(role, at, &extra)
    } else {
        ground.framework.asked(at, &extra)
    };
    let level_since = ground.target.as_ref().and_then(|target| target.level_since);
    let frame = Frame { today, window: window(&args.window, today)?, level_since };
    let evidence = store.evidence()?;
    let report = coverage(&asked, &evidence, rules, frame);
    let subject = Subject {
        today,
        role: &role.key,
        level: at.level,
        title: &at.title,
        // What if it were another level: nothing is due there.
        due: own_target.filter(|target| target.level == at.level).and_then(|target| target.due),
    };
    if app.clock.is_pinned() {
        app.say(&format!("Judged as of {today} (SOURCE_DATE_EPOCH)."))?;
    }
    let teller = Teller { store: &store, evidence: &evidence, report: &report, asked: &asked };
    let text = match args.format {
        GapFormat::Table => {
            let view = view(app, color);
            gap_table::report(&teller.report(&subject, frame, args.verbose)?, &view)
        }
        GapFormat::Json => {
            json::whole(&gap_json::gap(&subject, &report, &evidence, &teller.untagged_titles()?))?
        }
        GapFormat::Markdown => gap_markdown::report(&teller.report(&subject, frame, args.verbose)?),
        GapFormat::Html => gap_html::report(&teller.report(&subject, frame, args.verbose)?)?,
    };
    app.out.write_all(text.as_bytes())?;
    let met = usize::try_from(report.with(Status::Met)).unwrap_or(usize::MAX);
    Ok(if args.check && met < report.criteria.len() { Outcome::Found } else { Outcome::Done })
}

/// The role and level to judge by: those named, else the target's.
fn aim<'g>(args: &GapArgs, ground: &'g Ground) -> Result<(&'g Role, &'g RoleLevel)> {
    let framework = &ground.framework;
    let role = match (&args.role, &ground.target) {
        (Some(key), _) => role(framework, key)?,
        (None, Some(target)) => role(framework, &target.role)?,
        (None, None) => return Err(no_target()),
    };
    let at = match (&args.level, &ground.target) {
        (Some(level), _) => role_level(framework, role, level)?,
        (None, Some(target)) => role_level(framework, role, &target.level.to_string())?,
        (None, None) => return Err(no_target()),
    };
    Ok((role, at))
}

/// Turns the verdicts into what a report says.
struct Teller<'t> {
    store: &'t Store,
    evidence: &'t Evidence,
    report: &'t Coverage,
    asked: &'t [Asked<'t>],
}

impl<'t> Teller<'t> {
    fn titles(&self, facts: &[u32]) -> Result<Vec<String>> {
        let ids: Vec<_> = facts.iter().map(|at| self.evidence.facts[*at as usize].id).collect();
        Ok(self.store.titles(&ids)?)
    }

    fn untagged_titles(&self) -> Result<Vec<String>> {
        self.titles(&self.report.untagged)
    }

    fn report(&self, subject: &Subject<'_>, frame: Frame, verbose: bool) -> Result<Report<'t>> {
        let report = self.report;
        let mut head = Vec::new();
        if let Some(due) = subject.due {
            let days = (due - subject.today).num_days();
            head.push(match days {
                ..0 => format!("was due {due}"),
                0..14 => format!("due {due}, {}", count(u32::try_from(days).unwrap_or(0), "day", "days")),
                _ => format!("due {due}, {} weeks", days / 7),
            });
        }
        let since = frame.window.since.map(|since| format!(" from {since}")).unwrap_or_default();
        head.push(format!("{}{since} to {}", count(report.counted, "entry", "entries"), frame.window.until));
        let others = [Status::BelowLevel, Status::Stale, Status::Thin, Status::Missing];
        Ok(Report {
            title: subject.title.to_owned(),
            level: subject.level.to_string(),
            head,
            met: report.with(Status::Met),
            asked: u32::try_from(report.criteria.len()).unwrap_or(u32::MAX),
            others: others
                .map(|status| (status, report.with(status)))
                .into_iter()
                .filter(|(_, n)| *n > 0)
                .collect(),
            groups: self.groups(subject, verbose)?,
            notes: self.notes(frame),
            next: self.next()?,
            rules: report.rules,
            busiest: report.busiest_quarter(),
            verbose,
        })
    }

    /// Skills, expectations and behaviours, by level where earlier levels are shown too.
    fn groups(&self, subject: &Subject<'_>, verbose: bool) -> Result<Vec<(String, Vec<Item<'t>>)>> {
        let mut groups: Vec<(String, Vec<Item<'t>>)> = Vec::new();
        let mut levels: Vec<_> = self.asked.iter().map(|asked| asked.level).collect();
        levels.dedup();
        levels.sort_unstable();
        levels.dedup();
        for level in levels.into_iter().rev() {
            for kind in [Kind::Skill, Kind::Expectation, Kind::Behaviour] {
                let heading = match level == subject.level {
                    true => kind.heading().to_owned(),
                    false => format!("{} of level {level}", kind.heading()),
                };
                let mut items = Vec::new();
                for covered in self.report.worst_first() {
                    if covered.kind == kind && covered.level == level {
                        let entries = if verbose { self.listed(covered)? } else { Vec::new() };
                        let listed = covered.entries.len() + covered.set_aside.len();
                        let all = (covered.evidence + covered.not_counted) as usize;
                        let more = u32::try_from(all.saturating_sub(listed)).unwrap_or(u32::MAX);
                        items.push(Item { covered, entries, more });
                    }
                }
                if !items.is_empty() {
                    groups.push((heading, items));
                }
            }
        }
        Ok(groups)
    }

    /// The strongest entries, then those that are shown and do not count.
    fn listed(&self, covered: &Covered) -> Result<Vec<Listed>> {
        let shown: Vec<u32> = covered.entries.iter().chain(&covered.set_aside).copied().collect();
        let titles = self.titles(&shown)?;
        let listed = shown.iter().zip(titles).enumerate().map(|(place, (at, title))| {
            let fact = &self.evidence.facts[*at as usize];
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

    fn notes(&self, frame: Frame) -> Vec<String> {
        let report = self.report;
        let entries = |n| count(n, "entry", "entries");
        let mut notes = Vec::new();
        if !self.asked.iter().any(|asked| asked.criterion.kind != Kind::Behaviour) {
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
            (report.future, "of days to come".to_owned()),
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
        notes
    }

    fn next(&self) -> Result<Vec<NextStep>> {
        let quoted = |id| Ok::<_, anyhow::Error>(self.store.titles(&[id])?.pop().unwrap_or_default());
        steps(self.report, self.evidence)
            .into_iter()
            .map(|step| {
                Ok(match step {
                    Step::Raise { entry, key, level } => NextStep {
                        command: format!("promo tag {entry} {key}@{level}"),
                        why: format!("\"{}\": is this level {level}?", quoted(entry)?),
                    },
                    Step::Settle { entry, key, level } => NextStep {
                        command: format!("promo tag {entry} {key}@{level}"),
                        why: format!("\"{}\": its level is assumed; is it {level}?", quoted(entry)?),
                    },
                    Step::AddResult { entry } => NextStep {
                        command: format!("promo edit {entry} --result \"…\""),
                        why: format!("\"{}\": what came of it, and from what to what?", quoted(entry)?),
                    },
                    Step::AddLink { entry } => NextStep {
                        command: format!("promo edit {entry} --link URL"),
                        why: format!("\"{}\": where can it be seen?", quoted(entry)?),
                    },
                    Step::Log { key, level, statement } => NextStep {
                        command: format!("promo log \"…\" -t {key}@{level}"),
                        why: statement.map(|text| format!("Can you show this? {text}")).unwrap_or_default(),
                    },
                })
            })
            .collect()
    }
}
