//! Templates: a head of rules, and Markdown with places for values.
//!
//! [`builtin`] lists those that come with promo, [`mod@head`] reads what a document is held against, `engine` fills it,
//! `engine_error` tells what went wrong as a [`template_error`].

pub mod builtin;
mod engine;
mod engine_error;
pub mod head;
pub mod template_error;

use std::collections::HashSet;
use std::io::{self, Write};

use minijinja::value::Serde;
use minijinja::{Environment, Error, ErrorKind, Value};
use serde::Serialize;

use head::Head;
use template_error::TemplateError;

/// The values that a template is given, as they come out of JSON.
pub use minijinja::Value as Given;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// What it is called: a built-in one's name, or a file's without its ending.
    pub name: String,
    pub file: String,
    pub head: Head,
    pub is_own: bool,
    /// Its text, the head's lines blank so that lines count from the file's first.
    text: String,
}

/// The values that a template asks for.
pub struct TemplateNeeds(
    /// Their names; `None` where others that it takes in may ask for any, or where it cannot be read.
    Option<HashSet<String>>,
);

impl TemplateNeeds {
    pub fn all() -> Self {
        Self(None)
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.as_ref().is_none_or(|names| names.contains(name))
    }
}

/// Words by which a template takes in others, or all that it is given.
const TAKES_IN: [&str; 4] = ["include", "import", "extends", "debug"];

/// The words of a text that may be names of values: what stands behind a dot is an attribute of one, and what stands
/// between quotation marks a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut last = ' ';
    let starts = text.char_indices().filter_map(move |(at, c)| {
        let before = std::mem::replace(&mut last, c);
        (is_name(c) && !is_name(before)).then_some((at, before))
    });
    starts.filter_map(move |(at, before)| {
        let word = &text[at..];
        let word = &word[..word.find(|c: char| !is_name(c)).unwrap_or(word.len())];
        let is_text = matches!(before, '"' | '\'') && text[at + word.len()..].starts_with(before);
        (before != '.' && !is_text).then_some(word)
    })
}

/// Reads what a template includes: the text of a file, nothing where there is none, or why it may not be included.
pub type Load = Box<dyn Fn(&str) -> Result<Option<String>, String> + Send + Sync>;

/// What a template that is not promo's own may take.
pub struct Bounds {
    /// How many steps it may make; memory costs steps, too.
    pub steps: u64,
    pub text: usize,
}

impl Template {
    pub fn read(name: &str, file: &str, text: &str) -> Result<Self, TemplateError> {
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let (head, lines) = head::read(file, &text)?;
        let text = headless(&text, lines);
        Ok(Self { name: name.to_owned(), file: file.to_owned(), head, is_own: false, text })
    }

    /// Reads a built-in template; `None` where there is none of that name.
    pub fn builtin(name: &str) -> Option<Result<Self, TemplateError>> {
        builtin::find(name).map(|text| Self::read(name, name, text))
    }

    /// Whether it may use one of some names. A word in its text that is no attribute is enough, and so is another file that
    /// it takes in: it is cheaper to make what is not used than to read twice, and one of somebody else is never parsed in
    /// this process.
    pub fn mentions(&self, names: &[&str]) -> bool {
        words(&self.text).any(|word| names.contains(&word) || TAKES_IN.contains(&word))
    }

    /// The values that it may use, as [`Template::mentions`] knows them.
    pub fn needs(&self) -> TemplateNeeds {
        let words: HashSet<String> = words(&self.text).map(str::to_owned).collect();
        let any = TAKES_IN.iter().any(|word| words.contains(*word));
        TemplateNeeds((!any).then_some(words))
    }

    /// Whether it computes with one of some names: as [`Template::mentions`], but for the words of its prose.
    pub fn computes_with(&self, names: &[&str]) -> bool {
        let code = self.text.split('{').filter_map(|piece| {
            let end = piece.find("%}").or(piece.find("}}"))?;
            Some(&piece[..end])
        });
        code.flat_map(words).any(|word| names.contains(&word) || TAKES_IN.contains(&word))
    }

    /// Whether an attribute of a name may be asked for.
    pub fn has_attribute(&self, name: &str) -> bool {
        self.text.match_indices(name).any(|(at, _)| self.text[..at].ends_with(['.', '"', '\'']))
    }

