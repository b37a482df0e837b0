//! The head of a template: TOML between two lines `+++` at the very start, which says what the document is and what it is
//! held against.

use serde::{Deserialize, Serialize};
use toml::Value;

use super::template_error::TemplateError;

/// The line before and after a head.
const MARK: &str = "+++";
/// How many sections a head may name.
const MOST_SECTIONS: usize = 100;
/// The keys, what each takes, and what it means.
const KEYS: [(&str, &str, &str); 11] = [
    ("title", "a text", "what the document is called"),
    ("about", "a text of one line", "what it is; promo template list shows it"),
    ("reader", "\"others\" or \"me\"", "who it is for"),
    ("person", "\"third\", \"first\" or \"any\"", "who it speaks as; in the third, I and we are findings"),
    ("words", "a whole number from 1, such as 1500", "the most words"),
    ("section-words", "a whole number from 1, such as 250", "the most words under one heading of depth 2"),
    ("results", "a whole number, such as 3", "how many headings such as `Result 1` there are"),
    (
        "sections",
        "at most 100 headings in their order, such as [\"Summary\", \"Results\"]",
        "the headings of depth 2",
    ),
    ("values", "true or false", "whether each value must be shown"),
    ("at-level", "true or false", "whether only work at the target level may be cited; true if left out"),
    ("last", "a span of time, such as \"6m\"", "what it tells where no window is asked for"),
];

/// Who the document speaks as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Voice {
    /// Of the person, by name and pronouns.
    Third,
    First,
    Any,
}

/// Who the document is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// Whoever decides.
    Others,
    Me,
}

/// What a head says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Head {
    pub title: Option<String>,
    /// What the document is, in one line.
    pub about: Option<String>,
    #[serde(rename = "reader")]
    pub audience: Audience,
    #[serde(rename = "person")]
    pub voice: Voice,
    /// The most words.
    pub words: Option<usize>,
    /// The most words under one heading of depth 2.
    pub section_words: Option<usize>,
    pub results: Option<usize>,
    /// The headings of depth 2 that it has, in this order.
    pub sections: Vec<String>,
    /// Whether it shows each value that is asked.
    pub values: bool,
    /// Whether it may cite evidence at the target level alone.
    pub at_level: bool,
    /// The span that it tells where no window is asked for: `6m`.
    pub last: Option<String>,
}

impl Default for Head {
    fn default() -> Self {
        Self {
            title: None,
            about: None,
            audience: Audience::Others,
            voice: Voice::Third,
            words: None,
            section_words: None,
            results: None,
            sections: Vec::new(),
            values: false,
            at_level: true,
            last: None,
        }
    }
}

/// A template's text whose head says in comments what may stand there, for somebody who is to change it.
pub fn explained(text: &str) -> String {
    let rest = text.strip_prefix(MARK).and_then(|rest| rest.strip_prefix('\n'));
    let mut head = format!(
        "{MARK}\n# What the document is, and what promo export --check holds it against. All of it may be left out.\n"
    );
    for (key, takes, means) in KEYS {
        head.push_str(&format!("#   {key}: {means} ({takes})\n"));
    }
    head.push_str(
        "# Below the head: Markdown with minijinja. promo template show --context prints the schema of the values there are,\n\
         # promo export --format json yours. What is printed is escaped; these filters make Markdown:\n\
         #   link (of a link), code (of a command), runs (of entry numbers). spoken joins a list as one says it.\n\
         # Other files beside this one, and promo's (\"promo/gitlab.md\"), can be included, imported and extended.\n",
    );
    match rest {
        Some(rest) => head + rest,
        None => format!("{head}{MARK}\n{text}"),
    }
}

/// The head of a template's text, and how many lines of the text it takes; a text without one has the head of none.
pub(super) fn read(file: &str, text: &str) -> Result<(Head, usize), TemplateError> {
    let mut lines = text.lines();
    if lines.next().map(str::trim_end) != Some(MARK) {
        return Ok((Head::default(), 0));
    }
    let Some(length) = lines.position(|line| line.trim_end() == MARK) else {
        let why = format!("the head that starts here is not closed: a line `{MARK}` ends it");
        return Err(TemplateError::new(file, Some(1), why));
    };
    let head: Vec<&str> = text.lines().skip(1).take(length).collect();
    Ok((parse(file, &head)?, length + 2))
}

/// Reads the lines between the marks; the first of them is the file's second.
fn parse(file: &str, lines: &[&str]) -> Result<Head, TemplateError> {
    let text = lines.join("\n");
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let start = error.span().map_or(0, |span| span.start).min(text.len());
        let before = text.as_bytes().iter().take(start).filter(|byte| **byte == b'\n').count();
        let what = error.message().lines().collect::<Vec<_>>().join("; ");
        TemplateError::new(file, Some(before + 2), format!("the head is no TOML: {what}"))
    })?;
    let mut head = Head::default();
    for (key, value) in &table {
        let place = lines.iter().position(|line| {
            let rest = line.trim_start().trim_start_matches(['"', '\'', '[']).strip_prefix(key.as_str());
            rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_'))
        });
        let line = place.map(|at| at + 2);
        let Some((_, takes, _)) = KEYS.iter().find(|(known, ..)| known == key) else {
            let fault = TemplateError::new(file, line, format!("a head has no key `{key}`"));
            return Err(fault.unknown(key, KEYS.iter().map(|(known, ..)| *known)));
        };
        if set(&mut head, key, value).is_none() {
            return Err(TemplateError::new(file, line, format!("`{key}` takes {takes}")));
        }
    }
    Ok(head)
}

