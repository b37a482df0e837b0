//! What most commands start with: the journal, the framework in force, the target, the view, the window.

use anyhow::{Result, anyhow};
use chrono::NaiveDate;

use crate::app::App;
use crate::app::drafts::Drafts;
use crate::app::paths::{Paths, make_private_folder};
use crate::app::settings::Settings;
use crate::catalog::framework_library::FrameworkLibrary;
use crate::catalog::{self, builtin};
use crate::cli::{ColorChoice, WindowArgs};
use crate::domain::dates::{Window, parse_when};
use crate::domain::framework::{Framework, Role, RoleLevel};
use crate::domain::ids::Level;
use crate::domain::journal::{FrameworkVersion, Profile, Target};
use crate::error::{hinted, with_hint};
use crate::render::text::{View, clean, list};
use crate::store::{Access, NewJournal, Store, StoreError};

/// Opens the journal to read; it is never made by that.
pub(crate) fn open(app: &App<'_>) -> Result<Store> {
    Ok(Store::open(&app.paths.journal_file(), Access::Read)?)
}

/// Opens the journal to write to what is in it; it is never made by that.
pub(crate) fn open_to_change(app: &mut App<'_>) -> Result<Store> {
    let store = Store::open(&app.paths.journal_file(), Access::Write)?;
    Ok(report_upgrade(store, app))
}

/// Says where the old journal is, if this opening brought it up to date.
fn report_upgrade(store: Store, app: &mut App<'_>) -> Store {
    if let Some(kept) = store.kept() {
        let line = format!("Brought the journal up to date; the old one is kept at {}", kept.display());
        // It is done, and whoever cannot be told must not be kept from logging.
        let _ = app.say(&clean(&line));
    }
    store
}

/// Opens the journal to add to it, and makes it where none ever was; the default place's folder is made too.
///
/// # Errors
/// A journal that was there and is gone; a missing folder; one that cannot be written.
pub(crate) fn open_or_create(app: &mut App<'_>) -> Result<Store> {
    open_or_create_if(app, false)
}

/// Opens the journal to set it up: somebody who says `init` wants a journal here, its folder included, even where one
/// was before.
///
/// # Errors
/// What is left of a journal that is gone; a folder that cannot be made or written.
pub(crate) fn open_for_init(app: &mut App<'_>) -> Result<Store> {
    open_or_create_if(app, true)
}

/// As [`open_or_create`], but a new journal has its place only once it is [`place_staged`]d: what fails before leaves none.
pub(crate) fn open_or_stage(app: &mut App<'_>) -> Result<(Option<NewJournal>, Store)> {
    match find_journal(app, false)? {
        Found::Open(store) => Ok((None, store)),
        Found::Missing { .. } => {
            let staged = NewJournal::make(&app.paths.journal_file())?;
            let store = staged.open()?;
            Ok((Some(staged), store))
        }
    }
}

/// Gives a new journal its place. Its store must be closed.
///
/// # Errors
/// Another journal that was made there in the meantime; a folder that cannot be written.
pub(crate) fn place_staged(staged: NewJournal, app: &mut App<'_>) -> Result<()> {
    staged.persist()?;
    report_new_journal(app, false)
}

enum Found {
    Open(Store),
    Missing { was_here: bool },
}

fn open_or_create_if(app: &mut App<'_>, begin: bool) -> Result<Store> {
    match find_journal(app, begin)? {
        Found::Open(store) => Ok(store),
        Found::Missing { was_here } => {
            let path = app.paths.journal_file();
            Store::create(&path)?;
            let store = Store::open(&path, Access::Write)?;
            report_new_journal(app, was_here)?;
            Ok(store)
        }
    }
}

