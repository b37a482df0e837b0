//! What is told, where, and what is not, by tables of made-up journals.

use chrono::NaiveDate;

use super::one_to_one::{QuestionKind, TargetAssessment};
use super::*;
use crate::domain::coverage::{Evidence, FactTag, Rules, Status};
use crate::domain::dates::Window;
use crate::domain::document::choice::choose;
use crate::domain::entry::{Content, Part};
use crate::domain::framework::{Criterion, CriterionKind, LevelText};
use crate::domain::journal::Profile;

/// An entry in short: its day, its project, its tags as `KEY@LEVEL`, with `?` where it is assumed, and marks: `L` led, `S` saying so, `h` helped, `c` confidential, `R`
/// replaced, `C` context, `D` did, `r` result, `l` link.
struct Short(&'static str, &'static str, &'static str, &'static str);

const KEYS: [(&str, CriterionKind); 5] = [
    ("CSMG", CriterionKind::Skill),
    ("impact", CriterionKind::Behaviour),
    ("collaboration", CriterionKind::Behaviour),
    ("improvement-mindset", CriterionKind::Behaviour),
    ("mentoring", CriterionKind::Behaviour),
];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn criteria(kinds: &[CriterionKind]) -> Vec<Criterion> {
    let text = LevelText {
        level: None,
        text: "".into(),
        statements: vec!["An example.".into()],
        examples: Vec::new(),
    };
    let of = |(key, kind): (&'static str, CriterionKind)| Criterion {
        key: key.into(),
        kind,
        name: key.to_uppercase().into(),
        category: None,
        subcategory: None,
        url: None,
        description: None,
        group: None,
        levels: vec![text.clone()],
    };
    KEYS.into_iter().filter(|(_, kind)| kinds.contains(kind)).map(of).collect()
}

fn told(shorts: &[Short], since: Option<&str>, kinds: &[CriterionKind]) -> Portfolio {
    let criteria = criteria(kinds);
    let level = Level::known(4);
    let asked: Vec<RequiredCriterion<'_>> =
        criteria.iter().map(|criterion| RequiredCriterion { criterion, level, read_level: level }).collect();
    let mut evidence = Evidence { keys: KEYS.map(|(key, _)| key.to_owned()).into(), ..Evidence::default() };
    let mut entries = Vec::new();
    let mut projects: Vec<String> = Vec::new();
    for (number, Short(date, project, tags, marks)) in (1u32..).zip(shorts) {
        let has = |mark: char| marks.contains(mark);
        let project = (!project.is_empty()).then(|| (*project).to_owned());
        let of_project = project.as_ref().map(|name| {
            let folded = name.to_lowercase();
            let at = projects.iter().position(|known| *known == folded).unwrap_or_else(|| {
                projects.push(folded);
                projects.len() - 1
            });
            u32::try_from(at).unwrap()
        });
        let text = |mark, text: &str| has(mark).then(|| format!("{text} {number}"));
        let mut content = Content::new(day(date), format!("title {number}"));
        content.context = text('C', "context");
        content.did = text('D', "did");
        content.result = text('r', "result");
        if has('S') {
            content.title = format!("Led title {number}");
        }
        content.note = Some("SECRET".into());
        content.project = project;
        content.part = match (has('L'), has('h')) {
            (true, _) => Part::Led,
            (_, true) => Part::Helped,
            _ => Part::Did,
        };
        let uid = Uid::from_bytes([u8::try_from(number).unwrap(); 16]);
        evidence.facts.push(Fact {
            id: EntryNo(number),
            uid,
            date: day(date),
            project: of_project,
            part: content.part,
            result: has('r'),
            links: u32::from(has('l')),
            confidential: has('c'),
            replaced: has('R'),
            tagged: !tags.is_empty(),
        });
        for tag in tags.split_whitespace() {
            let (key, level) = tag.split_once('@').unwrap();
            let key = KEYS.iter().position(|(known, _)| *known == key).unwrap();
            evidence.tags.push(FactTag {
                fact: number - 1,
                key: u32::try_from(key).unwrap(),
                level: Level::new(level.trim_end_matches('?').parse().unwrap()),
                assumed: level.ends_with('?'),
                statement: None,
            });
        }
        entries.push(Entry {
            uid,
            id: EntryNo(number),
            revision: 1,
            created_at: String::new(),
            updated_at: String::new(),
            content,
        });
    }
    evidence.projects = u32::try_from(projects.len()).unwrap();
    let today = day("2026-11-22");
    let frame =
        CoverageFrame { today, window: Window { since: since.map(day), until: today }, level_since: None };
    let choice = choose(&asked, &evidence, frame, &[]);
    let profile = Profile::default();
    let case = DraftInput {
        profile: &profile,
        current: None,
        wanted: "Lead",
        level,
        required: &asked,
        evidence: &evidence,
    };
    let rules = Rules { entries: 2, ..Rules::default() };
    let assessment =
        TargetAssessment::new(&asked, &one_to_one::without_confidential(&evidence), rules, frame);
    let outlines: Vec<Outline> = entries
        .iter()
        .map(|Entry { content, .. }| {
            let (context, did, result) = (&content.context, &content.did, &content.result);
            Outline::of(&content.title, context.as_deref(), did.as_deref(), result.as_deref())
        })
        .collect();
    let input = PortfolioInput { draft: &case, choice: &choice, frame, picks: &[], outlines: &outlines };
    let selection = Selection::new(input, Some(&assessment), |_| true);
    let ids = selection.entries();
    entries.retain(|entry| ids.contains(&entry.id));
    selection.portfolio(&entries)
}

