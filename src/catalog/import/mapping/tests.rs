//! Every shape by its fixture: what it becomes, in lines that are easy to compare.

mod small;

use std::fmt::Write as _;

use super::*;
use crate::catalog::import::{RawLevel, json};

/// Reads a text as the file of that name.
fn import(file: &str, text: &str, told: &ImportHints) -> Result<Reading, ReadError> {
    let extension = file.rsplit('.').next().unwrap_or_default().to_owned();
    let source = Source { file, extension, text, told };
    match source.extension.as_str() {
        "json" => read(&source, &json::parse(&source)?, &Terms::default()),
        "md" => {
            let (line, front) = markdown::page(text).front.unwrap();
            read(&source, &yaml::parse_at(file, &front, line + 1)?, &Terms::default())
        }
        _ => read(&source, &yaml::parse(&source)?, &Terms::default()),
    }
}

fn named(level: &RawLevel) -> String {
    let both = [level.mark.label.as_str(), level.mark.title.as_str()];
    let name = both.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ");
    format!("{name}{}", level.track.as_deref().map(|track| format!(" <{track}>")).unwrap_or_default())
}

fn lines(reading: &Reading) -> String {
    let mut out = String::new();
    let title = reading.title.as_deref().unwrap_or("-");
    let _ = writeln!(out, "{} | {title}", reading.shape);
    for level in &reading.levels {
        let scope = level.scope.as_deref().map(|scope| format!(" = {scope}")).unwrap_or_default();
        let _ = writeln!(out, "level {} {}{scope}", level.line, named(level));
    }
    for role in &reading.roles {
        let levels: Vec<String> = role.levels.iter().map(|at| named(&reading.levels[*at])).collect();
        let _ = writeln!(out, "role {} [{}]", role.title, levels.join(", "));
    }
    for one in &reading.criteria {
        let group = one.group.as_deref().map(|group| format!(" ({group})")).unwrap_or_default();
        let about = one.description.as_deref().map(|about| format!(" = {about}")).unwrap_or_default();
        let key = one.key.as_deref().map(|key| format!("{key} ")).unwrap_or_default();
        let _ = writeln!(out, "{} {key}{}{group}{about}", one.line, one.name);
        for text in &one.texts {
            let level = text.level.map_or("-".to_owned(), |at| named(&reading.levels[at]));
            let _ = writeln!(out, "  {level}: {}", text.statements.join(" | "));
            if !text.examples.is_empty() {
                let _ = writeln!(out, "    e.g. {}", text.examples.join(" | "));
            }
        }
    }
    for demand in &reading.demands {
        let (level, name) = (named(&reading.levels[demand.level]), &reading.criteria[demand.criterion].name);
        let _ = writeln!(out, "demand {} {level}: {name} {}", demand.line, demand.rank);
    }
    for text in &reading.description {
        let _ = writeln!(out, "about {text}");
    }
    for warning in &reading.warnings {
        let _ = writeln!(out, "warning {} {}: {}", warning.line, warning.code.word(), warning.message);
    }
    for skipped in &reading.skipped {
        let _ = writeln!(out, "skipped {} {}", skipped.line, skipped.why);
    }
    out
}

/// Checks a fixture against what it becomes.
macro_rules! fixture {
    ($file:literal, $wanted:literal) => {{
        let text = include_str!(concat!("../../../../tests/fixtures/frameworks/", $file));
        let told = match $file {
            "by-place.json" => ImportHints { levels_in: Some(LevelsIn::Index), ..ImportHints::default() },
            _ => ImportHints::default(),
        };
        assert_eq!(lines(&import($file, text, &told).unwrap()), $wanted, "{}", $file);
    }};
}

#[test]
fn flat_lists_are_read() {
    fixture!(
        "flat-competencies.yml",
        r#"list of competencies | -
level 7 Junior to mid
level 28 Mid to senior 1
4 Craft
  Junior to mid: Keeps a local workspace that builds on the first try
12 Testing (Craft)
  Junior to mid: Leaves a trail in version control that others can follow
    e.g. Small change sets: one idea each | Messages that say why
25 Communication
  Mid to senior 1: Tells the team early when a promise is at risk
skipped 17 field `supportingUrls`: links
"#
    );
    fixture!(
        "referenced-competencies.yml",
        r#"list of competencies | Harbour Operations
level 8 Junior Engineer
level 11 Senior Engineer 1 = Works without a map.
32 Planning and Order = Makes a plan that survives the first week of a project.
  Junior Engineer: Breaks the week into tasks that fit a day.
39 Technical
  Junior Engineer: Writes runbooks that a stranger can follow. | Repairs known faults with the runbook at hand.
  Senior Engineer 1: Finds the fault that no runbook names. | Writes the runbook afterwards.
about What is expected of people who keep the harbour systems afloat.
skipped 4 field `sheetId`
skipped 33 field `proficiency`, 3 times
"#
    );
    fixture!(
        "flat-competencies.json",
        r#"list of competencies | -
level 8 Engineer
level 15 Senior 1
level 21 Senior 2
4 Technical
  Engineer: Fixes small faults with a helping hand
    e.g. Mends a broken link in the café menu
  Senior 1: Fixes large faults alone
  Senior 2: Decides which faults stay
"#
    );
}

