//! `promo template`, and a document by a template of one's own.

use insta::assert_snapshot;

use crate::support::{TestEnv, assert_golden, schema};

const OWN: &str = "+++\ntitle = \"Mine\"\nabout = \"Half a page\"\nperson = \"any\"\nat-level = false\nwords = 40\n\
                   sections = [\"Work\"]\n+++\n# {{ name }}: {{ wanted }}\n\n## Work\n\n\
                   {% for piece in pieces %}\n- {{ piece.title }} <!-- entries: {{ piece.entries|join(\", \") }} -->\n{% endfor %}\n";

fn journal() -> TestEnv {
    let env = TestEnv::with_target();
    env.ok(&["-q", "log", "Cut *the* restart time <b>", "-t", "ASUP@4", "--result", "40 to 12 minutes"]);
    env.write(".config/promo/templates/mine.md", OWN);
    env
}

#[test]
fn the_templates_are_listed_ones_own_among_them() {
    let env = journal();
    env.write(".config/promo/templates/not a name.md", "x");
    assert_golden!("template-the-templates-are-listed-ones-own-among-them", env.see(&["template", "list"]));
    env.write(".config/promo/templates/broken.md", "+++\nwrods = 3\n+++\n");
    let json = env.json(&["template", "list", "--format", "json"]);
    let broken = json["templates"].as_array().unwrap().iter().find(|one| one["name"] == "broken").unwrap();
    let fault = broken["fault"].as_str().unwrap();
    assert!(fault.ends_with("templates/broken.md`, line 2: a head has no key `wrods`"), "{fault}");
    assert_eq!(fault.matches("wrods").count(), 1, "{fault}");
    assert_eq!(schema::faults(&schema::read("template-list.schema.json"), &json), [""; 0]);
}

