//! Walking over a text by runs of bytes and by words.

use std::ops::Range;

/// The runs of a text whose bytes are all of a sort.
pub(super) fn runs(text: &str, of: impl Fn(u8) -> bool) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut start = None;
    for (at, byte) in text.bytes().enumerate() {
        match (of(byte), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                runs.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    runs.extend(start.map(|from| from..text.len()));
    runs
}

/// What stands right before a place.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// What stands right behind a place.
pub(super) fn behind(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// A walk over the words of a text that tells of each place whether its word has a `://` before it. The text is read
/// once, however long a word is.
pub(super) struct Walk<'t, F> {
    text: &'t str,
    /// What parts words.
    parts: F,
    /// How far the text was read, and whether the word that goes on there has a `://`.
    read: usize,
    has_scheme: bool,
}

impl<'t, F: Fn(char) -> bool> Walk<'t, F> {
    pub(super) fn new(text: &'t str, parts: F) -> Self {
        Self { text, parts, read: 0, has_scheme: false }
    }

    /// Whether the word at a place has a `://` before it. Places come from the left, and each begins with a letter or
    /// a digit, so that no `://` is cut in two.
    pub(super) fn has_scheme(&mut self, at: usize) -> bool {
        let new = self.text.get(self.read..at).unwrap_or_default();
        self.has_scheme = match new.rfind(&self.parts) {
            Some(end) => new[end..].contains("://"),
            None => self.has_scheme || new.contains("://"),
        };
        self.read = at;
        self.has_scheme
    }
}
