//! The real world, made into an [`App`], and one command run in it.

use std::io::{self, BufReader, IsTerminal as _};
use std::process::ExitCode;

use promo::app::{App, Clock, Terminal, drafts::Drafts, paths::Paths, prompt::Prompt};

#[allow(clippy::disallowed_methods, reason = "this is where the clock and the environment are read")]
fn main() -> ExitCode {
    // Everything that promo writes is private, whatever the shell's umask.
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::from_bits_truncate(0o077));
    if let Some(shell) = std::env::var_os("COMPLETE") {
        use promo::commands::completions::answer_shell;
        if let Some(answer) = answer_shell(&shell, std::env::args_os().collect(), &paths()) {
            use std::io::Write as _;
            // Nobody can be told of a failure while a line is being typed.
            let _ = io::stdout().write_all(&answer);
            return ExitCode::SUCCESS;
        }
    }
    let variable = |name| std::env::var(name).ok().filter(|value: &String| !value.is_empty());
    let fixed_today = variable("PROMO_TODAY");
    let source_date = variable("SOURCE_DATE_EPOCH");
    let clock =
        Clock::new(chrono::Local::now().fixed_offset(), fixed_today.as_deref(), source_date.as_deref());
    let clock = match clock {
        Ok(clock) => clock,
        Err(error) => {
            use std::io::Write as _;
            let _ = writeln!(io::stderr(), "error: {error}");
            return ExitCode::FAILURE;
        }
    };
    let stdout_is_terminal = io::stdout().is_terminal();
    let size = console::Term::stdout().size_checked().filter(|_| stdout_is_terminal);
    let terminal = Terminal {
        stdin: io::stdin().is_terminal(),
        stdout: stdout_is_terminal,
        stderr: io::stderr().is_terminal(),
        columns: size.map(|(_, columns)| columns),
        rows: size.map(|(rows, _)| rows),
        no_color: variable("NO_COLOR").is_some() || variable("TERM").as_deref() == Some("dumb"),
    };
    let paths = paths();
    // Without a wish there is vi, which needs a terminal; elsewhere the lack of one is told.
    let fallback = if terminal.stdin && terminal.stdout { "vi" } else { "" };
    let editor = variable("VISUAL").or_else(|| variable("EDITOR")).unwrap_or_else(|| fallback.to_owned());
    // An empty PAGER means none, by git's convention.
    let pager = std::env::var("PAGER").unwrap_or_else(|_| "less".to_owned());
    let less = std::env::var_os("LESS").is_some();
    let prompt = Prompt::new(editor, pager, less, Drafts::new(paths.drafts()));
    let mut app = App {
        clock,
        terminal,
        out: Box::new(io::BufWriter::with_capacity(1 << 16, io::stdout())),
        err: Box::new(io::stderr()),
        input: Box::new(BufReader::new(io::stdin())),
        prompt,
        paths,
        program: std::env::current_exe().unwrap_or_default(),
        quiet: false,
    };
    ExitCode::from(promo::run(std::env::args_os(), &mut app))
}

#[allow(clippy::disallowed_methods, reason = "this is where the environment is read")]
fn paths() -> Paths {
    let variable =
        |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(std::path::PathBuf::from);
    // Without HOME the system still knows the home of this user.
    let home = || std::env::home_dir().unwrap_or_default();
    let folder = |name, under: &str| {
        let base = variable(name).filter(|path| path.is_absolute()).unwrap_or_else(|| home().join(under));
        base.join("promo")
    };
    Paths {
        data: folder("XDG_DATA_HOME", ".local/share"),
        config: folder("XDG_CONFIG_HOME", ".config"),
        state: folder("XDG_STATE_HOME", ".local/state"),
        journal: variable("PROMO_JOURNAL"),
        settings: variable("PROMO_CONFIG"),
    }
}
