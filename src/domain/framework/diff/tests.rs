//! What differs and what is lost, by tables.

use super::lost::{LossReason, TaggedEntry, lost_tags};
use super::*;
use crate::domain::framework::mapping::ProposalReason;
use crate::domain::framework::testing::{criterion, framework, group, level, role, word};
use crate::domain::framework::{Criterion, CriterionKind, FrameworkLevel, Group};
use crate::domain::tag::Tag;

fn told(from: &Framework, to: &Framework) -> Vec<String> {
    let told = |one: FrameworkDifference| {
        let text = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        let (before, after) = (text(one.before), text(one.after));
        format!("{} {} {}: {before} > {after}", word(one.part), one.change.word(), one.place)
    };
    diff(from, to).into_iter().map(told).collect()
}

#[test]
fn each_difference_is_told_once() {
    let of = |criteria| framework("acme", criteria);
    let craft = |said: &str| criterion("craft", "Craft", &[(2, said)]);
    let with = |roles| Framework { roles, ..of(Vec::new()) };
    let levels = |names: &[(u8, &'static str)]| Framework {
        levels: names
            .iter()
            .map(|(rank, title)| FrameworkLevel {
                level: level(*rank),
                label: "L".into(),
                title: (*title).into(),
            })
            .collect(),
        ..of(Vec::new())
    };
    let grouped = |asked: bool| {
        let group = Group { always: asked, ..group("soft") };
        Framework { groups: vec![group], ..of(Vec::new()) }
    };
    let three = "Writes short notes.|Reviews the code of others.|Runs the weekly drill.";
    for (from, to, wanted) in [
        (of(vec![craft(three)]), of(vec![craft(three)]), vec![]),
        (of(vec![]), of(vec![craft("a")]), vec!["criterion added craft: - > Craft"]),
        (of(vec![craft("a")]), of(vec![]), vec!["criterion removed craft: Craft > -"]),
        (
            of(vec![craft("a")]),
            of(vec![criterion("Craft", "Craft of it", &[(2, "a")])]),
            vec!["criterion renamed Craft: craft > Craft", "criterion renamed Craft: Craft > Craft of it"],
        ),
        (
            of(vec![craft(three)]),
            of(vec![criterion("code", "Craft", &[(2, three)])]),
            vec!["criterion moved craft: craft > code"],
        ),
        (
            of(vec![craft(three)]),
            of(vec![criterion("code", "Code", &[(2, &three.replace("weekly", "monthly"))])]),
            vec![
                "criterion perhaps-moved craft: craft > code",
                "criterion renamed code: Craft > Code",
                "statement changed code@2.3: Runs the weekly drill. > Runs the monthly drill.",
            ],
        ),
        (
            of(vec![craft(three)]),
            of(vec![craft("Reviews the code of all others.|Writes short notes.|Speaks in public.")]),
            vec![
                "criterion-level reordered craft@2: - > -",
                "statement changed craft@2.1: Reviews the code of others. > Reviews the code of all others.",
                "statement removed craft@2.3: Runs the weekly drill. > -",
                "statement added craft@2.3: - > Speaks in public.",
            ],
        ),
        (
            of(vec![craft("a")]),
            of(vec![criterion("craft", "Craft", &[(2, "a"), (3, "b")])]),
            vec!["criterion-level added craft@3: - > b"],
        ),
        (
            of(vec![craft("a")]),
            of(vec![Criterion { kind: CriterionKind::Behaviour, group: Some("soft".into()), ..craft("a") }]),
            vec![
                "criterion changed craft, kind: skill > behaviour",
                "criterion changed craft, group: - > soft",
            ],
        ),
        (
            levels(&[(1, "Junior"), (2, "Senior")]),
            levels(&[(2, "Lead"), (3, "Chief")]),
            vec![
                "level removed level 1: L Junior > -",
                "level renamed level 2: L Senior > L Lead",
                "level added level 3: - > L Chief",
            ],
        ),
        (grouped(true), grouped(false), vec!["group changed soft, asked: always > on-request"]),
        (
            with(vec![role("dev", &[(2, "a@2 b@2"), (3, "")]), role("qa", &[])]),
            with(vec![role("dev", &[(2, "a@3 c@2"), (4, "")]), role("ops", &[])]),
            vec![
                "role removed qa: qa > -",
                "role added ops: - > ops",
                "role-level removed dev, level 3: dev 3 > -",
                "role-level added dev, level 4: - > dev 4",
                "requirement changed dev, level 2: a@2 > a@3",
                "requirement removed dev, level 2: b@2 > -",
                "requirement added dev, level 2: - > c@2",
            ],
        ),
        (
            of(vec![]),
            Framework { base: Some("sfia-9".into()), ..of(vec![]) },
            vec!["framework changed base: - > sfia-9"],
        ),
    ] {
        assert_eq!(told(&from, &to), wanted);
    }
}

#[test]
fn what_tags_lose_is_told_with_what_may_stand_for_it() {
    let from = framework(
        "acme",
        vec![
            criterion("craft", "Craft", &[(2, "One.|Two."), (3, "Three.")]),
            criterion("gone", "Gone", &[(2, "Keeps it.")]),
            criterion("any", "", &[(0, "First.|Second.")]),
        ],
    );
    let to = framework(
        "acme",
        vec![
            criterion("craft", "Craft", &[(2, "Two.")]),
            criterion("went", "", &[(2, "Keeps it.")]),
            criterion("any", "", &[(0, "First")]),
        ],
    );
    for (tag, wanted) in [
        ("gone@2", Some(("gone", LossReason::Gone))),
        ("GONE?", Some(("gone", LossReason::Gone))),
        ("craft@2", None),
        ("craft@3", Some(("craft@3", LossReason::Level))),
        // Level 4 was not defined before either.
        ("craft@4", None),
        ("craft@2.1", Some(("craft@2.1", LossReason::Replaced))),
        ("craft@2.2", Some(("craft@2.2", LossReason::Statement))),
        ("any?.1", None),
        ("any?.2", Some(("any.2", LossReason::Statement))),
        ("stranger@2", None),
    ] {
        let tags = [Tag::stored(tag).unwrap()];
        let lost = lost_tags(&[TaggedEntry { tags: &[] }, TaggedEntry { tags: &tags }], &from, &to);
        let told = lost.first().map(|lost| (lost.tag.as_str(), lost.why));
        assert_eq!(told, wanted, "{tag}");
        for lost in lost {
            assert_eq!(lost.entries, [1]);
            let proposal = lost.proposal.map(|one| (one.key, one.reason));
            let wanted =
                (lost.why == LossReason::Gone).then(|| ("went".to_owned(), ProposalReason::SameText));
            assert_eq!(proposal, wanted, "{tag}");
        }
    }
}