const ALL: [CriterionKind; 2] = [CriterionKind::Skill, CriterionKind::Behaviour];

fn ids(pieces: &[Story]) -> Vec<u32> {
    pieces.iter().map(|piece| piece.id.0).collect()
}

#[test]
fn nothing_is_told_that_may_not_be() {
    let shorts = [
        Short("2026-11-20", "", "CSMG@4", ""),
        Short("2026-11-20", "", "CSMG@4", "c"),
        Short("2026-11-20", "", "CSMG@4", "R"),
        Short("2026-11-23", "", "CSMG@4", ""),
        Short("2026-01-01", "", "CSMG@4", ""),
    ];
    let book = told(&shorts, Some("2026-02-01"), &ALL);
    assert_eq!(ids(&book.pieces), [1]);
    assert_eq!((book.period.pieces, book.period.first), (1, Some(TemplateDate(day("2026-11-20")))));
    assert!(!format!("{book:?}").contains("SECRET"));
    assert_eq!(ids(&told(&shorts, None, &ALL).pieces), [1, 5]);
}

#[test]
fn the_log_goes_by_quarter_and_project_newest_first() {
    let book = told(
        &[
            Short("2026-07-01", "a", "", ""),
            Short("2026-10-01", "b", "", "r"),
            Short("2026-10-02", "", "", ""),
            Short("2026-11-20", "Gate", "", ""),
            Short("2026-10-05", "gate", "", ""),
        ],
        None,
        &ALL,
    );
    let told: Vec<String> = book
        .quarters
        .iter()
        .flat_map(|quarter| {
            quarter.projects.iter().map(move |project| {
                let name = project.name.as_deref().unwrap_or("-");
                format!(
                    "{} {}/{} {name} {:?}",
                    project.block,
                    quarter.pieces,
                    quarter.results,
                    ids(&project.pieces)
                )
            })
        })
        .collect();
    assert_eq!(
        told,
        [
            "2026-q4/p4 4/1 Gate [4, 5]",
            "2026-q4/p2 4/1 b [2]",
            "2026-q4/other 4/1 - [3]",
            "2026-q3/p1 1/0 a [1]"
        ]
    );
}

