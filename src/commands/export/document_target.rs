//! What a document is made for: the target, or nothing where its template asks for nothing that a target says.

use anyhow::Result;
use chrono::NaiveDate;

use crate::cli::{ExportArgs, ExportFormat};
use crate::commands::context::Context;
use crate::commands::target_selection::{no_target_to_tell, place};
use crate::domain::framework::{RequiredCriterion, Role, RoleLevel};
use crate::domain::ids::Level;
use crate::domain::journal::Target;
use crate::render::document::AIMED;
use crate::render::template::Template;

/// What is asked, and the titles held and wanted.
pub struct DocumentTarget<'g> {
    /// What is asked; nothing without a target.
    pub asked: Vec<RequiredCriterion<'g>>,
    /// The level wanted. Where nothing is asked nothing is at it or below it.
    pub level: Level,
    pub current: Option<&'g str>,
    /// The title wanted; empty without a target.
    pub wanted: &'g str,
    /// The day since which the current level is held.
    pub level_since: Option<NaiveDate>,
}

impl<'g> DocumentTarget<'g> {
    /// That of the target in use, or none where the template needs none.
    ///
    /// # Errors
    /// No target, or one that its framework does not know, and a template that needs it.
    pub fn of(args: &ExportArgs, template: &Template, ground: &'g Context) -> Result<Self> {
        let needs_none = || is_unaimed(args, template);
        match ground.target.as_ref().map(|target| (target, place(ground, target))) {
            Some((target, Ok((role, at)))) => Ok(Self::at(ground, target, role, at)),
            None | Some((_, Err(_))) if needs_none() => Ok(Self::none()),
            None => Err(no_target_to_tell(ground)),
            Some((_, Err(error))) => Err(error),
        }
    }

    fn at(ground: &'g Context, target: &Target, role: &'g Role, at: &'g RoleLevel) -> Self {
        Self {
            asked: ground.framework.asked(at, &target.groups),
            level: at.level,
            current: target.current.and_then(|level| role.at(level)).map(|at| &*at.title),
            wanted: &at.title,
            level_since: target.level_since,
        }
    }

    fn none() -> Self {
        Self { asked: Vec::new(), level: Level::known(1), current: None, wanted: "", level_since: None }
    }
}

/// Whether a document says and is held against nothing that only a target knows: a running log needs none. A template
/// that takes in others is not looked through; the values for programs are all of them.
fn is_unaimed(args: &ExportArgs, template: &Template) -> bool {
    let is_about = args.explain || args.check.is_some();
    let as_values = matches!(args.format, ExportFormat::Json) && !is_about;
    let head = &template.head;
    // What a piece shows is known by a target, too.
    let shown = template.has_attribute("shows") || template.has_attribute("at_level");
    !(as_values || head.at_level || head.values || shown || template.computes_with(&AIMED))
}
