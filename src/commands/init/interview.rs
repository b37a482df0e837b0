//! The questions of `promo init`. Each answer comes from an option, else from the person, else from an earlier run; Esc
//! goes back to the question before.

use std::rc::Rc;

use anyhow::Result;
use chrono::NaiveDate;

use super::{framework_with_roles, given_day, role_level_or_rank};
use crate::app::App;
use crate::app::prompt::Move;
use crate::catalog::builtin;
use crate::cli::InitArgs;
use crate::commands::context::{day, framework_library, role, role_level};
use crate::domain::framework::{Framework, Role};
use crate::domain::ids::Level;
use crate::domain::journal::{Profile, Target};
use crate::error::hinted;
use crate::render::text::clean;

/// The answers so far.
pub(super) struct Answers<'o> {
    pub(super) profile: Profile,
    pub(super) framework: Option<Rc<Framework>>,
    pub(super) role: Option<String>,
    pub(super) current: Option<Level>,
    pub(super) level: Option<Level>,
    pub(super) due: Option<NaiveDate>,
    /// The target of an earlier run: its levels hold for its role alone.
    pub(super) old: Option<&'o Target>,
}

/// How a question was left; `None` where it was not asked.
type Left = Result<Option<Move>>;

pub(super) struct Interview<'a, 'w> {
    args: &'a InitArgs,
    app: &'a mut App<'w>,
    is_asking: bool,
    /// Whether an option or an earlier run names the framework.
    is_framework_known: bool,
}

/// Whether the options say all there is to ask, or change one thing of an earlier run.
fn is_complete(args: &InitArgs, has_target: bool) -> bool {
    let asked = [&args.name, &args.role, &args.target, &args.current].map(Option::is_some);
    let others = [&args.due, &args.manager, &args.pronouns, &args.level_since, &args.framework];
    let is_any_given =
        asked.contains(&true) || others.iter().any(|other| other.is_some()) || args.with.is_some();
    !asked.contains(&false) || (has_target && is_any_given)
}

impl<'a, 'w> Interview<'a, 'w> {
    pub(super) fn new(args: &'a InitArgs, app: &'a mut App<'w>, answers: &Answers<'_>) -> Self {
        let is_asking = app.terminal.can_ask() && !is_complete(args, answers.old.is_some());
        Self { args, app, is_asking, is_framework_known: answers.framework.is_some() }
    }

    pub(super) fn ask_all(&mut self, answers: &mut Answers<'_>) -> Result<()> {
        let questions = [
            Self::name,
            Self::pronouns,
            Self::manager,
            Self::framework,
            Self::role,
            Self::current,
            Self::level,
            Self::due,
        ];
        let mut asked = Vec::new();
        let mut at = 0;
        while let Some(question) = questions.get(at) {
            match question(self, answers)? {
                None => at += 1,
                Some(Move::Next) => {
                    asked.push(at);
                    at += 1;
                }
                Some(Move::Back) => match asked.pop() {
                    Some(before) => at = before,
                    None => self.app.say("This is the first question. Ctrl-C leaves.")?,
                },
            }
        }
        Ok(())
    }

    fn name(&mut self, answers: &mut Answers<'_>) -> Left {
        self.text("Your name", &self.args.name, &mut answers.profile.name)
    }

    fn pronouns(&mut self, answers: &mut Answers<'_>) -> Left {
        self.text("Your pronouns, such as she/her", &self.args.pronouns, &mut answers.profile.pronouns)
    }

    fn manager(&mut self, answers: &mut Answers<'_>) -> Left {
        self.text("Your manager's name", &self.args.manager, &mut answers.profile.manager)
    }

