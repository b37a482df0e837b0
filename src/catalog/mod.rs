//! Frameworks from files to [`Framework`] values.
//!
//! [`toml_file`] reads promo's own TOML, and [`toml_writer`] writes it; [`sfia`] reads the table of SFIA's skills; [`builtin`]
//! holds what is compiled in, and [`framework_library`] what a person imported; [`import`] reads frameworks of other shapes.
//! Nothing is parsed before a command asks for it. [`suggest`] finds what a mistyped key may have meant.

pub mod builtin;
pub mod framework_library;
pub mod import;
pub mod sfia;
pub mod toml_file;
pub mod toml_writer;

use std::cmp::Reverse;

use crate::domain::framework::{Criterion, Framework};

/// The criteria whose key or name is nearest to what was typed: the nearest first, at most three.
pub fn suggest<'f>(framework: &'f Framework, typed: &str) -> Vec<&'f Criterion> {
    nearest(typed, &framework.criteria, |criterion| [&*criterion.key, &*criterion.name].to_vec())
}

/// The items one of whose names is near to what was typed: the nearest first, at most three.
///
/// A name is near when it starts with what was typed, or differs from it by at most a third of its letters
/// (Damerau-Levenshtein, case folded).
pub fn nearest<'i, T>(typed: &str, items: &'i [T], names: impl Fn(&'i T) -> Vec<&'i str>) -> Vec<&'i T> {
    let typed = typed.to_lowercase();
    let distance = |name: &str| {
        let name = name.to_lowercase();
        if typed.chars().count() >= 3 && name.starts_with(&typed) {
            return Some(0);
        }
        let edits = strsim::damerau_levenshtein(&typed, &name);
        let longest = typed.chars().count().max(name.chars().count());
        (edits <= 2.max(longest / 3) && edits * 2 <= longest).then_some(edits)
    };
    let mut near: Vec<(usize, &T)> = items
        .iter()
        .filter_map(|item| {
            // The first name is the key; what only another name is near to comes after.
            let near = names(item).into_iter().enumerate();
            let near = near.filter_map(|(at, name)| Some(distance(name)? + at));
            Some((near.min()?, item))
        })
        .collect();
    let shared =
        |name: &str| name.to_lowercase().bytes().zip(typed.bytes()).take_while(|(a, b)| a == b).count();
    // Of those equally near, the one that starts most like what was typed.
    near.sort_by_key(|(distance, item)| (*distance, Reverse(names(item).into_iter().map(shared).max())));
    near.into_iter().map(|(_, item)| item).take(3).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_starts_most_like_it_comes_first() {
        let framework = builtin::layered(builtin::DEFAULT).unwrap();
        for (typed, wanted) in [
            ("INCS", "INCA"),
            ("colaboration", "collaboration"),
            ("SECURITY", "security-and-ethics"),
            ("Content design", "INCA"),
        ] {
            assert_eq!(suggest(&framework, typed).first().map(|near| &*near.key), Some(wanted), "{typed}");
        }
        assert!(suggest(&framework, "xyzzyqqq").is_empty());
    }
}
