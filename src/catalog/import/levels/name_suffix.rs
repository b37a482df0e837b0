//! What stands beside a level's name in a title: initials and years in brackets, a second title behind a stroke.

use super::{LevelName, is_title, is_trade, parse_level};

/// Whether a text in brackets says how long it takes or what else it is like, and names no level.
pub fn is_aside(inside: &str) -> bool {
    let lower = inside.to_lowercase();
    ["year", "yrs", "month", "equivalent", "coming soon", "optional"].iter().any(|word| lower.contains(word))
}

/// Whether a text in brackets is only a title's initials: `(SSE)`, `(HoSE)`.
pub fn is_initials(inside: &str) -> bool {
    let letters = inside.trim_end_matches(')');
    let capitals = letters.chars().filter(|c| c.is_uppercase()).count();
    (2..=6).contains(&letters.len())
        && letters.chars().all(char::is_alphabetic)
        && letters.starts_with(char::is_uppercase)
        && capitals * 2 >= letters.len()
}

/// `Engineer II / Software Engineer`: several titles of one level, which the first of them tells.
pub fn parse_alternatives(name: &str) -> Option<LevelName> {
    let (first, rest) = name.split_once(" / ")?;
    let known = |part: &str| {
        let read = parse_level(part);
        read.is_level() || is_title(&read.title) && is_trade(&read.title)
    };
    let read = parse_level(first);
    (read.is_level() && read.label.is_empty() && !rest.contains(" / ") && known(rest))
        .then(|| LevelName { title: name.to_owned(), ..read })
}