    fn text(&mut self, question: &str, option: &Option<String>, answer: &mut Option<String>) -> Left {
        if option.is_some() {
            *answer = option.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        }
        if !self.is_asking || option.is_some() {
            return Ok(None);
        }
        let mut line = answer.clone().unwrap_or_default();
        let left = self.app.prompt.text(question, &mut line)?;
        let line = line.trim();
        // Somebody who clears a line and goes back has not asked for the old answer to go.
        if left == Move::Next || !line.is_empty() {
            *answer = (!line.is_empty()).then(|| line.to_owned());
        }
        Ok(Some(left))
    }

    /// Asks for one of several, which is said once it is chosen.
    fn choose(&mut self, question: &str, items: &[String], start: usize, set: impl FnOnce(usize)) -> Left {
        let Some(chosen) = self.app.prompt.choose(question, items, start)? else {
            return Ok(Some(Move::Back));
        };
        set(chosen);
        self.app.say(&clean(&format!("{question}: {}", items[chosen])))?;
        Ok(Some(Move::Next))
    }

    /// Of the frameworks with roles, one that has the role which is given: chosen by its title where there are several
    /// and somebody can be asked, else the one that a journal starts with.
    fn framework(&mut self, answers: &mut Answers<'_>) -> Left {
        if self.is_framework_known {
            return Ok(None);
        }
        let fits = |framework: &Framework| match &self.args.role {
            Some(key) => framework.role(key).is_some(),
            None => !framework.roles.is_empty(),
        };
        let library = framework_library(&self.app.paths);
        // An imported one that cannot be read must not keep anybody from the others.
        let of = |key: &String| library.in_force(key, true).ok().flatten();
        let mut offered: Vec<Framework> = library.keys()?.iter().filter_map(of).filter(fits).collect();
        if offered.len() < 2 || !self.is_asking {
            let first = match offered.into_iter().next() {
                Some(first) => first,
                None => framework_with_roles(&self.app.paths, builtin::DEFAULT)?,
            };
            answers.framework = Some(Rc::new(first));
            return Ok(None);
        }
        let titles: Vec<String> = offered.iter().map(|framework| framework.title.to_string()).collect();
        let before = answers.framework.as_ref();
        let start = before.and_then(|before| offered.iter().position(|offered| offered.key == before.key));
        let set = |chosen| answers.framework = Some(Rc::new(offered.swap_remove(chosen)));
        self.choose("Your career framework", &titles, start.unwrap_or(0), set)
    }

    fn role(&mut self, answers: &mut Answers<'_>) -> Left {
        let Some(framework) = answers.framework.clone() else { return Ok(None) };
        if let Some(key) = &self.args.role {
            answers.role = Some(role(&framework, key)?.key.to_string());
            return Ok(None);
        }
        if let [only] = &framework.roles[..] {
            if self.is_asking {
                self.app.say(&clean(&format!("Your role: {}", only.title)))?;
            }
            answers.role = Some(only.key.to_string());
            return Ok(None);
        }
        let known = answers.role.as_deref().or(answers.old.map(|old| &*old.role));
        let known = known.and_then(|key| framework.role(key));
        if !self.is_asking {
            let known = known.ok_or_else(|| {
                let first = framework.roles.first().map_or("ROLE", |role| &*role.key);
                hinted(
                    "no role is given, and no terminal to ask for one",
                    format!("promo init --name Ada{} --role {first} --current 3 --target 4", self.named()),
                )
            })?;
            answers.role = Some(known.key.to_string());
            return Ok(None);
        }
        let items: Vec<String> =
            framework.roles.iter().map(|role| format!("{} ({})", role.title, role.career_path)).collect();
        let start = known.and_then(|known| framework.roles.iter().position(|role| role.key == known.key));
        let set = |chosen: usize| answers.role = Some(framework.roles[chosen].key.to_string());
        self.choose("Your role", &items, start.unwrap_or(0), set)
    }

    /// The option that names the framework, for a command to type.
    fn named(&self) -> String {
        self.args.framework.as_ref().map(|key| format!(" --framework {key}")).unwrap_or_default()
    }

