//! What should be known where a report is by a framework that is not in force.

use crate::domain::framework::{Framework, RequiredCriterion};

/// The framework judged by for this once, and the one in force.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WhatIf<'f> {
    framework: &'f str,
    in_force: &'f Framework,
    /// Whether a criterion is asked that the one in force does not have.
    is_unknown: bool,
}

impl<'f> WhatIf<'f> {
    pub(crate) fn new(
        framework: &'f Framework, in_force: &'f Framework, asked: &[RequiredCriterion<'_>],
    ) -> Self {
        let is_unknown = asked.iter().any(|asked| in_force.criterion(&asked.criterion.key).is_none());
        Self { framework: &framework.key, in_force, is_unknown }
    }

    pub(crate) fn note(&self) -> String {
        let (key, in_force) = (self.framework, &self.in_force.key);
        match self.is_unknown {
            true => format!(
                "Judged by {key}, which is not in force: what only that asks can be tagged after promo framework use {key}"
            ),
            false => format!("Judged by {key}; {in_force} stays in force"),
        }
    }

    /// A command that names a criterion; where the framework in force does not have it, that is changed first.
    pub(crate) fn command(&self, criterion: &str, command: String) -> String {
        match self.in_force.criterion(criterion) {
            Some(_) => command,
            None => format!("promo framework use {} && {command}", self.framework),
        }
    }
}
