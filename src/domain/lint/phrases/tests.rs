//! The format of a file, and that each file can be read.

use super::super::page::LintPage;
use super::super::{RULES, Test};
use super::*;

fn found(file: &str, text: &str) -> Vec<String> {
    let phrases = Phrases::parse(file).unwrap();
    let page = LintPage::read(text);
    let small = WordSets::common().unwrap().take("small");
    let lexicon = Lexicon { person: ["hanneke".to_owned()].into(), small: &small };
    let all = page.blocks.iter().flat_map(|block| {
        let sentences: Vec<Sentence<'_>> = block.sentences().collect();
        let found = phrases.find(&sentences, &lexicon);
        found.into_iter().map(|(_, shown)| block.text[shown].to_owned()).collect::<Vec<_>>()
    });
    all.collect()
}

#[test]
fn each_piece_of_a_line_means_what_the_readme_says() {
    for (file, text, wanted) in [
        ("world class", "A World-class, world class thing", &["World-class", "world class"][..]),
        ("a b, c", "a, b. a b c", &["a b", "c"]),
        ("high/top performer", "top performer, low performer", &["top performer"]),
        ("in (the) light of", "in light of it, in the light of it", &["in light of", "in the light of"]),
        (
            "exceed~, carry~, use~, plan~",
            "exceeds carried using planned plane",
            &["exceeds", "carried", "using", "planned"],
        ),
        ("much *er", "much faster, much fast", &["much faster"]),
        ("<number> of", "9 of nine of", &["9 of"]),
        ("<Name> runs, <Name's> pay", "Ada runs Grace's pay; it runs", &["Ada runs", "Grace's pay"]),
        (
            "<person> runs, <whose> pay",
            "Hanneke runs, she runs her pay, Ada runs Hanneke's pay",
            &["Hanneke runs", "she runs", "her pay", "Hanneke's pay"],
        ),
        ("has ... potential", "has a lot of potential; has a b c d e potential", &["has a lot of potential"]),
        ("top talent |", "top talent, top talent programme, top talent and", &["top talent", "top talent"]),
        ("^ clearly", "Clearly so. It clearly is.", &["Clearly"]),
        ("[rated ...] good [|]", "She is rated as good. Good. Rated good tool", &["good"]),
        ("<x> = big, huge\n<x>/vast", "big huge vast", &["big", "huge", "vast"]),
        ("very\nnot: very first", "very, the very first", &["very"]),
        ("a\n\nb\nnot in sentence: c", "A b. A b c.", &["A", "b", "A"]),
        ("we\nnot in block: I", "We go. I go.\n\nWe go. i go.", &["We"]),
        ("very\n\nfirst\n\nnot: very first", "very first, very", &["very"]),
        ("options: show context\nme", "It told me all of it today", &["It told me all of it"]),
        ("options: skip quotations\nme", "“me and you” me", &["me"]),
        ("very", "VERY Very Large `very` [very](x) “very” very-much not/very", &[]),
        ("I, Part X", "I/O, I-95, Iris I. Chen (I) i Part X part X I", &["Part X", "I"]),
    ] {
        assert_eq!(found(file, text), wanted, "{file}: {text}");
    }
}

#[test]
fn what_means_nothing_is_said_with_its_line() {
    for (file, wanted) in [
        ("a\n<b>", "line 2: `<b>` is not defined"),
        ("[a b", "line 1: `[a b` has a `[` without a `]`"),
        ("a (b", "line 1: `(b` is no word"),
        ("a//b", "line 1: `` is no word"),
    ] {
        assert_eq!(Phrases::parse(file).unwrap_err(), wanted);
    }
}

macro_rules! files {
    ($($name:literal),*) => { [$(($name, include_str!(concat!("../../../../framework/lints/", $name)))),*] };
}

#[test]
fn each_file_can_be_read() {
    for (name, text) in files!(
        "acronyms.txt",
        "common.txt",
        "degree.txt",
        "filler.txt",
        "first-person.txt",
        "numbers.txt",
        "pay.txt",
        "placeholder.txt",
        "potential.txt",
        "rating.txt",
        "says-nothing.txt",
        "team.txt"
    ) {
        assert_eq!(Phrases::parse(text).err(), None, "{name}");
    }
    for rule in &RULES {
        if let Test::Phrases(phrases) = &rule.test {
            assert!(!phrases.groups.is_empty(), "{}", rule.code);
        }
    }
}