    /// One of the role's levels or of those below them, from which somebody may come to it.
    fn current(&mut self, answers: &mut Answers<'_>) -> Left {
        let Some(framework) = answers.framework.clone() else { return Ok(None) };
        let Some(role) = answers.role_in(&framework) else { return Ok(None) };
        let known = answers.old_of(role);
        if let Some(text) = &self.args.current {
            answers.current = Some(role_level_or_rank(&framework, role, text)?);
            return Ok(None);
        }
        if !self.is_asking {
            answers.current = known.and_then(|old| old.current);
            return Ok(None);
        }
        let first = role.levels.first().map(|at| at.level);
        let below = framework.levels.iter().filter(|name| Some(name.level) < first);
        let below = below.map(|name| (name.level, &*name.title));
        let levels: Vec<(Level, &str)> =
            below.chain(role.levels.iter().map(|at| (at.level, &*at.title))).collect();
        let mut items: Vec<String> =
            levels.iter().map(|(level, title)| format!("{level}  {title}")).collect();
        items.push("none of these".to_owned());
        let position = |wanted: Option<Level>| levels.iter().position(|(level, _)| Some(*level) == wanted);
        let before = position(answers.current);
        let start = before.or_else(|| known.map(|old| position(old.current).unwrap_or(levels.len())));
        let set = |chosen: usize| answers.current = levels.get(chosen).map(|(level, _)| *level);
        self.choose("The level you have", &items, start.unwrap_or(0), set)
    }

    fn level(&mut self, answers: &mut Answers<'_>) -> Left {
        let Some(framework) = answers.framework.clone() else { return Ok(None) };
        let Some(role) = answers.role_in(&framework) else { return Ok(None) };
        if let Some(text) = &self.args.target {
            answers.level = Some(role_level(&framework, role, text)?.level);
            return Ok(None);
        }
        let known = answers.level.or(answers.old_of(role).map(|old| old.level));
        let known = role.levels.iter().position(|at| Some(at.level) == known);
        if !self.is_asking {
            let known = known.ok_or_else(|| {
                hinted(
                    "no target level is given, and no terminal to ask for one",
                    format!("promo init{} --role {} --target LEVEL", self.named(), role.key),
                )
            })?;
            answers.level = Some(role.levels[known].level);
            return Ok(None);
        }
        let items: Vec<String> = role.levels.iter().map(|at| format!("{}  {}", at.level, at.title)).collect();
        let next = || role.levels.iter().position(|at| Some(at.level) > answers.current);
        let start = known.or_else(next).unwrap_or(items.len().saturating_sub(1));
        let set = |chosen: usize| answers.level = Some(role.levels[chosen].level);
        self.choose("The level you want", &items, start, set)
    }

    fn due(&mut self, answers: &mut Answers<'_>) -> Left {
        if !self.is_asking || self.args.due.is_some() {
            answers.due = given_day(&self.args.due, self.app, answers.due)?;
            return Ok(None);
        }
        let mut line = answers.due.map(|due| due.to_string()).unwrap_or_default();
        loop {
            let left = self.app.prompt.text("Due day, such as 2027-03-01 (Enter if open)", &mut line)?;
            line = line.trim().to_owned();
            match day(self.app, &line) {
                Ok(day) => answers.due = Some(day),
                Err(_) if left == Move::Back => {}
                Err(_) if line.is_empty() => answers.due = None,
                Err(error) => {
                    self.app.say(&clean(&format!("{error}; write it as 2027-03-01")))?;
                    continue;
                }
            }
            return Ok(Some(left));
        }
    }
}

impl<'o> Answers<'o> {
    fn role_in<'f>(&self, framework: &'f Framework) -> Option<&'f Role> {
        framework.role(self.role.as_deref()?)
    }

    /// The target of the earlier run, where it is one of this role.
    fn old_of(&self, role: &Role) -> Option<&'o Target> {
        self.old.filter(|old| old.role == role.key)
    }
}
