//! What must hold whatever a person types, wherever.

use proptest::prelude::*;

use super::super::{Document, merge};
use super::{sealed, told, updated};

/// A draft: a summary, and results with parts with bullets.
fn a_draft() -> impl Strategy<Value = String> {
    let bullets = prop::collection::btree_map(1..9_u32, 0..3_u32, 0..4);
    let parts = prop::collection::vec((0..3_usize, bullets), 1..3);
    let results = prop::collection::vec((0..5_usize, parts), 0..4);
    (0..5_u32, results, 0..2_u32).prop_map(|(pieces, results, manager)| {
        let mut text = format!("<!-- promo:block summary -->\nAda did {pieces} pieces.\n\n<!-- promo:end -->\n## Results\n\n");
        let mut known = Vec::new();
        for (name, parts) in results {
            if known.contains(&name) {
                continue;
            }
            known.push(name);
            text.push_str(&format!("<!-- promo:block r-{name} -->\n### Result {}: {name}\n\n", known.len()));
            let mut told = Vec::new();
            for (part, bullets) in parts {
                if told.contains(&part) {
                    continue;
                }
                told.push(part);
                text.push_str(&format!("<!-- promo:block r-{name}/p{part} -->\n**Part {part}**\n\n"));
                for (entry, version) in bullets {
                    text.push_str(&format!("- “done {entry} v{version}” <!-- entries: {entry} -->\n"));
                }
                text.push('\n');
            }
        }
        if known.is_empty() {
            text.push_str("<!-- promo:block none -->\nNone yet.\n\n");
        }
        text.push_str(&format!("<!-- promo:end -->\n## End\n\n<!-- promo:block end -->\nTODO: {manager} writes.\n<!-- promo:end -->\n"));
        text
    })
}

/// What a person does to a file.
#[derive(Debug, Clone)]
enum Edit {
    Line(prop::sample::Index, bool),
    /// Types at the end of a line.
    Append(prop::sample::Index),
    Delete(prop::sample::Index, usize),
    Move(prop::sample::Index, usize, prop::sample::Index),
}

fn an_edit() -> impl Strategy<Value = Edit> {
    use prop::sample::Index;
    prop_oneof![
        (any::<Index>(), any::<bool>()).prop_map(|(at, bullet)| Edit::Line(at, bullet)),
        any::<Index>().prop_map(Edit::Append),
        (any::<Index>(), 1..6_usize).prop_map(|(at, count)| Edit::Delete(at, count)),
        (any::<Index>(), 1..9_usize, any::<Index>()).prop_map(|(at, count, to)| Edit::Move(at, count, to)),
    ]
}

/// Does it; what is typed gets a number.
fn edited(file: &str, edits: &[Edit]) -> String {
    // The head is left alone: without it a file is no longer a document.
    let head = file.find("-->\n").unwrap() + 4;
    let mut lines: Vec<String> = file[head..].lines().map(str::to_owned).collect();
    for (number, edit) in edits.iter().enumerate() {
        let typed = format!("typed{number}x");
        let many = lines.len();
        match edit {
            _ if many == 0 => lines.push(typed),
            Edit::Line(at, true) => lines.insert(at.index(many), format!("- {typed}")),
            Edit::Line(at, false) => lines.insert(at.index(many), typed),
            Edit::Append(at) => lines[at.index(many)].push_str(&format!(" {typed}")),
            Edit::Delete(at, count) => {
                let from = at.index(many);
                lines.drain(from..(from + count).min(many));
            }
            Edit::Move(at, count, to) => {
                let from = at.index(many);
                let moved: Vec<String> = lines.drain(from..(from + count).min(many)).collect();
                let to = to.index(lines.len() + 1);
                lines.splice(to..to, moved);
            }
        }
    }
    format!("{}{}\n", &file[..head], lines.join("\n"))
}

fn typed(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> = text.split_whitespace().filter(|word| word.starts_with("typed")).collect();
    words.sort_unstable();
    words
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn without_edits_an_update_is_a_fresh_document(first in a_draft(), second in a_draft()) {
        prop_assert_eq!(updated(&sealed(&first), &second).text, sealed(&second));
    }

    #[test]
    fn nothing_typed_is_lost_and_nothing_is_done_twice(
        drafts in prop::collection::vec(a_draft(), 3),
        edits in prop::collection::vec(an_edit(), 0..8),
        later in prop::collection::vec(an_edit(), 0..4),
    ) {
        let file = edited(&sealed(&drafts[0]), &edits);
        let Ok(document) = Document::read(&file) else { return Ok(()) };
        let now = Document::read(&sealed(&drafts[1])).unwrap();
        let merged = merge(&document, &now);
        prop_assert_eq!(typed(&merged.text), typed(&file), "{}\n{}", file, merged.text);
        let again = updated(&merged.text, &drafts[1]);
        prop_assert_eq!(&again.text, &merged.text);
        prop_assert_eq!(told(&again), Vec::<String>::new());
        let file = edited(&merged.text, &later);
        let Ok(document) = Document::read(&file) else { return Ok(()) };
        let merged = merge(&document, &Document::read(&sealed(&drafts[2])).unwrap());
        prop_assert_eq!(typed(&merged.text), typed(&file));
        prop_assert_eq!(updated(&merged.text, &drafts[2]).text, merged.text);
    }
}
