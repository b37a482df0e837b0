//! `promo completions`: a shell's registration script, and the answers that the script asks for while a line is typed.
//!
//! The script calls promo with `COMPLETE` set to the shell's name. What the journal and the framework know is looked
//! up only then, when a word of that sort is wanted; whatever fails gives no candidates, never an error.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use clap::{Arg, Command, CommandFactory as _};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter as _};
use clap_complete::env::{Bash, EnvCompleter, Fish, Shells, Zsh};

use super::context::{Context, framework, framework_library};
use super::target::lookup::Targets;
use super::template::lookup::own_names;
use crate::app::App;
use crate::app::paths::Paths;
use crate::catalog::builtin;
use crate::cli::{Cli, CompletionsArgs, ShellArg};
use crate::domain::framework::Framework;
use crate::error::Outcome;
use crate::render::template::Template;
use crate::render::template::builtin::ALL as TEMPLATES;
use crate::render::text::clean;
use crate::store::{Access, Filter, Store};

/// The variable by which a shell's script asks.
const VARIABLE: &str = "COMPLETE";
/// In a folder of `$fpath` the script is itself the completion when zsh first asks; without this line the first Tab of a
/// session would only define it.
const ZSH_FIRST_TAB: &str =
    "\n\nif [ \"$funcstack[1]\" = \"_promo\" ]; then _clap_dynamic_completer_promo \"$@\"; fi";
const IDS: u32 = 30;

pub fn run(args: &CompletionsArgs, app: &mut App<'_>) -> Result<Outcome> {
    let shell: &dyn EnvCompleter = match args.shell {
        ShellArg::Bash => &Bash,
        ShellArg::Zsh => &Zsh,
        ShellArg::Fish => &Fish,
    };
    register(shell, &mut app.out)?;
    Ok(Outcome::Done)
}

fn register(shell: &dyn EnvCompleter, to: &mut dyn std::io::Write) -> std::io::Result<()> {
    let mut script = Vec::new();
    shell.write_registration(VARIABLE, "promo", "promo", "promo", &mut script)?;
    to.write_all(script.trim_ascii_end())?;
    if shell.is("zsh") {
        to.write_all(ZSH_FIRST_TAB.as_bytes())?;
    }
    to.write_all(b"\n")
}

/// What a shell's script is told about the words typed so far, which follow `--`; without them, the script itself.
/// `None` where no shell goes by that name, so that a variable meant for another program does no harm.
pub fn answer_shell(shell: &OsStr, args: Vec<OsString>, places: &Paths) -> Option<Vec<u8>> {
    let name = Path::new(shell).file_stem()?.to_str()?;
    let shells = Shells::builtins();
    let shell = shells.completer(name)?;
    let words: Vec<OsString> = args.into_iter().skip_while(|word| word != "--").skip(1).collect();
    let mut answer = Vec::new();
    let done = if words.is_empty() {
        register(shell, &mut answer)
    } else {
        let mut places = places.clone();
        places.journal = journal_named(&words).or(places.journal);
        let framework = framework_named(&words);
        let known = Arc::new(Known { places, quoted: name == "bash", framework });
        let mut command = with_completers(Cli::command(), &known);
        shell.write_complete(&mut command, words, Some(Path::new(".")), &mut answer)
    };
    Some(if done.is_ok() { answer } else { Vec::new() })
}

fn journal_named(words: &[OsString]) -> Option<PathBuf> {
    value_of("--journal", words).map(PathBuf::from)
}

fn framework_named(words: &[OsString]) -> Option<String> {
    // What is being typed is the last word.
    let (_, before) = words.split_last()?;
    value_of("--framework", before)?.to_str().map(str::to_owned)
}

fn value_of<'w>(option: &str, words: &'w [OsString]) -> Option<&'w OsStr> {
    let after = words.windows(2).find(|pair| pair[0] == option).map(|pair| pair[1].as_os_str());
    let behind = |word: &'w OsString| word.to_str()?.strip_prefix(option)?.strip_prefix('=').map(OsStr::new);
    after.or_else(|| words.iter().find_map(behind)).filter(|value| !value.is_empty())
}

