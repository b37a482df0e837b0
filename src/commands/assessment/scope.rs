//! What is judged, by what, and on which day, before any evidence is read.

use anyhow::Result;
use chrono::NaiveDate;

use super::what_if;
use crate::app::App;
use crate::cli::GapArgs;
use crate::commands::context::{Context, settings, window};
use crate::commands::target_selection::Aim;
use crate::domain::coverage::Rules;
use crate::domain::dates::{Window, parse_when};
use crate::domain::framework::{RequiredCriterion, Role, RoleLevel};
use crate::domain::journal::Target;
use crate::error::hinted;

/// A role at a level, and the day and the rules to judge it by.
pub struct Scope<'g> {
    /// The day that reports are made for.
    pub now: NaiveDate,
    /// The day judged for: that, or one of the past.
    pub today: NaiveDate,
    /// The key of the framework judged by.
    pub framework: &'g str,
    /// What should be known where that is not in force.
    pub what_if: Option<String>,
    pub role: &'g Role,
    /// The role at the level judged by.
    pub at: &'g RoleLevel,
    /// The target in use, if that is what is judged.
    pub target: Option<&'g Target>,
    /// When the case is due, if it is.
    pub due: Option<NaiveDate>,
    pub asked: Vec<RequiredCriterion<'g>>,
    /// The day since which the current level is held.
    pub level_since: Option<NaiveDate>,
    pub rules: Rules,
}

impl<'g> Scope<'g> {
    /// By the role, level, groups and day of the options.
    pub fn by(args: &GapArgs, ground: &'g Context, app: &App<'_>) -> Result<Self> {
        let rules = settings(app)?.rules;
        let now = app.clock.report_day()?;
        let today = match &args.as_of {
            Some(text) => past(parse_when(text, now)?, now)?,
            None => now,
        };
        let aim = Aim::by(ground, args.role.as_deref(), args.level.as_deref(), &args.with)?;
        let (role, at) = (aim.role, aim.at);
        let asked = if args.cumulative {
            ground.framework.asked_cumulative(role, at, &aim.groups)
        } else {
            aim.asked(&ground.framework)
        };
        let level_since = ground.target.as_ref().and_then(|target| target.level_since);
        // What if it were another level: nothing is due there.
        let target = aim.target.filter(|target| target.level == at.level);
        let due = target.and_then(|target| target.due);
        let framework = &*ground.framework.key;
        let what_if = what_if(ground, &asked);
        Ok(Self { now, today, framework, what_if, role, at, target, due, asked, level_since, rules })
    }
}

/// The days to look at, up to the day judged for.
///
/// # Errors
/// A window that cannot be understood, or that begins after that day.
pub fn window_to(args: &GapArgs, today: NaiveDate) -> Result<Window> {
    let since = args.window.since.as_deref().filter(|_| args.as_of.is_some());
    if let Some(since) = since.and_then(|text| parse_when(text, today).ok()).filter(|since| *since > today) {
        return Err(hinted(
            format!("the window from {since} begins after {today}, the day of the report"),
            "put the earlier day behind --since and the later one behind --as-of",
        ));
    }
    window(&args.window, today)
}

/// A day that is not yet to come.
fn past(day: NaiveDate, now: NaiveDate) -> Result<NaiveDate> {
    if day <= now {
        return Ok(day);
    }
    Err(hinted(
        format!("{day} is yet to come, so there is no report as of it"),
        "name a day that is past; promo gap --trend says what will be stale when the case is due",
    ))
}
