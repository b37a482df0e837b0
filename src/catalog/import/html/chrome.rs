//! Which elements are around the text of a page: navigation, site headers and footers, forms, tables of contents.

use html5gum::StartTag;

use crate::catalog::import::vocabulary::PAGES;

/// What an attribute says, in lower case; empty where it is absent.
pub fn attribute<S: html5gum::SpanBound>(tag: &StartTag<S>, name: &str) -> String {
    let value = tag.attributes.get(name.as_bytes());
    value.map(|value| String::from_utf8_lossy(value).to_lowercase()).unwrap_or_default()
}

/// Whether an element is around the text. `by_class` is false where classes and forms are not to be trusted.
pub fn is_chrome<S: html5gum::SpanBound>(name: &str, tag: &StartTag<S>, by_class: bool) -> bool {
    match name {
        "html" | "body" | "main" | "article" | "table" | "tbody" | "tr" | "td" | "th" => return false,
        "nav" | "header" | "footer" | "aside" | "button" | "select" | "textarea" => return true,
        "form" => return by_class,
        _ => {}
    }
    let role = attribute(tag, "role");
    if ["navigation", "banner", "contentinfo", "search", "menu", "menubar"].contains(&&*role) {
        return true;
    }
    by_class && (["class", "id"].iter().any(|key| attribute(tag, key).split_whitespace().any(is_word)))
}

/// `sidebar`, `left-sidebar`, `md-sidebar--primary`, `page__footer`; not `has-sidebar` or `sidebar-open`.
fn is_word(class: &str) -> bool {
    // What stands behind `--` is a variant of the element.
    let element = class.split("--").next().unwrap_or(class);
    let mut parts = element.split(['-', '_']).filter(|part| !part.is_empty());
    let first = parts.clone().next().unwrap_or_default();
    let switched = ["has", "with", "no", "is", "show", "without", "hide", "js"].contains(&first);
    !switched
        && (element == "table-of-contents"
            || element == "table_of_contents"
            || parts.next_back().is_some_and(|part| PAGES.chrome_classes.contains(part)))
}