/// Puts a value in its place; `None` where the key does not take it.
fn set(head: &mut Head, key: &str, value: &Value) -> Option<()> {
    let number = |least: i64| {
        let number = value.as_integer().filter(|number| (least..=i64::from(u32::MAX)).contains(number))?;
        usize::try_from(number).ok().map(Some)
    };
    let text = |value: &Value| {
        let text = value.as_str()?.trim();
        (!text.is_empty() && !text.contains('\n')).then(|| text.to_owned())
    };
    match key {
        "title" => head.title = Some(text(value)?),
        "about" => head.about = Some(text(value)?),
        "reader" => head.audience = value.clone().try_into().ok()?,
        "person" => head.voice = value.clone().try_into().ok()?,
        "words" => head.words = number(1)?,
        "section-words" => head.section_words = number(1)?,
        "results" => head.results = number(0)?,
        "sections" => {
            let all = value.as_array().filter(|all| all.len() <= MOST_SECTIONS)?;
            head.sections = all.iter().map(text).collect::<Option<_>>()?;
        }
        "values" => head.values = value.as_bool()?,
        "at-level" => head.at_level = value.as_bool()?,
        "last" => head.last = Some(span(value.as_str()?)?),
        _ => return None,
    }
    Some(())
}

/// A span such as `90d`, `2w`, `6m`, `1y`; `None` for anything else.
fn span(text: &str) -> Option<String> {
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let number: u16 = number.parse().ok()?;
    (number > 0 && number <= 9999 && ["d", "w", "m", "y"].contains(&unit)).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headed(lines: &str) -> Result<(Head, usize), TemplateError> {
        read("a.md", &format!("+++\n{lines}\n+++\n# Text\n"))
    }

    #[test]
    fn what_is_left_out_is_not_asked() {
        assert_eq!(read("a.md", "# Text\n").unwrap(), (Head::default(), 0));
        assert_eq!(read("a.md", "").unwrap(), (Head::default(), 0));
        assert_eq!(read("a.md", "+++\n+++\n# Text\n").unwrap(), (Head::default(), 2));
        assert_eq!(headed("# a comment\n").unwrap(), (Head::default(), 4));
    }

    #[test]
    fn each_key_is_read() {
        let (head, lines) = headed(
            "title = \"Case\"\nabout = \"One page\"\nreader = \"me\"\nperson = \"any\"\nwords = 500\nsection-words = 90\n\
             results = 0\nsections = [\n  \"A\",\n  \"B\",\n]\nvalues = true\nat-level = false\nlast = \"6m\"",
        )
        .unwrap();
        assert_eq!(lines, 16);
        let wanted = Head {
            title: Some("Case".into()),
            about: Some("One page".into()),
            audience: Audience::Me,
            voice: Voice::Any,
            words: Some(500),
            section_words: Some(90),
            results: Some(0),
            sections: vec!["A".into(), "B".into()],
            values: true,
            at_level: false,
            last: Some("6m".into()),
        };
        assert_eq!(head, wanted);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line_and_what_may_stand_there() {
        for (lines, wanted) in [
            ("\nwrods = 3", "`a.md`, line 3: a head has no key `wrods`"),
            ("words = \"many\"", "`a.md`, line 2: `words` takes a whole number from 1, such as 1500"),
            ("words = 0", "`a.md`, line 2: `words` takes a whole number from 1, such as 1500"),
            ("words = -4", "`a.md`, line 2: `words` takes a whole number from 1, such as 1500"),
            (
                "section-words = 1.5",
                "`a.md`, line 2: `section-words` takes a whole number from 1, such as 250",
            ),
            ("results = true", "`a.md`, line 2: `results` takes a whole number, such as 3"),
            ("title = \"\"", "`a.md`, line 2: `title` takes a text"),
            ("about = \"\"\"a\nb\"\"\"", "`a.md`, line 2: `about` takes a text of one line"),
            ("person = \"second\"", "`a.md`, line 2: `person` takes \"third\", \"first\" or \"any\""),
            ("reader = 1", "`a.md`, line 2: `reader` takes \"others\" or \"me\""),
            (
                "title = \"T\"\nsections = \"A\"",
                "`a.md`, line 3: `sections` takes at most 100 headings in their order, such as [\"Summary\", \"Results\"]",
            ),
            ("values = \"yes\"", "`a.md`, line 2: `values` takes true or false"),
            ("last = \"soon\"", "`a.md`, line 2: `last` takes a span of time, such as \"6m\""),
            ("last = \"0d\"", "`a.md`, line 2: `last` takes a span of time, such as \"6m\""),
            ("title = \"T\"\nwords 3", "`a.md`, line 3: the head is no TOML: "),
            ("words = 1\nwords = 2", "`a.md`, line 3: the head is no TOML: "),
            ("[rules]\nwords = 1", "`a.md`, line 2: a head has no key `rules`"),
        ] {
            let told = headed(lines).unwrap_err().to_string();
            assert!(told.starts_with(wanted), "{lines}: {told}");
        }
        assert_eq!(
            read("a.md", "+++\nwords = 1\n# Text\n").unwrap_err().to_string(),
            "`a.md`, line 1: the head that starts here is not closed: a line `+++` ends it"
        );
    }
}
