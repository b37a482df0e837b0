//! The templates there are, and what is wrong with one: for reading and for programs.

use serde::Serialize;

use super::json::SCHEMA;
use super::template::head::{Audience, Head};
use super::text::{BOLD, DIM, RED, View, clean, count, hang, wrap};

#[derive(Debug, Serialize)]
pub struct ListedTemplate {
    name: String,
    #[serde(flatten)]
    head: Head,
    file: Option<String>,
    fault: Option<String>,
}

impl ListedTemplate {
    /// One whose head is known, or what is wrong with it; `file` is where it is, if it is not built in.
    pub fn new(name: &str, file: Option<String>, head: Result<Head, String>) -> Self {
        let (head, fault) = match head {
            Ok(head) => (head, None),
            Err(fault) => (Head::default(), Some(fault)),
        };
        Self { name: name.to_owned(), head, file, fault }
    }

    /// Who it is for, how long it may be, where it is from.
    fn facts(&self) -> String {
        let mut facts = vec![
            match self.head.audience {
                Audience::Me => "for yourself",
                Audience::Others => "for others",
            }
            .to_owned(),
        ];
        facts.extend(self.head.words.map(|words| format!("{words} words")));
        facts.extend(self.head.section_words.map(|words| format!("{words} words a section")));
        facts.extend(self.head.last.as_ref().map(|last| format!("the last {last}")));
        facts.push(self.file.clone().unwrap_or_else(|| "built in".to_owned()));
        facts.join(" · ")
    }
}

/// The list for reading.
pub fn list(all: &[ListedTemplate], view: &View) -> String {
    const INDENT: &str = "    ";
    let mut text = String::new();
    for template in all {
        text.push_str(&format!("{}\n", view.paint(BOLD, &clean(&template.name))));
        let about = template.head.about.as_deref().or(template.head.title.as_deref());
        let (style, about) = match &template.fault {
            Some(fault) => (RED, Some(fault.as_str())),
            None => (BOLD, about),
        };
        if let Some(about) = about {
            let about = hang(INDENT, &clean(about), view.width(), INDENT);
            let is_faulty = template.fault.is_some();
            text.push_str(&format!("{}\n", if is_faulty { view.paint(style, &about) } else { about }));
        }
        let facts = hang(INDENT, &clean(&template.facts()), view.width(), INDENT);
        text.push_str(&format!("{}\n", view.paint(DIM, &facts)));
    }
    text
}

/// The code of what stops a template.
pub const FAULT: &str = "fault";

/// Something that is wrong with a template.
#[derive(Debug, Serialize)]
pub struct TemplateFinding {
    /// The journal that it was filled with: `full` or `empty`; `None` where that makes no difference.
    pub journal: Option<&'static str>,
    /// The line: of the template for `fault`, of the document otherwise.
    pub line: Option<usize>,
    /// `fault`, or the code of a lint.
    pub code: &'static str,
    pub found: String,
    pub advice: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct TemplateReport {
    schema: u32,
    template: String,
    file: Option<String>,
    words: Option<usize>,
    findings: Vec<TemplateFinding>,
}

impl TemplateReport {
    /// Builds it; `words` are those of the sample's document, where there is one.
    pub fn new(
        name: &str, file: Option<String>, words: Option<usize>, findings: Vec<TemplateFinding>,
    ) -> Self {
        Self { schema: SCHEMA, template: name.to_owned(), file, words, findings }
    }

    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }

    pub fn table(&self, view: &View) -> String {
        let number = u32::try_from(self.findings.len()).unwrap_or(u32::MAX);
        let found = match number {
            0 => "nothing found".to_owned(),
            number => count(number, "finding", "findings"),
        };
        let words = self.words.map(|words| {
            let words = count(u32::try_from(words).unwrap_or(u32::MAX), "word", "words");
            format!(" · {words} from the sample journal")
        });
        let head = clean(&format!("{}: {found}{}", self.template, words.unwrap_or_default())).into_owned();
        let mut text = format!("{}\n", view.paint(BOLD, &wrap(&head, view.width(), "")));
        for finding in &self.findings {
            let journal = match finding.journal {
                Some("empty") => "an empty journal",
                _ => "the sample journal",
            };
            let line = match (finding.journal, finding.line) {
                (None, _) => finding.found.clone(),
                (Some(_), Some(line)) if finding.code != FAULT => {
                    format!("line {line} of {journal}'s document: {}", finding.found)
                }
                (Some(_), _) => format!("{} (with {journal})", finding.found),
            };
            text.push_str(&format!("{}\n", hang("  ", &clean(&line), view.width(), "    ")));
            if let Some(advice) = &finding.advice {
                let advice = hang("    → ", &clean(advice), view.width(), "      ");
                text.push_str(&format!("{}\n", view.paint(DIM, &advice)));
            }
        }
        text
    }
}
