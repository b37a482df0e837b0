//! What a promotion leads to, and which promotions are levels of one role.

use super::super::RawRole;
use super::super::levels::{self, LevelName};
use crate::catalog::import::vocabulary::LEVELS;

/// What a heading promotes to: `Path to Promotion: Senior Engineer` is `Senior Engineer`. `None` where it is no such
/// heading.
pub fn promotion(heading: &str) -> Option<String> {
    if heading.len() > 100 {
        return None;
    }
    let lower = heading.to_lowercase();
    // Where small letters have other lengths than capitals, places in one are none in the other.
    let started = LEVELS
        .promotion_starts
        .iter()
        .filter(|start| lower.starts_with(*start))
        .find_map(|start| heading.get(start.len()..));
    if let Some(rest) = started {
        let separated = rest.starts_with(|c: char| !c.is_alphanumeric());
        let title = article(rest.trim_start_matches(|c: char| !c.is_alphanumeric()).trim());
        let level_name = levels::parse_level(title);
        let names = level_name.seniority.is_some() || level_name.number.is_some() || levels::is_trade(title);
        return (separated && names).then(|| title.to_owned());
    }
    let title = LEVELS
        .promotion_ends
        .iter()
        .find_map(|end| heading.get(..lower.strip_suffix(end)?.len()))?
        .trim_end();
    let level_name = levels::parse_level(title);
    (level_name.plain && level_name.seniority.is_some()).then(|| title.to_owned())
}

/// A title without `a`, `an`, `the` before it.
fn article(title: &str) -> &str {
    let bare =
        ["a ", "an ", "the ", "A ", "An ", "The "].iter().find_map(|article| title.strip_prefix(article));
    bare.unwrap_or(title)
}

/// The name of a promotion's level, which is one whatever its words are.
pub fn promotion_level(title: &str) -> LevelName {
    LevelName { plain: true, ..levels::parse_level(title) }
}

/// The roles of promotions: those of one trade are levels of one role; managers are of another. The page's title says
/// which trade it is where the promotions do not.
pub fn roles(titles: &[String], page: &str) -> Vec<RawRole> {
    let mut found: Vec<(bool, String, Vec<usize>)> = Vec::new();
    for (place, title) in titles.iter().enumerate() {
        let (manages, trade) = (manages(title), occupation(title));
        let same = |(managers, other, _): &&mut (bool, String, Vec<usize>)| {
            *managers == manages && (ends_with(other, &trade) || ends_with(&trade, other))
        };
        match found.iter_mut().find(same) {
            Some((_, other, places)) => {
                if trade.len() > other.len() {
                    *other = trade;
                }
                places.push(place);
            }
            None => found.push((manages, trade, vec![place])),
        }
    }
    let page = occupation(page_trade(page));
    let named = |(manages, trade, levels): (bool, String, Vec<usize>)| {
        let title = if !manages && ends_with(&page, &trade) { page.clone() } else { trade };
        RawRole { title, levels, ..RawRole::default() }
    };
    found.into_iter().map(named).filter(|role| !role.title.is_empty()).collect()
}

fn manages(title: &str) -> bool {
    let mut words = title.split(|c: char| !c.is_alphanumeric());
    words.any(|word| {
        ["manager", "management", "director", "head", "vp", "president", "chief"]
            .iter()
            .any(|known| word.eq_ignore_ascii_case(known))
    })
}

/// What somebody is: `Senior Support Engineering` is `Support Engineer`.
fn occupation(title: &str) -> String {
    let trade = levels::trade(title);
    let mut words: Vec<&str> = trade.split(' ').filter(|word| !word.is_empty()).collect();
    while words.first().is_some_and(|word| word.eq_ignore_ascii_case("of")) {
        words.remove(0);
    }
    if let Some(last) = words.last_mut() {
        *last = match last.to_lowercase().as_str() {
            "engineering" => "Engineer",
            "development" => "Developer",
            "design" => "Designer",
            "management" => "Manager",
            "science" => "Scientist",
            "analysis" | "analytics" => "Analyst",
            _ => last,
        };
    }
    words.join(" ")
}

/// A page's title without what makes it one of careers.
fn page_trade(page: &str) -> &str {
    let lower = page.to_lowercase();
    let ends =
        ["career path", "career paths", "career development", "career ladder", "career framework", "careers"];
    let cut = ends.iter().find_map(|end| page.get(..lower.strip_suffix(end)?.len()));
    let bare = cut.unwrap_or_default().trim();
    if levels::is_trade(bare) || bare.to_lowercase().ends_with("engineering") { bare } else { "" }
}

/// Whether the last words of a text are those of another; all texts end with nothing.
fn ends_with(text: &str, end: &str) -> bool {
    let (text, end) = (text.to_lowercase(), end.to_lowercase());
    end.is_empty() || text == end || text.strip_suffix(&*end).is_some_and(|before| before.ends_with(' '))
}
