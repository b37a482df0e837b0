//! Data stays text in the document, whatever it says: what a Markdown parser finds is the template's alone.

use promo::domain::coverage::{CoverageFrame, Evidence, Fact, FactTag};
use promo::domain::dates::Window;
use promo::domain::document::choice::choose;
use promo::domain::document::{DocumentDraft, DraftInput, draft};
use promo::domain::entry::{Content, Entry, Link, Part};
use promo::domain::framework::{Criterion, CriterionKind, RequiredCriterion};
use promo::domain::ids::{EntryNo, Level, Uid};
use promo::domain::journal::Profile;
use promo::domain::update::seal;
use promo::render::document::TemplateContext;
use promo::render::template::Template;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

/// A document of one entry in which every text that a person can give is the same one.
fn document_of(text: &str) -> DocumentDraft {
    let level = Level::new(4).unwrap();
    let date = "2026-11-22".parse().unwrap();
    let said = || Some(text.to_owned());
    let content = Content {
        context: said(),
        did: said(),
        result: said(),
        note: said(),
        project: said(),
        part: Part::Led,
        links: vec![
            Link { url: format!("gopher://{text}"), label: None },
            Link { url: format!("https://example.com/{text}"), label: None },
            Link { url: format!("mailto:ada@example.com?{text}"), label: said() },
        ],
        ..Content::new(date, text)
    };
    let (id, uid) = (EntryNo(1), Uid::from_bytes([1; 16]));
    let stamp = String::new();
    let entry = Entry { uid, id, revision: 1, created_at: stamp.clone(), updated_at: stamp, content };
    let fact = Fact {
        id,
        uid,
        date,
        project: Some(0),
        part: Part::Led,
        result: true,
        links: 3,
        confidential: false,
        replaced: false,
        tagged: true,
    };
    let tag = FactTag { fact: 0, key: 0, level: Some(level), assumed: false, statement: None };
    let evidence = Evidence {
        facts: vec![fact],
        tags: vec![tag],
        keys: vec!["impact".into()],
        projects: 1,
        ..Evidence::default()
    };
    let impact = Criterion {
        key: "impact".into(),
        kind: CriterionKind::Behaviour,
        name: "Impact".into(),
        category: None,
        subcategory: None,
        url: None,
        description: None,
        group: None,
        levels: Vec::new(),
    };
    let asked = [RequiredCriterion { criterion: &impact, level, read_level: level }];
    let frame = CoverageFrame { today: date, window: Window::to(date), level_since: None };
    let choice = choose(&asked, &evidence, frame, &[]);
    let profile = Profile {
        name: said(),
        pronouns: said(),
        manager: said(),
        framework: "engineering".into(),
        ..Profile::default()
    };
    let wanted = "Lead Support Engineer";
    let case =
        DraftInput { profile: &profile, current: None, wanted, level, required: &asked, evidence: &evidence };
    draft(&case, &choice, &[entry])
}

/// The structure that a parser finds: everything but texts and addresses.
fn structure(markdown: &str) -> Vec<String> {
    let mut found = Vec::new();
    for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Text(_) | Event::SoftBreak | Event::HardBreak => {}
            Event::Start(Tag::Link { .. }) => found.push("link".to_owned()),
            Event::End(end) => found.push(format!("{end:?}")),
            // A result's mark holds the one word that is made of data: as much of it as a mark may have.
            Event::Html(mark) if mark.contains("promo:block result-") => {
                let (before, after) = mark.split_once("result-").unwrap();
                let end = after.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
                found.push(format!("{before}result{}", &after[end.unwrap()..]));
            }
            event => found.push(format!("{event:?}")),
        }
    }
    found
}

fn gitlab(draft: &DocumentDraft) -> String {
    Template::builtin("gitlab")
        .unwrap()
        .unwrap()
        .fill(&TemplateContext::new("gitlab", draft, None, 0))
        .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn no_text_changes_the_document(
        text in prop_oneof![
            "[ \\PC\n\t\r]{1,40}",
            "[-+=#>*_`~<>&;:!/.()0-9a-c@|\\[\\]{}\\\\\"'$^%\n ]{1,40}",
            "(https?://|www\\.|<!--|-->|\\]\\(|<b>|&amp;|&#1;|```|\n|\n\n|    |1\\. |- |# |> |\\||---|===|a| |\\*\\*|__|\\\\|\\[|\\]:|!\\[){1,12}",
        ]
    ) {
        // Nothing is a letter that could not be seen; an empty text is another document.
        prop_assume!(text.chars().any(|c| !c.is_whitespace() && !c.is_control()));
        let plain = structure(&gitlab(&document_of("word")));
        let given = gitlab(&document_of(&text));
        let found = structure(&given);
        prop_assert_eq!(found, plain, "{}", given);
        prop_assert!(seal(&given, "gitlab").is_ok(), "{}", given);
    }
}
