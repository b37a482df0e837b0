//! `promo framework import`: a company's framework as it keeps it, to a TOML file beside the journal.
//!
//! All files are read before anything is written. What is read and what is not is the answer. A new framework takes no
//! effect before `promo framework use`; one that is in force, or SFIA's official text, does at once, and that is told.

use std::io::Write as _;
use std::path::Path;

use anyhow::Result;

use super::super::context::{framework_library, view};
use super::import_account::{grouped_notes, import_account};
use super::list_show::in_force;
use crate::app::App;
use crate::app::output::{lock_folder, replace_file};
use crate::app::paths::make_private_folder;
use crate::catalog::framework_library::{self as shelves, FrameworkLibrary};
use crate::catalog::import::assemble::{Assembled, AssemblyPlan, FileSubject, assemble};
use crate::catalog::import::files::{self, SourceFile};
use crate::catalog::import::slugs::slug;
use crate::catalog::import::{ImportHints, LevelsIn, Reading};
use crate::catalog::{builtin, sfia, toml_file, toml_writer};
use crate::cli::{ColorChoice, FrameworkImportArgs, LevelsInArg, ListFormat};
use crate::domain::framework::Framework;
use crate::domain::tag::is_key;
use crate::error::{Outcome, hinted, with_hint};
use crate::render::import_account::{self as shown, ImportAccount};
use crate::render::json;

/// The key of SFIA's official text, where the person gives none.
const OFFICIAL: &str = "sfia-9-official";

/// The longest title that a page gives its framework, in bytes; a longer one is a paragraph.
const LONGEST_TITLE: usize = 300;

pub fn run(args: &FrameworkImportArgs, app: &mut App<'_>, color: ColorChoice) -> Result<Outcome> {
    let shelf = framework_library(&app.paths);
    let found = files::find_files(&args.paths).map_err(|error| hint(error, args))?;
    let (framework, readings, about) = read(args, &found, &shelf)?;
    // One whose base is not there, or that comes round to itself, could not be used.
    shelf.bases(&framework)?;
    let mut account = import_account(&framework, &readings, &about);
    let force = in_force(app).map(|profile| profile.framework).unwrap_or_default();
    let (path, next) = (shelf.path(&framework.key), next(&framework, force == framework.key));
    drop(readings);
    let text = toml_writer::write(&framework)?;
    // A large framework is held once at a time.
    drop(framework);
    if !args.dry_run {
        make_private_folder(shelf.folder()).map_err(|error| {
            anyhow::Error::new(error).context(format!("`{}` cannot be made", shelf.folder().display()))
        })?;
        let _held = lock_folder(shelf.folder())?;
        let kept = replace_file(&path, text.as_bytes())?;
        account.written = Some(path.display().to_string());
        account.kept = kept.map(|kept| kept.display().to_string());
    }
    let shown = match args.format {
        ListFormat::Table => shown::table(&account, &grouped_notes(&account), &view(app, color)),
        ListFormat::Json => json::versioned(&account)?,
    };
    app.out.write_all(shown.as_bytes())?;
    app.out.flush()?;
    tell(app, &account, &next)?;
    Ok(Outcome::Done)
}

fn tell(app: &mut App<'_>, account: &ImportAccount, next: &str) -> Result<()> {
    let Some(path) = &account.written else {
        return Ok(app.say("Nothing was written: this was a dry run")?);
    };
    app.say(&format!("Wrote {path}"))?;
    if let Some(kept) = &account.kept {
        app.say(&format!("What was there before is kept at {kept}"))?;
    }
    Ok(app.say(next)?)
}

fn next(framework: &Framework, in_force: bool) -> String {
    let key = &framework.key;
    if in_force {
        return format!(
            "It is in force, and so is what changed in it: promo framework diff {key} shows that"
        );
    }
    if framework.official {
        return "It lies beneath every framework now: promo framework show --framework sfia-9 --layered"
            .to_owned();
    }
    let show = match framework.roles.first().and_then(|role| Some((role, role.levels.first()?))) {
        Some((role, at)) => {
            format!("promo framework show --framework {key} --role {} --level {}", role.key, at.level)
        }
        None => format!("promo framework show --framework {key}"),
    };
    format!("Next: {show}, then promo framework use {key}")
}

