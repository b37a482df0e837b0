//! Tags, entities and percent-encoded characters, by which a text may be set.

/// The longest HTML tag that is read as one, in bytes.
const LONGEST_TAG: usize = 80;
/// Entities of single characters.
const ENTITIES: [(&str, char); 8] = [
    ("nbsp", ' '),
    ("amp", '&'),
    ("apos", '\''),
    ("quot", '"'),
    ("rsquo", '\''),
    ("shy", '\u{ad}'),
    ("szlig", 'ß'),
    ("aelig", 'æ'),
];
/// How entities of letters with an accent end: `&uuml;`.
const ACCENTS: [&str; 9] = ["uml", "acute", "grave", "circ", "tilde", "ring", "cedil", "caron", "slash"];

/// The HTML tag that a text begins with.
pub(super) fn tag(text: &str) -> Option<&str> {
    let long = text.bytes().take(LONGEST_TAG).position(|byte| byte == b'>')?;
    let tag = &text[..long];
    let name = tag[1..].strip_prefix('/').unwrap_or(&tag[1..]);
    let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic()) && !name.contains(['<', '\n', '@', ':']);
    is_tag.then(|| &text[..=tag.len()])
}

/// The character that an entity or a percent-encoded sequence stands for, and how long that is.
pub(super) fn escaped(text: &str) -> Option<(usize, char)> {
    if text.starts_with('%') {
        return percent_encoded(text);
    }
    let name = text.get(1..)?.split(';').next().filter(|name| name.len() < 10)?;
    let long = name.len() + 2;
    text.as_bytes().get(long - 1).filter(|byte| **byte == b';')?;
    let number = match name.strip_prefix('#') {
        Some(hex) if hex.starts_with(['x', 'X']) => u32::from_str_radix(&hex[1..], 16).ok(),
        Some(decimal) => decimal.parse().ok(),
        None => None,
    };
    let named = || ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, c)| *c);
    let accented = || {
        let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
        ACCENTS.contains(&&name[1..]).then_some(letter)
    };
    Some((long, number.and_then(char::from_u32).or_else(named).or_else(accented)?))
}

fn percent_encoded(text: &str) -> Option<(usize, char)> {
    let byte = |number: usize| {
        let hex = text.get(number * 3..number * 3 + 3)?.strip_prefix('%')?;
        u8::from_str_radix(hex, 16).ok()
    };
    let bytes: Vec<u8> = (0..4).map_while(byte).collect();
    let valid = match std::str::from_utf8(&bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).ok()?,
    };
    let c = valid.chars().next()?;
    Some((c.len_utf8() * 3, c))
}
