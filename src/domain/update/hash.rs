//! Short names: hashes of text, and ids made of what a person calls a thing.

/// How long the hash of a block is: by chance two texts share it once in 10^15.
pub(super) const BLOCK: usize = 10;
/// How long the hash of a line, or of an id, is: among a hundred, once in a million documents.
pub(super) const LINE: usize = 5;

/// A hash of a text, as that many of `0-9a-z`. It must never change: files hold it.
pub(super) fn hash(text: &str, length: usize) -> String {
    // FNV-1a, and a finish that lets every bit count in the digits that are left.
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for byte in text.bytes() {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^= state >> 31;
    let mut text = String::with_capacity(length);
    for _ in 0..length {
        text.push(char::from_digit((state % 36) as u32, 36).unwrap_or('0'));
        state /= 36;
    }
    text
}

/// Whether it can be a hash of that length.
pub(super) fn is_hash(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase())
}

/// A name as part of an id: `Gateway` is `gateway`. Two names never share one: where anything but case is lost, a hash of
/// the name stands at the end.
pub fn slug(name: &str) -> String {
    const LONGEST: usize = 32;
    let folded = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let mut slug = String::new();
    for c in folded.chars() {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug.truncate(LONGEST);
    let slug = slug.trim_end_matches('-');
    match (slug == folded, slug.is_empty()) {
        (true, false) => folded,
        (_, true) => hash(&folded, LINE),
        (false, false) => format!("{slug}-{}", hash(&folded, LINE)),
    }
}
