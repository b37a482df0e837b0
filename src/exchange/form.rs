//! The form: an entry as text that a person can edit and that reads back exactly.
//!
//! ```text
//! #| Lines that start with #| are notes to you.
//! title: Halved the restart time of the sync job
//! tags: ASUP@4, collaboration@4?
//! link: https://example.com/mr/12 The change
//! --- result
//! 9 min to 4 min
//! ```
//! Short fields are `key: value` lines, long ones follow their `--- key` line. A line of a text that would be read as one
//! of the form's own (`#|`, `--- `) or that starts with a backslash is written with a backslash before it, so any text
//! survives. What is in the form is still as typed: tags, days and ids are resolved by the command.

use thiserror::Error;

const NOTE: &str = "#|";
const SECTION: &str = "--- ";

/// An entry as typed: every field text, empty where nothing was said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "the names are those of an entry's fields")]
pub struct Form {
    pub title: String,
    pub date: String,
    pub tags: Vec<String>,
    pub project: String,
    pub part: String,
    pub replaces: String,
    pub confidential: bool,
    pub links: Vec<String>,
    pub context: String,
    pub did: String,
    pub result: String,
    pub note: String,
}

/// What cannot be read as a form.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FormError {
    /// A line before the long fields that is no `key: value`.
    #[error("line {line} of the form: `{text}` is no `field: value`")]
    NoField {
        /// The line, from 1.
        line: usize,
        text: String,
    },
    /// A field that entries do not have.
    #[error("line {line} of the form: there is no field `{field}`")]
    Unknown {
        /// The line, from 1.
        line: usize,
        field: String,
    },
    /// A field that can stand once and stands twice.
    #[error("line {line} of the form: `{field}` stands twice")]
    Twice {
        /// The line, from 1.
        line: usize,
        field: String,
    },
    #[error("line {line} of the form: `confidential` is `yes` or `no`, not `{text}`")]
    YesNo {
        /// The line, from 1.
        line: usize,
        text: String,
    },
}

impl Form {
    pub fn is_empty(&self) -> bool {
        let texts =
            [&self.title, &self.project, &self.replaces, &self.context, &self.did, &self.result, &self.note];
        texts.iter().all(|text| text.trim().is_empty()) && self.tags.is_empty() && self.links.is_empty()
    }

    /// Whether a text is a form, and not just what somebody typed.
    pub fn is_form(text: &str) -> bool {
        text.trim_start_matches('\u{feff}').starts_with(NOTE)
    }

    /// Whether a text has a form's fields, its notes or not.
    pub fn has_fields(text: &str) -> bool {
        let long = ["context", "did", "result", "note"];
        let is_field = |row: &str| {
            row.starts_with("title:")
                || row.strip_prefix(SECTION).is_some_and(|name| long.contains(&name.trim()))
        };
        Self::is_form(text) || text.trim_start_matches('\u{feff}').lines().any(is_field)
    }

