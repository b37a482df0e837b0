//! Keys for what has only a name: slugs that stay the same when other rows are added or moved.

use std::collections::HashMap;

use sha2::{Digest as _, Sha256};

/// The longest key made of a name, in bytes.
const LONGEST: usize = 48;

/// A slug of a name: `a-z0-9-`, letters of other scripts transliterated, cut at a word. Empty where nothing of the name
/// can be written so.
pub fn slug(name: &str) -> String {
    let letters = name.contains(char::is_alphanumeric);
    // `🧭 Seamanship` is called by its word, not by its picture.
    let is_picture = |c: char| matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}');
    let bare: String = name.chars().filter(|c| !(letters && is_picture(*c))).collect();
    let slug = slug::slugify(bare);
    if slug.len() <= LONGEST {
        return slug;
    }
    let cut = slug[..LONGEST].rfind('-').filter(|at| *at > LONGEST / 2).unwrap_or(LONGEST);
    slug[..cut].to_owned()
}

/// A few letters that stand for a text: the same for the same text, whatever stands around it.
pub fn text_fingerprint(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(2).map(|byte| format!("{byte:02x}")).collect()
}

/// Gives each thing a key of its own. A name that stands once is its slug; where it stands several times, the group goes
/// before it; where that too is the same, a mark of the text goes behind.
#[derive(Debug, Default)]
pub struct KeyAllocator {
    /// Each key that is taken, and the last number that was put behind it.
    taken: HashMap<String, usize>,
}

impl KeyAllocator {
    /// The first of the candidates that is free; behind the last one a number is put where none is.
    pub fn take(&mut self, candidates: &[String]) -> String {
        let is_free = |key: &str| !key.is_empty() && !self.taken.contains_key(&key.to_ascii_lowercase());
        let free = candidates.iter().find(|key| is_free(key));
        let key = match free {
            Some(key) => key.clone(),
            None => {
                let last =
                    candidates.last().filter(|key| !key.is_empty()).map_or("criterion", String::as_str);
                // Where the last number given was is where to go on.
                let from = self.taken.get(&last.to_ascii_lowercase()).copied().unwrap_or(0).max(1) + 1;
                let numbered = (from..).map(|number| (number, format!("{last}-{number}")));
                let (number, key) = numbered.into_iter().find(|(_, key)| is_free(key)).unwrap_or_default();
                self.taken.insert(last.to_ascii_lowercase(), number);
                key
            }
        };
        self.taken.entry(key.to_ascii_lowercase()).or_insert(0);
        key
    }

    /// Keeps a key for what it belongs to: nothing made of a name gets it, in whichever case.
    pub fn keep(&mut self, key: &str) {
        self.taken.entry(key.to_ascii_lowercase()).or_insert(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_slugs() {
        for (name, wanted) in [
            ("Security & ethics", "security-ethics"),
            ("Café culture", "cafe-culture"),
            ("  I deliver impactful support ", "i-deliver-impactful-support"),
            ("🚀", "rocket"),
            ("🛠️ Networks", "networks"),
            ("", ""),
        ] {
            assert_eq!(slug(name), wanted, "{name}");
        }
        let long = slug(&"very long heading ".repeat(10));
        assert!(long.len() <= LONGEST && !long.ends_with('-'), "{long}");
    }

    #[test]
    fn a_taken_key_is_not_given_again() {
        let mut keys = KeyAllocator::default();
        let of = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        assert_eq!(keys.take(&of(&["impact", "people-impact"])), "impact");
        assert_eq!(keys.take(&of(&["impact", "people-impact"])), "people-impact");
        assert_eq!(keys.take(&of(&["impact", "people-impact"])), "people-impact-2");
        assert_eq!(keys.take(&of(&["", ""])), "criterion-2");
    }
}
