//! What stands on a page of a framework and is none of it: navigation, reading lists, questions and answers, pay.

use super::super::blocks::Inline;
use super::super::notes;

/// Why a section is no part of the framework, by its title.
pub fn section(title: &str) -> Option<&'static str> {
    let lower: String =
        title.to_lowercase().replace('’', "'").trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let lower = lower.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '));
    EXACT
        .iter()
        .find(|(known, _)| *known == lower)
        .or_else(|| {
            STARTS.iter().find(|(known, _)| {
                lower.strip_prefix(known).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            })
        })
        .map(|(_, why)| *why)
}

const EXACT: [(&str, &str); 39] = [
    ("resources", "reading list"),
    ("references", "reading list"),
    ("reference", "reading list"),
    ("books", "reading list"),
    ("links", "reading list"),
    ("useful links", "reading list"),
    ("bibliography", "reading list"),
    ("sources", "reading list"),
    ("inspiration", "reading list"),
    ("credits", "reading list"),
    ("acknowledgements", "reading list"),
    ("acknowledgments", "reading list"),
    ("attribution", "reading list"),
    ("reading", "reading list"),
    ("reading list", "reading list"),
    ("learn more", "reading list"),
    ("learning resources", "reading list"),
    ("see also", "navigation"),
    ("related", "navigation"),
    ("navigation", "navigation"),
    ("other pages", "navigation"),
    ("quick links", "navigation"),
    ("contents", "table of contents"),
    ("toc", "table of contents"),
    ("on this page", "table of contents"),
    ("index", "table of contents"),
    ("faq", "questions and answers"),
    ("faqs", "questions and answers"),
    ("q&a", "questions and answers"),
    ("questions", "questions and answers"),
    ("pay", "pay"),
    ("salary", "pay"),
    ("salaries", "pay"),
    ("equity", "pay"),
    ("benefits", "pay"),
    ("license", "licence"),
    ("licence", "licence"),
    ("contributing", "about the page"),
    ("contact", "about the page"),
];

/// How titles start, with more behind it.
const STARTS: [(&str, &str); 44] = [
    ("further reading", "reading list"),
    ("recommended reading", "reading list"),
    ("suggested reading", "reading list"),
    ("additional reading", "reading list"),
    ("additional resources", "reading list"),
    ("further resources", "reading list"),
    ("recommended resources", "reading list"),
    ("recommended books", "reading list"),
    ("external resources", "reading list"),
    ("related pages", "navigation"),
    ("related links", "navigation"),
    ("related documents", "navigation"),
    ("table of contents", "table of contents"),
    ("frequently asked", "questions and answers"),
    ("questions and answers", "questions and answers"),
    ("how to use", "how to use the page"),
    ("how to read", "how to use the page"),
    ("how do i use", "how to use the page"),
    ("how does this work", "how to use the page"),
    ("using this", "how to use the page"),
    ("using the framework", "how to use the page"),
    ("about this", "how to use the page"),
    ("compensation", "pay"),
    ("salary", "pay"),
    ("pay range", "pay"),
    ("pay band", "pay"),
    ("change log", "history of the page"),
    ("changelog", "history of the page"),
    ("change history", "history of the page"),
    ("revision history", "history of the page"),
    ("version history", "history of the page"),
    ("document history", "history of the page"),
    ("feedback on this", "about the page"),
    ("applying", "job advertisement"),
    ("how to apply", "job advertisement"),
    ("perks", "job advertisement"),
    ("work perks", "job advertisement"),
    ("benefits and perks", "job advertisement"),
    ("benefits & perks", "job advertisement"),
    ("what we offer", "job advertisement"),
    ("about us", "job advertisement"),
    ("hiring process", "job advertisement"),
    ("interview process", "job advertisement"),
    ("equal opportunit", "job advertisement"),
];

/// Why a paragraph or an item is no statement, by its text and links.
pub fn text(inline: &Inline) -> Option<&'static str> {
    if let Some(why) = notes::beside_the_text(inline) {
        return Some(why);
    }
    if inline.is_links() {
        return Some("navigation");
    }
    let text = inline.text();
    let lower: String = text.chars().take(60).collect::<String>().to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    let holders = [
        "tbd",
        "tba",
        "todo",
        "to-do",
        "wip",
        "n/a",
        "na",
        "coming soon",
        "work in progress",
        "to be defined",
        "none",
    ];
    if holders.contains(&bare) || bare.is_empty() || bare.starts_with("todo:") {
        return Some("placeholder");
    }
    let footers = [
        "edit this page",
        "edit on github",
        "last updated",
        "last modified",
        "last edited",
        "last reviewed",
        "back to top",
        "view page source",
        "view source",
        "suggest edits",
        "improve this page",
        "copyright",
        "©",
        "page last",
        "this page was last",
        "was this page helpful",
        "all rights reserved",
        "licensed under",
        "this work is licensed",
    ];
    let start = lower.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
    footers.iter().any(|footer| start.starts_with(footer)).then_some("footer")
}

/// Whether a section is of all levels: `Expected at all levels`.
pub fn is_of_all(title: &str) -> bool {
    let lower = title.to_lowercase();
    let all = [
        "all levels",
        "every level",
        "any level",
        "each level",
        "all engineers",
        "every engineer",
        "everyone",
        "all roles",
    ];
    all.iter().any(|words| lower.contains(words))
}

/// Whether a label says how long somebody is in a role, or what the page calls it: no demand.
pub fn is_about(label: &str) -> bool {
    let lower = label.to_lowercase();
    let starts = [
        "typical tenure",
        "typical experience",
        "years of experience",
        "time in role",
        "typical time",
        "tenure",
        "also known as",
        "reports to",
        "reporting to",
        "salary",
        "pay range",
        "compensation",
        "job grade",
        "equivalent",
        "common alternative titles",
        "alternative titles",
        "common titles",
        "typical titles",
        "next step",
        "next level",
        "next role",
    ];
    starts.iter().any(|start| lower.starts_with(start))
        || ["title", "titles", "job title"].contains(&lower.as_str())
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
            assert_eq!(section(title), wanted, "{title}");
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
            assert_eq!(text(&Inline::plain(line)), wanted, "{line}");
        }
    }
}
