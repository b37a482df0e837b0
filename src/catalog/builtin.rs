//! The frameworks that are compiled in.

use super::sfia;
use crate::domain::framework::Framework;

/// The framework that a journal starts with.
pub const DEFAULT: &str = "engineering";
/// The keys of what is built in.
pub const KEYS: [&str; 2] = [DEFAULT, sfia::KEY];

/// What the build made of `framework/engineering.toml` and `framework/sfia-9.csv`.
mod built {
    use crate::domain::framework::{
        Criterion, Framework, Group, Kind, LevelName, LevelText, Requirement, Role, RoleLevel, Text,
    };
    use crate::domain::ids::Level;

    include!(concat!(env!("OUT_DIR"), "/built.rs"));
}

/// A built-in framework's own layer, or `None` where the key names none.
pub fn own_layer(key: &str) -> Option<Framework> {
    match key {
        DEFAULT => Some(built::engineering()),
        sfia::KEY => Some(built::sfia()),
        _ => None,
    }
}

/// A built-in framework over what lies beneath it, or `None` where the key names none.
pub fn layered(key: &str) -> Option<Framework> {
    let own = own_layer(key)?;
    Some(match own.base.as_deref().and_then(layered) {
        Some(below) => own.over(below),
        None => own,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::file;

    #[test]
    fn what_is_built_in_is_what_the_files_say() {
        let engineering = include_str!("../../framework/engineering.toml");
        assert_eq!(own_layer(DEFAULT), Some(file::read(engineering, "framework/engineering.toml").unwrap()));
        let sfia = include_str!("../../framework/sfia-9.csv");
        assert_eq!(own_layer(sfia::KEY), Some(sfia::read(sfia, "framework/sfia-9.csv").unwrap()));
    }

    #[test]
    fn every_key_is_a_framework() {
        for key in KEYS {
            assert_eq!(layered(key).unwrap().key, key);
        }
        assert_eq!(layered("other"), None);
    }
}
