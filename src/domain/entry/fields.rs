//! The fields that a person fills in: one table, which the form, the options, `edit`, JSON and the store follow.
//!
//! A new field is one line in [`entry_fields!`] and its test; its column comes with a migration, and its line in
//! `schema/exchange/entry.schema.json` is printed by the test that misses it. A text that is no column of `entry` is one
//! of `body`.

use chrono::NaiveDate;
use serde::ser::SerializeStruct;

use super::{Link, Part};
use crate::domain::ids::Uid;
use crate::domain::tag::Tag;

/// Calls a macro with the table, in the order of JSON: `name: FieldKind [.further columns];`. `in_form` and `in_help` give a
/// field its place where that is not behind those that have one.
macro_rules! entry_fields {
    ($with:ident) => {
        $with! {
            date: Day [.option("date", "WHEN", "The day: 2026-11-20, today, yesterday, fri, 3d, 2w, \"2 weeks ago\"").short('d')
                .in_form(1).in_help(1)];
            title: Title [.in_form(0)];
            context: Text [.option("context", "TEXT", "The situation, and why it mattered")
                .in_help(2)];
            did: Text [.option("did", "TEXT", "Your own contribution")
                .in_help(3)];
            result: Text [.option("result", "TEXT", "The measured outcome, with its baseline")
                .in_help(4)];
            note: Text [.option("note", "TEXT", "A private note; never exported").label("Private; never exported").private()
                .in_help(5)];
            project: Line [.option("project", "NAME", "The project").short('p')
                .in_form(3).in_help(7)];
            part: Part [.option("part", "PART", "Whose work it was: led (you led it), did, or helped (it was somebody else's)")
                .in_form(4).in_help(8)];
            replaces: Entry [.option("replaces", "ID", "The entry that this one corrects")
                .in_form(5).in_help(9)];
            tags: Tags [.option("tag", "TAG", "What it is evidence of: `KEY[@LEVEL][.N]`; repeat it or separate with commas").short('t')
                .in_form(2).in_help(0)];
            links: Links [.option("link", "URL", "Where it can be seen: \"URL\" or \"URL LABEL\"; repeat it for more").label("link")
                .in_form(7).in_help(6)];
            confidential: Flag [.option("confidential", "", "Keep it out of every document")
                .in_form(6).in_help(10)];
        }
    };
}
pub(crate) use entry_fields;

/// What a field holds, which says how it is parsed, shown and stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// `WHEN`, as [`crate::domain::dates`] reads it.
    Day,
    /// One line that must not be empty.
    Title,
    /// Any text, or none.
    Text,
    /// One line, or none; white space around it does not count.
    Line,
    /// `led`, `did` or `helped`.
    Part,
    /// An entry's id, or none.
    Entry,
    /// At most [`super::MAX_TAGS`], separated by commas.
    Tags,
    /// `URL` or `URL LABEL`, one a line.
    Links,
    /// `yes` or `no`.
    Flag,
}

/// A field of the table.
#[derive(Debug)]
pub struct EntryField {
    /// In JSON and in history.
    pub name: &'static str,
    pub kind: FieldKind,
    /// The long option; empty where there is none.
    pub option: &'static str,
    pub short: Option<char>,
    /// What the option's value is called.
    pub value_name: &'static str,
    pub help: &'static str,
    /// In the form: the key of a short field, the note above a text.
    pub label: &'static str,
    /// Never leaves the journal but in a dump.
    pub private: bool,
    form_row: u8,
    help_row: u8,
    get: fn(&Form) -> FieldValue<'_>,
    get_mut: fn(&mut Form) -> FieldValueMut<'_>,
    text: fn(&Content) -> Option<&str>,
    text_mut: fn(&mut Content) -> Option<&mut Option<String>>,
}

impl PartialEq for EntryField {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl EntryField {
    const fn option(self, option: &'static str, value_name: &'static str, help: &'static str) -> Self {
        let label = if matches!(self.kind, FieldKind::Text) { help } else { self.label };
        Self { option, value_name, help, label, ..self }
    }

    const fn short(self, short: char) -> Self {
        Self { short: Some(short), ..self }
    }