    /// The names that it asks for somewhere and that are not among those it is given. It is parsed for that, so one of
    /// somebody else is asked in the process that may end.
    pub fn unknown(&self, given: &[&str]) -> Vec<String> {
        let Ok(engine) = engine::engine() else { return Vec::new() };
        let Ok(template) = engine.template_from_named_str(&self.file, &self.text) else { return Vec::new() };
        let globals: HashSet<&str> = engine.globals().map(|(name, _)| name).collect();
        let asked = template.undeclared_variables(false);
        let mut unknown: Vec<String> = asked
            .into_iter()
            .filter(|name| !given.contains(&name.as_str()) && !globals.contains(name.as_str()))
            .collect();
        unknown.sort();
        unknown
    }

    pub fn fill(&self, context: &impl Serialize) -> Result<String, TemplateError> {
        let engine =
            engine::engine().map_err(|error| TemplateError::new(&*self.file, None, error.to_string()))?;
        self.fill_by(&engine, &Value::from(Serde(context)), None)
    }

    /// Fills one of somebody else, within bounds. What the bounds do not hold must be held by the process.
    pub fn fill_bounded(
        &self, context: &Value, bounds: &Bounds, load: Load,
    ) -> Result<String, TemplateError> {
        let mut engine =
            engine::engine().map_err(|error| TemplateError::new(&*self.file, None, error.to_string()))?;
        engine.set_fuel(Some(bounds.steps));
        engine.set_loader(move |name| match engine::builtin_text(name) {
            Some(text) => Ok(Some(text)),
            None => match load(name) {
                Ok(text) => Ok(text.map(|text| without_head(&text))),
                Err(why) => {
                    Err(Error::new(ErrorKind::BadInclude, format!("`{name}` is not included: {why}")))
                }
            },
        });
        self.fill_by(&engine, context, Some(bounds))
    }

    fn fill_by(
        &self, engine: &Environment<'_>, context: &Value, bounds: Option<&Bounds>,
    ) -> Result<String, TemplateError> {
        let mut page =
            BoundedText { text: Vec::new(), most: bounds.map_or(usize::MAX, |bounds| bounds.text) };
        let template = engine.template_from_named_str(&self.file, &self.text);
        template
            .and_then(|template| template.render_captured_to(context.clone(), &mut page).map(drop))
            .map_err(|error| engine_error::fault(self, engine, &error, context, bounds))?;
        Ok(String::from_utf8_lossy(&page.text).into_owned())
    }
}

/// A text that may become so long and no longer.
struct BoundedText {
    text: Vec<u8>,
    most: usize,
}