    /// Its fields by name, each as one text that is empty where nothing was said.
    pub fn fields(&self) -> [(&'static str, String); 12] {
        [
            ("title", self.title.clone()),
            ("date", self.date.clone()),
            ("tags", self.tags.join(", ")),
            ("project", self.project.clone()),
            ("part", self.part.clone()),
            ("replaces", self.replaces.clone()),
            ("confidential", if self.confidential { "yes".to_owned() } else { String::new() }),
            ("links", self.links.join("\n")),
            ("context", self.context.clone()),
            ("did", self.did.clone()),
            ("result", self.result.clone()),
            ("note", self.note.clone()),
        ]
    }

    /// The form as text, with notes that explain it.
    pub fn write(&self) -> String {
        let mut text = format!(
            "{NOTE} Lines that start with {NOTE} are notes to you. Save and close to keep the entry;\n\
             {NOTE} leave the form unchanged, or empty it, to change nothing.\n"
        );
        let mut field = |name: &str, value: &str| {
            let gap = if value.is_empty() { "" } else { " " };
            text.push_str(&format!("{name}:{gap}{value}\n"));
        };
        field("title", &self.title);
        field("date", &self.date);
        field("tags", &self.tags.join(", "));
        field("project", &self.project);
        field("part", &self.part);
        field("replaces", &self.replaces);
        field("confidential", if self.confidential { "yes" } else { "no" });
        for link in &self.links {
            field("link", link);
        }
        field("link", "");
        for (name, note, value) in [
            ("context", "The situation, and why it mattered", &self.context),
            ("did", "Your own contribution", &self.did),
            ("result", "The measured outcome, with its baseline", &self.result),
            ("note", "Private; never exported", &self.note),
        ] {
            text.push_str(&format!("\n{NOTE} {note}\n{SECTION}{name}\n"));
            for line in value.split('\n').filter(|_| !value.is_empty()) {
                let own = line.starts_with('\\') || line.starts_with(NOTE) || line.starts_with(SECTION);
                text.push_str(&format!("{}{line}\n", if own { "\\" } else { "" }));
            }
        }
        text
    }

    /// Reads a form back. Blank lines around a long field are not part of it; CRLF line ends are taken for LF where all
    /// of them are.
    ///
    /// # Errors
    /// The first line that is none of a form.
    pub fn parse(text: &str) -> Result<Self, FormError> {
        let text = text.trim_start_matches('\u{feff}');
        let crlf =
            text.lines().next().is_some() && text.matches('\n').count() == text.matches("\r\n").count();
        let text = if crlf { text.replace("\r\n", "\n") } else { text.to_owned() };
        let mut form = Self::default();
        let mut seen: Vec<String> = Vec::new();
        let mut section: Option<(String, Vec<&str>)> = None;
        for (line, row) in (1..).zip(text.split('\n')) {
            if row.starts_with(NOTE) {
                continue;
            }
            if let Some(name) = row.strip_prefix(SECTION) {
                form.close(section.take());
                let name = name.trim().to_owned();
                if form.long(&name).is_none() {
                    return Err(FormError::Unknown { line, field: name });
                }
                if seen.contains(&name) {
                    return Err(FormError::Twice { line, field: name });
                }
                seen.push(name.clone());
                section = Some((name, Vec::new()));
                continue;
            }
            match &mut section {
                Some((_, rows)) => rows.push(row.strip_prefix('\\').unwrap_or(row)),
                None if row.trim().is_empty() => {}
                None => form.short(line, row, &mut seen)?,
            }
        }
        form.close(section);
        Ok(form)
    }

    fn long(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "context" => &mut self.context,
            "did" => &mut self.did,
            "result" => &mut self.result,
            "note" => &mut self.note,
            _ => return None,
        })
    }

    fn close(&mut self, section: Option<(String, Vec<&str>)>) {
        let Some((name, rows)) = section else { return };
        let Some(first) = rows.iter().position(|row| !row.trim().is_empty()) else { return };
        let last = rows.iter().rposition(|row| !row.trim().is_empty()).unwrap_or(first);
        if let Some(field) = self.long(&name) {
            *field = rows[first..=last].join("\n");
        }
    }

    fn short(&mut self, line: usize, row: &str, seen: &mut Vec<String>) -> Result<(), FormError> {
        let Some((name, value)) = row.split_once(':') else {
            return Err(FormError::NoField { line, text: row.to_owned() });
        };
        let (name, value) = (name.trim().to_lowercase(), value.trim());
        if name != "link" && name != "tags" && seen.contains(&name) {
            return Err(FormError::Twice { line, field: name });
        }
        match name.as_str() {
            "title" => self.title = value.to_owned(),
            "date" => self.date = value.to_owned(),
            "tags" => {
                let tags = value.split(',').map(str::trim).filter(|tag| !tag.is_empty());
                self.tags.extend(tags.map(str::to_owned));
            }
            "project" => self.project = value.to_owned(),
            "part" => self.part = value.to_owned(),
            "replaces" => self.replaces = value.to_owned(),
            "confidential" => {
                self.confidential = match value.to_lowercase().as_str() {
                    "" | "no" | "false" => false,
                    "yes" | "true" => true,
                    _ => return Err(FormError::YesNo { line, text: value.to_owned() }),
                }
            }
            "link" => self.links.extend((!value.is_empty()).then(|| value.to_owned())),
            _ => return Err(FormError::Unknown { line, field: name }),
        }
        seen.push(name);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line() -> impl Strategy<Value = String> {
        "[^\n\r]{0,20}".prop_map(|text| text.trim().to_owned())
    }

    fn long() -> impl Strategy<Value = String> {
        let row = prop_oneof![
            "[^\n]{0,12}",
            Just("--- did".to_owned()),
            Just("#| x".to_owned()),
            Just("\\".to_owned())
        ];
        prop::collection::vec(row, 0..6).prop_map(|rows| {
            let rows: Vec<String> =
                rows.into_iter().map(|row| row.trim_end_matches('\r').to_owned()).collect();
            let full = |row: &String| !row.trim().is_empty();
            match (rows.iter().position(full), rows.iter().rposition(full)) {
                (Some(first), Some(last)) => rows[first..=last].join("\n"),
                _ => String::new(),
            }
        })
    }

    prop_compose! {
        fn forms()(
            title in line(), project in line(), tags in prop::collection::vec("[A-Z]{4}(@[1-7]\\??)?(\\.[1-4])?", 0..4),
            links in prop::collection::vec("https://[a-z]{1,8}/[a-z0-9]{0,4}( [a-z]{1,5})?", 0..3), confidential: bool,
            context in long(), did in long(), result in long(), note in long(),
        ) -> Form {
            let (date, part, replaces) = ("2026-11-20".into(), "did".into(), "12".into());
            Form { title, date, tags, project, part, replaces, confidential, links, context, did, result, note }
        }
    }

    proptest! {
        #[test]
        fn a_form_reads_back_what_it_writes(form in forms()) {
            prop_assert_eq!(Form::parse(&form.write()), Ok(form));
        }

        #[test]
        fn any_text_is_a_form_or_an_error(text in "\\PC*") {
            let _ = Form::parse(&text);
        }
    }

    #[test]
    fn an_editor_that_writes_crlf_changes_nothing() {
        let form = Form { title: "One".into(), did: "two\nthree".into(), ..Form::default() };
        assert_eq!(Form::parse(&form.write().replace('\n', "\r\n")), Ok(form));
    }

    #[test]
    fn a_form_is_known_without_its_notes() {
        for (text, wanted) in [
            ("#| note\n", true),
            ("\u{feff}title: x\n", true),
            ("date:\n--- did\nx\n", true),
            ("Wrote the title: page\n--- story\n", false),
            ("", false),
        ] {
            assert_eq!(Form::has_fields(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_no_form_is_named_by_its_line() {
        for (text, wanted) in [
            ("#|\nhello\n", "line 2 of the form: `hello` is no `field: value`"),
            ("titel: x\n", "line 1 of the form: there is no field `titel`"),
            ("title: x\ntitle: y\n", "line 2 of the form: `title` stands twice"),
            ("confidential: maybe\n", "line 1 of the form: `confidential` is `yes` or `no`, not `maybe`"),
            ("--- story\n", "line 1 of the form: there is no field `story`"),
        ] {
            assert_eq!(Form::parse(text).unwrap_err().to_string(), wanted);
        }
    }
}