    const fn label(self, label: &'static str) -> Self {
        Self { label, ..self }
    }

    const fn private(self) -> Self {
        Self { private: true, ..self }
    }

    const fn in_form(self, form_row: u8) -> Self {
        Self { form_row, ..self }
    }

    const fn in_help(self, help_row: u8) -> Self {
        Self { help_row, ..self }
    }

    /// What a form says in this field.
    pub fn of<'f>(&self, form: &'f Form) -> FieldValue<'f> {
        (self.get)(form)
    }

    pub fn of_mut<'f>(&self, form: &'f mut Form) -> FieldValueMut<'f> {
        (self.get_mut)(form)
    }

    /// What an entry says in this field, where that is a title or a text.
    pub fn text<'c>(&self, content: &'c Content) -> Option<&'c str> {
        (self.text)(content)
    }

    /// An entry's text of this field; `None` where the field is of another kind.
    pub fn text_mut<'c>(&self, content: &'c mut Content) -> Option<&'c mut Option<String>> {
        (self.text_mut)(content)
    }

    /// The fields in the order of the form.
    pub fn in_form_order() -> Vec<&'static Self> {
        let mut fields: Vec<&Self> = FIELDS.iter().collect();
        fields.sort_by_key(|field| field.form_row);
        fields
    }

    /// The fields that have an option, in the order of the help.
    pub fn in_help_order() -> Vec<&'static Self> {
        let mut fields: Vec<&Self> = FIELDS.iter().filter(|field| !field.option.is_empty()).collect();
        fields.sort_by_key(|field| field.help_row);
        fields
    }
}

/// What a form says in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldValue<'f> {
    Text(&'f String),
    List(&'f Vec<String>),
    Flag(&'f bool),
}

/// As [`FieldValue`], to be changed.
#[derive(Debug, PartialEq, Eq)]
pub enum FieldValueMut<'f> {
    Text(&'f mut String),
    List(&'f mut Vec<String>),
    Flag(&'f mut bool),
}

impl FieldValue<'_> {
    /// Whether nothing is said; white space says nothing.
    pub fn is_empty(self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::List(list) => list.is_empty(),
            Self::Flag(flag) => !flag,
        }
    }
}

impl FieldValueMut<'_> {
    /// Takes another form's value.
    pub fn set(self, value: FieldValue<'_>) {
        match (self, value) {
            (Self::Text(to), FieldValue::Text(from)) => to.clone_from(from),
            (Self::List(to), FieldValue::List(from)) => to.clone_from(from),
            (Self::Flag(to), FieldValue::Flag(from)) => *to = *from,
            (Self::Text(_) | Self::List(_) | Self::Flag(_), _) => {}
        }
    }
}

macro_rules! content_type {
    (Day) => { NaiveDate };
    (Title) => { String };
    (Text) => { Option<String> };
    (Line) => { Option<String> };
    (Part) => { Part };
    (Entry) => { Option<Uid> };
    (Tags) => { Vec<Tag> };
    (Links) => { Vec<Link> };
    (Flag) => { bool };
}

macro_rules! form_type {
    (Tags) => { Vec<String> };
    (Links) => { Vec<String> };
    (Flag) => { bool };
    ($text:ident) => { String };
}

macro_rules! form_value {
    (Tags, $form:expr) => {
        FieldValue::List($form)
    };
    (Links, $form:expr) => {
        FieldValue::List($form)
    };
    (Flag, $form:expr) => {
        FieldValue::Flag($form)
    };
    ($text:ident, $form:expr) => {
        FieldValue::Text($form)
    };
}

macro_rules! form_value_mut {
    (Tags, $form:expr) => {
        FieldValueMut::List($form)
    };
    (Links, $form:expr) => {
        FieldValueMut::List($form)
    };
    (Flag, $form:expr) => {
        FieldValueMut::Flag($form)
    };
    ($text:ident, $form:expr) => {
        FieldValueMut::Text($form)
    };
}

macro_rules! content_text {
    (Title, $value:expr) => {
        Some($value)
    };
    (Text, $value:expr) => {
        $value.as_deref()
    };
    (Line, $value:expr) => {
        $value.as_deref()
    };
    ($other:ident, $value:expr) => {{
        let _ = $value;
        None
    }};
}

macro_rules! content_text_mut {
    (Text, $value:expr) => {
        Some($value)
    };
    (Line, $value:expr) => {
        Some($value)
    };
    ($other:ident, $value:expr) => {{
        let _ = $value;
        None
    }};
}

macro_rules! json_value {
    (Day, $value:expr) => {
        &format_args!("{}", $value)
    };
    ($other:ident, $value:expr) => {
        $value
    };
}

macro_rules! content_new {
    (Day, $said:ident) => {
        $said.0
    };
    (Title, $said:ident) => {
        $said.1
    };
    ($other:ident, $said:ident) => {
        Default::default()
    };
}

macro_rules! define {
    ($($name:ident: $kind:ident [$($column:tt)*];)*) => {
        /// What a person says in an entry: everything but its names and its history.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Content {
            $(pub $name: content_type!($kind),)*
            /// Where it came from, if not from a person's keyboard.
            pub source: Option<String>,
        }

        /// An entry as typed: each field a text, empty where nothing was said.
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub struct Form {
            $(pub $name: form_type!($kind),)*
        }

        /// All fields, in the order of JSON.
        pub const FIELDS: &[EntryField] = &[$(
            EntryField {
                name: stringify!($name),
                kind: FieldKind::$kind,
                option: "",
                short: None,
                value_name: "",
                help: "",
                label: stringify!($name),
                private: false,
                form_row: u8::MAX,
                help_row: u8::MAX,
                get: |form| form_value!($kind, &form.$name),
                get_mut: |form| form_value_mut!($kind, &mut form.$name),
                text: |content| content_text!($kind, &content.$name),
                text_mut: |content| content_text_mut!($kind, &mut content.$name),
            }$($column)*
        ),*];

        impl Content {
            /// An entry that has only a day and a title.
            pub fn new(date: NaiveDate, title: impl Into<String>) -> Self {
                let said = (date, title.into());
                Self { $($name: content_new!($kind, said),)* source: None }
            }

            /// Adds each field to a JSON object.
            pub(super) fn serialize_fields<S: SerializeStruct>(&self, to: &mut S) -> Result<(), S::Error> {
                $(to.serialize_field(stringify!($name), json_value!($kind, &self.$name))?;)*
                to.serialize_field("source", &self.source)
            }
        }
    };
}
entry_fields!(define);