/// Gives each argument the completer that its value's name asks for.
fn with_completers(command: Command, known: &Arc<Known>) -> Command {
    let removed = command.get_name() == "restore";
    let command = command.mut_args(|arg| {
        let word = arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
        match (word.as_deref(), arg.get_id().as_str()) {
            // What can be restored is in no list.
            (Some("ID"), _) if removed => arg,
            (Some("ID"), _) => completed(arg, known, Known::ids),
            (Some("TAG"), _) => completed(arg, known, Known::tags),
            (Some("OLD"), _) => completed(arg, known, Known::keys_in_use),
            (Some("NEW"), _) => completed(arg, known, Known::tags),
            (Some("NAME"), "project") => completed(arg, known, Known::projects),
            (Some("ROLE"), _) => completed(arg, known, Known::roles),
            (Some("KEY"), _) => completed(arg, known, Known::frameworks),
            (Some("TEMPLATE"), _) => completed_or_file(arg, known, Known::templates),
            (Some("KEY|FILE"), _) => completed_or_file(arg, known, Known::versions),
            (Some("TERM"), _) => completed(arg, known, Known::terms),
            (Some("TARGET"), "compare") => completed(arg, known, Known::any_target),
            (Some("TARGET"), _) => completed(arg, known, Known::targets),
            (Some("ROLE@LEVEL"), _) => completed(arg, known, Known::places),
            (Some("GROUP"), _) => completed(arg, known, Known::groups),
            _ => arg,
        }
    });
    command.mut_subcommands(|command| with_completers(command, known))
}

/// A word, and what it means.
type CompletionWord = (String, Option<String>);

fn completed(arg: Arg, known: &Arc<Known>, words: fn(&Known) -> Option<Vec<CompletionWord>>) -> Arg {
    let known = Arc::clone(known);
    arg.add(ArgValueCompleter::new(move |typed: &OsStr| known.candidates(typed, words)))
}

/// As [`completed`], and files behind the words.
fn completed_or_file(arg: Arg, known: &Arc<Known>, words: fn(&Known) -> Option<Vec<CompletionWord>>) -> Arg {
    let known = Arc::clone(known);
    arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
        let mut all = known.candidates(typed, words);
        all.extend(PathCompleter::file().complete(typed));
        all
    }))
}

