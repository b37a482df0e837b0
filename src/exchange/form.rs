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

pub use crate::domain::entry::Form;
use crate::domain::entry::{EntryField, FIELDS, FieldKind, FieldValue, FieldValueMut};

const NOTE: &str = "#|";
const SECTION: &str = "--- ";

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
    /// Whether a text is a form, and not just what somebody typed.
    pub fn is_form(text: &str) -> bool {
        text.trim_start_matches('\u{feff}').starts_with(NOTE)
    }

    /// Whether a text has a form's fields, its notes or not.
    pub fn has_fields(text: &str) -> bool {
        let is_field = |row: &str| {
            row.starts_with("title:")
                || row.strip_prefix(SECTION).is_some_and(|name| section(name.trim()).is_some())
        };
        Self::is_form(text) || text.trim_start_matches('\u{feff}').lines().any(is_field)
    }

    /// A form as text, with notes that explain it.
    pub fn write(&self) -> String {
        let mut text = format!(
            "{NOTE} Lines that start with {NOTE} are notes to you. Save and close to keep the entry;\n\
             {NOTE} leave the form unchanged, or empty it, to change nothing.\n"
        );
        let (long, short): (Vec<_>, Vec<_>) =
            EntryField::in_form_order().into_iter().partition(|field| field.kind == FieldKind::Text);
        for field in short {
            let mut line = |value: &str| {
                let gap = if value.is_empty() { "" } else { " " };
                text.push_str(&format!("{}:{gap}{value}\n", field.label));
            };
            match field.of(self) {
                FieldValue::Text(value) => line(value),
                FieldValue::Flag(flag) => line(if *flag { "yes" } else { "no" }),
                FieldValue::List(list) if field.kind == FieldKind::Links => {
                    list.iter().for_each(|link| line(link));
                    line("");
                }
                FieldValue::List(list) => line(&list.join(", ")),
            }
        }
        for field in long {
            text.push_str(&format!("\n{NOTE} {}\n{SECTION}{}\n", field.label, field.name));
            let FieldValue::Text(value) = field.of(self) else { continue };
            for line in value.split('\n').filter(|_| !value.is_empty()) {
                let own = line.starts_with('\\') || line.starts_with(NOTE) || line.starts_with(SECTION);
                text.push_str(&format!("{}{line}\n", if own { "\\" } else { "" }));
            }
        }
        text
    }

    /// Reads a form back. Blank lines around a long field are not part of it; CRLF line ends are taken for LF where all of
    /// them are.
    pub fn parse(text: &str) -> Result<Self, FormError> {
        let text = text.trim_start_matches('\u{feff}');
        let crlf =
            text.lines().next().is_some() && text.matches('\n').count() == text.matches("\r\n").count();
        let text = if crlf { text.replace("\r\n", "\n") } else { text.to_owned() };
        let mut reader = FormReader::default();
        for (line, row) in (1..).zip(text.split('\n')) {
            reader.row(line, row)?;
        }
        reader.close();
        Ok(reader.form)
    }
}

/// The long field of a name.
fn section(name: &str) -> Option<&'static EntryField> {
    FIELDS.iter().find(|field| field.kind == FieldKind::Text && field.name == name)
}

#[derive(Default)]
struct FormReader<'t> {
    form: Form,
    seen: Vec<&'static str>,
    /// The long field that is open, with its rows.
    section: Option<(&'static EntryField, Vec<&'t str>)>,
}

impl<'t> FormReader<'t> {
    fn row(&mut self, line: usize, row: &'t str) -> Result<(), FormError> {
        if row.starts_with(NOTE) {
            return Ok(());
        }
        if let Some(name) = row.strip_prefix(SECTION) {
            self.close();
            let name = name.trim();
            let field = section(name).ok_or_else(|| FormError::Unknown { line, field: name.to_owned() })?;
            self.once(line, field, name)?;
            self.section = Some((field, Vec::new()));
            return Ok(());
        }
        match &mut self.section {
            Some((_, rows)) => rows.push(row.strip_prefix('\\').unwrap_or(row)),
            None if row.trim().is_empty() => {}
            None => self.short(line, row)?,
        }
        Ok(())
    }

    fn once(&mut self, line: usize, field: &'static EntryField, name: &str) -> Result<(), FormError> {
        if self.seen.contains(&field.name) {
            return Err(FormError::Twice { line, field: name.to_owned() });
        }
        self.seen.push(field.name);
        Ok(())
    }

    fn close(&mut self) {
        let Some((field, rows)) = self.section.take() else { return };
        let Some(first) = rows.iter().position(|row| !row.trim().is_empty()) else { return };
        let last = rows.iter().rposition(|row| !row.trim().is_empty()).unwrap_or(first);
        if let FieldValueMut::Text(text) = field.of_mut(&mut self.form) {
            *text = rows[first..=last].join("\n");
        }
    }

    fn short(&mut self, line: usize, row: &str) -> Result<(), FormError> {
        let Some((name, value)) = row.split_once(':') else {
            return Err(FormError::NoField { line, text: row.to_owned() });
        };
        let (name, value) = (name.trim().to_lowercase(), value.trim());
        let of_name = |field: &&EntryField| field.kind != FieldKind::Text && field.label == name;
        let Some(field) = FIELDS.iter().find(of_name) else {
            return Err(FormError::Unknown { line, field: name });
        };
        if !matches!(field.of_mut(&mut self.form), FieldValueMut::List(_)) {
            self.once(line, field, &name)?;
        }
        match field.of_mut(&mut self.form) {
            FieldValueMut::Text(text) => value.clone_into(text),
            FieldValueMut::List(list) if field.kind == FieldKind::Links => {
                list.extend((!value.is_empty()).then(|| value.to_owned()));
            }
            FieldValueMut::List(list) => {
                let items = value.split(',').map(str::trim).filter(|item| !item.is_empty());
                list.extend(items.map(str::to_owned));
            }
            FieldValueMut::Flag(flag) => {
                *flag = match value.to_lowercase().as_str() {
                    "" | "no" | "false" => false,
                    "yes" | "true" => true,
                    _ => return Err(FormError::YesNo { line, text: value.to_owned() }),
                }
            }
        }
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
