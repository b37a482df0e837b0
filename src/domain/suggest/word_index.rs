//! When an entry's words fit a statement.
//!
//! Only words with a content count: no stop words, nothing of one or two letters, no numbers. A word that more than a
//! quarter of the entries hold (see [`common_from`]) tells none from the others and finds nothing. An entry fits from
//! three such words on, or from a quarter of the statement's words where that is more, or all of a statement of two; the
//! criterion's name counts as one word at most. There is no threshold on a rank: in a small journal each word is in half
//! of the entries, where a rank says nothing. What is ranked by is how rare the shared words are.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::domain::coverage::{Coverage, CriterionCoverage, Evidence, Status};
use crate::domain::ids::EntryNo;

/// The shared words from which an entry fits a statement of ordinary length.
const FITTING: usize = 3;
/// The words of a statement that are looked at.
const LONGEST: usize = 32;
/// The words that are looked for altogether, so that a report stays as fast under a framework of any size.
const MOST: usize = 400;

/// The entries up to which a word finds them in a journal of any size.
const FEW: usize = 8;
/// The entries from which a word is common in a journal of any size.
const MANY: usize = 500;

/// Words that are in every text, of the language and of the trade of writing statements.
const STOP: &str = " about above across after again against ago all along already also although always among and another any \
    anybody anyone anything are around because been before behind being below beside besides between both but came can \
    cannot come could day days did does doing done down during each either else enough etc even every everybody everyone \
    everything few for from gave get gets getting give given gives giving goes going gone got had has have having held her \
    here hers him his hold holds how however into its itself just keep keeps kept last late later least less let like made \
    make makes making many may maybe might mine month months more most much must near need needed needs neither never new \
    next nobody none nor not nothing now off often once one ones only onto other others our ours out over own part people \
    per perhaps put quite rather same saw say says see seen set several shall she should show showed showing shown shows \
    since some somebody someone something soon still such take taken takes taking than that the their theirs them \
    themselves then there these they thing things this those though three through throughout thus till time times \
    together too took toward towards turn two under until upon use used useful uses using various very via was way ways \
    week weeks well went were what whatever when where whether which while who whole whom whose why will with within \
    without word work worked working works would year years yet you your yours yourself ";

/// How many entries may hold a word that still tells them from the others, in a journal of so many.
pub(crate) fn common_from(entries: usize) -> usize {
    (entries / 4).clamp(FEW, MANY)
}

/// The words of a text that have a content, each once.
fn content(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        let tells = word.chars().nth(2).is_some() && !word.chars().all(char::is_numeric);
        let word = word.to_lowercase();
        if tells && !STOP.contains(&format!(" {word} ")) && !words.contains(&word) {
            words.push(word);
        }
        if words.len() == LONGEST {
            break;
        }
    }
    words
}

/// The words to look for: those of what is not met, the worst first; with `all` those of what is met too.
pub(crate) fn wanted(report: &Coverage, all: bool) -> Vec<String> {
    let mut wanted: Vec<String> = Vec::new();
    let mut known: HashSet<String> = HashSet::new();
    let texts = |covered: &CriterionCoverage| {
        let statements = covered.statements.iter().map(|statement| statement.text.clone());
        statements.chain([covered.name.clone()]).collect::<Vec<_>>()
    };
    let criteria = report.worst_first().into_iter().map(|(_, covered)| covered);
    for covered in criteria.filter(|covered| all || covered.status != Status::Met) {
        for word in texts(covered).iter().flat_map(|text| content(text)) {
            if wanted.len() < MOST && known.insert(word.clone()) {
                wanted.push(word);
            }
        }
    }
    wanted
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StatementFit<'h> {
    pub fact: u32,
    /// The words that both have, in the statement's order, the name's last.
    pub words: Vec<&'h str>,
    pub weight: u32,
    /// Whether those of the statement alone are more than it takes.
    pub ample: bool,
}

#[derive(Debug, Default)]
pub(crate) struct WordIndex {
    words: HashMap<String, WordHits>,
}

#[derive(Debug)]
struct WordHits {
    facts: Vec<u32>,
    weight: u32,
}

impl WordIndex {
    /// Takes the entries that hold each word; words that none or too many hold are left out.
    pub(crate) fn new(found: Vec<(String, Vec<EntryNo>)>, evidence: &Evidence) -> Self {
        let held = |entries: Vec<EntryNo>| {
            let facts: Vec<u32> = entries.into_iter().filter_map(|entry| evidence.fact_of(entry)).collect();
            let rarity = evidence.facts.len() / facts.len().max(1);
            WordHits { facts, weight: 1 + rarity.checked_ilog2().unwrap_or(0) }
        };
        Self { words: found.into_iter().map(|(word, entries)| (word, held(entries))).collect() }
    }

    /// The facts that fit a statement of a criterion of this name, in the order of the facts.
    pub(crate) fn fits(&self, statement: &str, name: &str) -> Vec<StatementFit<'_>> {
        let content_words = content(statement);
        let length = content_words.len();
        let needed = FITTING.max(length.div_ceil(4)).min(length.max(2));
        let own = self.held(&content_words, &[]);
        let of_name = self.held(&content(name), &own);
        let mut fits: BTreeMap<u32, StatementFit<'_>> = BTreeMap::new();
        for (word, held) in &own {
            for fact in &held.facts {
                let fit = fits.entry(*fact).or_insert(StatementFit {
                    fact: *fact,
                    words: Vec::new(),
                    weight: 0,
                    ample: false,
                });
                fit.words.push(*word);
                fit.weight += held.weight;
            }
        }
        let fitting = fits.into_values().filter_map(|mut fit| {
            fit.ample = fit.words.len() > needed;
            let named = of_name.iter().filter(|(_, held)| held.facts.contains(&fit.fact));
            if let Some((word, held)) = named.max_by_key(|(_, held)| held.weight) {
                fit.words.push(*word);
                fit.weight += held.weight;
            }
            (fit.words.len() >= needed).then_some(fit)
        });
        fitting.collect()
    }

    /// The words among these that are held, each once: two forms of a word are held by the same entries.
    fn held<'s>(&'s self, words: &[String], besides: &[(&str, &WordHits)]) -> Vec<(&'s str, &'s WordHits)> {
        let mut held: Vec<(&str, &WordHits)> = Vec::new();
        for word in words {
            let Some((word, this)) = self.words.get_key_value(word) else { continue };
            let same = |(other, held): &(&str, &WordHits)| held.facts == this.facts && akin(other, word);
            if !held.iter().chain(besides).any(same) {
                held.push((word, this));
            }
        }
        held
    }
}

/// Whether two words may be forms of one: they start alike.
fn akin(one: &str, other: &str) -> bool {
    one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count() >= 4
}