fn report_new_journal(app: &mut App<'_>, was_here: bool) -> Result<()> {
    let path = app.paths.journal_file();
    // A state folder that cannot be written must not keep anybody from logging.
    let _ = app.paths.remember(&path);
    let gone = if was_here { "; the one that was here is gone" } else { "" };
    app.say(&clean(&format!("Made a new journal at {}{gone}", path.display())))?;
    Ok(())
}

/// The journal, or, where there is none, its folder.
fn find_journal(app: &mut App<'_>, begin: bool) -> Result<Found> {
    let path = app.paths.journal_file();
    match Store::open(&path, Access::Write) {
        Err(StoreError::NotFound { .. }) => {}
        opened => {
            // One that was made elsewhere is known from now on.
            let _ = app.paths.remember(&path);
            return Ok(Found::Open(report_upgrade(opened?, app)));
        }
    }
    let wal = path.with_file_name(format!("{}-wal", path.file_name().unwrap_or_default().to_string_lossy()));
    let (left, was_here) = (wal.exists(), app.paths.remembers(&path));
    if path.exists() {
        // Another command made it between the two looks.
        return Ok(Found::Open(report_upgrade(Store::open(&path, Access::Write)?, app)));
    }
    if left {
        return Err(hinted(
            format!("`{}` is left of a journal whose `{}` is gone", wal.display(), path.display()),
            "put the journal back beside it, or move the rest away",
        ));
    }
    if was_here && !begin {
        return Err(hinted(
            format!("the journal `{}` was here and is gone; a new one would hide that", path.display()),
            "put it back from a backup, or start anew with promo init",
        ));
    }
    if let Some(folder) = path.parent().filter(|_| begin || app.paths.journal.is_none()) {
        make_private_folder(folder).map_err(|error| {
            anyhow!(error).context(format!("the folder `{}` cannot be made", folder.display()))
        })?;
    }
    Ok(Found::Missing { was_here })
}

pub(crate) fn framework_library(paths: &Paths) -> FrameworkLibrary {
    FrameworkLibrary::new(paths.frameworks())
}

/// The framework of a key, over what lies beneath it.
pub(crate) fn framework(paths: &Paths, key: &str) -> Result<Framework> {
    let library = framework_library(paths);
    library.layered(key)?.ok_or_else(|| unknown_framework(&library, key))
}

/// A journal's profile, or what goes for one before `init`.
pub(crate) fn profile_or_default(profile: Option<Profile>) -> Profile {
    profile.unwrap_or_else(|| Profile { framework: builtin::DEFAULT.to_owned(), ..Profile::default() })
}

/// The framework of a profile, as tags are read against it.
pub(crate) fn framework_of(paths: &Paths, profile: &Profile) -> Result<Framework> {
    Ok(framework_with_version(paths, profile)?.0)
}

/// As [`framework_of`], with the version of what was read.
fn framework_with_version(paths: &Paths, profile: &Profile) -> Result<(Framework, String)> {
    let library = framework_library(paths);
    library.in_force_with_version(&profile.framework, profile.behaviours)?.ok_or_else(|| {
        let gone = unknown_framework(&library, &profile.framework);
        with_hint(gone, format!("import it again, or promo framework use {}", builtin::DEFAULT))
    })
}

/// The error that names the frameworks there are.
pub(crate) fn unknown_framework(library: &FrameworkLibrary, key: &str) -> anyhow::Error {
    let keys = library.keys().unwrap_or_default();
    let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    hinted(format!("no framework `{key}`"), format!("there are {}", list(&keys, "and")))
}

/// A role by its key.
pub(crate) fn role<'f>(framework: &'f Framework, key: &str) -> Result<&'f Role> {
    framework.role(key).ok_or_else(|| {
        if framework.roles.is_empty() {
            let hint = "it has criteria only; promo framework list shows which has roles";
            return hinted(format!("no role `{key}` in `{}`", framework.key), hint);
        }
        let near = catalog::nearest(key, &framework.roles, |role| vec![&*role.key, &*role.title]);
        let (word, roles): (_, Vec<&Role>) = match near.is_empty() {
            true => ("there are", framework.roles.iter().collect()),
            false => ("did you mean", near),
        };
        let keys: Vec<String> = roles.iter().map(|role| format!("`{}`", role.key)).collect();
        let (list, end) =
            if word == "there are" { (list(&keys, "and"), "") } else { (list(&keys, "or"), "?") };
        hinted(format!("no role `{key}` in `{}`", framework.key), format!("{word} {list}{end}"))
    })
}

