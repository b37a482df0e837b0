//! Levels, tags, demands and layers, by tables.

use super::*;

fn level(rank: u8) -> Level {
    Level::new(rank).unwrap()
}

fn criterion(key: &'static str, levels: &[u8]) -> Criterion {
    let text = |at: Option<u8>| LevelText {
        level: at.map(level),
        statements: vec![format!("{key} first").into(), format!("{key} second").into()],
        ..LevelText::default()
    };
    Criterion {
        key: key.into(),
        kind: CriterionKind::Skill,
        name: key.to_lowercase().into(),
        levels: if levels.is_empty() {
            vec![text(None)]
        } else {
            levels.iter().map(|at| text(Some(*at))).collect()
        },
        ..Criterion::default()
    }
}

fn framework() -> Framework {
    let at = |rank, title: &'static str, requires: &[(&'static str, u8)]| RoleLevel {
        level: level(rank),
        title: title.into(),
        scope: "".into(),
        description: "".into(),
        requires: requires
            .iter()
            .map(|(key, at)| Requirement { key: (*key).into(), level: level(*at) })
            .collect(),
    };
    let mut impact = criterion("impact", &[]);
    impact.kind = CriterionKind::Behaviour;
    impact.group = Some("behaviours".into());
    let mut autonomy = criterion("autonomy", &[1, 2, 3]);
    autonomy.group = Some("attributes".into());
    let group = |key: &'static str, always| Group { key: key.into(), title: key.into(), always };
    Framework {
        key: "engineering".into(),
        base: Some("sfia-9".into()),
        levels: [(1, "Associate"), (2, "Engineer"), (3, "Senior"), (4, "Lead")]
            .map(|(rank, title)| FrameworkLevel {
                level: level(rank),
                label: format!("L{rank}").into(),
                title: title.into(),
            })
            .into(),
        groups: vec![group("behaviours", true), group("attributes", false)],
        criteria: vec![criterion("ASUP", &[2, 3, 4, 5]), impact, autonomy],
        roles: vec![
            Role {
                key: "support-engineer".into(),
                title: "Support Engineer".into(),
                career_path: "Engineering".into(),
                levels: vec![
                    at(1, "Associate Support Engineer", &[("ASUP", 1)]),
                    at(3, "Senior Support Engineer", &[("ASUP", 3)]),
                    at(4, "Lead Support Engineer", &[("ASUP", 4)]),
                ],
            },
            Role {
                key: "engineering-manager".into(),
                title: "Engineering Manager".into(),
                career_path: "Management".into(),
                levels: vec![at(4, "Engineering Manager", &[]), at(5, "Senior Engineering Manager", &[])],
            },
        ],
        ..Framework::default()
    }
}

#[test]
fn a_level_goes_by_rank_label_or_title() {
    let framework = framework();
    let (support, manager) = (framework.role("support-engineer"), framework.role("ENGINEERING-MANAGER"));
    for (text, role, wanted) in [
        ("4", None, Some(4)),
        ("l4", None, Some(4)),
        ("Lead", None, Some(4)),
        ("lead support engineer", None, Some(4)),
        ("senior", support, Some(3)),
        ("senior", manager, Some(5)),
        ("0", None, None),
        ("boss", support, None),
    ] {
        assert_eq!(framework.level(text, role).ok().map(Level::get), wanted, "{text}");
    }
}

#[test]
fn tags_resolve_against_the_framework_and_the_target() {
    let framework = framework();
    for (text, target, wanted) in [
        ("asup@3", Some(4), Ok("ASUP@3")),
        ("ASUP", Some(4), Ok("ASUP@4?")),
        ("ASUP", None, Ok("ASUP?")),
        ("ASUP@3?", Some(4), Ok("ASUP@3?")),
        ("ASUP.2", Some(4), Ok("ASUP@4?.2")),
        ("ASUP@4.2", None, Ok("ASUP@4.2")),
        ("ASUP@4.3", None, Err("`ASUP@4` has 2 statements there, none numbered 3")),
        ("ASUP.1", None, Err("`ASUP` has 0 statements there, none numbered 1")),
        ("impact.2", None, Ok("impact?.2")),
        ("impact.2", Some(4), Ok("impact@4?.2")),
        ("sfia-9/ASUP@lead", None, Ok("ASUP@4")),
        ("other/ASUP", None, Err("framework `other` is not in force")),
        ("ASUQ", Some(4), Err("no skill or behaviour `ASUQ` in `engineering`")),
        ("ASUP@boss", Some(4), Err("no level `boss` in `engineering`")),
    ] {
        let resolved = framework.resolve(&text.parse().unwrap(), None, target.map(level));
        let shown = resolved.map(|resolved| resolved.tag.to_string()).map_err(|error| error.to_string());
        assert_eq!(shown, wanted.map(str::to_owned).map_err(str::to_owned), "{text}");
    }
}

