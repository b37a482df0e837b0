//! `promo export --update`: what a person changed in the document stays.

use std::fs;

use insta::assert_snapshot;

use crate::support::{TestEnv, schema};

/// A journal with two results, and its document in a file.
fn written() -> TestEnv {
    let env = TestEnv::with_target();
    env.ok(&["-q", "init", "--manager", "Grace"]);
    let lines = r#"
{"title":"Sorted tickets by cause","date":"2026-03-02","project":"Gateway","part":"led","tags":["CSMG@4","impact@4","problem-solving@4"],"context":"A third of all tickets came from here.","did":"I read 1,590 tickets.","result":"63 a week to 37, 10 weeks before and after"}
{"title":"Wrote the severity scale","date":"2025-12-01","project":"gateway","tags":["communication@4"],"did":"Four severities."}
{"title":"Agreed one handover","date":"2026-09-07","tags":["collaboration@4","CSMG@4"],"result":"21 % to 9 %"}
"#;
    env.write("in.jsonl", lines.trim_start());
    env.ok(&["-q", "import", "in.jsonl"]);
    env.ok(&["-q", "export", "-o", "promotion.md"]);
    env
}

fn text(env: &TestEnv) -> String {
    fs::read_to_string(env.path("promotion.md")).unwrap()
}

/// Types something into the document.
fn edit(env: &TestEnv, from: &str, to: &str) {
    let old = text(env);
    assert!(old.contains(from), "{from}\n{old}");
    env.write("promotion.md", old.replacen(from, to, 1));
}

/// The document from a line on, without its head.
fn part(env: &TestEnv, from: &str, to: &str) -> String {
    let text = text(env);
    let start = text.find(from).unwrap_or_else(|| panic!("{from}\n{text}"));
    let end = text[start..].find(to).map_or(text.len(), |end| start + end);
    text[start..end].to_owned()
}

/// An update has nothing left to do.
fn assert_settled(env: &TestEnv) {
    let before = text(env);
    let told = env.see(&["export", "--update", "promotion.md"]);
    assert!(told.contains("nothing to do"), "{told}");
    assert_eq!(text(env), before);
}