#[test]
fn a_statement_tells_own_work_that_says_most_and_no_other_tells() {
    let shorts = [
        Short("2026-11-01", "", "impact@4 collaboration@4 CSMG@4", "CDr"),
        Short("2026-11-02", "", "impact@4", "D"),
        Short("2026-11-03", "", "improvement-mindset@4", "hCDr"),
        Short("2026-11-04", "", "mentoring@3", "CDr"),
    ];
    let book = told(&shorts, None, &ALL);
    let lacks = |star: &Star| {
        [&star.situation_todo, &star.action_todo, &star.result_todo].into_iter().flatten().count()
    };
    let told_by: Vec<(&str, Option<u32>, usize)> = book
        .stars
        .iter()
        .map(|star| (&*star.key, star.piece.as_ref().map(|piece| piece.id.0), lacks(star)))
        .collect();
    assert_eq!(
        told_by,
        [
            ("impact", Some(2), 2),
            ("collaboration", Some(1), 0),
            ("improvement-mindset", None, 0),
            ("mentoring", None, 0)
        ]
    );
    assert_eq!(
        book.stars[2].todo.as_ref().unwrap().command,
        "promo log \"…\" -t improvement-mindset@4 --context \"…\" --did \"…\" --result \"…\""
    );
    assert_eq!(
        book.stars[0].situation_todo.as_ref().unwrap().say,
        "say what the situation was and what had to be achieved"
    );
    // Without behaviours, what the framework has instead.
    let book = told(&shorts, None, &[CriterionKind::Skill]);
    assert_eq!(book.stars.iter().map(|star| &*star.key).collect::<Vec<_>>(), ["CSMG"]);
    assert!(told(&shorts, None, &[]).stars.is_empty());
}

#[test]
fn a_statement_says_that_work_was_led_where_its_words_do_not() {
    let book = told(
        &[
            Short("2026-11-01", "", "impact@4", "LD"),
            Short("2026-11-02", "", "collaboration@4", "D"),
            Short("2026-11-03", "", "mentoring@4", "LDS"),
        ],
        None,
        &ALL,
    );
    let say: Vec<(&str, bool)> = book.stars.iter().map(|star| (&*star.key, star.say_led)).collect();
    assert_eq!(
        say,
        [("impact", true), ("collaboration", false), ("improvement-mindset", false), ("mentoring", false)]
    );
}

#[test]
fn the_packet_tells_each_piece_once_and_names_it_again() {
    let book = told(
        &[
            Short("2026-11-01", "a", "CSMG@4 improvement-mindset@4", "LCDr"),
            Short("2026-11-02", "a", "CSMG@4", "Lr"),
            Short("2026-11-03", "a", "CSMG@4", "L"),
            Short("2026-11-04", "b", "improvement-mindset@4", ""),
            Short("2026-11-05", "b", "collaboration@4", "r"),
            Short("2026-11-06", "b", "CSMG@4", "hr"),
            Short("2026-11-07", "b", "mentoring@4", ""),
            Short("2026-11-08", "b", "CSMG@3", "Lr"),
            Short("2026-11-09", "b", "improvement-mindset@4?", "r"),
            Short("2026-11-10", "b", "improvement-mindset@4 collaboration@4", "r"),
        ],
        None,
        &ALL,
    );
    let packet = &book.staff_packet;
    assert_eq!(packet.projects.len(), 1);
    assert_eq!((ids(&packet.projects[0].pieces), packet.projects[0].todos.len()), (vec![1, 2], 0));
    let sections = [&packet.improvements, &packet.impact, &packet.people, &packet.glue];
    let told: Vec<_> = sections
        .iter()
        .map(|section| (ids(&section.pieces), ids(&section.above), section.todo.is_some()))
        .collect();
    assert_eq!(
        told,
        [
            (vec![10, 4], vec![1], false),
            // The fifth is told as glue; what is told below is not named here.
            (vec![9], vec![10, 1, 2], false),
            (vec![7, 6], vec![], false),
            (vec![5], vec![10], false),
        ]
    );
}

#[test]
fn an_empty_journal_says_what_to_type() {
    let book = told(&[], None, &ALL);
    let packet = &book.staff_packet;
    for todo in [
        &book.person.todo,
        &book.pieces_todo,
        &packet.projects_todo,
        &packet.improvements.todo,
        &packet.impact.todo,
        &packet.people.todo,
        &packet.glue.todo,
        &book.one_to_one.as_ref().unwrap().todo,
        &book.stars[0].todo,
        &book.criteria[0].todo,
    ] {
        assert!(todo.as_ref().unwrap().command.starts_with("promo "), "{todo:?}");
    }
    assert_eq!(book.review, Review::default());
    assert_eq!(book.one_to_one.as_ref().unwrap().since, TemplateDate(day("2026-11-08")));
}