fn read(
    args: &FrameworkImportArgs, found: &[SourceFile], shelf: &FrameworkLibrary,
) -> Result<(Framework, Vec<Reading>, Vec<FileSubject>)> {
    let told =
        ImportHints { role: args.role.clone(), level: args.level, levels_in: args.levels_in.map(levels_in) };
    let terms = files::collect_terms(found);
    let mut readings = Vec::with_capacity(found.len());
    for one in found {
        let decoded = files::read_text(one, args.fix_mojibake).map_err(|error| hint(error, args))?;
        if is_own(one, &decoded.text) {
            if one.named && found.len() > 1 {
                let hint = format!("promo framework import {}", one.name);
                return Err(hinted(format!("`{}` is a framework of its own", one.name), hint));
            }
            if one.named || found.len() == 1 {
                return own(args, one, &decoded.text);
            }
        }
        readings.push(files::read_framework(one, decoded, &told, &terms).map_err(|error| hint(error, args))?);
    }
    files::leave_prose(&mut readings, found);
    levels_somewhere(args, found, &readings)?;
    let empty = |reading: &Reading| {
        reading.criteria.is_empty() && reading.shared.is_empty() && reading.roles.is_empty()
    };
    let official = readings.iter().any(|reading| reading.official);
    if let Some(other) = readings.iter().find(|reading| official && !reading.official && !empty(reading)) {
        let hint = "import each by itself; the official text lies beneath the other then";
        return Err(hinted(format!("SFIA's official text and `{}` are two frameworks", other.file), hint));
    }
    if readings.iter().all(empty) {
        let named: Vec<String> = args.paths.iter().map(|path| format!("`{}`", path.display())).collect();
        let message = format!("{} has nothing of a framework in it", named.join(", "));
        return Err(hinted(
            message,
            "name the files that have, and say where the levels are: --levels-in headings",
        ));
    }
    let title = title(args, &readings);
    let key = key(args, &readings, &title, official)?;
    let catalogue = builtin::own_layer(sfia::KEY).ok_or_else(|| hinted("SFIA's table is missing", ""))?;
    let official = shelf.official()?;
    let sources: Vec<String> = args.paths.iter().map(|path| name_of(path)).collect();
    let plan = AssemblyPlan {
        key: &key,
        title: &title,
        source: &format!("Imported from {}", sources.join(", ")),
        role: args.role.as_deref(),
        sfia: &catalogue,
        official: official.as_ref(),
    };
    let Assembled { framework, about } =
        assemble(&mut readings, &plan).map_err(|error| hint(error.into(), args))?;
    Ok((framework, readings, about))
}

/// Refuses a folder whose pages name no level anywhere: it is somebody's repository, and no framework.
fn levels_somewhere(args: &FrameworkImportArgs, found: &[SourceFile], readings: &[Reading]) -> Result<()> {
    let bare = |reading: &Reading| reading.levels.is_empty() && reading.roles.is_empty() && !reading.official;
    let read = readings.iter().filter(|reading| !reading.criteria.is_empty()).count();
    if read == 0 || !readings.iter().all(bare) || found.iter().any(|found| found.named) {
        return Ok(());
    }
    let named: Vec<String> = args.paths.iter().map(|path| format!("`{}`", path.display())).collect();
    let what = if read == 1 { "the page that was read" } else { "the pages that were read" };
    let message = format!("{} names no level: {what} ({read}) may be no framework", named.join(", "));
    Err(hinted(message, "name the files that are one, or say their level: --level 3"))
}

fn hint(error: files::FilesError, args: &FrameworkImportArgs) -> anyhow::Error {
    use crate::catalog::import::ReadError;
    let hint = match &error {
        files::FilesError::Read(ReadError::Nothing { .. }) if args.levels_in.is_none() => {
            "say where its levels are, such as --levels-in columns, or --level 3 for a page of one level"
        }
        files::FilesError::Read(ReadError::Nothing { .. }) => {
            "try another --levels-in, or write it as TOML: promo framework export engineering shows the format"
        }
        files::FilesError::Read(ReadError::Syntax { .. } | ReadError::NoText { .. }) => {
            "mend that place, or name only the files that are to be read"
        }
        files::FilesError::Io { .. }
        | files::FilesError::NotAFile { .. }
        | files::FilesError::Empty { .. } => "name the pages themselves, or the folder that holds them",
        files::FilesError::Read(_) => "",
    };
    with_hint(error.into(), hint)
}

