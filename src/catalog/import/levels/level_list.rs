//! Names of several levels at once: `L3/L4`, `Level 1 & 2`, `IC1–IC3`, `Senior Engineer (L3-L4)`.

use super::words::is_level_word;
use super::{LevelName, normalize_name, number_of, parse_level, prefixed, trim_punctuation, trim_separators};
use crate::catalog::import::vocabulary::LEVELS;

const WIDEST: u32 = 12;

/// Reads a name as that of one or more levels; what is said under it is said of each of them. A way from one level to
/// another (`L2 → L3`) is what the other asks.
pub fn parse_levels(name: &str) -> Vec<LevelName> {
    let one = || vec![parse_level(name)];
    if name.len() > 90 {
        return one();
    }
    let folded = normalize_name(name);
    if let Some(level_name) = parse_promotion(&folded) {
        return vec![level_name];
    }
    if !name.contains(|c: char| c.is_ascii_digit()) {
        return one();
    }
    // A list of labels that starts the name, or stands in brackets at its end.
    if let Some((labels, rest)) = leading_labels(&folded) {
        return with_title(&labels, trim_separators(&rest));
    }
    if let Some((before, inside)) = folded.rsplit_once('(')
        && let Some((labels, rest)) = leading_labels(inside.trim_end_matches(')'))
        && rest.is_empty()
        && parse_level(before).is_level()
    {
        return with_title(&labels, trim_separators(before));
    }
    one()
}

/// `Junior to Mid`, `Senior 1 → Senior 2`: a way from one title to the next is what the next asks.
fn parse_promotion(name: &str) -> Option<LevelName> {
    let (from, to) = [" to ", "→", "->"].into_iter().find_map(|between| name.split_once(between))?;
    let titled = |name: &str| {
        let level_name = parse_level(name);
        (level_name.is_level() && level_name.label.is_empty() && level_name.seniority.is_some())
            .then_some(level_name)
    };
    titled(from)?;
    titled(to)
}

fn with_title(labels: &[String], title: &str) -> Vec<LevelName> {
    // `IC1 - IC6 Framework` heads all of them.
    let heads = |word: &str| LEVELS.whole_ladder.contains(&word.to_lowercase());
    if labels.len() > 2 && title.split(' ').any(heads) {
        return vec![LevelName { title: title.to_owned(), ..LevelName::default() }];
    }
    let each = labels.iter().map(|label| match title.is_empty() {
        true => parse_level(label),
        false => parse_level(&format!("{label}: {title}")),
    });
    each.collect()
}

#[derive(Clone, Copy, PartialEq)]
enum LabelSeparator {
    And,
    Range,
    Way,
}

fn between(text: &str) -> Option<LabelSeparator> {
    match text.trim().to_lowercase().as_str() {
        "/" | "&" | "+" | "," | "and" | "or" => Some(LabelSeparator::And),
        "-" | "–" | "—" | "to" => Some(LabelSeparator::Range),
        "→" | "->" | "=>" | "➡" | "➔" | ">" => Some(LabelSeparator::Way),
        _ => None,
    }
}

/// The labels that start a text, at least two, and what follows them.
fn leading_labels(text: &str) -> Option<(Vec<String>, String)> {
    let spaced = space_separators(text);
    let tokens: Vec<&str> = spaced.split(' ').filter(|token| !token.is_empty()).collect();
    let (word, mut at) = match tokens.first() {
        Some(first) if is_level_word(&trim_punctuation(first)) => (singular(first), 1),
        _ => (String::new(), 0),
    };
    let label_at = |at: usize| -> Option<(String, u32, usize)> {
        let token = tokens.get(at)?;
        let again = usize::from(is_level_word(&trim_punctuation(token)) && !word.is_empty());
        let token = trim_punctuation(tokens.get(at + again)?);
        match prefixed(&token) {
            Some((prefix, number)) => Some((prefix, number, at + again + 1)),
            None if !word.is_empty() => Some((String::new(), number_of(&token)?, at + again + 1)),
            None => None,
        }
    };
    let (prefix, first, next) = label_at(at)?;
    let mut numbers = vec![first];
    at = next;
    while let Some(kind) = tokens.get(at).and_then(|token| between(token)) {
        let bare_number = |at: usize| {
            let number = trim_punctuation(tokens.get(at)?).parse::<u32>().ok()?;
            (kind == LabelSeparator::And && word.is_empty() && number <= 100).then_some((
                prefix.clone(),
                number,
                at + 1,
            ))
        };
        let Some((_, number, next)) =
            label_at(at + 1).filter(|(other, ..)| *other == prefix).or_else(|| bare_number(at + 1))
        else {
            break;
        };
        let last = numbers.last().copied().unwrap_or(number);
        match kind {
            LabelSeparator::And => numbers.push(number),
            LabelSeparator::Range if number > last && number - last <= WIDEST => {
                numbers.extend(last + 1..=number)
            }
            LabelSeparator::Range => return None,
            LabelSeparator::Way => numbers = vec![number],
        }
        at = next;
        if kind == LabelSeparator::Way {
            return Some((label(&word, &prefix, &numbers), tokens[at..].join(" ")));
        }
    }
    (numbers.len() > 1).then(|| (label(&word, &prefix, &numbers), tokens[at..].join(" ")))
}

fn label(word: &str, prefix: &str, numbers: &[u32]) -> Vec<String> {
    let one = |number: &u32| match prefix.is_empty() {
        true => format!("{word} {number}"),
        false => format!("{prefix}{number}"),
    };
    numbers.iter().map(one).collect()
}

fn singular(word: &str) -> String {
    let word = trim_punctuation(word);
    word.strip_suffix('s').map_or(word.clone(), str::to_owned)
}

fn space_separators(text: &str) -> String {
    let mut spread = String::with_capacity(text.len() + 8);
    for c in text.replace("->", "→").chars() {
        if matches!(c, '/' | '&' | '+' | ',' | '-' | '–' | '—' | '→' | '➡' | '➔') {
            spread.extend([' ', c, ' ']);
        } else {
            spread.push(c);
        }
    }
    spread
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_several_levels_is_each_of_them() {
        for (name, wanted) in [
            ("L3/L4", "L3 L4"),
            ("Level 1 & 2", "Level 1 Level 2"),
            ("Levels 1-3", "Level 1 Level 2 Level 3"),
            ("IC1–IC3: Engineers", "IC1 IC2 IC3"),
            ("Senior Engineer (L3-L4)", "L3 L4"),
            ("L2 → L3", "L3"),
            ("IC1 -> IC2", "IC2"),
            ("Level 1 and Level 2", "Level 1 Level 2"),
            ("L3/4", "L3 L4"),
            ("L3", "L3"),
            ("L1 - 2 years", "L1"),
            ("Level 3 - Senior", "Level 3"),
            ("Senior 1 to Senior 2", ""),
            ("Junior to Mid", ""),
        ] {
            let level_names = parse_levels(name);
            let labels: Vec<&str> = level_names.iter().map(|level_name| &*level_name.label).collect();
            assert_eq!(labels.join(" "), wanted, "{name}");
            assert!(level_names.iter().all(LevelName::is_level), "{name}: {level_names:?}");
        }
        assert!(!parse_levels("Individual Contributor Track (Levels 1-3)").iter().any(LevelName::is_level));
    }

    #[test]
    fn several_levels_share_the_title() {
        let titles: Vec<String> =
            parse_levels("Junior (L1-L2)").into_iter().map(|level_name| level_name.title).collect();
        assert_eq!(titles, ["Junior", "Junior"]);
    }
}