#[test]
fn a_meeting_tells_what_became_met_and_asks_about_what_is_not() {
    let mut shorts = vec![
        Short("2026-05-01", "a", "CSMG@4 impact@4", "rl"),
        Short("2026-11-20", "b", "CSMG@4", ""),
        Short("2026-11-21", "b", "collaboration@4", "rl"),
        Short("2026-11-21", "c", "impact@4", "c"),
    ];
    let book = told(&shorts, Some("2026-11-10"), &ALL);
    let meeting = book.one_to_one.as_ref().unwrap();
    assert_eq!(ids(&meeting.pieces), [3, 2]);
    let met: Vec<_> = meeting.met.iter().map(|met| (&*met.name, ids(&met.pieces))).collect();
    assert_eq!(met, [("CSMG", vec![2])]);
    // The confidential one would have met it; nobody is told that.
    let asked: Vec<&str> = meeting.questions.iter().map(|question| &*question.key).collect();
    assert_eq!(asked, ["improvement-mindset", "mentoring", "impact"]);
    assert_eq!(meeting.questions[0].example.as_deref(), Some("An example."));
    let asks: Vec<QuestionKind> = meeting.questions.iter().map(|question| question.ask).collect();
    assert_eq!(asks, [QuestionKind::First, QuestionKind::First, QuestionKind::More]);
    assert!(meeting.more.is_empty());
    shorts[3].3 = "";
    assert_eq!(told(&shorts, Some("2026-11-10"), &ALL).one_to_one.unwrap().met.len(), 2);
}

#[test]
fn a_meeting_tells_new_work_for_what_was_met_before_and_words_each_question() {
    let book = told(
        &[
            Short("2026-05-01", "a", "CSMG@4", "rl"),
            Short("2026-08-20", "b", "CSMG@4", ""),
            Short("2026-11-20", "b", "CSMG@4", ""),
            Short("2026-11-20", "b", "collaboration@3 impact@2", ""),
        ],
        Some("2026-11-10"),
        &ALL,
    );
    let meeting = book.one_to_one.as_ref().unwrap();
    let more: Vec<_> = meeting.more.iter().map(|more| (&*more.name, ids(&more.pieces))).collect();
    assert_eq!((meeting.met.len(), more), (0, vec![("CSMG", vec![3])]));
    assert_eq!(QuestionKind::from(Status::Stale), QuestionKind::Again);
    let asks: Vec<_> = meeting.questions.iter().map(|question| (&*question.key, question.ask)).collect();
    let wanted = [
        ("improvement-mindset", QuestionKind::First),
        ("mentoring", QuestionKind::First),
        ("impact", QuestionKind::AtLevel),
    ];
    assert_eq!(asks, wanted);
}

#[test]
fn a_review_selects_and_counts_the_rest() {
    let mut shorts: Vec<Short> = Vec::new();
    for project in ["a", "b", "c", "d", "e", "f"] {
        shorts.extend((0..50).map(|_| Short("2026-11-01", project, "CSMG@3", "D")));
    }
    shorts.truncate(250);
    shorts.push(Short("2026-11-02", "", "", ""));
    shorts.push(Short("2026-01-02", "f", "CSMG@4", "r"));
    let book = told(&shorts, None, &ALL);
    let themes: Vec<_> = book
        .review
        .themes
        .iter()
        .map(|theme| (theme.name.as_deref(), theme.pieces.len(), theme.more))
        .collect();
    assert_eq!(
        themes,
        [(Some("f"), 1, 0), (Some("a"), 3, 47), (Some("b"), 3, 47), (Some("c"), 3, 47), (Some("d"), 3, 47)]
    );
    assert_eq!(book.review.more, 51);
    shorts.push(Short("2026-11-02", "", "CSMG@3", ""));
    assert_eq!(told(&shorts, None, &ALL).review.themes.last().map(|theme| theme.name.clone()), Some(None));
    let of = |key: &str| book.criteria.iter().find(|shown| shown.key == key).unwrap();
    assert_eq!((ids(&of("CSMG").pieces), of("CSMG").below.len()), (vec![252], 0));
    assert!(of("impact").todo.is_some());
}