/// A role at a level.
pub(crate) fn role_level<'r>(framework: &Framework, role: &'r Role, level: &str) -> Result<&'r RoleLevel> {
    let has = || {
        let levels: Vec<String> =
            role.levels.iter().map(|at| format!("{} ({})", at.level, at.title)).collect();
        format!("`{}` has {}", role.key, list(&levels, "and"))
    };
    let level = framework.level(level, Some(role)).map_err(|error| with_hint(error.into(), has()))?;
    role.at(level).ok_or_else(|| hinted(format!("`{}` has no level {level}", role.key), has()))
}

/// The groups that are asked for beyond those of everybody.
pub(crate) fn groups(framework: &Framework, named: &[String]) -> Result<Vec<String>> {
    let mut groups = Vec::new();
    for name in named.iter().filter(|name| *name != "none") {
        let group =
            framework.groups.iter().find(|group| group.key.eq_ignore_ascii_case(name)).ok_or_else(|| {
                let keys: Vec<String> =
                    framework.groups.iter().map(|group| format!("`{}`", group.key)).collect();
                let hint = match keys.is_empty() {
                    true => "it has none; leave --with out".to_owned(),
                    false => format!("there are {}", list(&keys, "and")),
                };
                hinted(format!("no group `{name}` in `{}`", framework.key), hint)
            })?;
        groups.push(group.key.to_string());
    }
    Ok(groups)
}

/// What tags are resolved against: the framework in force, with the target's role and level where there is a target.
pub struct Context {
    pub(crate) framework: Framework,
    /// The profile; a default one before `init`.
    pub(crate) profile: Profile,
    /// The target in use, if there is one.
    pub(crate) target: Option<Target>,
    /// Where none is in use: what those that are not are called.
    pub(crate) unused_targets: Vec<String>,
    /// What tags are read against, where `framework` is another one that is judged by for this once.
    pub(crate) in_force: Option<Framework>,
    /// The version of the framework in force.
    pub(crate) version: String,
}

impl Context {
    /// Loads it from the journal.
    pub(crate) fn load(paths: &Paths, store: &Store) -> Result<Self> {
        let mut context = Self::new(paths, store.profile()?, store.target()?)?;
        if context.target.is_none() {
            let names = store.targets()?.into_iter().map(|listed| context.target_name(&listed.target));
            context.unused_targets = names.collect();
        }
        Ok(context)
    }

    /// As [`Context::load`], but judged by the framework of a key, whichever is in force.
    pub(crate) fn judged_by(paths: &Paths, store: &Store, key: Option<&str>) -> Result<Self> {
        let context = Self::load(paths, store)?;
        let other = key.filter(|key| !key.eq_ignore_ascii_case(&context.framework.key));
        let Some(other) = other else { return Ok(context) };
        let framework = context.framework(paths, other)?;
        Ok(Self { in_force: Some(context.framework), framework, ..context })
    }

    /// The framework of a key, as tags would be read against it.
    pub(crate) fn framework(&self, paths: &Paths, key: &str) -> Result<Framework> {
        let library = framework_library(paths);
        library.in_force(key, self.profile.behaviours)?.ok_or_else(|| unknown_framework(&library, key))
    }

    /// That of a profile and a target; before `init` there is neither.
    pub(crate) fn new(paths: &Paths, profile: Option<Profile>, target: Option<Target>) -> Result<Self> {
        let profile = profile_or_default(profile);
        let (framework, version) = framework_with_version(paths, &profile)?;
        Ok(Self { framework, profile, target, unused_targets: Vec::new(), in_force: None, version })
    }

