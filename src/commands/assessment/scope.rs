//! What is judged, by what, and on which day, before any evidence is read.

use anyhow::Result;
use chrono::NaiveDate;

use crate::app::App;
use crate::cli::ReportTargetArgs;
use crate::commands::context::{Context, settings};
use crate::commands::target_selection::TargetSelection;
use crate::domain::coverage::{CoverageFrame, Rules};
use crate::domain::dates::Window;
use crate::domain::framework::RequiredCriterion;
use crate::domain::journal::Target;
use crate::render::gap::ReportTarget;
use crate::render::what_if::WhatIf;

/// A role at a level, what is asked there, and the day and the rules to judge it by.
pub(crate) struct AssessmentScope<'c> {
    pub context: &'c Context,
    pub selection: TargetSelection<'c>,
    pub asked: Vec<RequiredCriterion<'c>>,
    pub rules: Rules,
    /// The day judged for.
    pub today: NaiveDate,
    /// The day since which the current level is held.
    pub level_since: Option<NaiveDate>,
}

impl<'c> AssessmentScope<'c> {
    /// By the role, level and groups of the options; of the day that reports are made for.
    pub(crate) fn load(
        named: &ReportTargetArgs, with: &[String], context: &'c Context, app: &App<'_>,
    ) -> Result<Self> {
        let rules = settings(app)?.rules;
        let today = app.clock.report_day()?;
        let selection = TargetSelection::by(context, named.role.as_deref(), named.level.as_deref(), with)?;
        let asked = selection.asked(&context.framework);
        let level_since = context.target.as_ref().and_then(|target| target.level_since);
        Ok(Self { context, selection, asked, rules, today, level_since })
    }

    /// With what the role's earlier levels ask, too.
    pub(crate) fn cumulative(self, cumulative: bool) -> Self {
        if !cumulative {
            return self;
        }
        let TargetSelection { role, at, groups, .. } = &self.selection;
        let asked = self.context.framework.asked_cumulative(role, at, groups);
        Self { asked, ..self }
    }

    pub(crate) fn frame(&self, window: Window) -> CoverageFrame {
        CoverageFrame { today: self.today, window, level_since: self.level_since }
    }

    /// The target in use, if that is what is judged; at another level nothing is due.
    pub(crate) fn target_in_use(&self) -> Option<&'c Target> {
        self.selection.target.filter(|target| target.level == self.selection.at.level)
    }

    pub(crate) fn target(&self) -> ReportTarget<'c> {
        let TargetSelection { role, at, .. } = self.selection;
        ReportTarget {
            framework: &self.context.framework.key,
            role: &role.key,
            level: at.level,
            title: &at.title,
            due: self.target_in_use().and_then(|target| target.due),
        }
    }

    pub(crate) fn what_if(&self) -> Option<WhatIf<'c>> {
        let in_force = self.context.in_force.as_ref()?;
        Some(WhatIf::new(&self.context.framework, in_force, &self.asked))
    }
}
