//! `promo export --update`: what a person changed in the document stays.

use std::fs;

use insta::assert_snapshot;

use crate::support::document::{assert_settled, edit, part, text, written};

#[test]
fn the_file_has_marks_that_nobody_sees() {
    assert_snapshot!(text(&written()), @r#"
    <!-- promo:document gitlab 1
    4u1cu sqo2y fcqmf 5bry1 k5ka2 nynlh 07snf ro247 3v6yg fdxkv 3ewaa 2xo34 y65k0 mwyk0 p6zmi vcaw5
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

    <!-- promo:block result-p1 h351u4eyp9 h351u -->
    ### Result 1: Gateway

    <!-- promo:block result-p1/impact vd6fbbzz3i yedpg 5banq:1 ggrys:2 3az93:1 -->
    **Impact of the project**

    - “Sorted tickets by cause” (March 2026) <!-- entries: 1 -->
    - “Wrote the severity scale” (December 2025) <!-- entries: 2 -->
    - Skill shown at the level of Lead Support Engineer: Customer service support <!-- entries: 1 -->

    <!-- promo:block result-p1/result qkem43hpt9 5598o ws6ek:1 -->
    **Business result**

    - “63 a week to 37, 10 weeks before and after” <!-- entries: 1 -->

    <!-- promo:block result-p1/relevance 82id5hvse8 torck wjhh0:1 -->
    **Business relevance**

    - “A third of all tickets came from here.” <!-- entries: 1 -->

    <!-- promo:block result-p1/contribution nyyj3qqb4j 8ilq4 n6h94:1 0t0rl:2 -->
    **Direct contribution, in her words**

    - She led this work: “I read 1,590 tickets.” <!-- entries: 1 -->
    - “Four severities.” <!-- entries: 2 -->

    <!-- promo:block result-p1/values f9lnkhu42c 0ttjo 98dy4:1 gj4tm:2 -->
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
    Line 29, result-p1/impact+2: new, beside what you wrote.
      journal  - “Traced the slow queue” (November 2026) (entry 4)
    Line 32, result-p1/result: you changed it, and the journal says something else
      now.
      yours    - Tickets fell from 63 a week to 37 (entry 1)
      journal  - “63 a week to 35, 12 weeks before and after” (entry 1)
    Line 37, result-p1/result+2: new, beside what you wrote.
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
    assert_snapshot!(part(&env, "### Result 1", "<!-- promo:block result-p1/relevance"), @"
    ### Result 1: Gateway

    <!-- promo:block result-p1/impact r2qdh7bekq yedpg 5banq:1 jjecm:4 ggrys:2 1xxjl:1,4 -->
    **Impact of the project**

    - “Sorted tickets by cause” (March 2026) <!-- entries: 1 -->
    - The severity scale, now used by all teams <!-- entries: 2 -->
    - Skill shown at the level of Lead Support Engineer: Customer service support <!-- entries: 1 -->

    <!-- promo:block result-p1/impact+2 jjecmksxha jjecm:4 -->
    - “Traced the slow queue” (November 2026) <!-- entries: 4 -->

    <!-- promo:block result-p1/result 93luy06168 5598o gmahp:1 vn21n:4 -->
    **Business result**

    - Tickets fell from 63 a week to 37 <!-- entries: 1 -->

    <!-- promo:block result-p1/result+2 vn21njfqdc vn21n:4 -->
    - “40 s to 3 s” <!-- entries: 4 -->
    ");
    assert!(part(&env, "## Business Justification", "promo:end").contains("Ada already runs the rota"));
    assert_settled(&env);
}

#[test]
fn what_was_deleted_stays_out_and_comes_back_when_asked() {
    let env = written();
    let relevance =
        part(&env, "<!-- promo:block result-p1/relevance", "<!-- promo:block result-p1/contribution");
    edit(&env, &relevance, "");
    assert_snapshot!(env.see(&["export", "--update", "promotion.md"]), @"
    --- stdout
    promotion.md
    --- stderr
    Updated `promotion.md`: only the marks.
    You deleted result-p1/relevance, so it stays out. To have one back, put such a
      line where it should stand, and update again:
      <!-- promo:block result-p1/relevance -->
    --- exit 0
    ");
    assert_settled(&env);
    edit(
        &env,
        "<!-- promo:block result-p1/contribution",
        "<!-- promo:block result-p1/relevance -->\n<!-- promo:block result-p1/contribution",
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
fn a_project_that_becomes_a_term_keeps_its_place() {
    let env = written();
    // One part is edited, another deleted; then the project's name is listed.
    edit(&env, "63 a week to 37, 10 weeks before and after", "63 a week to 37");
    let relevance =
        part(&env, "<!-- promo:block result-p1/relevance", "<!-- promo:block result-p1/contribution");
    edit(&env, &relevance, "");
    env.ok(&["-q", "export", "--update", "promotion.md"]);
    env.ok(&["-q", "term", "add", "Gateway", "--kind", "project"]);
    env.ok(&["-q", "export", "--update", "promotion.md"]);
    let text = text(&env);
    assert!(text.contains("### Result 1: Project A") && !text.to_lowercase().contains("gateway"), "{text}");
    assert_eq!(text.matches("### Result 1").count(), 1);
    assert!(!text.contains("relevance -->") && !text.contains("A third of all tickets"), "{text}");
    assert_settled(&env);
}
