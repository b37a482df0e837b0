//! A world for the built binary: an empty home, a fixed day, no terminal, no variable of the machine.

pub mod document;
pub mod inside;
pub mod pty;
pub mod sample;
pub mod schema;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The day of every test.
pub const TODAY: &str = "2026-11-22";

/// The words of a command line, which may also be one text that is split as a shell splits it.
pub trait Words {
    fn words(&self) -> Vec<String>;
}

impl Words for str {
    fn words(&self) -> Vec<String> {
        shell_words::split(self).unwrap()
    }
}

impl<S: AsRef<str>> Words for [S] {
    fn words(&self) -> Vec<String> {
        self.iter().map(|word| word.as_ref().to_owned()).collect()
    }
}

impl<S: AsRef<str>, const N: usize> Words for [S; N] {
    fn words(&self) -> Vec<String> {
        self.as_slice().words()
    }
}

impl<S: AsRef<str>> Words for Vec<S> {
    fn words(&self) -> Vec<String> {
        self.as_slice().words()
    }
}

impl<W: Words + ?Sized> Words for &W {
    fn words(&self) -> Vec<String> {
        (*self).words()
    }
}

/// A golden of its own file in `tests/golden`, for an output of more than fifteen lines.
macro_rules! assert_golden {
    ($name:expr, $text:expr) => {
        insta::with_settings!({
            snapshot_path => "golden", prepend_module_to_snapshot => false, omit_expression => true,
        }, { insta::assert_snapshot!($name, $text) })
    };
}
pub(crate) use assert_golden;

/// An empty home.
pub struct TestEnv {
    home: TempDir,
    vars: Vec<(String, String)>,
}

impl TestEnv {
    /// A home with nothing in it.
    pub fn new() -> Self {
        Self {
            home: TempDir::new().unwrap(),
            vars: vec![("PROMO_TODAY".into(), TODAY.into()), ("PAGER".into(), "cat".into())],
        }
    }

    /// A home whose journal is kept for a lead support engineer.
    pub fn with_target() -> Self {
        Self::new().run("init --name Ada --pronouns she/her --role support-engineer --current 3 --target 4")
    }

    /// Sets a variable for all commands that follow.
    pub fn set(&mut self, name: &str, value: &str) {
        self.vars.push((name.into(), value.into()));
    }

    /// The home's folder, which is also where commands run.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// A file in the home.
    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// The default journal.
    pub fn journal(&self) -> PathBuf {
        self.path(".local/share/promo/journal.db")
    }

    /// Writes a file in the home, with its folders.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    /// The command, ready to run.
    pub fn command(&self, args: &(impl Words + ?Sized)) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("promo"));
        command
            .args(args.words())
            .env_clear()
            .env("HOME", self.home.path())
            .env("PATH", "/usr/bin:/bin")
            .envs(self.vars.iter().map(|(name, value)| (name, value)))
            .current_dir(self.home.path())
            .stdin(Stdio::null());
        command
    }

    /// A shell in the same world; `$0` in its script is `name`.
    pub fn shell(&self, script: &str, name: &str) -> Command {
        let command = self.command("");
        let vars = command.get_envs().filter_map(|(key, value)| Some((key, value?)));
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", script, name]).env_clear().envs(vars).current_dir(self.home.path());
        shell
    }

    /// Runs it.
    pub fn output(&self, args: &(impl Words + ?Sized)) -> Output {
        self.command(args).output().unwrap()
    }

    /// Runs it with something on stdin.
    pub fn output_with(&self, args: &(impl Words + ?Sized), stdin: &[u8]) -> Output {
        use std::io::Write as _;
        let mut command = self.command(args);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A command may end before it has read all.
        let _ = child.stdin.take().unwrap().write_all(stdin);
        child.wait_with_output().unwrap()
    }

    /// Runs it, demands exit 0, and gives stdout.
    #[track_caller]
    pub fn ok(&self, args: &(impl Words + ?Sized)) -> String {
        let output = self.output(args);
        assert!(output.status.success(), "{:?}: {}", args.words(), self.told(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs it, demands exit 0, and gives stdout as JSON.
    #[track_caller]
    pub fn json(&self, args: &(impl Words + ?Sized)) -> serde_json::Value {
        serde_json::from_str(&self.ok(args)).unwrap()
    }

    /// Runs it and gives all that the user sees, for a snapshot.
    pub fn see(&self, args: &(impl Words + ?Sized)) -> String {
        self.told(&self.output(args))
    }

    /// All that the user sees of an output: stdout, stderr, exit code; the home is `~`, uids are `UID`.
    pub fn told(&self, output: &Output) -> String {
        let mut text = String::new();
        for (name, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
            if !bytes.is_empty() {
                text.push_str(&format!("--- {name}\n{}", String::from_utf8_lossy(bytes)));
                if !text.ends_with('\n') {
                    text.push('\n');
                }
            }
        }
        let code = output.status.code().map_or("none".to_owned(), |code| code.to_string());
        text.push_str(&format!("--- exit {code}\n"));
        mask_uids(&text.replace(&self.home.path().display().to_string(), "~"))
    }
}

/// Says that a test could not test, past the test runner's capture, which would hide it.
pub fn skipped(why: &str) {
    use std::io::Write as _;
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    let _ = writeln!(std::io::stderr(), "skipped: {test}: {why}");
}

/// Puts `UID` for every UUID.
pub fn mask_uids(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_hexdigit()) {
        masked.push_str(&rest[..at]);
        let run = &rest[at..];
        let end = run.find(|c: char| !c.is_ascii_hexdigit() && c != '-').unwrap_or(run.len());
        let word = &run[..end];
        let is_uid = word.len() == 36 && word.match_indices('-').map(|(at, _)| at).eq([8, 13, 18, 23]);
        masked.push_str(if is_uid { "UID" } else { word });
        rest = &run[end..];
    }
    masked + rest
}
