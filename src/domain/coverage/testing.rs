//! Small facts for the tests of what reads them.

use chrono::Days;

use super::Fact;
use crate::domain::entry::Part;
use crate::domain::ids::{EntryNo, Level, Uid};

pub fn level(rank: u8) -> Level {
    Level::known(rank)
}

/// An entry; one with a higher number is newer.
pub fn fact(number: u32) -> Fact {
    let mut uid = [0; 16];
    uid[12..].copy_from_slice(&number.to_be_bytes());
    Fact {
        id: EntryNo(number),
        uid: Uid::from_bytes(uid),
        date: "2026-01-01".parse::<chrono::NaiveDate>().unwrap() + Days::new(number.into()),
        project: None,
        part: Part::Did,
        result: true,
        links: 1,
        confidential: false,
        replaced: false,
        tagged: true,
    }
}