#[test]
fn an_undefined_level_is_taken_and_told() {
    let framework = framework();
    let resolved = framework.resolve(&"ASUP@1".parse().unwrap(), None, None).unwrap();
    assert_eq!(resolved.undefined, Some([2, 3, 4, 5].map(level).to_vec()));
    assert_eq!(framework.resolve(&"impact@3".parse().unwrap(), None, None).unwrap().undefined, None);
}

#[test]
fn the_nearest_defined_level_is_read_and_evidence_counts_from_the_lower() {
    let asup = criterion("ASUP", &[2, 3, 4, 5]);
    for (asked, read, counts_from) in [(1, 2, 1), (4, 4, 4), (7, 5, 5)] {
        let asked = RequiredCriterion {
            criterion: &asup,
            level: level(asked),
            read_level: asup.read_level(level(asked)),
        };
        assert_eq!((asked.read_level, asked.counts_from()), (level(read), level(counts_from)));
    }
    assert_eq!(criterion("X", &[2, 4]).read_level(level(3)), level(2));
    assert_eq!(criterion("impact", &[]).read_level(level(3)), level(3));
}

#[test]
fn a_role_asks_its_skills_then_the_groups() {
    let framework = framework();
    let role = framework.role("support-engineer").unwrap();
    let keys = |asked: Vec<RequiredCriterion<'_>>| {
        asked
            .iter()
            .map(|asked| format!("{}@{}", asked.criterion.key, asked.level))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let lead = role.at(level(4)).unwrap();
    assert_eq!(keys(framework.asked(lead, &[])), "ASUP@4 impact@4");
    assert_eq!(keys(framework.asked(lead, &["attributes".into()])), "ASUP@4 impact@4 autonomy@4");
    assert_eq!(
        keys(framework.asked_cumulative(role, lead, &[])),
        "ASUP@4 impact@4 ASUP@3 impact@3 ASUP@1 impact@1"
    );
}

#[test]
fn what_a_role_demands_itself_comes_once_though_its_group_is_asked() {
    let mut framework = framework();
    framework.roles[0].levels[2].requires.push(Requirement { key: "Autonomy".into(), level: level(3) });
    framework.roles[0].levels[2].requires.push(Requirement { key: "impact".into(), level: level(4) });
    let lead = framework.roles[0].at(level(4)).unwrap();
    let asked = framework.asked(lead, &["attributes".into()]);
    let asked: Vec<_> = asked.iter().map(|asked| (&*asked.criterion.key, asked.level.get())).collect();
    assert_eq!(asked, [("ASUP", 4), ("autonomy", 3), ("impact", 4)]);
}

#[test]
fn it_calls_its_criteria_what_they_are() {
    let mut framework = framework();
    assert_eq!(
        (framework.what(), framework.whats()),
        ("skill or behaviour".into(), "skills and behaviours".into())
    );
    framework.criteria[0].kind = CriterionKind::Expectation;
    framework.criteria[2].kind = CriterionKind::Skill;
    assert_eq!(framework.what(), "skill, expectation or behaviour");
    framework.criteria.truncate(1);
    assert_eq!((framework.what(), framework.whats()), ("expectation".into(), "expectations".into()));
    framework.criteria.clear();
    assert_eq!((framework.what(), framework.whats()), ("criterion".into(), "criteria".into()));
}

#[test]
fn a_layer_adds_texts_and_keeps_the_names_beneath() {
    let below = Framework { criteria: vec![criterion("ASUP", &[2, 3])], ..framework() };
    let mut mine = criterion("ASUP", &[3, 4]);
    mine.name = "".into();
    mine.levels[0].statements = vec!["mine".into()];
    let merged = Framework { criteria: vec![mine], ..framework() }.over(below);
    let asup = merged.criterion("ASUP").unwrap();
    assert_eq!(asup.name, "asup");
    assert_eq!(asup.defined().map(Level::get).collect::<Vec<_>>(), [2, 3, 4]);
    assert_eq!(asup.levels[1].statements, ["mine"]);
}