impl Write for BoundedText {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.text.len().saturating_add(bytes.len()) > self.most {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.text.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The text behind a head, behind as many line breaks as the head has, none of which is printed.
fn headless(text: &str, lines: usize) -> String {
    if lines == 0 {
        return text.to_owned();
    }
    let body: usize = text.split_inclusive('\n').take(lines).map(str::len).sum();
    format!("{{#{}#}}{}", "\n".repeat(lines), text.get(body..).unwrap_or_default())
}

/// The text of a template that another includes; what its head says is not asked then.
fn without_head(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let lines = head::read("", &text).map_or(0, |(_, lines)| lines);
    headless(&text, lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_count_from_the_head() {
        for (text, wanted) in [
            ("{{ x.y }}", "`a.md`, line 1: "),
            ("+++\n+++\n{{ x.y }}", "`a.md`, line 3: "),
            ("\u{feff}+++\r\nwords = 1\r\n+++\r\n\r\n\r\n{{ x.y }}", "`a.md`, line 6: "),
            ("+++\n+++\n{% if %}", "`a.md`, line 3: "),
        ] {
            let told = Template::read("a", "a.md", text).unwrap().fill(&()).unwrap_err().to_string();
            assert!(told.starts_with(wanted), "{told}");
        }
    }

    #[test]
    fn a_head_is_not_printed() {
        let filled = |text| Template::read("a", "a.md", text).unwrap().fill(&()).unwrap();
        assert_eq!(filled("+++\nwords = 1\n+++\n# A\n\nb\n"), "# A\n\nb\n");
        assert_eq!(filled("# A\n"), "# A\n");
        assert_eq!(filled("+++\n+++"), "");
    }

    #[test]
    fn an_attribute_that_is_not_there_is_no_empty_place() {
        let told =
            |text| Template::read("a", "a.md", text).unwrap().fill(&()).map_err(|fault| fault.to_string());
        assert_eq!(told("{{ [{'a': 1}]|map(attribute='a')|join }}").unwrap(), "1");
        assert_eq!(told("{{ ['b']|map('upper')|join }}").unwrap(), "B");
        let fault = told("\n{{ [{'a': 1}]|map(attribute='b')|join(', ') }}").unwrap_err();
        assert!(
            fault.starts_with("`a.md`, line 2: ") && fault.contains("an attribute `b` that is not there"),
            "{fault}"
        );
    }

    #[test]
    fn what_a_template_may_use_is_known_before_it_is_filled() {
        let mentions = |text| Template::read("a", "a.md", text).unwrap().mentions(&["pieces", "meeting"]);
        assert!(mentions("{% for it in pieces %}{% endfor %}") && mentions("{{meeting.since}}"));
        assert!(mentions("{% include 'b.md' %}"));
        assert!(!mentions("+++\ntitle = \"meeting\"\n+++\n{{ name }}"));
        // It is filled often, from journals of any size.
        let default = Template::builtin(builtin::DEFAULT).unwrap().unwrap();
        assert!(!default.mentions(&crate::domain::portfolio::KEYS));
    }

    #[test]
    fn what_a_template_asks_for_is_not_what_its_values_are_made_of() {
        let asks = |text| {
            let template = Template::read("a", "a.md", text).unwrap();
            let asks = template.needs();
            (["pieces", "quarters", "stars"].map(|name| asks.has(name)), template.computes_with(&["stars"]))
        };
        assert_eq!(asks("{% for q in quarters %}{{ q.pieces }}{% endfor %}"), ([false, true, false], false));
        assert_eq!(
            asks("{% macro a() %}{{stars}}{% endmacro %}{% set x=pieces %}"),
            ([true, false, true], true)
        );
        assert_eq!(asks("{{ \"stars\" if x else 'pieces' }}"), ([false; 3], false));
        assert_eq!(asks("Two stars. {{ name }}"), ([false, false, true], false));
        assert_eq!(asks("{% include \"b.md\" %}"), ([true; 3], true));
    }

    #[test]
    fn each_built_in_template_has_a_whole_head() {
        for (name, _) in builtin::ALL {
            let head = Template::builtin(name).unwrap().unwrap().head;
            assert!(head.title.is_some() && head.about.is_some(), "{name}");
        }
    }

    #[test]
    fn what_is_included_has_its_own_head_and_lines() {
        let filled = |text: &str| {
            let load: Load = Box::new(|name| match name {
                "part.md" => {
                    Ok(Some("+++\nwords = 1\n+++\nA part of {{ name }}\n{{ absent or 1 }}".to_owned()))
                }
                "other.md" => Ok(None),
                _ => Err("it lies outside".to_owned()),
            });
            let given = Value::from(Serde(serde_json::json!({"name": "Ada"})));
            let bounds = Bounds { steps: 10_000_000, text: 1 << 20 };
            Template::read("a", "dir/a.md", text).unwrap().fill_bounded(&given, &bounds, load)
        };
        let fault = filled("\n{% include \"part.md\" %}").unwrap_err();
        assert_eq!(fault.to_string(), "`dir/part.md`, line 5: `absent` is not defined");
        let fault = filled("\n{% include \"other.md\" %}").unwrap_err();
        assert_eq!(fault.to_string(), "`dir/a.md`, line 2: there is no `other.md` to be included");
        let fault = filled("\n{% include \"../x.md\" %}").unwrap_err();
        assert_eq!(fault.to_string(), "`dir/a.md`, line 2: `../x.md` is not included: it lies outside");
        assert_eq!(filled("a{% include \"other.md\" ignore missing %}").unwrap(), "a");
    }

    #[test]
    fn what_comes_to_no_end_is_stopped() {
        let told = |text: &str| {
            let load: Load = Box::new(|_| Ok(None));
            let bounds = Bounds { steps: 1_000_000, text: 1 << 20 };
            let template = Template::read("a", "a.md", text).unwrap();
            template.fill_bounded(&Value::from(()), &bounds, load).unwrap_err().to_string()
        };
        let steps = "`a.md`, line 1: it comes to no end: it was stopped after 1 million steps";
        assert_eq!(
            told("{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}"),
            steps
        );
        assert_eq!(told("{{ \"x\" * 100000000 }}"), steps);
        let text = "{% for a in range(9999) %}\n{{ \"0123456789\" * 100 }}{% endfor %}";
        assert_eq!(told(text), "`a.md`: it makes more than 1 MiB of text");
    }
}
