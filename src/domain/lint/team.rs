//! What a team did, where a document is to say what one person did: a text that says we and never I.
//!
//! Who says both tells a story of several people and their own part in it; that is as it should be.

use super::page::Page;
use super::{Diagnostic, RuleCode, Severity, short};

/// The team as the one who acts, in lower case.
const TEAM: [&str; 5] = ["we", "we're", "we've", "we'd", "we'll"];
const PERSON: [&str; 8] = ["i", "i'm", "i've", "i'd", "i'll", "my", "me", "myself"];

/// Looks at each block of a document that speaks as I.
pub(super) fn check(page: &Page, findings: &mut Vec<Diagnostic>) {
    for block in page.told() {
        let mut own = block.words.all().iter().filter(|word| !word.quoted && !word.link && !word.code);
        let is = |words: &[&str], said: &str| words.contains(&said.replace('’', "'").as_str());
        if own.clone().any(|word| is(&PERSON, &word.lower)) {
            continue;
        }
        if let Some(word) = own.find(|word| is(&TEAM, &word.lower)) {
            let text = block.inline.text.get(word.range.start..).unwrap_or_default();
            findings.push(Diagnostic {
                line: block.line_at(word.range.start),
                weight: Severity::Warning,
                code: RuleCode::Team,
                entries: block.entries.clone(),
                found: short(text),
                advice: "say what you did yourself in it".to_owned(),
            });
        }
    }
}
