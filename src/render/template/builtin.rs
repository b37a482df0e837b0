//! The templates that come with promo. A new one is a file in `framework/templates` and a line here.

/// Their names and their text, in the order in which they are listed.
pub const ALL: &[(&str, &str)] = &[
    ("gitlab", include_str!("../../../framework/templates/gitlab.md")),
    ("staff-packet", include_str!("../../../framework/templates/staff-packet.md")),
    ("star", include_str!("../../../framework/templates/star.md")),
    ("self-review", include_str!("../../../framework/templates/self-review.md")),
    ("one-to-one", include_str!("../../../framework/templates/one-to-one.md")),
    ("brag", include_str!("../../../framework/templates/brag.md")),
];

pub fn find(name: &str) -> Option<&'static str> {
    ALL.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// The name of the one that is taken where none is named.
pub const DEFAULT: &str = "gitlab";
