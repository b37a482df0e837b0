//! What the names of fields mean, whatever a file calls them, and how a name that a program writes is read aloud.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::catalog::import::blocks::capitalized;
use crate::catalog::import::levels;
use crate::catalog::import::vocabulary::DATA;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyMeaning {
    Name,
    Id,
    Level,
    /// The theme it belongs to; 1 for a theme within a theme, 2 for the skill.
    Group(u8),
    /// What is expected: statements, or what holds them.
    Text,
    /// What the thing is: a description where there are statements beside it, otherwise the statement.
    About,
    Examples,
    Levels,
    Parts,
    Tracks,
    Links,
    /// What a page or a program needs and a framework does not.
    Page,
    Other,
}

/// The fields by their names in lower case without separators.
static KNOWN: LazyLock<HashMap<&str, KeyMeaning>> = LazyLock::new(|| {
    let purpose = |name: &str| match name {
        "name" => KeyMeaning::Name,
        "id" => KeyMeaning::Id,
        "level" => KeyMeaning::Level,
        "group" => KeyMeaning::Group(0),
        "subgroup" => KeyMeaning::Group(1),
        "skill" => KeyMeaning::Group(2),
        "text" => KeyMeaning::Text,
        "about" => KeyMeaning::About,
        "examples" => KeyMeaning::Examples,
        "levels" => KeyMeaning::Levels,
        "parts" => KeyMeaning::Parts,
        "tracks" => KeyMeaning::Tracks,
        "links" => KeyMeaning::Links,
        "page" => KeyMeaning::Page,
        _ => KeyMeaning::Other,
    };
    let names = DATA.fields.iter().map(|(name, words)| (purpose(name), words));
    names.flat_map(|(field, words)| words.iter().map(move |word| (word, field))).collect()
});

pub fn field_kind(key: &str) -> KeyMeaning {
    let plain = plain(key);
    let known = KNOWN.get(plain.as_str()).copied();
    known.unwrap_or_else(|| by_its_end(&plain))
}

/// What a field is for whose name is known by its end: `skill_levels`, `qualificationSummary`, `SkillName`, `skill_ref`.
fn by_its_end(plain: &str) -> KeyMeaning {
    let ends = |ends: &[&str]| ends.iter().any(|end| plain.len() > end.len() && plain.ends_with(end));
    if column(plain).is_some() {
        return KeyMeaning::Other;
    }
    // `maturityDescriptions`, `level_examples`, `levelDescriptors`
    let of_levels = |plain: &str| DATA.level_texts.any_ends(plain);
    if ends(&["levels", "ydescriptions"]) || plain.starts_with("level") && of_levels(plain) {
        return KeyMeaning::Levels;
    }
    if ends(&["courses", "urls", "links", "resources"]) {
        return KeyMeaning::Links;
    }
    if ends(&["summary", "description"]) {
        return KeyMeaning::About;
    }
    if ends(&["skills", "competencies", "competences", "capabilities"]) {
        return KeyMeaning::Parts;
    }
    let stem = |ends: &[&str]| {
        let stem = ends.iter().find_map(|end| plain.strip_suffix(end)).filter(|stem| !stem.is_empty())?;
        Some((stem, KNOWN.get(stem).copied().unwrap_or(KeyMeaning::Other)))
    };
    // A skill's name is its own; that of a category is the theme of what stands beside it.
    match stem(&["name", "title"]) {
        Some((_, KeyMeaning::Group(0))) => return KeyMeaning::Group(0),
        Some((_, KeyMeaning::Group(1))) => return KeyMeaning::Group(1),
        Some((_, KeyMeaning::Group(_) | KeyMeaning::Parts | KeyMeaning::Tracks))
        | Some(("role" | "job" | "track" | "position", _)) => {
            return KeyMeaning::Name;
        }
        _ => {}
    }
    match stem(&["ref", "id", "key", "slug"]) {
        Some((_, group @ KeyMeaning::Group(_))) => group,
        _ => KeyMeaning::Other,
    }
}

/// Whether a field's name speaks of a framework by itself; `items` or `content` may be anything.
pub fn is_telling(key: &str) -> bool {
    DATA.telling.any_in(&plain(key))
}