fn is_own(found: &SourceFile, text: &str) -> bool {
    let starts = || text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    files::extension(&found.path) == "toml"
        || starts().is_some_and(|line| line.split('=').next().is_some_and(|key| key.trim() == "schema"))
}

/// promo's own TOML: taken as it is, but for its key.
fn own(
    args: &FrameworkImportArgs, found: &SourceFile, text: &str,
) -> Result<(Framework, Vec<Reading>, Vec<FileSubject>)> {
    let mut framework = toml_file::read(text, &found.name)?;
    let name = args.name.clone().unwrap_or_else(|| framework.key.to_string());
    framework.key = checked(&name)?.into();
    let reading = Reading {
        file: found.name.clone(),
        shape: "promo's own TOML",
        title: Some(framework.title.to_string()),
        ..Reading::default()
    };
    Ok((framework, vec![reading], vec![FileSubject::default()]))
}

fn levels_in(arg: LevelsInArg) -> LevelsIn {
    match arg {
        LevelsInArg::Headings => LevelsIn::Headings,
        LevelsInArg::Columns => LevelsIn::Columns,
        LevelsInArg::Rows => LevelsIn::Rows,
        LevelsInArg::Bullets => LevelsIn::Bullets,
        LevelsInArg::Keys => LevelsIn::Keys,
        LevelsInArg::Index => LevelsIn::Index,
    }
}

fn name_of(path: &Path) -> String {
    // A path tells where on a machine somebody keeps things; the file may go into a team's repository.
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

fn title(args: &FrameworkImportArgs, readings: &[Reading]) -> String {
    let read: Vec<&Reading> = readings.iter().filter(|reading| !reading.criteria.is_empty()).collect();
    let from_page = || match read.as_slice() {
        [one] => one.title.clone(),
        _ => None,
    };
    let from_path = || args.paths.first().map(|path| stem(path.as_path()));
    let is_title = |title: &String| !title.trim().is_empty() && title.len() <= LONGEST_TITLE;
    let title = from_page().filter(is_title).or_else(from_path).filter(is_title);
    title.or_else(|| args.name.clone()).unwrap_or_else(|| "Framework".to_owned())
}

fn stem(path: &Path) -> String {
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let stem = if whole.is_dir() { whole.file_name() } else { whole.file_stem() };
    stem.map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn key(args: &FrameworkImportArgs, readings: &[Reading], title: &str, official: bool) -> Result<String> {
    if let Some(name) = &args.name {
        if !official && name.eq_ignore_ascii_case(OFFICIAL) {
            return Err(hinted(
                format!("`{OFFICIAL}` is kept for SFIA's own text"),
                "choose another: --name acme",
            ));
        }
        return checked(name);
    }
    if official {
        return Ok(OFFICIAL.to_owned());
    }
    let from_path = || args.paths.first().map(|path| slug(&stem(path))).filter(|key| !key.is_empty());
    let one_page = readings.len() == 1 && readings[0].title.is_some();
    let key = Some(slug(title)).filter(|key| one_page && !key.is_empty()).or_else(from_path);
    checked(&key.unwrap_or_default())
}

fn checked(name: &str) -> Result<String> {
    let key = name.trim().to_ascii_lowercase();
    let hint = "choose another: --name acme";
    if !is_key(&key) {
        return Err(hinted(format!("`{name}` is no key: use letters, digits and hyphens"), hint));
    }
    if shelves::is_built_in(&key) {
        return Err(hinted(format!("`{key}` is built in, and stays as it is"), hint));
    }
    if key == shelves::OWN {
        return Err(hinted(format!("`{key}` is kept for what you add yourself"), hint));
    }
    Ok(key)
}
