//! What a document is made for: the target, or nothing where its template needs nothing that a target says.

use anyhow::Result;
use chrono::NaiveDate;

use super::document_data::DocumentRequest;
use crate::commands::context::Context;
use crate::commands::target_selection::{no_target_to_set, place};
use crate::domain::coverage::Evidence;
use crate::domain::document::DraftInput;
use crate::domain::framework::{RequiredCriterion, Role, RoleLevel};
use crate::domain::ids::Level;
use crate::domain::journal::{Profile, Target};
use crate::render::document::TARGET_KEYS;
use crate::render::template::Template;

/// What is required, and the titles held and wanted.
pub struct DocumentTarget<'t> {
    /// Empty without a target.
    pub required: Vec<RequiredCriterion<'t>>,
    /// The level wanted. Where nothing is required nothing is at it or below it.
    pub level: Level,
    /// The title held.
    pub current: Option<&'t str>,
    /// The title wanted; empty without a target.
    pub wanted: &'t str,
    /// The day since which the current level is held.
    pub level_since: Option<NaiveDate>,
}

impl<'t> DocumentTarget<'t> {
    /// That of the target in use, or none where the template needs none.
    ///
    /// # Errors
    /// No target, or one that its framework does not know, and a template that needs it.
    pub fn of(request: &DocumentRequest<'_>, context: &'t Context) -> Result<Self> {
        let needs_none = || !request.all_values && !needs_target(request.template);
        match context.target.as_ref().map(|target| (target, place(context, target))) {
            Some((target, Ok((role, at)))) => Ok(Self::at(context, target, role, at)),
            None | Some((_, Err(_))) if needs_none() => Ok(Self::none()),
            None => Err(no_target_to_set(context)),
            Some((_, Err(error))) => Err(error),
        }
    }

    fn at(context: &'t Context, target: &Target, role: &'t Role, at: &'t RoleLevel) -> Self {
        Self {
            required: context.framework.asked(at, &target.groups),
            level: at.level,
            current: target.current.and_then(|level| role.at(level)).map(|at| &*at.title),
            wanted: &at.title,
            level_since: target.level_since,
        }
    }

    fn none() -> Self {
        Self { required: Vec::new(), level: Level::known(1), current: None, wanted: "", level_since: None }
    }

    pub fn draft_input<'i>(&'i self, profile: &'i Profile, evidence: &'i Evidence) -> DraftInput<'i> {
        DraftInput {
            profile,
            current: self.current,
            wanted: self.wanted,
            level: self.level,
            required: &self.required,
            evidence,
        }
    }
}

/// Whether a document says or is held against something that only a target knows: a running log is not. A template that
/// takes in others is not looked through.
fn needs_target(template: &Template) -> bool {
    let head = &template.head;
    // What a story shows is known by a target, too.
    let shown = template.has_attribute("shows") || template.has_attribute("at_level");
    head.at_level || head.values || shown || template.computes_with(&TARGET_KEYS)
}
