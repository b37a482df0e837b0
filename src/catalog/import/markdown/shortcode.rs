//! Directives that stand where text would: includes, tables of contents, wrappers, kramdown's attributes.

use super::super::blocks::NonText;
use crate::catalog::import::vocabulary::PAGES;

/// What a paragraph of nothing but a shortcode or a directive is.
pub fn shortcode(text: &str) -> Option<NonText> {
    const LONGEST: usize = 2000;
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let lower = text.to_lowercase();
    let contents = ["[toc]", "[[toc]]", "[[_toc_]]", "${toc}", "@[toc]", "%toc%"];
    if contents.contains(&lower.as_str()) || is_contents(&lower) {
        return Some(NonText::Contents);
    }
    if lower.starts_with("{:") && lower.ends_with('}') {
        return Some(NonText::Markup);
    }
    let esm = lower.starts_with("import ") && (lower.contains(" from ") || lower.contains(['"', '\'']));
    if esm && lower.ends_with([';', '"', '\'']) || lower.starts_with("export const ") {
        return Some(NonText::Code);
    }
    let whole = [
        ("!!!include", ""),
        ("!include", ""),
        ("<!--#include", ""),
        ("[!include", "]"),
        ("::include", ""),
        (":::include", ""),
        (".. include::", ""),
        ("{!", "!}"),
        ("--8<--", ""),
        ("![[", "]]"),
        ("<<[", "]"),
    ];
    if whole.iter().any(|(start, end)| lower.starts_with(start) && lower.ends_with(end)) {
        return Some(NonText::Include);
    }
    let braced =
        lower.starts_with("{{") && lower.ends_with("}}") || lower.starts_with("{%") && lower.ends_with("%}");
    braced.then(|| directive(&lower))
}

/// Whether a text asks for a table of contents: `{:toc}`, `{{< toc >}}`, `TOC {:toc .hidden}`.
fn is_contents(lower: &str) -> bool {
    let bare: String = lower.chars().filter(|c| c.is_alphanumeric()).collect();
    let braced = lower.contains("{:") || lower.starts_with("{{") || lower.starts_with("{%");
    braced
        && (bare == "toc"
            || bare.starts_with("toctoc")
            || bare == "tableofcontents"
            || lower.contains("{:toc"))
}

/// What a directive in braces is, by its name: one that only wraps text hides none.
fn directive(lower: &str) -> NonText {
    let name = lower.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '/');
    let closing = name.starts_with('/');
    let name: String = name
        .trim_start_matches('/')
        .chars()
        .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    if closing || name.starts_with("end") || PAGES.wrappers.contains(&name) {
        NonText::Markup
    } else if PAGES.pictures.contains(&name) {
        NonText::Picture
    } else {
        NonText::Include
    }
}

/// The title of a shortcode that folds text away: `{{< details "Level 3" >}}`.
pub fn folded_title(text: &str) -> Option<String> {
    let text = text.trim();
    let inner = text.strip_prefix("{{<").or_else(|| text.strip_prefix("{{%"))?.trim_start();
    let rest =
        ["details", "expand", "accordion", "collapse"].iter().find_map(|name| inner.strip_prefix(name))?;
    let (_, rest) = rest.split_once('"')?;
    let (title, _) = rest.split_once('"')?;
    (!title.trim().is_empty()).then(|| title.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_are_told_from_text() {
        for (text, wanted) in [
            ("[[_TOC_]]", Some(NonText::Contents)),
            ("TOC {:toc .hidden-md}", Some(NonText::Contents)),
            ("{{< toc >}}", Some(NonText::Contents)),
            ("{:.no_toc}", Some(NonText::Markup)),
            ("{{< include \"levels.md\" >}}", Some(NonText::Include)),
            ("{% include levels.html %}", Some(NonText::Include)),
            ("{{#include levels.md}}", Some(NonText::Include)),
            ("!INCLUDE \"levels.md\"", Some(NonText::Include)),
            ("![[Levels#Senior]]", Some(NonText::Include)),
            ("--8<-- \"levels.md\"", Some(NonText::Include)),
            ("{% hint style=\"info\" %}", Some(NonText::Markup)),
            ("{% endhint %}", Some(NonText::Markup)),
            ("{{< /tabs >}}", Some(NonText::Markup)),
            ("{{< figure src=\"ladder.png\" >}}", Some(NonText::Picture)),
            ("import Ladder from './ladder';", Some(NonText::Code)),
            ("Includes others in decisions", None),
            ("{curly}", None),
        ] {
            assert_eq!(shortcode(text), wanted, "{text}");
        }
        assert_eq!(folded_title("{{< details \"Level 3\" >}}").as_deref(), Some("Level 3"));
        assert_eq!(folded_title("{{< tabs >}}"), None);
    }
}