/// A name in lower case without separators: what makes `exampleCriteria` and `example_criteria` the same.
pub fn plain(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether it is the code of a SFIA skill, by its look.
pub fn is_code(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

pub fn small_number(text: &str) -> Option<u8> {
    let text = text.trim();
    text.strip_suffix(".0").unwrap_or(text).parse().ok().filter(|number| *number <= 30)
}

/// A name as people write it: `problem-solving` is `Problem solving`, `codeQuality` is `Code quality`. One with a space
/// in it was written by people.
pub fn humanized(key: &str) -> String {
    let key = key.trim();
    if key.chars().any(char::is_whitespace) || is_code(key) || !key.is_ascii() || is_name(key) {
        return key.to_owned();
    }
    let words = words(key);
    let shout = words.len() > 1 || key.len() > 4;
    let mut spoken = String::with_capacity(key.len() + 4);
    for word in &words {
        let capitals =
            word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        let first = spoken.is_empty();
        if !first {
            spoken.push(' ');
        }
        if DATA.abbreviations.contains(&word.to_ascii_lowercase()) {
            spoken.push_str(&word.to_ascii_uppercase());
        } else if capitals && !(shout && key.bytes().all(|byte| !byte.is_ascii_lowercase())) {
            spoken.push_str(word);
        } else if first {
            spoken.push_str(&word[..1].to_ascii_uppercase());
            spoken.push_str(&word[1..].to_ascii_lowercase());
        } else {
            spoken.push_str(&word.to_ascii_lowercase());
        }
    }
    if spoken.is_empty() { key.to_owned() } else { spoken }
}

/// Whether a name is written as people write it: `Self-Awareness`, `TypeScript`.
fn is_name(key: &str) -> bool {
    let capital = |part: &str| part.starts_with(|c: char| c.is_ascii_uppercase());
    let small = |part: &str| part.bytes().any(|byte| byte.is_ascii_lowercase());
    let parts = || key.split('-');
    DATA.mixed_case.contains(key) || key.contains('-') && parts().all(|part| capital(part) && small(part))
}

/// The name of a level as people write it: `3` is `Level 3`, `l3` is `L3`, `senior1` is `Senior 1`.
pub fn level_name(raw: &str) -> String {
    let raw = raw.trim();
    if let Some(number) = small_number(raw).or_else(|| column(raw)) {
        return format!("Level {number}");
    }
    if raw.chars().any(char::is_whitespace) || !raw.is_ascii() || is_branch(raw) {
        return raw.to_owned();
    }
    let upper = raw.replace(['_', '-'], "").to_ascii_uppercase();
    let letters = upper.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &upper[letters.len()..];
    let word =
        ["LEVEL", "LVL", "GRADE", "BAND", "STAGE", "TIER", "STEP", "RANK", "MILESTONE"].contains(&letters);
    if !digits.is_empty() && !word && !levels::parse_level(&upper).label.is_empty() {
        return upper;
    }
    if !digits.is_empty() && letters.bytes().all(|byte| byte.is_ascii_alphabetic()) && !letters.is_empty() {
        let stem = &raw[..raw.len() - digits.len()];
        return format!("{} {digits}", humanized(&stem.to_ascii_lowercase()));
    }
    // `mid-level` and `entry-level` are words of their own.
    if raw.contains('-') && levels::parse_level(raw).is_level() {
        return capitalized(raw);
    }
    let spoken = if is_code(raw) { raw.to_ascii_lowercase() } else { humanized(raw) };
    capitalized(&spoken)
}

/// A name of a level as it is looked up: `3`, `L3`, `Level 3` and `level_3` are one.
pub fn alias(name: &str) -> String {
    let alias = plain(&level_name(name));
    match alias.strip_prefix('l') {
        Some(number) if small_number(number).is_some() => format!("level{number}"),
        _ => alias,
    }
}

/// The number of a level by the key of a row's cell: `Level 4 description`, `level_4_text`.
pub fn column(key: &str) -> Option<u8> {
    let plain = plain(key);
    let rest = plain.strip_prefix("level")?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (number, of) = rest.split_at(digits);
    small_number(number).filter(|_| DATA.level_cells.contains(of))
}

/// A level of a branch by its key: `C4-S`, `C4-M` beside `C3`.
pub fn is_branch(key: &str) -> bool {
    let short =
        |tail: &str| (1..=3).contains(&tail.len()) && tail.bytes().all(|byte| byte.is_ascii_uppercase());
    key.split_once('-').is_some_and(|(head, tail)| short(tail) && is_numbered_level(head))
}

/// Whether a key by itself can be nothing but a level: `l3`, `level_2`, `4`.
pub fn is_numbered_level(key: &str) -> bool {
    small_number(key).is_some() || {
        let parsed = levels::parse_level(&level_name(key));
        parsed.is_level() && parsed.number.is_some() && !parsed.label.is_empty()
    }
}

/// The words of an ASCII name: between separators, and where a capital follows a small letter.
fn words(key: &str) -> Vec<&str> {
    let bytes = key.as_bytes();
    let mut words = Vec::new();
    let mut start = 0;
    for at in 0..=bytes.len() {
        let byte = bytes.get(at).copied().unwrap_or(b' ');
        let separator = !byte.is_ascii_alphanumeric() && !matches!(byte, b'&' | b'+' | b'#' | b'/' | b'.');
        let is_small = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_lowercase);
        // `codeQuality`, and `XQCompetencies`; `APIs` is one word.
        let camel = at > start
            && byte.is_ascii_uppercase()
            && (is_small(at - 1)
                || bytes[at - 1].is_ascii_uppercase() && is_small(at + 1) && is_small(at + 2));
        if separator || camel {
            if at > start {
                words.push(&key[start..at]);
            }
            start = if separator { at + 1 } else { at };
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_programs_are_read_aloud() {
        for (key, wanted) in [
            ("problem-solving", "Problem solving"),
            ("codeQuality", "Code quality"),
            ("CODE_QUALITY", "Code quality"),
            ("Testing", "Testing"),
            ("API", "API"),
            ("TEST", "TEST"),
            ("Code Review", "Code Review"),
            ("C++", "C++"),
            ("Self-Awareness", "Self-Awareness"),
            ("TypeScript", "TypeScript"),
            ("XQCompetencies", "XQ competencies"),
            ("RESTAPIs", "Restapis"),
            ("ic", "IC"),
            ("", ""),
            ("-", "-"),
            ("überblick", "überblick"),
        ] {
            assert_eq!(humanized(key), wanted, "{key}");
        }
    }

    #[test]
    fn names_of_levels_are_read_aloud() {
        for (key, wanted) in [
            ("3", "Level 3"),
            ("l3", "L3"),
            ("IC4", "IC4"),
            ("level_2", "Level 2"),
            ("level2", "Level 2"),
            ("senior1", "Senior 1"),
            ("senior-1", "Senior 1"),
            ("junior-to-mid", "Junior to mid"),
            ("mid-level", "Mid-level"),
            ("BEGINNER", "Beginner"),
            ("LEAD", "Lead"),
            ("techLead", "Tech lead"),
            ("Senior Engineer", "Senior Engineer"),
            ("Level 4 description", "Level 4"),
            ("C4-S", "C4-S"),
        ] {
            assert_eq!(level_name(key), wanted, "{key}");
        }
    }

    #[test]
    fn fields_are_known_by_many_names() {
        for (key, wanted) in [
            ("displayName", KeyMeaning::Name),
            ("exampleCriteria", KeyMeaning::Text),
            ("example_criteria", KeyMeaning::Text),
            ("Sub-Theme", KeyMeaning::Group(1)),
            ("milestones", KeyMeaning::Levels),
            ("supportingUrls", KeyMeaning::Links),
            ("Testing", KeyMeaning::Other),
            ("SkillName", KeyMeaning::Name),
            ("categoryName", KeyMeaning::Group(0)),
            ("subdomain_name", KeyMeaning::Group(1)),
            ("skill_ref", KeyMeaning::Group(2)),
            ("level_number", KeyMeaning::Level),
            ("level_descriptors", KeyMeaning::Levels),
            ("Level 4 description", KeyMeaning::Other),
            ("ComponentSkills", KeyMeaning::Parts),
            ("name", KeyMeaning::Name),
            ("username", KeyMeaning::Other),
        ] {
            assert_eq!(field_kind(key), wanted, "{key}");
        }
    }
}
