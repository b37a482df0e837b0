//! What the shapes of pages have in common: a title in the front matter, and why a block is skipped.

use super::blocks::{Inline, NonText, SourcePage, collapse_whitespace};
use super::{Reading, WarningCode};

pub fn front_title(page: &SourcePage) -> Option<String> {
    let (_, front) = page.front.as_ref()?;
    let title = front.lines().find_map(|line| line.strip_prefix("title:"))?;
    let title = title.trim().trim_matches(['"', '\'']);
    Some(collapse_whitespace(title)).filter(|title| !title.is_empty())
}

/// Notes why a block that can be no statement is skipped; an include is warned of too, since it hides text.
pub fn skip_other(reading: &mut Reading, line: usize, other: NonText, text: &str) {
    let why = match other {
        NonText::Code => "code",
        NonText::Comment => "comment",
        NonText::Include => "include that hides text",
        NonText::Contents => "table of contents",
        NonText::Chrome => "navigation",
        NonText::Picture => "picture",
        NonText::Markup => "markup",
    };
    if other == NonText::Include {
        let shown: String = text.chars().take(60).collect();
        let message = format!("`{shown}` stands for text that only the site can put in");
        reading.warn(line, WarningCode::UnresolvedInclude, message);
    }
    reading.skip(line, why);
}

/// Why a text is no part of what a page says, whatever stands around it: `navigation`, `table of contents`, `residue`,
/// `markup`.
pub fn beside_the_text(inline: &Inline) -> Option<&'static str> {
    let text = inline.text();
    if is_residue(&text) {
        return Some("residue");
    }
    let lower = text.to_lowercase();
    if lower.starts_with("{:") && lower.ends_with('}') {
        return Some("markup");
    }
    let contents = lower == "toc" || lower.starts_with("toc {:") || lower == "{:toc}";
    if contents || inline.is_links() && inline.spans.iter().all(leads_within) {
        return Some("table of contents");
    }
    let leads = ["back to", "career path navigation", "previous:", "next:", "← ", "« "];
    (leads.iter().any(|lead| lower.starts_with(lead)) && inline.spans.iter().any(|span| span.link.is_some()))
        .then_some("navigation")
}

/// Whether a stretch, if it is a link, leads to a place of the same page.
fn leads_within(span: &super::blocks::TextRun) -> bool {
    span.link.as_ref().is_none_or(|link| link.starts_with('#'))
}

/// Whether a line is what a page's maker left behind: the id of a commit, a lone bracket.
pub fn is_residue(text: &str) -> bool {
    let hexadecimal = text.chars().all(|c| c.is_ascii_digit() || matches!(c, 'a'..='f'));
    let mixed =
        text.contains(|c: char| c.is_ascii_digit()) && text.contains(|c: char| c.is_ascii_lowercase());
    !text.contains(char::is_alphanumeric) || (7..=40).contains(&text.len()) && hexadecimal && mixed
}

#[cfg(test)]
mod tests {
    use super::super::blocks::PageBlock;
    use super::super::markdown;
    use super::*;

    #[test]
    fn what_is_beside_the_text_is_known() {
        for (text, wanted) in [
            ("455376ee", Some("residue")),
            (")", Some("residue")),
            ("decade", None),
            ("Back to: [Home](../index.md)", Some("navigation")),
            ("[Impact](#impact)", Some("table of contents")),
            ("Owns the queue", None),
            ("Next: the queue", None),
        ] {
            let page = markdown::parse_markdown(text);
            let read = page.blocks.iter().find_map(PageBlock::text).and_then(beside_the_text);
            assert_eq!(read, wanted, "{text}");
        }
    }

    #[test]
    fn the_front_matter_may_hold_the_title() {
        let page = markdown::parse_markdown("---\nlayout: page\ntitle: \"L2: Mender\"\n---\n\nText\n");
        assert_eq!(front_title(&page).as_deref(), Some("L2: Mender"));
    }
}