#[test]
fn topics_over_levels_are_read() {
    fixture!(
        "topics-front-matter.md",
        r#"topics and levels | ⚓ Harbour Pilots
level 12 Level 1
level 16 Level 2
level 23 Level 3
14 Communication
  Level 1: Reports the position of the boat at every buoy | Asks before turning
  Level 2: Explains a course to a new pilot
    e.g. Draws the currents on the chart | Names the two shoals
30 🧭 Seamanship
  Level 2: Moors in a crosswind
about About these pages
about They are a chart, not a course.
about Read them twice.
warning 23 empty-criterion: `Communication` says nothing at `Level 3`
skipped 2 field `path`
skipped 4 field `sidebarTitle`
skipped 5 field `yaml`
skipped 6 field `levels`
skipped 7 field `homepage`
"#
    );
    fixture!(
        "topics-levels.json",
        r#"topics and levels | Lighthouse keepers
level 11 Wick trimmer
level 17 Keeper
15 Lamps = Keeping the light.
  Wick trimmer: Trims the wick before dusk | Logs each lamp
  Keeper: Runs a tower alone. | Trains a trimmer
21 Storms (Lamps)
  Keeper: Stays calm when the glass breaks
about What keepers grow into.
skipped 3 field `path`, 3 times
"#
    );
    fixture!(
        "milestones.json",
        r#"topics and levels by their place | -
level 7 Level 1
level 12 Level 2
8 Deck work (A) = Knows the deck in any weather
  Level 1: Works safely beside a mate | Ties the knots of the trade | Clips on in the dark
    e.g. Stowed the jib in a squall
  Level 2: Leads a watch | Gives clear orders
24 Mentorship (C) = Helps others grow
  Level 1: Shows a newcomer around
warning 7 guess: levels without a name are counted by their place; `--levels-in index` confirms it
"#
    );
    fixture!(
        "by-place.json",
        r#"topics and levels by their place | -
level 1 Level 1
level 1 Level 2
level 1 Level 3
1 Knots (Craft)
  Level 1: Ties a bowline
  Level 2: Splices a rope
  Level 3: Invents a knot
"#
    );
}

#[test]
fn skills_over_levels_are_read() {
    fixture!(
        "theme-skills-levels.yml",
        r#"topics and levels | Security
level 5 Basis
level 6 Redelijk
level 7 Goed
5 Key keeping (Security)
  Basis: Knows where the keys hang
  Redelijk: Signs keys out and in
  Goed: Designs the key cabinet
10 Watch duty (Security)
  Basis: Walks the round with somebody
  Goed: Plans the rounds of a month
warning 11 empty-criterion: `Watch duty` says nothing at `Redelijk`
"#
    );
    fixture!(
        "skills-with-level-fields.json",
        r#"topics and levels | -
level 6 Basic
level 7 Low
level 8 Medium
level 9 Expert
6 Rigging
  Basic: Names every rope on deck.
  Low: Replaces a worn shackle.
  Medium: Tunes the shrouds.
  Expert: Designs a rig for a new boat.
15 Sail repair
  Basic: Patches a small tear.
  Low: Sews a batten pocket.
  Medium: Recuts a leech.
  Expert: Teaches the loft.
skipped 5 field `positionId`, 2 times
"#
    );
    fixture!(
        "categories-skills-levels.yml",
        r#"topics and levels | -
level 3 Level 1
level 5 Level 2
3 Testing (Engineering)
  Level 1: Runs the suite before every push.
  Level 2: Writes the missing test first | Removes tests that prove nothing
9 Code review (Engineering)
  Level 1: Reads every line
  Level 2: Teaches through review | Answers within a day
13 Hiring (People)
  Level 1: Joins interviews.
  Level 2: Leads interviews.
"#
    );
    fixture!(
        "tracks-of-skills.json",
        r#"tracks and levels | -
level 9 Level 1 Learning
level 10 Level 2 Competent
role Sail Maker [Level 1 Learning, Level 2 Competent]
role Pilot [Level 1 Learning, Level 2 Competent]
9 Shared wins (Department / Company) = Gets the whole boat over the line
  Level 1 Learning: Pulls when told | Keeps the rhythm
  Level 2 Competent: Sets the rhythm
20 Cloth
  Level 1 Learning: Cuts along the line
  Level 2 Competent: Draws the line
26 Charts
  Level 1 Learning: Reads a chart
  Level 2 Competent: Draws a chart
"#
    );
    fixture!(
        "capability.yml",
        r#"topics and levels | Weather
level 7 Awareness
level 9 Working
level 10 Expert
7 Professional responsibilities (Weather)
  Awareness: Looks at the sky before the boat leaves
  Working: Calls off a crossing in time
  Expert: Writes the rules for calling off
17 Cloud Reading (Weather) = Telling one cloud from another
  Awareness: You name the clouds.
  Working: You name what comes next.
  Expert: You are never wet.
about Reading the sky.
skipped 2 field `ordinalRank`
skipped 21 field `agent`
"#
    );
    fixture!(
        "behaviour.yml",
        r#"topics and levels | Think in Tides
level 6 Emerging
level 7 Practicing
level 8 Role modeling
6 Think in Tides = Seeing the whole bay and not one wave.
  Emerging: Knows when the tide turns
  Practicing: Plans around the turn
  Role modeling: Teaches others to plan
skipped 10 field `agent`
"#
    );
}

