//! What is found, by a table.

use super::*;
use crate::domain::framework::testing::{criterion, framework, group, level, role, said, word};
use crate::domain::framework::{CriterionKind, FrameworkLevel};

fn sfia() -> Framework {
    let levels = |from: u8, to: u8| (from..=to).map(|rank| said(rank, "")).collect();
    let asup = Criterion { levels: levels(2, 5), ..criterion("ASUP", "Application support", &[]) };
    let gap = Criterion { levels: vec![said(2, ""), said(4, "")], ..criterion("GAPS", "Gaps", &[]) };
    framework("sfia-9", vec![asup, gap])
}

/// What is found in a framework over SFIA, as `code: place: message`.
fn found(own: &Framework) -> Vec<String> {
    let sfia = sfia();
    let official = framework("copy", vec![criterion("ASUP", "", &[(2, "Helps."), (3, "Leads.")])]);
    let behaviour = Criterion { kind: CriterionKind::Behaviour, ..criterion("impact", "Impact", &[]) };
    let built_in = framework("engineering", vec![behaviour]);
    let layered = own.clone().over(sfia.clone());
    let against = CheckContext {
        layered: &layered,
        sfia: &sfia,
        official: Some(&official),
        built_in: Some(&built_in),
        frameworks: &["engineering".to_owned(), "acme".to_owned()],
    };
    let found = check(own, &against);
    assert!(found.iter().all(|finding| !finding.advice.is_empty() && !finding.advice.ends_with('.')));
    found.iter().map(|one| format!("{}: {}: {}", word(one.code), one.place, one.message)).collect()
}

#[test]
fn what_is_odd_is_found_at_its_place() {
    let of = |criteria| framework("acme", criteria);
    let craft = || criterion("craft", "Craft", &[(2, "One."), (3, "Two.")]);
    let asks = |asked| Framework { roles: vec![role("dev", &[(2, asked)])], ..of(vec![craft()]) };
    let ranks = |ranks: &[(u8, &str)]| Framework { roles: vec![role("dev", ranks)], ..of(vec![craft()]) };
    let grouped = Criterion { group: Some("soft".into()), ..craft() };
    let name = |rank, title: &'static str| FrameworkLevel {
        level: level(rank),
        label: format!("L{rank}").into(),
        title: title.into(),
    };
    for (own, wanted) in [
        (of(vec![craft()]), vec![]),
        (of(vec![criterion("ASUP", "", &[])]), vec![]),
        (
            of(vec![criterion("ASUP", "", &[(1, "Does it."), (2, "Helps.")])]),
            vec!["level-out-of-range: criterion ASUP@1: described at 1; SFIA defines ASUP from 2 to 5"],
        ),
        (
            of(vec![criterion("ASUP", "", &[(2, "leads")])]),
            vec!["text-of-another-level: criterion ASUP@2: the text is SFIA's for level 3"],
        ),
        (asks("ASUP@2 craft@2"), vec![]),
        (
            asks("ASUP@1"),
            vec!["level-out-of-range: role dev, level 2: asks ASUP@1; SFIA defines it from 2 to 5"],
        ),
        (
            of(vec![criterion("TEAM", "", &[(2, "Does it.")])]),
            vec!["unknown-code: criterion TEAM: SFIA 9 has no skill TEAM"],
        ),
        (
            asks("crafts@2"),
            vec!["dangling-requirement: role dev, level 2: asks crafts@2, which is not there"],
        ),
        (
            asks("craft@5"),
            vec!["missing-level: role dev, level 2: asks craft@5, which it does not define; level 3 is read"],
        ),
        (asks("craft@2 CRAFT@3"), vec!["key-clash: role dev, level 2: asks for CRAFT twice"]),
        (of(vec![criterion("mute", "", &[])]), vec!["empty-criterion: criterion mute: has no statement"]),
        (
            of(vec![criterion("mute", "", &[(2, "Says."), (3, "")])]),
            vec!["empty-criterion: criterion mute@3: has no statement"],
        ),
        (
            of(vec![criterion("gap", "", &[(1, "One."), (4, "Four.")])]),
            vec!["level-gap: criterion gap: has no levels 2 and 3 between 1 and 4"],
        ),
        (of(vec![criterion("GAPS", "", &[])]), vec![]),
        (ranks(&[(1, ""), (3, "")]), vec!["level-gap: role dev: has no level 2 between 1 and 3"]),
        (ranks(&[(7, "")]), vec!["level-gap: role dev, level 7: the framework names no level 7"]),
        (
            ranks(&[(2, ""), (2, "")]),
            vec!["key-clash: role dev, level 2: stands twice; only the first is read"],
        ),
        (
            of(vec![grouped.clone()]),
            vec!["unknown-group: criterion craft: belongs to the group soft, which is not there"],
        ),
        (Framework { groups: vec![group("soft")], ..of(vec![grouped]) }, vec![]),
        (
            Framework { groups: vec![group("soft"), group("soft")], ..of(vec![craft()]) },
            vec!["key-clash: group soft: stands twice"],
        ),
        (
            of(vec![craft(), criterion("other", "", &[(3, "one!")])]),
            vec!["statement-twice: other@3.1: says the same as craft@2.1"],
        ),
        (
            of(vec![criterion("impact", "", &[(2, "Moves it.")])]),
            vec!["key-clash: criterion impact: is a behaviour in promo's own framework, and a skill here"],
        ),
        (
            of(vec![criterion("acme", "", &[(2, "Moves it.")])]),
            vec!["key-clash: criterion acme: acme is the key of a framework too"],
        ),
        (
            of(vec![craft(), criterion("Craft", "", &[(2, "Moves it.")])]),
            vec!["key-clash: criterion Craft: stands twice, case aside"],
        ),
        (
            Framework { levels: vec![name(2, "Senior"), name(3, "senior")], ..of(vec![craft()]) },
            vec!["key-clash: level 3: is called senior, as level 2 is"],
        ),
        (
            Framework { roles: vec![role("dev", &[]), role("Dev", &[])], ..of(vec![craft()]) },
            vec!["key-clash: role Dev: stands twice; only the first is read"],
        ),
    ] {
        assert_eq!(found(&own), wanted);
    }
}