impl Form {
    /// Whether nothing is said that somebody would miss: a day, a part or a flag alone is no entry.
    pub fn is_empty(&self) -> bool {
        let alone =
            |field: &EntryField| matches!(field.kind, FieldKind::Day | FieldKind::Part | FieldKind::Flag);
        FIELDS.iter().filter(|field| !alone(field)).all(|field| field.of(self).is_empty())
    }

    /// The fields by name, in the order of the form; a list as one text.
    pub fn fields(&self) -> Vec<(&'static EntryField, String)> {
        let text = |field: &EntryField| match (field.of(self), field.kind) {
            (FieldValue::Text(text), _) => text.clone(),
            (FieldValue::List(list), FieldKind::Links) => list.join("\n"),
            (FieldValue::List(list), _) => list.join(", "),
            (FieldValue::Flag(flag), _) => if *flag { "yes" } else { "" }.to_owned(),
        };
        EntryField::in_form_order().into_iter().map(|field| (field, text(field))).collect()
    }
}

impl From<&Content> for Form {
    /// An entry as a form. `replaces` is its uid, which any journal understands.
    fn from(content: &Content) -> Self {
        let mut form = Self {
            date: content.date.to_string(),
            title: content.title.clone(),
            part: content.part.word().to_owned(),
            replaces: content.replaces.map(|uid| uid.to_string()).unwrap_or_default(),
            tags: content.tags.iter().map(Tag::to_string).collect(),
            links: content.links.iter().map(Link::to_string).collect(),
            confidential: content.confidential,
            ..Self::default()
        };
        for field in FIELDS {
            if let (FieldValueMut::Text(to), Some(text)) = (field.of_mut(&mut form), field.text(content)) {
                text.clone_into(to);
            }
        }
        form
    }
}