    /// Whether a target is of the framework that is judged by.
    pub(crate) fn matches_framework(&self, target: &Target) -> bool {
        target.of(&self.profile.framework).eq_ignore_ascii_case(&self.framework.key)
    }

    /// What a target is called: with its framework where that is not the one in force.
    pub(crate) fn target_name(&self, target: &Target) -> String {
        let in_force = &*self.profile.framework;
        match target.of(in_force).eq_ignore_ascii_case(in_force) {
            true => target.name(),
            false => target.full_name(in_force),
        }
    }

    /// The version of the framework in force, which tags that are set now are set under.
    pub(crate) fn framework_version(&self) -> FrameworkVersion {
        FrameworkVersion { framework: self.framework.key.to_string(), hash: self.version.clone() }
    }

    pub(crate) fn role(&self) -> Option<&Role> {
        self.framework.role(&self.target.as_ref()?.role)
    }

    pub(crate) fn level(&self) -> Option<Level> {
        self.target.as_ref().map(|target| target.level)
    }
}

/// The settings.
pub(crate) fn settings(app: &App<'_>) -> Result<Settings> {
    let (file, must_exist) = app.paths.settings_file();
    Settings::load(&file, must_exist).map_err(|error| {
        with_hint(
            error.into(),
            "the keys are [rules] entries, spread, months, results, links, stated and own, and [document] words",
        )
    })
}

pub(crate) fn drafts(app: &App<'_>) -> Drafts {
    Drafts::new(app.paths.drafts())
}

pub(crate) fn view(app: &App<'_>, color: ColorChoice) -> View {
    let color = match color {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => app.terminal.stdout && !app.terminal.no_color,
    };
    View { columns: app.terminal.columns.map(usize::from), color, today: app.clock.today() }
}

pub(crate) fn day(app: &App<'_>, text: &str) -> Result<NaiveDate> {
    Ok(parse_when(text, app.clock.today())?)
}

/// Reads a window against a day that is its end unless `--until` says otherwise.
pub(crate) fn window(args: &WindowArgs, today: NaiveDate) -> Result<Window> {
    if let Some(span) = &args.last {
        let span = span.trim();
        let starts_like_a_span = span.starts_with(|c: char| c.is_ascii_digit()) && !span.contains('-');
        let since = parse_when(span, today).ok().filter(|_| starts_like_a_span);
        let since = since.ok_or_else(|| {
            hinted(format!("`{span}` is not a span of time"), "write --last 90d, 2w, 6m or 1y")
        })?;
        return Ok(Window { since: Some(since), until: today });
    }
    let day = |text: &Option<String>| text.as_deref().map(|text| parse_when(text, today)).transpose();
    let (since, until) = (day(&args.since)?, day(&args.until)?.unwrap_or(today));
    if let Some(since) = since.filter(|since| *since > until) {
        if args.until.is_none() {
            return Err(hinted(
                format!("{since} is yet to come"),
                "name a day that is past, or the end of the window too: --until 2027-12-31",
            ));
        }
        return Err(hinted(
            format!("the window from {since} to {until} ends before it starts"),
            "put the earlier day behind --since and the later one behind --until",
        ));
    }
    Ok(Window { since, until })
}

/// As [`window`], for a look back: it ends today at the latest.
pub(crate) fn window_back(args: &WindowArgs, today: NaiveDate) -> Result<Window> {
    let since = args.since.as_deref().and_then(|text| parse_when(text, today).ok());
    if let Some(since) = since.filter(|since| *since > today) {
        return Err(hinted(format!("{since} is yet to come"), "name a day that is past, or --last 12m"));
    }
    let window = window(args, today)?;
    Ok(Window { until: window.until.min(today), ..window })
}