#[test]
fn a_template_and_the_schema_of_its_values_are_shown() {
    let env = journal();
    assert_eq!(env.ok(&["template", "show", "mine"]), OWN);
    let gitlab = include_str!("../framework/templates/gitlab.md");
    assert_eq!(env.ok(&["template", "show", "gitlab"]), gitlab);
    assert_eq!(env.json(&["template", "show", "--context"]), schema::read("template.schema.json"),);
    assert_snapshot!(env.see(&["template", "show", "gitlba"]), @"
    --- stderr
    error: there is no template `gitlba`
    Hint: did you mean `gitlab`? There are `gitlab`, `staff-packet`, `star`, `self-review`, `one-to-one`, `brag` and `mine`
    --- exit 1
    ");
    assert_eq!(env.output(&["template", "show"]).status.code(), Some(2));
}

#[test]
fn one_of_ones_own_is_begun_from_another() {
    let env = TestEnv::with_target();
    assert_snapshot!(env.see(&["template", "new", "mine"]), @"
    --- stdout
    ~/.config/promo/templates/mine.md
    --- stderr
    Edit it, then: promo template check mine; promo export --template mine
    --- exit 0
    ");
    assert_snapshot!(env.see(&["template", "new", "mine", "--from", "brag"]), @"
    --- stderr
    error: `~/.config/promo/templates/mine.md` exists
    Hint: edit it, or take another name: promo template new mine-2
    --- exit 1
    ");
    assert_snapshot!(env.see(&["template", "new", "../mine"]), @"
    --- stderr
    error: `../mine` cannot be a template's name
    Hint: use letters, digits, - and _: promo template new mine
    --- exit 1
    ");
    let text = std::fs::read_to_string(env.path(".config/promo/templates/mine.md")).unwrap();
    assert_golden!("template-one-of-ones-own-is-begun-from-another", text.split("title = ").next().unwrap());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &str| env.path(path).metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(".config/promo/templates"), 0o700);
        assert_eq!(mode(".config/promo/templates/mine.md"), 0o600);
    }
    // What was begun from it makes the same.
    let made = |name: &str| env.ok(&["-q", "export", "--template", name]);
    assert_eq!(made("mine"), made("gitlab"));
}

#[test]
fn a_template_is_tried_on_sample_journals() {
    let env = journal();
    let json = schema::read("template-check.schema.json");
    assert_snapshot!(env.see(&["template", "check", "gitlab"]), @"
    --- stdout
    gitlab: nothing found · 1140 words from the sample journal
    --- exit 0
    ");
    assert_snapshot!(env.see(&["template", "check", "mine"]), @"
    --- stdout
    mine: 1 finding · 428 words from the sample journal
      line 1 of the sample journal's document: 428 words, more than 40
        → leave out what does not carry the case
    --- exit 3
    ");
    env.write("t.md", "+++\nwords = 3\nsections = [\"A\", \"B\"]\n+++\n## B\n\n{{ results[0].haeding }}\n");
    assert_snapshot!(env.see(&["template", "check", "t.md"]), @"
    --- stdout
    t: 2 findings
      `t.md`, line 7: `results[0].haeding` is not defined (with the sample journal)
        → did you mean `heading`? There are `block`, `contribution`, `entries`,
          `expectations`, `heading`, `impact`, `number`, `relevance`, `result`,
          `skills`, `values` and `values_todo`
      `t.md`, line 7: `results[0]` is not defined (with an empty journal)
    --- exit 3
    ");
    env.write("h.md", "+++\nsections = 3\n+++\n");
    assert_snapshot!(env.see(&["template", "check", "h.md"]), @r#"
    --- stdout
    h.md: 1 finding
      `h.md`, line 2: `sections` takes at most 100 headings in their order, such as
        ["Summary", "Results"]
    --- exit 3
    "#);
    env.write("s.md", "{% for x in pieces %}\n");
    assert_snapshot!(env.see(&["template", "check", "s.md"]), @"
    --- stdout
    s: 1 finding
      `s.md`, line 1: this is no template: unexpected end of input, expected end of
        block
    --- exit 3
    ");
    env.write("m.md", "<!-- promo:block a -->\nA\n<!-- promo:block a -->\nB\n");
    assert_snapshot!(env.see(&["template", "check", "m.md"]), @"
    --- stdout
    m: 1 finding · 2 words from the sample journal
      `m.md`: its document could not be updated: line 3: the mark of `a` stands here
        again; the first is in line 1
    --- exit 3
    ");
    for name in ["gitlab", "mine", "t.md", "h.md", "s.md", "m.md"] {
        let output = env.output(&["template", "check", name, "--format", "json"]);
        let shown = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(schema::faults(&json, &shown), [""; 0], "{name}");
    }
}

#[test]
fn each_built_in_template_is_clean() {
    let env = TestEnv::new();
    let all = env.json(&["template", "list", "--format", "json"]);
    let names: Vec<&str> =
        all["templates"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert!(names.len() > 1);
    for name in &names {
        let output = env.output(&["template", "check", name]);
        assert!(output.status.success(), "{name}: {}", env.told(&output));
    }
    let help = env.ok(&["export", "--help"]);
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    for name in names {
        assert!(help.contains(name), "{name} is not in the help of export");
    }
}

#[test]
fn a_document_is_made_by_a_template_of_ones_own() {
    let env = journal();
    assert_snapshot!(env.see(&["export", "--template", "mine"]), @r"
    --- stdout
    # Ada: Lead Support Engineer

    ## Work

    - Cut \*the\* restart time \<b\> <!-- entries: 1 -->
    --- exit 0
    ");
    let file = env.path(".config/promo/templates/mine.md").display().to_string();
    let by_name = env.ok(&["-q", "export", "--template", "mine"]);
    assert_eq!(env.ok(&["-q", "export", "--template", &file]), by_name);
    assert_snapshot!(env.see(&["export", "--template", "mine", "--check"]), @"
    --- stdout
    Nothing found · 10 of 40 words
    --- exit 0
    ");
    // What was written says by which template, whatever has become of the rest.
    env.ok(&["-q", "export", "--template", "mine", "-o", "made.md"]);
    let text = std::fs::read_to_string(env.path("made.md")).unwrap();
    env.write("made.md", text.replace("Cut", "I cut") + "\n<!-- promo:block ??? -->\n");
    assert_snapshot!(env.see(&["export", "--check", "made.md"]), @"
    --- stdout
    Nothing found · 11 of 40 words
    --- exit 0
    ");
    env.write("gone.md", text.replace("promo:document mine", "promo:document gone"));
    assert_snapshot!(env.see(&["export", "--check", "gone.md"]), @"
    --- stderr
    error: the document says that the template `gone` made it
      cause: there is no template `gone`
    Hint: did you mean `mine`? There are `gitlab`, `staff-packet`, `star`, `self-review`, `one-to-one`, `brag` and `mine`
    --- exit 1
    ");
    let json = env.json(&["export", "--template", "mine", "--format", "json"]);
    assert_eq!(json["template"], "mine");
    env.write(".config/promo/templates/gitlab.md", "Mine, {{ name }}.\n");
    assert_snapshot!(env.see(&["export"]), @"
    --- stdout
    Mine, Ada.
    --- stderr
    `gitlab` is your own, ~/.config/promo/templates/gitlab.md, in place of promo's.
    --- exit 0
    ");
}

#[test]
fn what_is_wrong_with_a_template_is_told_with_its_place() {
    let env = journal();
    assert_snapshot!(env.see(&["export", "--template", "mien"]), @"
    --- stderr
    error: there is no template `mien`
    Hint: did you mean `mine`? There are `gitlab`, `staff-packet`, `star`, `self-review`, `one-to-one`, `brag` and `mine`
    --- exit 1
    ");
    env.write("t.md", "+++\nwords = 3\n+++\n{% for piece in pieces %}\n{{ piece.tilte }}\n{% endfor %}\n");
    assert_snapshot!(env.see(&["export", "--template", "t.md"]), @"
    --- stderr
    error: `t.md`, line 5: `piece.tilte` is not defined
    Hint: did you mean `title`? There are `at_level`, `context`, `did`, `entries`, `links`, `part`, `project`, `result`, `shows`, `title` and `when`
    --- exit 1
    ");
    env.write("t.md", "+++\nwords = 3\n+++\n\n{{ wantd }}\n");
    assert_snapshot!(env.see(&["export", "--template", "t.md"]), @"
    --- stderr
    error: `t.md`, line 5: `wantd` is not defined
    Hint: did you mean `wanted`? There are `confidential`, `criteria`, `current`, `manager`, `meeting`, `name`, `packet`, `period`, `person`, `pieces`, `pieces_todo`, `quarters`, `results`, `results_todos`, `review`, `schema`, `stars`, `summary`, `summary_entries`, `summary_todos`, `template`, `values`, `wanted` and `words`
    --- exit 1
    ");
    env.write("t.md", "+++\nwords = 3\n+++\n\n{% if name %}\n");
    assert_snapshot!(env.see(&["export", "--template", "t.md"]), @"
    --- stderr
    error: `t.md`, line 5: this is no template: unexpected end of input, expected end of block
    --- exit 1
    ");
    env.write("t.md", "+++\nwords = 3\n");
    assert_snapshot!(env.see(&["export", "--template", "t.md"]), @"
    --- stderr
    error: `t.md`, line 1: the head that starts here is not closed: a line `+++` ends it
    --- exit 1
    ");
    env.write("part.md", "\n{{ name|safe }}\n");
    env.write("t.md", "{% include \"part.md\" %}\n");
    assert_snapshot!(env.see(&["export", "--template", "./t.md"]), @"
    --- stderr
    error: `./part.md`, line 2: there is no filter `safe`: what is printed is always escaped
    Hint: there are `link`, `code`, `spoken`, `runs`, `abs`, `attr`, `batch`, `bool`, `capitalize`, `count`, `default`, `dictsort`, `first`, `float`, `format`, `groupby`, `indent`, `int`, `items`, `join`, `last`, `length`, `lines`, `list`, `lower`, `map`, `max`, `min`, `reject`, `rejectattr`, `replace`, `reverse` and others
    --- exit 1
    ");
}

#[test]
fn what_a_template_does_wrong_where_no_sample_leads_is_found() {
    let env = journal();
    env.write("t.md", "{% if name == \"nobody\" %}{{ nosuch }}{% endif %}\n{{ wanted }}\n");
    assert_snapshot!(env.see(&["template", "check", "./t.md"]), @"
    --- stdout
    t: 1 finding · 3 words from the sample journal
      `./t.md`: `nosuch` is never given
        → promo template show --context tells the names that are
    --- exit 3
    ");
    env.write("t.md", "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}\n");
    let output = env.output(&["template", "check", "./t.md", "--format", "json"]);
    assert_eq!(output.status.code(), Some(3));
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(found["findings"].as_array().is_some_and(|findings| !findings.is_empty()), "{found}");
}

#[test]
fn what_steers_a_terminal_does_not_leave_a_template() {
    let env = journal();
    env.write("t.md", "\u{1b}]0;evil\u{7}a\u{9b}b\tc {{ wanted }}\n");
    assert_snapshot!(env.ok(&["export", "--template", "./t.md"]), @"
    ]0;evilab	c Lead Support Engineer
    ");
}

#[test]
fn one_in_the_place_of_promos_begins_as_that_and_is_named_once() {
    let env = journal();
    assert_snapshot!(env.see(&["template", "new", "star"]), @"
    --- stdout
    ~/.config/promo/templates/star.md
    --- stderr
    It takes the place of promo's own `star`; remove the file to have that back.
    Edit it, then: promo template check star; promo export --template star
    --- exit 0
    ");
    let text = std::fs::read_to_string(env.path(".config/promo/templates/star.md")).unwrap();
    assert!(text.contains("title = \"STAR statements\""), "{text}");
    let told = env.see(&["template", "show", "stra"]);
    assert_eq!(told.matches("`star`").count(), 2, "once as meant, once among all: {told}");
}
