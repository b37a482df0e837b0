//! What stands on a page of a framework and is none of it: navigation, reading lists, questions and answers, pay.

use super::super::blocks::Inline;
use super::super::skip_reasons;
use crate::catalog::import::vocabulary::PAGES;

/// Why a section is no part of the framework, by its title.
pub fn section_reason(title: &str) -> Option<&'static str> {
    let lower: String =
        title.to_lowercase().replace('’', "'").trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let lower = lower.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '));
    let starts =
        |known: &str| lower.strip_prefix(known).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let exact = PAGES.sections.iter().find(|(_, titles)| titles.contains(lower));
    let found = exact.or_else(|| PAGES.section_starts.iter().find(|(_, titles)| titles.iter().any(starts)));
    found.map(|(why, _)| why.as_str())
}

/// Why a paragraph or an item is no statement, by its text and links.
pub fn text_reason(inline: &Inline) -> Option<&'static str> {
    if let Some(why) = skip_reasons::beside_the_text(inline) {
        return Some(why);
    }
    if inline.is_links() {
        return Some("navigation");
    }
    let text = inline.text();
    let lower: String = text.chars().take(60).collect::<String>().to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    if PAGES.placeholders.contains(bare) || bare.is_empty() || bare.starts_with("todo:") {
        return Some("placeholder");
    }
    let start = lower.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
    PAGES.footers.any_starts(start).then_some("footer")
}

/// Whether a section is of all levels: `Expected at all levels`.
pub fn is_of_all_levels(title: &str) -> bool {
    let lower = title.to_lowercase();
    PAGES.all_levels_titles.any_in(&lower)
}

/// Whether a label says how long somebody is in a role, or what the page calls it: no demand.
pub fn is_level_fact(label: &str) -> bool {
    let lower = label.to_lowercase();
    PAGES.level_facts.any_starts(&lower) || ["title", "titles", "job title"].contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_told_by_their_titles() {
        for (title, wanted) in [
            ("📚 Further reading", Some("reading list")),
            ("Resources", Some("reading list")),
            ("Resource management", None),
            ("FAQ", Some("questions and answers")),
            ("How to use this framework", Some("how to use the page")),
            ("Compensation", Some("pay")),
            ("Payment systems", None),
            ("Communication", None),
            ("5. References", Some("reading list")),
        ] {
            assert_eq!(section_reason(title), wanted, "{title}");
        }
    }

    #[test]
    fn footers_are_no_statements() {
        for (line, wanted) in [
            ("Edit this page", Some("footer")),
            ("_Last updated: May_", Some("footer")),
            ("TBD", Some("placeholder")),
            ("Next steps are clear to the team", None),
            ("Edits what others write", None),
        ] {
            assert_eq!(text_reason(&Inline::plain(line)), wanted, "{line}");
        }
    }
}