#[test]
fn levels_over_topics_are_read() {
    fixture!(
        "levels-outermost.yml",
        r#"levels and topics | Ferry crew ladder
level 3 Level 1 Deckhand = Learns the boat.
level 14 Level 2 Mate = Runs a deck.
10 Technical
  Level 1 Deckhand: Coils every line | Finds leaks by ear
  Level 2 Mate: Plots the crossing. | Checks the tide tables twice.
12 People
  Level 1 Deckhand: Greets passengers
13 Judgement
  Level 1 Deckhand: Asks the mate before casting off in fog.
18 Responsibilities
  Level 2 Mate: Signs the log
skipped 7 field `years`
"#
    );
    fixture!(
        "one-level.yml",
        r#"levels and topics | Senior Boat Builder
level 1 Level 4 Senior Boat Builder = Builds boats that come home.
role Boat Builder [Level 4 Senior Boat Builder]
5 Expectations
  Level 4 Senior Boat Builder: Chooses timber by sound | Signs off a hull
8 Mentoring
  Level 4 Senior Boat Builder: Takes an apprentice
"#
    );
    fixture!(
        "levels-alone.yml",
        r#"topics and levels | -
level 1 Engineer = Keeps one engine running through a crossing.
level 7 Senior Engineer 1 = Keeps the fleet running.
1 Expectations
  Engineer: Keeps one engine running through a crossing.
  Senior Engineer 1: Keeps the fleet running.
"#
    );
    fixture!(
        "grades.yml",
        r#"levels and topics | -
level 1 L1 Sailor I = Entry for those new to the sea.
level 12 L2 Sailor II
10 Impact scope
  L1 Sailor I: One deck, with help from a mate
  L2 Sailor II: A whole deck, alone
11 Autonomy
  L1 Sailor I: Asks before acting
skipped 3 field `managementTitle`
skipped 4 field `ordinalRank`, 2 times
skipped 7 field `baseSkillLevels`
"#
    );
}

#[test]
fn tracks_and_roles_are_read() {
    fixture!(
        "tracks.yml",
        r#"tracks and levels | Shipyard
level 4 Level 3 Senior Shipwright <IC>
level 8 Level 4 Staff Shipwright <IC>
level 13 Level 4 Yard Manager <Manager>
role IC [Level 3 Senior Shipwright <IC>, Level 4 Staff Shipwright <IC>]
role Manager [Level 4 Yard Manager <Manager>]
7 Craft
  Level 3 Senior Shipwright <IC>: Lays a keel alone
  Level 4 Staff Shipwright <IC>: Lays out a yard
16 People
  Level 4 Yard Manager <Manager>: Grows three shipwrights
"#
    );
    fixture!(
        "roles-requirements.yml",
        r#"required levels | -
level 7 Junior Rigger
level 9 Senior Rigger = Rigs anything.
role Rigger [Junior Rigger, Senior Rigger]
8 TEST Trials
8 Knot work
14 PROG PROG
demand 8 Junior Rigger: Trials 1
demand 8 Junior Rigger: Knot work 2
demand 12 Senior Rigger: Trials 3
demand 13 Senior Rigger: Knot work 4
demand 14 Senior Rigger: PROG 2
"#
    );
    fixture!(
        "role-of-words.yml",
        r#"required levels | Harbour Master
level 1 Level 4 Harbour Master = Runs the quays and half of the boats
role Harbour Master [Level 4 Harbour Master]
7 Knot work (Craft)
8 Weather (Craft)
9 Patience (People)
demand 7 Level 4 Harbour Master: Knot work 2
demand 8 Level 4 Harbour Master: Weather 3
skipped 2 field `roleFamily`
skipped 9 demand `Patience` at `great`: no number and no level that is known
"#
    );
    fixture!(
        "skills-and-roles.yml",
        r#"levels and topics | -
level 6 Basic
level 7 Decent
level 8 Good
level 10 Level 1 Junior Sailor = Learns the boat
level 18 Level 2 Senior Sailor
role Sailor [Level 1 Junior Sailor, Level 2 Senior Sailor]
6 Knot work (Decks)
  Basic: Ties three knots by daylight
  Decent: Ties ten knots in the dark
  Good: Teaches knots to a crew
demand 15 Level 1 Junior Sailor: Knot work 1
demand 22 Level 2 Senior Sailor: Knot work 3
skipped 11 field `roleFamily`, 2 times
"#
    );
}
