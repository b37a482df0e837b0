//! Templates: a head of rules, and Markdown with places for values.
//!
//! [`builtin`] lists those that come with promo, [`mod@head`] reads what a document is held against, `engine` fills it,
//! [`fault`] is what can be wrong.

pub mod builtin;
mod engine;
pub mod fault;
pub mod head;

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use fault::Fault;
use head::Head;

/// A template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// What it is called: a built-in one's name, or a file's without its ending.
    pub name: String,
    /// How its file is told.
    pub file: String,
    /// What its document is held against.
    pub head: Head,
    /// Its text, the head's lines blank so that lines count from the file's first.
    text: String,
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// A head that cannot be understood.
    pub fn read(name: &str, file: &str, text: &str) -> Result<Self, Fault> {
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let (head, lines) = head::read(file, &text)?;
        let text = if lines == 0 { text } else { headless(&text, lines) };
        Ok(Self { name: name.to_owned(), file: file.to_owned(), head, text })
    }

    /// Reads a built-in template; `None` where there is none of that name.
    ///
    /// # Errors
    /// A head that cannot be understood.
    pub fn builtin(name: &str) -> Option<Result<Self, Fault>> {
        builtin::find(name).map(|text| Self::read(name, name, text))
    }

    /// Whether it may use one of some names. A word in its text is enough, and so is another file that it takes in: it is
    /// cheaper to make what is not used than to read twice.
    pub fn mentions(&self, names: &[&str]) -> bool {
        let mut words = self.text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        words.any(|word| names.contains(&word) || ["include", "import", "extends"].contains(&word))
    }

    /// Whether it is the built-in one that is taken where none is named.
    pub fn is_default(&self) -> bool {
        self.file == builtin::DEFAULT
    }

    /// Fills it with values.
    ///
    /// # Errors
    /// A template that asks for what there is not.
    pub fn fill(&self, context: &impl Serialize) -> Result<String, Fault> {
        let filled = engine::engine().and_then(|engine| {
            let context = Value::from(Serde(context));
            engine.template_from_named_str(&self.file, &self.text)?.render(context)
        });
        filled.map_err(|error| fault_of(&self.file, &error))
    }
}

/// The text behind a head, behind as many line breaks as the head has, none of which is printed.
fn headless(text: &str, lines: usize) -> String {
    let body: usize = text.split_inclusive('\n').take(lines).map(str::len).sum();
    format!("{{#{}#}}{}", "\n".repeat(lines), text.get(body..).unwrap_or_default())
}

fn fault_of(file: &str, error: &minijinja::Error) -> Fault {
    let why = match error.detail() {
        Some(detail) => detail.to_owned(),
        None => error.kind().to_string(),
    };
    Fault::new(error.name().unwrap_or(file), error.line(), why)
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
    fn what_a_template_may_use_is_known_before_it_is_filled() {
        let mentions = |text| Template::read("a", "a.md", text).unwrap().mentions(&["pieces", "meeting"]);
        assert!(mentions("{% for it in pieces %}{% endfor %}") && mentions("{{meeting.since}}"));
        assert!(mentions("{% include 'b.md' %}"));
        assert!(!mentions("+++\ntitle = \"meeting\"\n+++\n{{ name }}"));
        // It is filled often, from journals of any size.
        let default = Template::builtin(builtin::DEFAULT).unwrap().unwrap();
        assert!(!default.mentions(&crate::render::document::BOOK));
    }

    #[test]
    fn each_built_in_template_has_a_whole_head() {
        for (name, _) in builtin::ALL {
            let head = Template::builtin(name).unwrap().unwrap().head;
            assert!(head.title.is_some() && head.about.is_some(), "{name}");
        }
    }
}
