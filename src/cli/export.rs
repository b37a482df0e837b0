//! Arguments of `export`, and the one thing that they ask for.

use std::path::{Path, PathBuf};

use clap::{ArgAction, Args, ValueEnum};

use super::reading::WindowArgs;

/// How a document is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
pub enum ExportFormat {
    /// The document
    #[default]
    Markdown,
    /// What the template is given
    Json,
}

/// Arguments of `export`.
#[derive(Debug, Args, Default)]
#[command(after_help = "\
Examples:
  promo export -o promotion.md
  promo export --template one-to-one --since 2w

Confidential entries are left out and counted; private notes are never in it.")]
pub struct ExportArgs {
    /// The document's shape: gitlab (the default), staff-packet, star, self-review, one-to-one, brag, or your own: its
    /// name or FILE.md
    #[arg(long, value_name = "TEMPLATE")]
    template: Option<String>,
    /// Write to this file instead of stdout
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file; the old one is kept as FILE~
    #[arg(long, requires = "output")]
    force: bool,
    /// Bring a file of -o up to date and keep every block that you changed; the old one is kept as FILE~
    #[arg(long, value_name = "FILE", conflicts_with_all = ["output", "check", "explain", "clean"])]
    update: Option<PathBuf>,
    /// With --update: show what would change and write nothing
    #[arg(long, requires = "update", conflicts_with_all = ["output", "check", "explain", "clean"])]
    diff: bool,
    /// Leave out every comment, to hand it in; with FILE a copy of that file
    #[arg(long, value_name = "FILE", num_args = 0..=1, action = ArgAction::Set, conflicts_with_all = ["check", "explain"])]
    clean: Option<Vec<PathBuf>>,
    /// The window
    #[command(flatten)]
    window: WindowArgs,
    /// Also tell confidential entries; the document then says so in its first line
    #[arg(long)]
    with_confidential: bool,
    /// Refuse, instead of hiding, where an entry names a listed term, an address or a key
    #[arg(long, conflicts_with_all = ["check", "explain"])]
    strict: bool,
    /// Check it instead, or FILE if you have worked on it; exit with 3 on errors
    #[arg(long, value_name = "FILE", num_args = 0..=1, action = ArgAction::Set)]
    check: Option<Vec<PathBuf>>,
    /// With --check: what is still to be filled is an error
    #[arg(long = "final", requires = "check")]
    is_final: bool,
    /// Say instead why each entry was chosen or left out
    #[arg(long, conflicts_with_all = ["check", "output"])]
    explain: bool,
    /// How to print it: markdown, or json for what the template is given; json also of --check,
    /// --explain and --update
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true, default_value_t = ExportFormat::Markdown)]
    format: ExportFormat,
}

/// What `export` is asked to do.
#[derive(Debug)]
pub enum ExportAction {
    Write(WriteAction),
    Values(ValuesAction),
    CleanCopy(CleanCopyAction),
    Update(UpdateAction),
    Check(CheckAction),
    Explain(ExplainAction),
}

/// Which document: by which template, of which days.
#[derive(Debug, Clone, Default)]
pub struct DocumentOptions {
    /// A name or a file; without one the default, or the one that a file says it was made by.
    pub template: Option<String>,
    pub window: WindowArgs,
    pub with_confidential: bool,
}

/// Where a document goes.
#[derive(Debug)]
pub enum Output {
    Stdout,
    File { path: PathBuf, replace: bool },
}

/// What is done where an entry names what must be hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnSensitive {
    Hide,
    Refuse,
}

/// Write the document.
#[derive(Debug)]
pub struct WriteAction {
    pub document: DocumentOptions,
    pub output: Output,
    pub on_sensitive: OnSensitive,
    /// Whether to leave out every comment, those that cite entries too.
    pub without_comments: bool,
}

/// Print what the template is given.
#[derive(Debug)]
pub struct ValuesAction {
    pub document: DocumentOptions,
    pub output: Output,
    pub on_sensitive: OnSensitive,
}

/// Copy a file without its comments.
#[derive(Debug)]
pub struct CleanCopyAction {
    pub file: PathBuf,
    pub output: Output,
    pub with_confidential: bool,
}

/// Bring a file up to date.
#[derive(Debug)]
pub struct UpdateAction {
    pub document: DocumentOptions,
    pub file: PathBuf,
    pub on_sensitive: OnSensitive,
    /// Whether to show what would change and write nothing.
    pub is_preview: bool,
    pub format: ExportFormat,
}

/// Hold the document, or a file of it, against its rules.
#[derive(Debug)]
pub struct CheckAction {
    pub document: DocumentOptions,
    /// The file; `-` is stdin.
    pub file: Option<PathBuf>,
    /// Whether what is still to be filled is an error.
    pub is_final: bool,
    pub format: ExportFormat,
    /// A file that was named as output and is not written.
    pub unwritten: Option<PathBuf>,
}

/// Say why each entry is in the document or not.
#[derive(Debug)]
pub struct ExplainAction {
    pub document: DocumentOptions,
    pub format: ExportFormat,
}

impl ExportArgs {
    /// The arguments that write the default document to a file.
    pub fn to_file(path: &Path) -> Self {
        Self { output: Some(path.to_owned()), ..Self::default() }
    }

    /// The one action that the arguments name; clap has refused those that exclude each other.
    pub fn action(self) -> ExportAction {
        let Self { template, window, with_confidential, format, output, force, .. } = self;
        let document = DocumentOptions { template, window, with_confidential };
        let on_sensitive = if self.strict { OnSensitive::Refuse } else { OnSensitive::Hide };
        let without_comments = self.clean.is_some();
        if let Some(file) = self.update {
            return ExportAction::Update(UpdateAction {
                document,
                file,
                on_sensitive,
                is_preview: self.diff,
                format,
            });
        }
        if self.explain {
            return ExportAction::Explain(ExplainAction { document, format });
        }
        if let Some(files) = self.check {
            let (file, is_final) = (files.into_iter().next(), self.is_final);
            return ExportAction::Check(CheckAction { document, file, is_final, format, unwritten: output });
        }
        let output = match output {
            Some(path) if path != Path::new("-") => Output::File { path, replace: force },
            _ => Output::Stdout,
        };
        match (self.clean.into_iter().flatten().next(), format) {
            (Some(file), _) => ExportAction::CleanCopy(CleanCopyAction { file, output, with_confidential }),
            (None, ExportFormat::Json) => {
                ExportAction::Values(ValuesAction { document, output, on_sensitive })
            }
            (None, ExportFormat::Markdown) => {
                ExportAction::Write(WriteAction { document, output, on_sensitive, without_comments })
            }
        }
    }
}
