//! The frameworks that are compiled in.

use super::sfia;
use crate::domain::framework::Framework;

pub const DEFAULT: &str = "engineering";
const SUPPORT_LADDER: &str = "support-ladder";
const GITLAB_SUPPORT: &str = "gitlab-support";
pub const KEYS: [&str; 4] = [DEFAULT, sfia::KEY, SUPPORT_LADDER, GITLAB_SUPPORT];

/// What the build made of the files in `framework/`.
mod built {
    use crate::domain::framework::{
        Criterion, CriterionKind, Framework, FrameworkLevel, Group, LevelText, Requirement, Role, RoleLevel,
        Text,
    };
    use crate::domain::ids::Level;

    include!(concat!(env!("OUT_DIR"), "/built.rs"));
}

/// A built-in framework's own layer, or `None` where the key names none.
pub fn own_layer(key: &str) -> Option<Framework> {
    match key {
        DEFAULT => Some(built::engineering()),
        sfia::KEY => Some(built::sfia()),
        SUPPORT_LADDER => Some(built::support_ladder()),
        GITLAB_SUPPORT => Some(built::gitlab_support()),
        _ => None,
    }
}

/// What tells this version of a built-in framework's own layer from others: twelve hexadecimal digits.
pub fn hash(key: &str) -> Option<&'static str> {
    built::hash(key)
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
    use crate::catalog::toml_file;

    #[test]
    fn what_is_built_in_is_what_the_files_say() {
        let read = |text, name: &str| toml_file::read(text, name).unwrap();
        let engineering = read(include_str!("../../framework/engineering.toml"), "engineering.toml");
        assert_eq!(own_layer(DEFAULT), Some(engineering));
        let table = sfia::read(include_str!("../../framework/sfia-9.csv"), "sfia-9.csv").unwrap();
        let words = read(include_str!("../../framework/sfia-9.toml"), "sfia-9.toml");
        assert_eq!(own_layer(sfia::KEY), Some(words.over(table)));
        let ladder = read(include_str!("../../framework/support-ladder.toml"), "support-ladder.toml");
        assert_eq!(own_layer(SUPPORT_LADDER), Some(ladder));
        let gitlab = read(include_str!("../../framework/gitlab-support.toml"), "gitlab-support.toml");
        assert_eq!(own_layer(GITLAB_SUPPORT), Some(gitlab));
    }

    #[test]
    fn a_hash_is_that_of_the_file() {
        use sha2::{Digest as _, Sha256};
        for (key, file) in [
            (DEFAULT, &include_bytes!("../../framework/engineering.toml")[..]),
            (SUPPORT_LADDER, &include_bytes!("../../framework/support-ladder.toml")[..]),
        ] {
            let digest: String = Sha256::digest(file).iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(hash(key), Some(&digest[..12]));
        }
        assert_eq!(hash("other"), None);
    }

    #[test]
    fn every_key_is_a_framework() {
        for key in KEYS {
            assert_eq!(layered(key).unwrap().key, key);
            assert!(hash(key).is_some());
        }
        assert_eq!(layered("other"), None);
    }
}
