//! Names for the places of a document: made of what stands there, so that they stay when other places come and go.

use std::fmt::Write as _;

/// The longest part of a name that is written out.
const LONGEST: usize = 40;

/// A name of `a-z0-9-` for a text. Two texts never share one: where anything but case is lost, a hash of the text stands
/// at the end.
pub(super) fn slug(text: &str) -> String {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let mut slug = String::new();
    let mut lost = false;
    for c in folded.chars() {
        match c {
            _ if slug.len() == LONGEST => lost = true,
            c if c.is_ascii_alphanumeric() => slug.push(c),
            // A comment of HTML may not hold two of them.
            '-' if !slug.ends_with('-') => slug.push('-'),
            ' ' if !slug.ends_with('-') => {
                slug.push('-');
                lost = true;
            }
            _ => lost = true,
        }
    }
    let trimmed = slug.trim_matches('-');
    if !lost && !slug.is_empty() && trimmed == slug {
        return slug;
    }
    // FNV-1a: the same in every version and on every machine.
    let hash = folded.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut named = trimmed.to_owned();
    if !named.is_empty() {
        named.push('-');
    }
    let _ = write!(named, "{:06x}", hash & 0xff_ffff);
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_readable_where_it_can_be_and_never_shared() {
        assert_eq!(slug("Gateway"), "gateway");
        assert_eq!(slug("Help-centre"), "help-centre");
        assert_eq!(slug("CSMG"), "csmg");
        let texts =
            ["help-centre", "help/centre", "Überweisung", "berweisung", "项目", "--> <script>", "", "a b c"];
        let mut named: Vec<String> = texts.iter().map(|text| slug(text)).collect();
        named.push(slug(&"long ".repeat(20)));
        named.push(slug(&"long ".repeat(30)));
        let shape = |name: &String| {
            !name.is_empty()
                && name.len() <= 50
                && !name.contains("--")
                && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        };
        assert!(named.iter().all(shape), "{named:?}");
        named.sort();
        named.dedup();
        assert_eq!(named.len(), texts.len() + 2);
    }
}
