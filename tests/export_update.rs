//! `promo export --update`: what a person changed in the document stays.

use std::fs;

use insta::assert_snapshot;

use crate::support::assert_golden;
use crate::support::document::{assert_settled, edit, part, text, written};

#[test]
fn the_file_has_marks_that_nobody_sees() {
    assert_golden!("export-update-the-file-has-marks-that-nobody-sees", text(&written()));
}

#[test]
fn without_edits_the_file_says_what_the_journal_says() {
    let env = written();
    assert_settled(&env);
    assert!(!env.path("promotion.md~").exists());
    env.ok(&["-q", "log", "Moved the sync job", "-t", "CSMG@4", "-p", "sync", "--result", "9 minutes to 4"]);
    env.ok(&["-q", "edit", "3", "--result", "21 % to 8 %"]);
    let before = text(&env);
    assert_golden!(
        "export-update-without-edits-the-file-says-what-the-journal-says",
        env.see(&["export", "--update", "promotion.md", "--diff"])
    );
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
    env.ok("-q log 'Traced the slow queue' -t CSMG@4 -p gateway --result '40 s to 3 s'");
    env.ok(&["-q", "init", "--manager", "Alan"]);
    assert_golden!(
        "export-update-what-was-edited-stays-and-what-is-new-comes-beside-it",
        env.see(&["export", "--update", "promotion.md"])
    );
    assert_golden!(
        "export-update-what-was-edited-stays-and-what-is-new-comes-beside-it-2",
        part(&env, "### Result 1", "<!-- promo:block result-p1/relevance")
    );
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
    assert_golden!(
        "export-update-results-change-places-with-what-was-written-in-them",
        env.see(&["export", "--update", "promotion.md", "--diff"])
    );
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