#[test]
fn the_file_has_marks_that_nobody_sees() {
    assert_snapshot!(text(&written()), @r#"
    <!-- promo:document gitlab 1
    4u1cu sqo2y e005l nh8tb 0kgqh vvvw0 3vnwt m5vr1 3v6yg fdxkv 3ewaa 2xo34 y65k0 mwyk0 p6zmi vcaw5
    r33f5 nueyy x9sg2 7rnye ytu3t dqw8x wj7kp pdfdf -->
    <!-- promo:block title 0ti9tdx65w hs2j1 r1c0s -->
    # Promotion document: Ada

    From Senior Support Engineer to Lead Support Engineer

    <!-- promo:end -->
    ## Promotion Summary

    <!-- promo:block summary h5gpm2m3v5 h5gpm -->
    Ada is a Senior Support Engineer and is put forward for promotion to Lead Support Engineer. 3 pieces of her work from December 2025 to September 2026 are at that level, 2 of them in one project. She led one of these pieces. The results below are from Gateway and “Agreed one handover”. The skill shown there at that level is Customer service support. <!-- entries: 1, 2, 3 -->

    <!-- promo:end -->
    ## Business Results

    <!-- promo:block result-gateway h351u4eyp9 h351u -->
    ### Result 1: Gateway

    <!-- promo:block result-gateway/impact vd6fbbzz3i yedpg 5banq:1 ggrys:2 3az93:1 -->
    **Impact of the project**

    - “Sorted tickets by cause” (March 2026) <!-- entries: 1 -->
    - “Wrote the severity scale” (December 2025) <!-- entries: 2 -->
    - Skill shown at the level of Lead Support Engineer: Customer service support <!-- entries: 1 -->

    <!-- promo:block result-gateway/result qkem43hpt9 5598o ws6ek:1 -->
    **Business result**

    - “63 a week to 37, 10 weeks before and after” <!-- entries: 1 -->

    <!-- promo:block result-gateway/relevance 82id5hvse8 torck wjhh0:1 -->
    **Business relevance**

    - “A third of all tickets came from here.” <!-- entries: 1 -->

    <!-- promo:block result-gateway/contribution nyyj3qqb4j 8ilq4 n6h94:1 0t0rl:2 -->
    **Direct contribution, in her words**

    - She led this work: “I read 1,590 tickets.” <!-- entries: 1 -->
    - “Four severities.” <!-- entries: 2 -->

    <!-- promo:block result-gateway/values f9lnkhu42c 0ttjo 98dy4:1 gj4tm:2 -->
    **How it showed the values**

    - Impact and Problem-solving <!-- entries: 1 -->
    - Communication <!-- entries: 2 -->

    <!-- promo:block result-entry-3 6l38yd32kn 6l38y -->
    ### Result 2: Agreed one handover

    <!-- promo:block result-entry-3/impact 9pycuabte1 yedpg 7xxl0:3 hsh2j:3 -->
    **Impact of the project**

    - Done in September 2026 <!-- entries: 3 -->
    - Skill shown at the level of Lead Support Engineer: Customer service support <!-- entries: 3 -->

    <!-- promo:block result-entry-3/result r7bjclw1y5 5598o 7oo6s:3 -->
    **Business result**

    - “21 % to 9 %” <!-- entries: 3 -->

    <!-- promo:block result-entry-3/relevance xdj725otv4 torck wtykc:3 -->
    **Business relevance**

    - TODO: say why this mattered: `promo edit 3 --context "…"` <!-- entries: 3 -->

    <!-- promo:block result-entry-3/contribution oa9yxs3qmv 8ilq4 qam0x:3 -->
    **Direct contribution, in her words**

    - TODO: say what you did yourself: `promo edit 3 --did "…"` <!-- entries: 3 -->

    <!-- promo:block result-entry-3/values v0y9syppyr 0ttjo fjmgl:3 -->
    **How it showed the values**

    - Collaboration <!-- entries: 3 -->

    <!-- promo:block results-missing aymg2p1qq4 aymg2 -->
    TODO: add result 3, work at level 4 with a measured outcome: `promo log "…" -t CSMG@4 -p PROJECT --result "…"`

    <!-- promo:block values cymnr5ds2z cymnr -->
    ## Values Alignment

      <!-- promo:block values/impact wtkvwbv0ra wtkvw:1 -->
    - **Impact:** shown in result 1 <!-- entries: 1 -->
      <!-- promo:block values/technical-skills 8hhh8ziscl 8hhh8 -->
    - **Technical skills:** TODO: tell of work that shows this at level 4: `promo log "…" -t technical-skills@4`
      <!-- promo:block values/collaboration fjldyr4jkc fjldy:3 -->
    - **Collaboration:** shown in result 2 <!-- entries: 3 -->
      <!-- promo:block values/problem-solving 39m3329pae 39m33:1 -->
    - **Problem-solving:** shown in result 1 <!-- entries: 1 -->
      <!-- promo:block values/improvement-mindset o2v5ju68x4 o2v5j -->
    - **Improvement mindset:** TODO: tell of work that shows this at level 4: `promo log "…" -t improvement-mindset@4`
      <!-- promo:block values/communication yia3y0yq64 yia3y:2 -->
    - **Communication:** shown in result 1 <!-- entries: 2 -->
      <!-- promo:block values/security-and-ethics drajvxqtbx drajv -->
    - **Security and ethics:** TODO: tell of work that shows this at level 4: `promo log "…" -t security-and-ethics@4`

    <!-- promo:end -->
    ## Business Justification

    <!-- promo:block justification erbbv7554i erbbv -->
    TODO: Grace writes this section: what changes in the role, and why the business needs it at the level of Lead Support Engineer.
    <!-- promo:end -->
    "#);
}

#[test]
fn without_edits_the_file_says_what_the_journal_says() {
    let env = written();
    assert_settled(&env);
    assert!(!env.path("promotion.md~").exists());
    env.ok(&["-q", "log", "Moved the sync job", "-t", "CSMG@4", "-p", "sync", "--result", "9 minutes to 4"]);
    env.ok(&["-q", "edit", "3", "--result", "21 % to 8 %"]);
    let before = text(&env);
    assert_snapshot!(env.see(&["export", "--update", "promotion.md", "--diff"]), @r#"
    --- stdout
    --- promotion.md
    +++ promotion.md, updated
    @@ -5,5 +5,5 @@
     ## Promotion Summary
     
    -Ada is a Senior Support Engineer and is put forward for promotion to Lead Support Engineer. 3 pieces of her work from December 2025 to September 2026 are at that level, 2 of them in one project. She led one of these pieces. The results below are from Gateway and “Agreed one handover”. The skill shown there at that level is Customer service support. <!-- entries: 1, 2, 3 -->
    +Ada is a Senior Support Engineer and is put forward for promotion to Lead Support Engineer. 4 pieces of her work from December 2025 to November 2026 are at that level, 3 of them in 2 projects. She led one of these pieces. The results below are from Gateway, “Agreed one handover” and sync. The skill shown there at that level is Customer service support. <!-- entries: 1, 2, 3, 4 -->
     
     ## Business Results
    @@ -44,5 +44,5 @@
     **Business result**
     
    -- “21 % to 9 %” <!-- entries: 3 -->
    +- “21 % to 8 %” <!-- entries: 3 -->
     
     **Business relevance**
    @@ -58,5 +58,26 @@
     - Collaboration <!-- entries: 3 -->
     
    -TODO: add result 3, work at level 4 with a measured outcome: `promo log "…" -t CSMG@4 -p PROJECT --result "…"`
    +### Result 3: sync
    +
    +**Impact of the project**
    +
    +- “Moved the sync job” (November 2026) <!-- entries: 4 -->
    +- Skill shown at the level of Lead Support Engineer: Customer service support <!-- entries: 4 -->
    +
    +**Business result**
    +
    +- “9 minutes to 4” <!-- entries: 4 -->
    +
    +**Business relevance**
    +
    +- TODO: say why this mattered: `promo edit 4 --context "…"` <!-- entries: 4 -->
    +
    +**Direct contribution, in her words**
    +
    +- TODO: say what you did yourself: `promo edit 4 --did "…"` <!-- entries: 4 -->
    +
    +**How it showed the values**
    +
    +- TODO: name a behaviour that this showed, for example: `promo tag 4 impact@4` <!-- entries: 4 -->
     
     ## Values Alignment
    --- stderr
    Nothing is written yet; an update gives `promotion.md`: 2 blocks brought up to
    date, 6 blocks added and 1 block removed.
    --- exit 0
    "#);
    assert_eq!(text(&env), before);
    assert_snapshot!(env.see(&["export", "--update", "promotion.md"]), @"
    --- stdout
    promotion.md
    --- stderr
    Updated `promotion.md`: 2 blocks brought up to date, 6 blocks added and 1 block
    removed.
    --- exit 0
    ");
    assert_eq!(fs::read_to_string(env.path("promotion.md~")).unwrap(), before);
    env.ok(&["-q", "export", "-o", "fresh.md"]);
    assert_eq!(text(&env), fs::read_to_string(env.path("fresh.md")).unwrap());
    assert_settled(&env);
}

#[test]
fn what_was_edited_stays_and_what_is_new_comes_beside_it() {
    let env = written();
    edit(&env, "- “63 a week to 37, 10 weeks before and after”", "- Tickets fell from 63 a week to 37");
    edit(&env, "- “Wrote the severity scale” (December 2025)", "- The severity scale, now used by all teams");
    edit(&env, "TODO: Grace writes this section", "Ada already runs the rota");
    env.ok(&["-q", "edit", "1", "--result", "63 a week to 35, 12 weeks before and after"]);
    env.ok(&[
        "-q",
        "log",
        "Traced the slow queue",
        "-t",
        "CSMG@4",
        "-p",
        "gateway",
        "--result",
        "40 s to 3 s",
    ]);
    env.ok(&["-q", "init", "--manager", "Alan"]);
    assert_snapshot!(env.see(&["export", "--update", "promotion.md"]), @"
    --- stdout
    promotion.md
    --- stderr
    Updated `promotion.md`: 1 block brought up to date and 2 blocks added. 3 blocks
    are yours, as you wrote them.
    Line 29, result-gateway/impact+2: new, beside what you wrote.
      journal  - “Traced the slow queue” (November 2026) (entry 4)
    Line 32, result-gateway/result: you changed it, and the journal says something
      else now.
      yours    - Tickets fell from 63 a week to 37 (entry 1)
      journal  - “63 a week to 35, 12 weeks before and after” (entry 1)
    Line 37, result-gateway/result+2: new, beside what you wrote.
      journal  - “40 s to 3 s” (entry 4)
    Line 110, justification: you changed it, and the journal says something else
      now.
      yours    Ada already runs the rota: what changes in the role, and why the
                 business needs it at the level of Lead Support Engineer.
      journal  TODO: Alan writes this section: what changes in the role, and why the
                 business needs it at the level of Lead Support Engineer.
    What you wrote is kept. Take over by hand what you want of the journal's: it is
      told once, and promo export shows it again. An outdated line is one of the
      journal's that it no longer says.
    --- exit 0
    ");
    assert_snapshot!(part(&env, "### Result 1", "<!-- promo:block result-gateway/relevance"), @"
    ### Result 1: Gateway

    <!-- promo:block result-gateway/impact r2qdh7bekq yedpg 5banq:1 jjecm:4 ggrys:2 1xxjl:1,4 -->
    **Impact of the project**

    - “Sorted tickets by cause” (March 2026) <!-- entries: 1 -->
    - The severity scale, now used by all teams <!-- entries: 2 -->
    - Skill shown at the level of Lead Support Engineer: Customer service support <!-- entries: 1 -->

    <!-- promo:block result-gateway/impact+2 jjecmksxha jjecm:4 -->
    - “Traced the slow queue” (November 2026) <!-- entries: 4 -->

    <!-- promo:block result-gateway/result 93luy06168 5598o gmahp:1 vn21n:4 -->
    **Business result**

    - Tickets fell from 63 a week to 37 <!-- entries: 1 -->

    <!-- promo:block result-gateway/result+2 vn21njfqdc vn21n:4 -->
    - “40 s to 3 s” <!-- entries: 4 -->
    ");
    assert!(part(&env, "## Business Justification", "promo:end").contains("Ada already runs the rota"));
    assert_settled(&env);
}

#[test]
fn what_was_deleted_stays_out_and_comes_back_when_asked() {
    let env = written();
    let relevance = part(
        &env,
        "<!-- promo:block result-gateway/relevance",
        "<!-- promo:block result-gateway/contribution",
    );
    edit(&env, &relevance, "");
    assert_snapshot!(env.see(&["export", "--update", "promotion.md"]), @"
    --- stdout
    promotion.md
    --- stderr
    Updated `promotion.md`: only the marks.
    You deleted result-gateway/relevance, so it stays out. To have one back, put
      such a line where it should stand, and update again:
      <!-- promo:block result-gateway/relevance -->
    --- exit 0
    ");
    assert_settled(&env);
    edit(
        &env,
        "<!-- promo:block result-gateway/contribution",
        "<!-- promo:block result-gateway/relevance -->\n<!-- promo:block result-gateway/contribution",
    );
    env.ok(&["export", "--update", "promotion.md"]);
    assert!(text(&env).contains(&relevance), "{}", text(&env));
}

#[test]
fn a_result_that_the_journal_no_longer_tells_stays_if_it_was_edited() {
    let env = written();
    edit(&env, "- “21 % to 9 %”", "- Fewer handovers went wrong");
    env.ok(&["-q", "untag", "3", "CSMG"]);
    env.ok(&["-q", "untag", "3", "collaboration"]);
    assert_snapshot!(env.see(&["export", "--update", "promotion.md"]), @"
    --- stdout
    promotion.md
    --- stderr
    Updated `promotion.md`: 3 blocks brought up to date. 1 block is yours, as you
    wrote it.
    Line 60, result-entry-3/result: the journal no longer tells this. It stays since
      you wrote in it; delete what should go.
    --- exit 0
    ");
    assert_settled(&env);
}

#[test]
fn results_change_places_with_what_was_written_in_them() {
    let env = written();
    edit(&env, "“21 % to 9 %”", "From 21 % to 9 % of all handovers");
    edit(&env, "## Business Results\n", "## Business Results\n\nMy own words between the blocks.\n");
    env.ok(&["-q", "pick", "3"]);
    assert_snapshot!(env.see(&["export", "--update", "promotion.md", "--diff"]), @r#"
    --- stdout
    --- promotion.md
    +++ promotion.md, updated
    @@ -5,5 +5,5 @@
     ## Promotion Summary
     
    -Ada is a Senior Support Engineer and is put forward for promotion to Lead Support Engineer. 3 pieces of her work from December 2025 to September 2026 are at that level, 2 of them in one project. She led one of these pieces. The results below are from Gateway and “Agreed one handover”. The skill shown there at that level is Customer service support. <!-- entries: 1, 2, 3 -->
    +Ada is a Senior Support Engineer and is put forward for promotion to Lead Support Engineer. 3 pieces of her work from December 2025 to September 2026 are at that level, 2 of them in one project. She led one of these pieces. The results below are from “Agreed one handover” and Gateway. The skill shown there at that level is Customer service support. <!-- entries: 1, 2, 3 -->
     
     ## Business Results
    @@ -11,52 +11,52 @@
     My own words between the blocks.
     
    -### Result 1: Gateway
    +### Result 1: Agreed one handover
     
     **Impact of the project**
     
    -- “Sorted tickets by cause” (March 2026) <!-- entries: 1 -->
    -- “Wrote the severity scale” (December 2025) <!-- entries: 2 -->
    -- Skill shown at the level of Lead Support Engineer: Customer service support <!-- entries: 1 -->
    +- Done in September 2026 <!-- entries: 3 -->
    +- Skill shown at the level of Lead Support Engineer: Customer service support <!-- entries: 3 -->
     
     **Business result**
     
    -- “63 a week to 37, 10 weeks before and after” <!-- entries: 1 -->
    +- From 21 % to 9 % of all handovers <!-- entries: 3 -->
     
     **Business relevance**
     
    -- “A third of all tickets came from here.” <!-- entries: 1 -->
    +- TODO: say why this mattered: `promo edit 3 --context "…"` <!-- entries: 3 -->
     
     **Direct contribution, in her words**
     
    -- She led this work: “I read 1,590 tickets.” <!-- entries: 1 -->
    -- “Four severities.” <!-- entries: 2 -->
    +- TODO: say what you did yourself: `promo edit 3 --did "…"` <!-- entries: 3 -->
     
     **How it showed the values**
     
    -- Impact and Problem-solving <!-- entries: 1 -->
    -- Communication <!-- entries: 2 -->
    +- Collaboration <!-- entries: 3 -->
     
    -### Result 2: Agreed one handover
    +### Result 2: Gateway
     
     **Impact of the project**
     
    -- Done in September 2026 <!-- entries: 3 -->
    -- Skill shown at the level of Lead Support Engineer: Customer service support <!-- entries: 3 -->
    +- “Sorted tickets by cause” (March 2026) <!-- entries: 1 -->
    +- “Wrote the severity scale” (December 2025) <!-- entries: 2 -->
    +- Skill shown at the level of Lead Support Engineer: Customer service support <!-- entries: 1 -->
     
     **Business result**
     
    -- From 21 % to 9 % of all handovers <!-- entries: 3 -->
    +- “63 a week to 37, 10 weeks before and after” <!-- entries: 1 -->
     
     **Business relevance**
     
    -- TODO: say why this mattered: `promo edit 3 --context "…"` <!-- entries: 3 -->
    +- “A third of all tickets came from here.” <!-- entries: 1 -->
     
     **Direct contribution, in her words**
     
    -- TODO: say what you did yourself: `promo edit 3 --did "…"` <!-- entries: 3 -->
    +- She led this work: “I read 1,590 tickets.” <!-- entries: 1 -->
    +- “Four severities.” <!-- entries: 2 -->
     
     **How it showed the values**
     
    -- Collaboration <!-- entries: 3 -->
    +- Impact and Problem-solving <!-- entries: 1 -->
    +- Communication <!-- entries: 2 -->
     
     TODO: add result 3, work at level 4 with a measured outcome: `promo log "…" -t CSMG@4 -p PROJECT --result "…"`
    @@ -64,10 +64,10 @@
     ## Values Alignment
     
    -- **Impact:** shown in result 1 <!-- entries: 1 -->
    +- **Impact:** shown in result 2 <!-- entries: 1 -->
     - **Technical skills:** TODO: tell of work that shows this at level 4: `promo log "…" -t technical-skills@4`
    -- **Collaboration:** shown in result 2 <!-- entries: 3 -->
    -- **Problem-solving:** shown in result 1 <!-- entries: 1 -->
    +- **Collaboration:** shown in result 1 <!-- entries: 3 -->
    +- **Problem-solving:** shown in result 2 <!-- entries: 1 -->
     - **Improvement mindset:** TODO: tell of work that shows this at level 4: `promo log "…" -t improvement-mindset@4`
    -- **Communication:** shown in result 1 <!-- entries: 2 -->
    +- **Communication:** shown in result 2 <!-- entries: 2 -->
     - **Security and ethics:** TODO: tell of work that shows this at level 4: `promo log "…" -t security-and-ethics@4`
     
    --- stderr
    Nothing is written yet; an update gives `promotion.md`: 7 blocks brought up to
    date and in a new order. 1 block is yours, as you wrote it.
    --- exit 0
    "#);
    env.ok(&["-q", "export", "--update", "promotion.md"]);
    let text = text(&env);
    assert!(text.find("### Result 1: Agreed one handover") < text.find("### Result 2: Gateway"), "{text}");
    assert!(text.find("From 21 %") < text.find("### Result 2"), "{text}");
    assert_settled(&env);
}

#[test]
fn an_editors_white_space_is_no_edit() {
    let env = written();
    let crlf = text(&env).replace('\n', "\r\n");
    env.write("promotion.md", format!("\u{feff}{crlf}\r\n\r\n"));
    assert_settled(&env);
    env.ok(&["-q", "edit", "3", "--result", "21 % to 8 %"]);
    env.ok(&["-q", "export", "--update", "promotion.md"]);
    let text = text(&env);
    assert!(text.starts_with('\u{feff}') && text.contains("21 % to 8 %"), "{text}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

#[test]
fn what_is_no_such_file_is_told() {
    let env = written();
    let good = text(&env);
    let marked = |from: &str, to: &str| good.replacen(from, to, 1);
    let summary = "<!-- promo:block summary ";
    let files: [(&str, Vec<u8>); 8] = [
        ("stdout.md", env.ok(&["export"]).into_bytes()),
        ("empty.md", Vec::new()),
        ("binary.md", b"# T\n\xff".to_vec()),
        (
            "twice.md",
            marked(
                "<!-- promo:block values ",
                "<!-- promo:block title 0000000000 -->\n<!-- promo:block values ",
            )
            .into_bytes(),
        ),
        ("open.md", marked("-->\n# Promotion", "\n# Promotion").into_bytes()),
        ("fence.md", marked(summary, &format!("```\n{summary}")).into_bytes()),
        ("conflict.md", marked(summary, &format!("<<<<<<< HEAD\n{summary}")).into_bytes()),
        ("newer.md", marked("gitlab 1", "gitlab 7").into_bytes()),
    ];
    let mut seen = String::new();
    for (name, bytes) in &files {
        env.write(name, bytes);
        seen.push_str(&env.see(&["export", "--update", name]));
        assert_eq!(&fs::read(env.path(name)).unwrap(), bytes);
        assert!(!env.path(&format!("{name}~")).exists());
    }
    for args in [
        ["export", "--update", "missing.md", "--quiet"],
        ["export", "--update", "promotion.md", "--template=brag"],
        ["export", "-o", "promotion.md", "--quiet"],
    ] {
        seen.push_str(&env.see(&args));
    }
    assert_snapshot!(seen, @"
    --- stderr
    error: `stdout.md` has no marks of promo's, so nobody can tell your words from promo's
    Hint: only what -o writes has them: promo export -o NEW.md writes a new file; copy your words from `stdout.md` into it
    --- exit 1
    --- stderr
    error: `empty.md` has no marks of promo's, so nobody can tell your words from promo's
    Hint: only what -o writes has them: promo export -o NEW.md writes a new file; copy your words from `empty.md` into it
    --- exit 1
    --- stderr
    error: `binary.md` cannot be read
      cause: line 2 is no UTF-8 text
    Hint: save it as UTF-8 Markdown
    --- exit 1
    --- stderr
    error: `twice.md`, line 82: the mark of `title` stands here again; the first is in line 4
    Hint: take out the mark in one of the two places; the words behind it may stay
    --- exit 1
    --- stderr
    error: `open.md`, line 4: this comment is never closed
    Hint: close it with -->
    --- exit 1
    --- stderr
    error: `fence.md`, line 12: this code fence is not closed before the next mark
    Hint: close it
    --- exit 1
    --- stderr
    error: `conflict.md`, line 12: two versions of the file meet here (a conflict mark)
    Hint: settle on one of the two, take out the lines with <<<<<<<, ======= and >>>>>>>
    --- exit 1
    --- stderr
    error: `newer.md`, line 1: the marks are of version 7, written by a newer promo
    Hint: update promo
    --- exit 1
    --- stderr
    error: there is no file `missing.md`
    Hint: promo export -o missing.md writes it
    --- exit 1
    --- stderr
    error: `promotion.md` was made by the template `gitlab`, not `brag`
    Hint: leave out --template, or write another file: promo export --template brag -o FILE
    --- exit 1
    --- stderr
    error: `promotion.md` exists
    Hint: promo export --update promotion.md keeps what you wrote in it; --force replaces it (the old one is kept as promotion.md~)
    --- exit 1
    ");
    assert_eq!(env.output(&["export", "-o", "x.md", "--diff"]).status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn only_a_file_is_brought_up_to_date() {
    use std::os::unix::fs::PermissionsExt as _;
    let env = written();
    fs::create_dir(env.path("folder")).unwrap();
    std::os::unix::fs::symlink(env.path("promotion.md"), env.path("link.md")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(env.path("pipe.md")).status().unwrap().success());
    for (path, what) in
        [("folder", "a folder"), ("link.md", "a symbolic link"), ("pipe.md", "a pipe or a device")]
    {
        let told = env.see(&["export", "--update", path]);
        assert!(told.contains(&format!("error: `{path}` is {what}, not a file\n")), "{told}");
        let hint = match path {
            "link.md" => "Hint: name the file that it points to: ~/promotion.md\n",
            _ => "Hint: name the document's Markdown file\n",
        };
        assert!(told.contains(hint), "{told}");
        assert!(env.see(&["export", "--clean", path]).contains(hint));
    }
    // Who may read it stays as it was.
    fs::set_permissions(env.path("promotion.md"), fs::Permissions::from_mode(0o640)).unwrap();
    env.ok(&["-q", "edit", "3", "--result", "21 % to 8 %"]);
    env.ok(&["-q", "export", "--update", "promotion.md"]);
    assert_eq!(fs::metadata(env.path("promotion.md")).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn a_copy_to_hand_in_has_no_comments() {
    let env = written();
    edit(&env, "“21 % to 9 %”", "From 21 % to 9 % <!-- ask Lea -->");
    let copy = env.ok(&["export", "--clean", "promotion.md"]);
    assert!(!copy.contains("<!--") && copy.starts_with("# Promotion document: Ada\n"), "{copy}");
    assert!(copy.contains("- From 21 % to 9 %\n"), "{copy}");
    assert_eq!(env.ok(&["export", "--clean", "promotion.md", "-o", "final.md"]), "final.md\n");
    assert_eq!(fs::read_to_string(env.path("final.md")).unwrap(), copy);
    let fresh = env.ok(&["export", "--clean"]);
    assert!(!fresh.contains("<!--") && fresh.contains("“21 % to 9 %”\n"), "{fresh}");
    // The marks of the file are nothing to a check.
    env.ok(&["-q", "export", "-o", "new.md"]);
    let check = |file: &str| {
        let output = env.output(&["export", "--check", file, "--final", "--format", "json"]);
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()["words"].clone()
    };
    env.write("plain.md", env.ok(&["export"]));
    assert_eq!(check("new.md"), check("plain.md"));
}

#[test]
fn each_template_can_be_brought_up_to_date() {
    let env = written();
    for template in ["staff-packet", "brag", "star", "one-to-one", "self-review"] {
        let file = format!("{template}.md");
        env.ok(&["-q", "export", "--template", template, "-o", &file]);
        let first = fs::read_to_string(env.path(&file)).unwrap();
        assert!(first.starts_with(&format!("<!-- promo:document {template} 1\n")), "{first}");
        env.write(&file, first.replacen("<!-- promo:end -->", "My own words.\n<!-- promo:end -->", 1));
        env.ok(&[
            "-q",
            "log",
            &format!("Tuned {template}"),
            "-t",
            "CSMG@4",
            "-p",
            template,
            "--result",
            "9 to 4",
        ]);
        env.ok(&["-q", "export", "--update", &file]);
        let second = fs::read_to_string(env.path(&file)).unwrap();
        assert!(second.contains("My own words.\n"), "{second}");
        assert!(env.see(&["export", "--update", &file]).contains("nothing to do"));
    }
}

#[test]
fn the_report_is_as_its_schema_says() {
    let env = written();
    edit(&env, "“63 a week to 37", "“60 a week to 37");
    env.ok(&["-q", "edit", "1", "--result", "63 a week to 35"]);
    env.ok(&["-q", "edit", "3", "--result", "21 % to 8 %"]);
    let schema = schema::read("export-update.schema.json");
    for args in [
        &["export", "--update", "promotion.md", "--format", "json", "--diff"][..],
        &["export", "--update", "promotion.md", "--format", "json"],
    ] {
        let report = env.json(args);
        assert_eq!(schema::faults(&schema, &report), Vec::<String>::new());
        assert_eq!(report["written"], args.len() == 5);
        assert_eq!(report["changes"][0]["what"], "differs");
        assert_eq!(
            report["changes"][0]["yours"][0],
            "- “60 a week to 37, 10 weeks before and after” (entry 1)"
        );
        assert_eq!(report["changes"][1]["what"], "updated");
    }
}

#[test]
fn an_update_tells_the_days_that_the_file_told() {
    let env = TestEnv::new();
    env.ok(&["-q", "demo"]);
    let promo = |args: &[&str]| env.see(&[args, &["--journal", "promo-demo/journal.db"]].concat());
    promo(&["export", "--since", "2026-06-01", "-o", "w.md"]);
    assert_snapshot!(promo(&["export", "--update", "w.md"]), @"
    --- stdout
    w.md
    --- stderr
    `w.md` says what the journal says; nothing to do.
    --- exit 0
    ");
    let head = std::fs::read_to_string(env.path("w.md")).unwrap().lines().next().unwrap().to_owned();
    assert!(head.starts_with("<!-- promo:document gitlab;since=2026-06-01 1"), "{head}");
    promo(&["export", "--last", "1y", "-o", "y.md"]);
    assert!(promo(&["export", "--update", "y.md", "--since", "2026-06-01"]).contains("Updated"));
    assert_eq!(
        std::fs::read(env.path("y.md")).unwrap(),
        std::fs::read(env.path("w.md")).unwrap(),
        "the days asked for take the place of those told"
    );
}

#[test]
fn what_is_told_once_is_told_without_talk_and_what_must_go_each_time() {
    let env = TestEnv::new();
    env.ok(&["-q", "demo"]);
    let promo = |args: &[&str]| env.see(&[args, &["--journal", "promo-demo/journal.db"]].concat());
    promo(&["export", "-o", "p.md"]);
    let text = std::fs::read_to_string(env.path("p.md")).unwrap();
    env.write("p.md", text.replace("Gateway tickets fell from", "The gateway's tickets fell from"));
    promo(&["-q", "edit", "17", "--result", "63 a week to 31"]);
    promo(&["-q", "edit", "10", "--confidential"]);
    let told = promo(&["-q", "export", "--update", "p.md"]);
    assert!(told.contains("you changed it") && told.contains("yours  "), "{told}");
    assert!(told.contains("tells entry 10, which is confidential: take it out"), "{told}");
    assert_snapshot!(promo(&["export", "--update", "p.md"]), @"
    --- stdout
    p.md
    --- stderr
    `p.md`: the journal has nothing new, so nothing to do. 1 block is yours, as you
    wrote it.
    Warning: line 71 tells entry 10, which is confidential: take it out
    --- exit 0
    ");
    let told = promo(&["export", "--clean", "p.md", "-o", "handin.md"]);
    assert!(told.contains("tells entry 10, which is confidential: take it out"), "{told}");
}

#[test]
fn old_copies_are_kept_as_long_as_they_hold_words_that_nothing_else_does() {
    let env = written();
    let there = |name: &str| env.path(name).exists();
    let next = |title: &str| {
        env.ok(&["-q", "log", title, "-t", "CSMG@4,impact@4", "--result", "9 to 4"]);
        env.ok(&["-q", "export", "--update", "promotion.md"]);
    };
    next("Cut the wait at the first desk");
    next("Cut the wait at the second desk");
    assert!(there("promotion.md~") && !there("promotion.md~2"));
    // What was typed stands in the file still, so a copy of it is not needed.
    let mine = "A line of my own.";
    env.write("promotion.md", format!("{}\n{mine}\n", text(&env)));
    next("Cut the wait at the third desk");
    next("Cut the wait at the fourth desk");
    assert!(there("promotion.md~") && !there("promotion.md~2"));
    // Once somebody takes it out, only the copy has it.
    env.write("promotion.md", text(&env).replace(mine, ""));
    next("Cut the wait at the fifth desk");
    next("Cut the wait at the sixth desk");
    assert!(std::fs::read_to_string(env.path("promotion.md~2")).unwrap().contains(mine));
    next("Cut the wait at the seventh desk");
    assert!(there("promotion.md~2") && !there("promotion.md~3"));
}

#[test]
fn a_long_document_is_brought_up_to_date() {
    let env = written();
    let lines: String = (0..3000)
        .map(|n| {
            let title = format!("Piece {n}: {}", "one test more, ".repeat(28));
            format!("{{\"title\":\"{title}\",\"date\":\"2026-05-04\"}}\n")
        })
        .collect();
    env.write("many.jsonl", lines);
    env.ok(&["-q", "import", "many.jsonl"]);
    env.ok(&["-q", "export", "--template", "brag", "--force", "-o", "promotion.md"]);
    let first = text(&env);
    assert!(first.len() > 1 << 20, "{}", first.len());
    // Somebody edits the block that all of it stands in.
    edit(&env, "Piece 17", "My piece 17");
    env.ok(&["-q", "log", "One more", "--date", "2026-05-05"]);
    env.ok(&["-q", "export", "--update", "promotion.md"]);
    let second = text(&env);
    assert!(second.contains("My piece 17") && second.contains("One more"));
    assert_settled(&env);
    let clean = env.ok(&["export", "--clean", "promotion.md"]);
    assert!(clean.contains("My piece 17") && !clean.contains("<!--"));
    // A hole is as long as any text.
    fs::File::create(env.path("long.md")).unwrap().set_len((64 << 20) + 1).unwrap();
    assert_snapshot!(env.see(&["export", "--update", "long.md"]), @"
    --- stderr
    error: `long.md` cannot be read
      cause: it is longer than 64 MiB
    Hint: tell fewer days in it: promo export --template brag --last 1y -o NEW.md
    --- exit 1
    ");
    let told = env.see(&["export", "--check", "long.md"]);
    assert!(told.contains("error: `long.md` is longer than 64 MiB\nHint: tell fewer days"), "{told}");
    env.ok(&["-q", "export", "--template", "brag", "--last", "1y", "-o", "NEW.md"]);
}

#[test]
fn a_line_of_very_many_comments_is_read_at_once() {
    let env = TestEnv::new();
    for line in
        ["<!-- a -->".repeat(100_000), format!("x{}", "<!-- a --> ".repeat(50_000) + &" ".repeat(500_000))]
    {
        env.write("x.md", line);
        assert!(env.ok(&["export", "--clean", "x.md"]).trim_end().len() <= 50_000);
    }
}

#[test]
fn a_write_protected_file_stays_as_it_is() {
    use std::os::unix::fs::PermissionsExt as _;
    let env = written();
    let file = env.path("promotion.md");
    let before = fs::read(&file).unwrap();
    env.ok(&["-q", "rm", "1"]);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    assert_snapshot!(env.see(&["export", "--update", "promotion.md"]), @"
    --- stderr
    error: `promotion.md` is write-protected; nothing is written
    Hint: make it writable: chmod u+w promotion.md
    --- exit 1
    ");
    assert_eq!(fs::read(&file).unwrap(), before);
    assert!(!env.path("promotion.md~").exists());
}