/// A word as bash must get it, which puts candidates on the line as they are: a project called `$(rm x)` stays a text.
fn quoted(word: &str) -> String {
    let mut safe = String::with_capacity(word.len());
    for c in word.chars() {
        if c.is_ascii() && !c.is_ascii_alphanumeric() && !"-_./@,+:%".contains(c) {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

struct Known {
    places: Paths,
    quoted: bool,
    framework: Option<String>,
}

impl Known {
    /// The words that start as what was typed does.
    fn candidates(
        &self, typed: &OsStr, words: fn(&Self) -> Option<Vec<CompletionWord>>,
    ) -> Vec<CompletionCandidate> {
        let Some(typed) = typed.to_str() else { return Vec::new() };
        let all = words(self).unwrap_or_default();
        // Several tags may stand in one argument.
        let (before, typed) = typed.rfind(',').map_or(("", typed), |at| typed.split_at(at + 1));
        let wanted = typed.to_lowercase();
        let fits = all.into_iter().filter(|(word, _)| word.to_lowercase().starts_with(&wanted));
        let shown = |(word, help): CompletionWord| {
            let word = if self.quoted { quoted(&word) } else { word };
            let help = help.map(|help| clean(&help).into_owned().into());
            CompletionCandidate::new(format!("{before}{word}")).help(help)
        };
        fits.map(shown).collect()
    }

    fn store(&self) -> Option<Store> {
        Store::open(&self.places.journal_file(), Access::Read).ok()
    }

    fn framework(&self) -> Option<Framework> {
        match self.store() {
            Some(store) => Context::load(&self.places, &store).ok().map(|ground| ground.framework),
            None => framework(&self.places, builtin::DEFAULT).ok(),
        }
    }

    /// The framework's own criteria first, then what lies beneath it, then keys in use that it does not know.
    fn tags(&self) -> Option<Vec<CompletionWord>> {
        let framework = self.framework()?;
        let word = |key: &str, name: &str| (key.to_owned(), Some(name.to_owned()));
        let mut words: Vec<CompletionWord> =
            framework.criteria.iter().map(|criterion| word(&criterion.key, &criterion.name)).collect();
        let strangers = self.keys_in_use().unwrap_or_default().into_iter();
        words.extend(strangers.filter(|(key, _)| framework.criterion(key).is_none()));
        Some(words)
    }

    fn keys_in_use(&self) -> Option<Vec<CompletionWord>> {
        let (keys, _) = self.store()?.words_in_use().ok()?;
        Some(keys.into_iter().map(|key| (key, None)).collect())
    }

    fn projects(&self) -> Option<Vec<CompletionWord>> {
        let (_, projects) = self.store()?.words_in_use().ok()?;
        // A line break cannot be typed, and would be two candidates.
        let typed = projects.into_iter().filter(|project| !project.contains(char::is_control));
        Some(typed.map(|project| (project, None)).collect())
    }

    fn ids(&self) -> Option<Vec<CompletionWord>> {
        let newest = Filter { limit: Some(IDS), ..Filter::default() };
        let lines = self.store()?.list(&newest).ok()?;
        Some(lines.into_iter().map(|line| (line.id.to_string(), Some(line.title))).collect())
    }

    fn terms(&self) -> Option<Vec<CompletionWord>> {
        let terms = self.store()?.terms().ok()?;
        Some(terms.into_iter().map(|term| (term.text, term.alias)).collect())
    }

    fn targets(&self) -> Option<Vec<CompletionWord>> {
        let mut targets = Targets::load(&self.places, &self.store()?).ok()?;
        let all = targets.all.clone().into_iter().map(|listed| {
            let title = targets.place(&listed.target).ok().map(|(_, at)| at.title.to_string());
            (targets.name(&listed.target), title)
        });
        Some(all.collect())
    }

    fn places(&self) -> Option<Vec<CompletionWord>> {
        let framework = self.asked_of()?;
        let places = framework.roles.iter().flat_map(|role| {
            role.levels.iter().map(|at| (format!("{}@{}", role.key, at.level), Some(at.title.to_string())))
        });
        Some(places.collect())
    }

    /// The targets of the list, then every other role at a level.
    fn any_target(&self) -> Option<Vec<CompletionWord>> {
        let mut words = self.targets().unwrap_or_default();
        let others = self.places().unwrap_or_default().into_iter();
        let others: Vec<CompletionWord> =
            others.filter(|(word, _)| words.iter().all(|(known, _)| known != word)).collect();
        words.extend(others);
        Some(words)
    }

    /// The framework that the line names, else the one in force.
    fn asked_of(&self) -> Option<Framework> {
        match &self.framework {
            Some(key) => framework(&self.places, key).ok(),
            None => self.framework(),
        }
    }

    fn roles(&self) -> Option<Vec<CompletionWord>> {
        Some(
            self.asked_of()?
                .roles
                .into_iter()
                .map(|role| (role.key.into_owned(), Some(role.title.into_owned())))
                .collect(),
        )
    }

    fn frameworks(&self) -> Option<Vec<CompletionWord>> {
        let shelf = framework_library(&self.places);
        let keys = shelf.keys().ok()?;
        let own = keys.iter().filter_map(|key| shelf.own_layer(key).ok()?);
        Some(own.map(|own| (own.key.into_owned(), Some(own.title.into_owned()))).collect())
    }

    /// The frameworks, each with its version before where one is kept.
    fn versions(&self) -> Option<Vec<CompletionWord>> {
        let shelf = framework_library(&self.places);
        let of = |(key, title): CompletionWord| {
            let kept = shelf.path(&key).with_extension("toml~").exists();
            let before = kept.then(|| (format!("{key}~"), Some("the version before".to_owned())));
            [Some((key, title)), before].into_iter().flatten()
        };
        Some(self.frameworks()?.into_iter().flat_map(of).collect())
    }

    /// A person's own templates, then promo's.
    fn templates(&self) -> Option<Vec<CompletionWord>> {
        let own = own_names(&self.places).into_iter().map(|name| (name, None));
        let about = |text: &str| Template::read("", "", text).ok()?.head.about;
        let builtin = TEMPLATES.iter().map(|(name, text)| ((*name).to_owned(), about(text)));
        Some(own.chain(builtin).collect())
    }

    fn groups(&self) -> Option<Vec<CompletionWord>> {
        let optional = self.framework()?.groups.into_iter().filter(|group| !group.always);
        Some(optional.map(|group| (group.key.into_owned(), Some(group.title.into_owned()))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bash_gets_no_word_that_it_would_run() {
        for (word, wanted) in [
            ("gateway", "gateway"),
            ("a b", "a\\ b"),
            ("$(rm x);`y`", "\\$\\(rm\\ x\\)\\;\\`y\\`"),
            ("zürich", "zürich"),
        ] {
            assert_eq!(quoted(word), wanted);
        }
    }

    #[test]
    fn the_journal_is_read_from_the_words() {
        let words = |text: &str| text.split(' ').map(OsString::from).collect::<Vec<_>>();
        for (typed, wanted) in [
            ("promo --journal a.db list", Some("a.db")),
            ("promo list --journal=b.db -t", Some("b.db")),
            ("promo list", None),
        ] {
            assert_eq!(journal_named(&words(typed)), wanted.map(PathBuf::from), "{typed}");
        }
    }
}
