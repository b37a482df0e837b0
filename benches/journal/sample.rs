//! Entries of an invented engineer, the same ones in every run.

use std::fmt::Write as _;

use chrono::{Days, NaiveDate};
use promo::domain::entry::{Content, Link};
use promo::domain::ids::Uid;
use promo::domain::tag::Tag;

/// A word that one entry in a hundred holds.
pub const RARE: &str = "ferret";

const DEEDS: [&str; 8] = ["Mended", "Sped up", "Wrote up", "Moved", "Counted", "Taught", "Tidied", "Traced"];
const THINGS: [&str; 10] = [
    "the night job",
    "a slow query",
    "the handover list",
    "our help pages",
    "a mail loop",
    "the login form",
    "two old servers",
    "the ticket queue",
    "a backup plan",
    "the alert rules",
];
const CLAUSES: [&str; 10] = [
    "because three teams waited for it each Monday",
    "with the people who answer the phone",
    "after reading every ticket of the month",
    "so that a starter can do it alone",
    "which had failed four times since spring",
    "and asked two users to try it first",
    "while the old way stayed open for a week",
    "with a test that would have caught it",
    "as agreed with the customer's own engineers",
    "and put the numbers where all can see them",
];
const KEYS: [&str; 10] = [
    "CSMG",
    "ASUP",
    "INCA",
    "USUP",
    "ITOP",
    "impact",
    "collaboration",
    "problem-solving",
    "communication",
    "improvement-mindset",
];
const PROJECTS: [&str; 6] = ["gateway", "search", "billing", "help-centre", "onboarding", "rota"];

/// A small generator of numbers (xorshift): a bench needs no better one, only the same one.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most as u64).unwrap()
    }

    fn of<'i>(&mut self, items: &[&'i str]) -> &'i str {
        items[self.below(items.len())]
    }

    fn prose(&mut self, clauses: usize) -> String {
        let mut text = String::new();
        for _ in 0..clauses {
            let (deed, thing, clause) = (self.of(&DEEDS), self.of(&THINGS), self.of(&CLAUSES));
            let _ = write!(text, "{deed} {thing} {clause}. ");
        }
        text
    }
}

/// So many entries over three years, the oldest first.
pub fn contents(count: usize) -> Vec<Content> {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let first = NaiveDate::from_ymd_opt(2023, 11, 23).unwrap();
    (0..count).map(|at| content(&mut dice, at, first + Days::new((at * 1_095 / count) as u64))).collect()
}

fn content(dice: &mut Dice, at: usize, date: NaiveDate) -> Content {
    let mut content = Content::new(date, format!("{} {}", dice.of(&DEEDS), dice.of(&THINGS)));
    let clauses = 4 + dice.below(8);
    let mut did = dice.prose(clauses);
    if at % 100 == 37 {
        did.push_str(RARE);
    }
    content.did = Some(did);
    content.result = (dice.below(2) == 0).then(|| format!("{} to {}", 20 + dice.below(70), dice.below(20)));
    content.project = (dice.below(6) > 0).then(|| dice.of(&PROJECTS).to_owned());
    for _ in 0..=dice.below(3) {
        let key = dice.of(&KEYS);
        if content.tags.iter().all(|tag: &Tag| tag.key != key) {
            let level = 2 + dice.below(3);
            content.tags.push(Tag::stored(&format!("{key}@{level}")).unwrap());
        }
    }
    if dice.below(2) == 0 {
        let url = format!("https://example.com/changes/{}", dice.below(10_000));
        content.links.push(Link { url, label: None });
    }
    content
}

/// The uid of the n-th entry.
pub fn fresh_uid(at: usize) -> Uid {
    let mut bytes = [0; 16];
    bytes[8..].copy_from_slice(&(at as u64).to_be_bytes());
    Uid::from_bytes(bytes)
}

/// So many entries as JSON Lines, without uids.
pub fn lines(count: usize) -> String {
    contents(count).iter().fold(String::new(), |mut text, content| {
        let tags: Vec<String> = content.tags.iter().map(Tag::to_string).collect();
        let links: Vec<_> = content.links.iter().map(|link| serde_json::json!({ "url": link.url })).collect();
        let line = serde_json::json!({
            "title": content.title, "date": content.date.to_string(), "did": content.did,
            "result": content.result, "project": content.project, "tags": tags, "links": links,
        });
        let _ = writeln!(text, "{line}");
        text
    })
}
