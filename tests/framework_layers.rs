//! Layers: SFIA's catalogue, its official text, the company's framework, own additions.

use serde_json::Value;

use crate::support::TestEnv;

/// A file of the official table's layout, in our own words: application support at two levels.
const OFFICIAL: &str = "\
#,Levels,,,,,,,Code,URL,Skill,Category,Subcategory,Overall description,Guidance notes,Level 1 description,Level 2 description,Level 3 description,Level 4 description,Level 5 description,Level 6 description,Level 7 description
1,,2,3,4,5,,,ASUP,https://sfia-online.org/en/skillcode/9/ASUP,Application support,Delivery and operation,Technology management,Keeps programs alive.,Among others: fixing.,,Restarts what stopped. Writes it down.,Finds why it stopped.,\"Decides what is mended first.
Teaches two others.\",Plans the year.,,
";

fn page(level: u8, says: &str) -> String {
    format!(
        "# Lead Support Engineer\n\n**Level {level}** | **Career Path:** Engineering\n\n**Engineer Type:** Support\n\n\
         ## Role Overview\n\n**Scope Summary:** Leads.\n\n## Required SFIA Skills\n\n### Application support (ASUP)\n\n\
         **Level {level} Attainment:**\n\n{says}\n"
    )
}

fn asup(env: &TestEnv, more: &[&str]) -> String {
    let show = ["framework", "show", "--role", "support-engineer", "--level", "4", "--format", "json"];
    let shown = env.json(&[&show[..], more].concat());
    let criteria = shown["criteria"].as_array().unwrap();
    let asup = criteria.iter().find(|one| one["key"] == "ASUP").unwrap();
    asup["levels"][0]["text"].as_str().unwrap().to_owned()
}

#[test]
fn the_official_text_lies_beneath_the_built_in_roles_and_a_page_without_text() {
    let env = TestEnv::with_target();
    env.write("official.csv", OFFICIAL);
    let before = asup(&env, &[]);
    let account = env.json(&["-q", "framework", "import", "official.csv", "--format", "json"]);
    assert_eq!(account["framework"], "sfia-9-official");
    assert_eq!(
        (&account["files"][0]["criteria"], &account["files"][0]["texts"]),
        (&Value::from(1), &Value::from(4))
    );
    let official = "Decides what is mended first. Teaches two others.";
    assert_ne!(before, official);
    assert_eq!(asup(&env, &[]), official);
    assert_eq!(asup(&env, &["--framework", "engineering"]), official);
    let layered = env.json(&["framework", "show", "--framework", "sfia-9", "--layered", "--format", "json"]);
    assert!(layered.to_string().contains("Plans the year."), "{layered}");
    // A page that only names the skill gets the text from beneath; one that has a text keeps its own.
    env.write("bare.toml", "schema = 1\nkey = \"bare\"\ntitle = \"Bare\"\nbase = \"sfia-9\"\n[[roles]]\nkey = \"support-engineer\"\ntitle = \"S\"\n[[roles.levels]]\nlevel = 4\ntitle = \"Lead\"\nrequires = [\"ASUP@4\"]\n");
    env.ok(&["-q", "framework", "import", "bare.toml"]);
    assert_eq!(asup(&env, &["--framework", "bare"]), official);
    env.write("page.md", page(4, "Leads the desk."));
    env.ok(&["-q", "framework", "import", "page.md", "--name", "acme"]);
    assert_eq!(asup(&env, &["--framework", "acme"]), "Leads the desk.");
    // Without the official text all is as it was.
    env.ok(&["-q", "framework", "remove", "sfia-9-official"]);
    assert_eq!(asup(&env, &[]), before);
}

/// What lies beneath nothing that a framework says is no part of its version.
#[test]
fn a_version_has_the_official_text_only_where_that_lies_beneath() {
    let env = TestEnv::with_target();
    env.ok(&["-q", "log", "Kept the gateway up", "-t", "ASUP@4"]);
    env.ok(&["-q", "init", "--framework", "support-ladder", "--role", "support-engineer", "--target", "3"]);
    env.ok(&["-q", "log", "Traced a lost packet", "-t", "technical-support@3"]);
    env.write("official.csv", OFFICIAL);
    env.ok(&["-q", "framework", "import", "official.csv"]);
    assert!(!env.ok(&["show", "2"]).contains("Tagged"), "{}", env.ok(&["show", "2"]));
    env.ok(&["-q", "framework", "use", "engineering"]);
    let shown = env.ok(&["show", "1"]);
    let told = shown.lines().find(|line| line.contains("Tagged")).unwrap_or_else(|| panic!("{shown}"));
    assert_eq!(told.matches('+').count(), 1, "{told}");
}

#[test]
fn the_text_of_another_level_is_told_once_the_official_file_is_there() {
    let env = TestEnv::new();
    env.write("page.md", page(1, "Restarts what stopped.\nWrites it down."));
    let codes = |env: &TestEnv| -> Vec<(String, u64)> {
        let account =
            env.json(&["-q", "framework", "import", "page.md", "--name", "acme", "--format", "json"]);
        let warnings = account["files"][0]["warnings"].as_array().unwrap().clone();
        warnings
            .iter()
            .map(|one| (one["code"].as_str().unwrap().to_owned(), one["line"].as_u64().unwrap()))
            .collect()
    };
    let at = |code: &str, line| (code.to_owned(), line);
    assert_eq!(codes(&env), [at("level-out-of-range", 15)]);
    env.write("official.csv", OFFICIAL);
    env.ok(&["-q", "framework", "import", "official.csv"]);
    assert_eq!(codes(&env), [at("level-out-of-range", 15), at("text-of-another-level", 15)]);
    // The company's demand stands as it is.
    let shown =
        env.ok(&["framework", "show", "--framework", "acme", "--role", "support-engineer", "--level", "1"]);
    assert!(shown.contains("ASUP@1") && shown.contains("Restarts what stopped."), "{shown}");
    let check = env.output(&["framework", "check", "acme"]);
    assert_eq!(check.status.code(), Some(3));
    let check = String::from_utf8(check.stdout).unwrap();
    assert!(check.contains("ASUP@1"), "{check}");
}
