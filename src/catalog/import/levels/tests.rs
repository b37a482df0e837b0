//! Tests of names of levels.

use super::*;

#[test]
fn names_of_levels_are_read() {
    for (name, number, label, title) in [
        ("L3: Senior DevOps Support Engineer", Some(3), "L3", "Senior DevOps Support Engineer"),
        ("IC4", Some(4), "IC4", ""),
        ("Level 2", Some(2), "Level 2", ""),
        ("Level 4 - Staff", Some(4), "Level 4", "Staff"),
        ("Level III", Some(3), "Level III", ""),
        ("Senior Engineer (L3)", Some(3), "L3", "Senior Engineer"),
        ("Senior Engineer (Level 5)", Some(5), "Level 5", "Senior Engineer"),
        ("Software Engineer II", Some(2), "", "Software Engineer II"),
        ("Junior", None, "", "Junior"),
        ("**Principal Engineer**", None, "", "Principal Engineer"),
        ("🚀 Staff", None, "", "Staff"),
        ("Senior\u{a0}Engineer", None, "", "Senior Engineer"),
        ("3. Senior Engineer", Some(3), "3", "Senior Engineer"),
        ("L0", Some(0), "L0", ""),
        ("Beginner", None, "", "Beginner"),
        ("E3 (Engineer)", Some(3), "E3", "Engineer"),
        ("Software Engineer 2", Some(2), "", "Software Engineer 2"),
        ("SDE II", Some(2), "", "SDE II"),
        ("P4", Some(4), "P4", ""),
        ("Band 5", Some(5), "Band 5", ""),
        ("Level 3 – Senior", Some(3), "Level 3", "Senior"),
        ("Level 1 (Foundational):", Some(1), "Level 1", "Foundational"),
        ("Level IC1: Associate", Some(1), "IC1", "Associate"),
        ("Senior I", Some(1), "", "Senior I"),
        ("Eng1", Some(1), "Eng1", ""),
        ("IC 3", Some(3), "IC3", ""),
        ("Engineer Level 2", Some(2), "Level 2", "Engineer"),
        ("Mid-Level", None, "", "Mid-Level"),
        ("Tech Lead", None, "", "Tech Lead"),
        ("VP of Engineering", None, "", "VP of Engineering"),
        ("Head of Product Design", None, "", "Head of Product Design"),
        ("Entry level", None, "", "Entry level"),
        ("Tier 1", Some(1), "Tier 1", ""),
        ("Individual Contributor 3", Some(3), "", "Individual Contributor 3"),
        ("Principal+", None, "", "Principal+"),
        ("Level B", Some(2), "Level B", ""),
        ("Advanced Beginner", None, "", "Advanced Beginner"),
        ("Level 2: Software Engineer II (2-5 years)", Some(2), "Level 2", "Software Engineer II"),
        ("Engineering Manager (equivalent to Senior/Staff IC)", None, "", "Engineering Manager"),
        ("Senior Engineer Expectations", None, "", "Senior Engineer"),
        ("L3 Expectations", Some(3), "L3", ""),
        ("2. L5 - Senior", Some(5), "L5", "Senior"),
        ("D1 - Developer 1", Some(1), "D1", "Developer 1"),
        ("Graduate Software Engineer (GSE)", None, "", "Graduate Software Engineer"),
        ("Apprentice (IC 1)", Some(1), "IC1", "Apprentice"),
        ("Engineer II / Software Engineer", Some(2), "", "Engineer II / Software Engineer"),
        ("Pleno", None, "", "Pleno"),
        ("Senior Staff / Principal Engineer", None, "", "Senior Staff / Principal Engineer"),
    ] {
        let read = parse_level(name);
        assert_eq!((read.number, &*read.label, &*read.title), (number, label, title), "{name}");
        assert!(read.is_level(), "{name}: {read:?}");
    }
}

#[test]
fn what_names_no_level_is_none() {
    for name in [
        "Communication",
        "Technical leadership",
        "Senior people mentor others.",
        "What success looks like at this level",
        "Career Development",
        "Impact",
        "",
        "2022-11-20",
        "Learning",
        "Head in the clouds",
        "How to become a senior engineer",
        "Technical Leadership",
        "Leadership",
        "Management",
        "Career growth",
        "Team",
        "Mastery of tools",
        "Technical mastery",
        "Product",
        "Lead by example",
        "1. Communication",
        "3. Technical Leadership",
        "Level expectations",
        "Level 3 engineers mentor others",
        "Mentor junior engineers",
        "Engineering Career Ladder",
        "Individual Contributor Track (Levels 1-3)",
        "IC1 - IC6 Framework",
        "C4 model",
        "Team 2",
        "Working group",
        "Data",
        "Doing",
        "Senior leadership",
        "Strategic thinking",
        "Guide: Senior Developer",
    ] {
        assert!(!parse_level(name).is_level(), "{name}: {:?}", parse_level(name));
    }
}

#[test]
fn a_ladder_is_more_than_one_level() {
    let is = |names: &[&str]| parse_ladder(names.iter().copied()).is_some();
    assert!(is(&["Junior Engineer", "Software Engineer", "Senior Engineer"]));
    assert!(is(&["L1", "L2"]));
    assert!(is(&["Beginner", "Intermediate", "Expert"]));
    assert!(!is(&["Communication", "Impact"]));
    assert!(!is(&["Senior"]));
    assert!(!is(&["L1", "Impact", "L2"]));
    assert!(!is(&["Senior", "Senior"]));
    assert!(is(&["Learning", "Doing", "Teaching", "Leading"]));
    assert!(!is(&["Learning", "Impact", "Leading"]));
}

#[test]
fn a_trade_is_a_title_without_its_seniority() {
    for (title, wanted) in [
        ("Senior Support Engineer", "Support Engineer"),
        ("Software Engineer II", "Software Engineer"),
        ("Engineering Manager", "Engineering Manager"),
        ("Senior", ""),
    ] {
        assert_eq!(trade(title), wanted);
    }
}

#[test]
fn seniority_orders_titles() {
    let skill = ["Novice", "Advanced beginner", "Competent", "Proficient", "Expert"];
    let ranks: Vec<u16> = skill.iter().map(|title| parse_level(title).seniority.unwrap()).collect();
    assert!(ranks.is_sorted_by(|a, b| a < b), "{ranks:?}");
    let order = [
        "Intern",
        "Junior Engineer",
        "Mid",
        "Senior",
        "Staff Engineer",
        "Senior Staff Engineer",
        "Principal",
        "Distinguished",
        "Fellow",
    ];
    let ranks: Vec<u16> = order.iter().map(|title| parse_level(title).seniority.unwrap()).collect();
    assert!(ranks.is_sorted_by(|a, b| a < b), "{ranks:?}");
}
