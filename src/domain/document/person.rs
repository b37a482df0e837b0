//! How the document speaks of a person: by name and pronouns, in the third person.

use super::one_line;

/// What people write who name no pronouns.
const NO_WORDS: [&str; 12] =
    ["a", "all", "any", "anything", "ask", "every", "n", "na", "no", "none", "other", "unknown"];

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The name, or `the candidate` where none is known.
    pub name: String,
    subject: Option<String>,
    possessive: Option<String>,
}

impl Person {
    /// Reads pronouns such as `she/her` or `ze/zir/zir`; without readable ones the name is repeated.
    pub fn new(name: Option<&str>, pronouns: Option<&str>) -> Self {
        let name = name.map(one_line).filter(|name| !name.is_empty());
        let folded = pronouns.unwrap_or_default().to_lowercase();
        let words: Vec<&str> = folded.split('/').map(str::trim).collect();
        let readable = !words.first().is_some_and(|word| NO_WORDS.contains(word))
            && words.iter().all(|word| {
                (1..=12).contains(&word.chars().count()) && word.chars().all(char::is_alphabetic)
            });
        let (subject, possessive) = match words.as_slice() {
            _ if !readable => (None, None),
            ["she", ..] => (Some("she"), Some("her")),
            ["he", ..] => (Some("he"), Some("his")),
            ["they", ..] => (Some("they"), Some("their")),
            [subject, _] => (Some(*subject), None),
            [subject, _, possessive, ..] => (Some(*subject), Some(*possessive)),
            _ => (None, None),
        };
        Self {
            name: name.unwrap_or_else(|| "the candidate".to_owned()),
            subject: subject.map(str::to_owned),
            possessive: possessive.map(str::to_owned),
        }
    }

    /// `she`, or the name.
    pub fn subject(&self) -> &str {
        self.subject.as_deref().unwrap_or(&self.name)
    }

    /// `her`, or `Ada's`.
    pub fn possessive(&self) -> String {
        self.possessive.clone().unwrap_or_else(|| format!("{}'s", self.name))
    }
}

/// A text whose first letter is a capital one.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// A title behind its article: `a Lead Engineer`, `an Associate`, `an SRE`, `a User Researcher`.
pub fn with_article(title: &str) -> String {
    let word = title.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let lower = word.to_lowercase();
    let spelled_out = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    let vowel = if spelled_out {
        lower.starts_with(['a', 'e', 'f', 'h', 'i', 'l', 'm', 'n', 'o', 'r', 's', 'x'])
    } else {
        lower.starts_with(['a', 'e', 'i', 'o', 'u'])
            && !["uni", "use", "eu", "one"].iter().any(|start| lower.starts_with(start))
    };
    format!("{} {title}", if vowel { "an" } else { "a" })
}

/// `a`, `a and b`, `a, b and c`.
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [start @ .., last] => format!("{} and {last}", start.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pronouns_are_read_or_the_name_is_repeated() {
        for (pronouns, subject, possessive) in [
            (Some("she/her"), "she", "her"),
            (Some("She / Her / Hers"), "she", "her"),
            (Some("he/him"), "he", "his"),
            (Some("they/them"), "they", "their"),
            (Some("she/they"), "she", "her"),
            (Some("ze/zir/zir"), "ze", "zir"),
            (Some("xe/xem"), "xe", "Ada's"),
            (Some("she"), "she", "her"),
            (Some("ask me"), "Ada", "Ada's"),
            (Some("any/all"), "Ada", "Ada's"),
            (Some("n/a"), "Ada", "Ada's"),
            (Some("None"), "Ada", "Ada's"),
            (Some("she/any"), "she", "her"),
            (Some("<b>/x"), "Ada", "Ada's"),
            (Some(""), "Ada", "Ada's"),
            (None, "Ada", "Ada's"),
        ] {
            let person = Person::new(Some("Ada"), pronouns);
            assert_eq!(
                (person.subject(), person.possessive().as_str()),
                (subject, possessive),
                "{pronouns:?}"
            );
        }
        assert_eq!(Person::new(Some("  "), None).possessive(), "the candidate's");
    }

    #[test]
    fn titles_have_the_article_that_is_spoken() {
        for (title, wanted) in [
            ("Lead Support Engineer", "a Lead Support Engineer"),
            ("Associate Support Engineer", "an Associate Support Engineer"),
            ("Engineering Manager", "an Engineering Manager"),
            ("SRE", "an SRE"),
            ("QA Engineer", "a QA Engineer"),
            ("User Researcher", "a User Researcher"),
        ] {
            assert_eq!(with_article(title), wanted);
        }
    }
}
