//! Tables for the marks and for what becomes of blocks.

use super::hash::hash;
use super::items::{hash_of, items};
use super::*;

mod code;
mod props;

fn sealed(text: &str) -> String {
    seal(text, "t").unwrap()
}

fn updated(file: &str, now: &str) -> Merged {
    merge(&Document::read(file).unwrap(), &Document::read(&sealed(now)).unwrap())
}

/// What happened, in short.
fn told(merged: &Merged) -> Vec<String> {
    let word = |what: &ChangeKind| match what {
        ChangeKind::Updated => "updated".to_owned(),
        ChangeKind::Added => "added".to_owned(),
        ChangeKind::Beside(lines) => format!("beside {lines:?}"),
        ChangeKind::Removed => "removed".to_owned(),
        ChangeKind::Differs(three) => {
            format!("{:?} {:?} {:?} {}", three.yours, three.journal, three.outdated, three.unknown)
        }
        ChangeKind::Kept => "kept".to_owned(),
        ChangeKind::Deleted => "deleted".to_owned(),
    };
    merged.changes.iter().map(|change| format!("{}: {}", change.id, word(&change.what))).collect()
}

#[test]
fn hashes_never_change() {
    // Files out there hold them.
    assert_eq!([hash("", 5), hash("a", 5), hash("summary", 10)], ["36k2e", "4dudq", "sqo2yxzied"]);
}

#[test]
fn white_space_is_no_edit() {
    let block = "**Result**\n\n- “63 a week to 37” and more <!-- entries: 1 -->\n- b\n\nOne two three.\n";
    let hash = |text: &str| hash_of(&items(text));
    for same in [
        "**Result**  \r\n\r\n- “63 a week to 37” and more <!-- entries: 1 -->\r\n- b\r\n\r\nOne two three.\r\n",
        "\n\n**Result**\n\n- “63 a week\n  to 37” and more\n  <!-- entries: 1 -->\n\n- b\n\nOne\ntwo   three.\n\n\n",
    ] {
        assert_eq!(hash(same), hash(block), "{same}");
    }
    for other in [
        "**Result**\n\n- “63 a week to 37” and more\n- b\n\nOne two three.\n",
        "**Result**\n\n- “63 a week to 37” and more <!-- entries: 1 -->\n  - b\n\nOne two three.\n",
        "**Result**\n\n- “63 a week to 37” and more <!-- entries: 1 -->\n- b\n\nOne\n\ntwo three.\n",
    ] {
        assert_ne!(hash(other), hash(block), "{other}");
    }
    assert_ne!(hash("```\na  b\n```"), hash("```\na b\n```"));
}

#[test]
fn slugs_are_stable_and_apart() {
    let names = [
        "Gateway",
        " help-centre ",
        "Front  door",
        "C++ / Rust",
        "Überwachung",
        "門",
        "a-very-long-name-of-a-project-that-goes-on",
    ];
    let slugs = names.map(slug);
    assert_eq!(
        slugs.join(" "),
        "gateway help-centre front-door-7blsd c-rust-qdwq3 berwachung-khx55 eze44 a-very-long-name-of-a-project-th-w7qk0"
    );
    assert_ne!(slug("front door"), slug("front-door"));
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    let head = "<!-- promo:document t 1 abcde -->\n";
    let block = "<!-- promo:block a 0123456789 01234:1,3-5 -->\n";
    for (file, expected) in [
        ("# Notes\n".to_owned(), "line 1: the mark `promo:document` is missing"),
        (format!("{block}x\n"), "line 1: the mark `promo:document` is missing"),
        (
            format!("{block}x\n{head}"),
            "line 1: this mark stands before the mark `promo:document`, which comes first",
        ),
        (format!("{head}{head}"), "line 2: a second mark `promo:document`"),
        (
            format!("{head}{block}{block}"),
            "line 3: the mark of `a` stands here again; the first is in line 2",
        ),
        (
            "<!-- promo:document t 2 x! -->".to_owned(),
            "line 1: the marks are of version 2, written by a newer promo",
        ),
        (
            "<!-- promo:document t -->".to_owned(),
            "line 1: the mark `promo:document` does not name its template and version",
        ),
        (
            "<!-- promo:document t 1 abc -->".to_owned(),
            "line 1: `abc` in the mark is no hash that promo wrote",
        ),
        (format!("{head}\n<!-- promo:block A -->"), "line 3: the mark has no id of `a-z0-9-`"),
        (format!("{head}<!-- promo:block -->"), "line 2: the mark has no id of `a-z0-9-`"),
        (format!("{head}<!-- promo:block a+1 -->"), "line 2: the mark has no id of `a-z0-9-`"),
        (format!("{head}<!-- promo:block a++3 -->"), "line 2: the mark has no id of `a-z0-9-`"),
        (format!("{head}<!-- promo:block a+03 -->"), "line 2: the mark has no id of `a-z0-9-`"),
        (format!("{head}<!-- promo:block a+ -->"), "line 2: the mark has no id of `a-z0-9-`"),
        (format!("{head}<!-- promo:block a+1000000000 -->"), "line 2: the mark has no id of `a-z0-9-`"),
        (
            format!("{head}<!-- promo:block a 123 -->"),
            "line 2: `123` in the mark is no hash that promo wrote",
        ),
        (
            format!("{head}<!-- promo:block a 0123456789 01234:x -->"),
            "line 2: `01234:x` in the mark is no hash that promo wrote",
        ),
        (format!("{head}<!-- promo:note -->"), "line 2: no mark is called `promo:note`"),
        (format!("{head}<!-- promo:block a\n\ntext"), "line 2: this comment is never closed"),
        (format!("{head}<!-- promo:block a\n{block}"), "line 2: this comment is never closed"),
        (format!("{head}x\n<!-- note\n{block}"), "line 3: this comment is not closed before the next mark"),
        (
            format!("{head}```rust\n{block}```\n"),
            "line 2: this code fence is not closed before the next mark",
        ),
        (
            format!("{head}x\n<<<<<<< HEAD\n{block}"),
            "line 3: two versions of the file meet here (a conflict mark)",
        ),
    ] {
        assert_eq!(Document::read(&file).unwrap_err().to_string(), expected, "{file}");
    }
}

#[test]
fn what_is_odd_and_harmless_is_read() {
    let file = "\u{feff}---\ntitle: x\n---\n<!-- promo:document a%20%2d- 1\nabcde\n!01234 -->\nfree <!-- promo:block a -->text\n\\<!-- promo:block b -->\n<!-- promo:end --><!-- promo:end -->\n```\ncode\n```\n<!-- open";
    let document = Document::read(file).unwrap();
    assert_eq!(document.template(), "a --");
    let (text, _) = document.write();
    assert!(text.starts_with("\u{feff}---\ntitle: x\n---\n<!-- promo:document a%20-%2d 1\nabcde !01234 -->\nfree \n<!-- promo:block a -->\ntext\n\\<!--"), "{text}");
    assert!(text.ends_with("<!-- promo:end -->\n<!-- promo:end -->\n\n```\ncode\n```\n<!-- open"), "{text}");
    assert_eq!(Document::read(&text).unwrap().write().0, text);
}

#[test]
fn comments_leave_no_trace() {
    let text = "<!-- promo:document t 1\nabcde -->\n<!-- promo:block a -->\n# T <!-- entries: 1 -->\n\n- x <!-- mine --> y  <!-- entries: 2 -->\n  <!-- promo:block b -->\n- z\n<!-- promo:end -->\n```\n<!-- code -->\n```\n";
    assert_eq!(
        strip(text),
        "# T <!-- entries: 1 -->\n\n- x <!-- mine --> y  <!-- entries: 2 -->\n- z\n```\n<!-- code -->\n```\n"
    );
    assert_eq!(clean(text).unwrap(), "# T\n\n- x  y\n- z\n```\n<!-- code -->\n```\n");
}

#[test]
fn a_template_without_marks_is_one_block() {
    let file = sealed("# T\n\n- a <!-- entries: 1 -->\n");
    assert!(file.contains("\n<!-- promo:block document "), "{file}");
    let merged =
        updated(&file.replace("# T", "# Mine"), "# T\n\n- a <!-- entries: 1 -->\n- b <!-- entries: 2 -->\n");
    assert_eq!(told(&merged), [r#"document+2: beside ["- b (entry 2)"]"#]);
}

const DRAFT: &str = "<!-- promo:block title -->\n# T\n\n<!-- promo:end -->\n## Results\n\n<!-- promo:block r-a -->\n### Result 1: a\n\n<!-- promo:block r-a/impact -->\n**Impact**\n\n- “one” <!-- entries: 1 -->\n- “two” <!-- entries: 2 -->\n\n<!-- promo:block r-b -->\n### Result 2: b\n\n<!-- promo:block r-b/impact -->\n**Impact**\n\n- “three” <!-- entries: 3 -->\n\n<!-- promo:end -->\n## Justification\n\n<!-- promo:block justification -->\nTODO: Grace writes this.\n<!-- promo:end -->\n";

/// The draft with the results the other way round.
fn swapped() -> String {
    let (start, b, end) = (
        DRAFT.find("<!-- promo:block r-a -->").unwrap(),
        DRAFT.find("<!-- promo:block r-b -->").unwrap(),
        DRAFT.find("<!-- promo:end -->\n## J").unwrap(),
    );
    let a = DRAFT[start..b].replace("Result 1", "Result 2");
    let b = DRAFT[b..end].replace("Result 2", "Result 1");
    format!("{}{b}{a}{}", &DRAFT[..start], &DRAFT[end..])
}

type Make<'m> = &'m dyn Fn(&str) -> String;

#[test]
fn each_sort_of_change_is_told() {
    let cases: &[(&str, Make<'_>, Make<'_>, &[&str])] = &[
        ("nothing", &|file| file.to_owned(), &|now| now.to_owned(), &[]),
        (
            "the journal alone",
            &|file| file.to_owned(),
            &|now| now.replace("two", "2"),
            &["r-a/impact: updated"],
        ),
        ("the person alone", &|file| file.replace("“two”", "Two"), &|now| now.to_owned(), &[]),
        (
            "both",
            &|file| file.replace("“two”", "Two"),
            &|now| now.replace("“two”", "“2”"),
            &[r#"r-a/impact: ["- Two (entry 2)"] ["- “2” (entry 2)"] [] 1"#],
        ),
        (
            "both, another line",
            &|file| file.replace("“two”", "Two"),
            &|now| now.replace("“one”", "“1”"),
            &[r#"r-a/impact: ["- Two (entry 2)"] ["- “1” (entry 1)"] ["- “one” (entry 1)"] 0"#],
        ),
        ("the same by both", &|file| file.replace("“two”", "“2”"), &|now| now.replace("“two”", "“2”"), &[]),
        (
            "a new bullet beside what was edited",
            &|file| file.replace("“two”", "Two"),
            &|now| now.replace("- “two”", "- “four” <!-- entries: 4 -->\n- “two”"),
            &[r#"r-a/impact+2: beside ["- “four” (entry 4)"]"#],
        ),
        (
            "a new bullet in what was not",
            &|file| file.to_owned(),
            &|now| now.replace("- “two”", "- “four” <!-- entries: 4 -->\n- “two”"),
            &["r-a/impact: updated"],
        ),
        (
            "a bullet that the person deleted stays out",
            &|file| file.replace("- “two” <!-- entries: 2 -->\n", ""),
            &|now| now.to_owned(),
            &[],
        ),
        (
            "a result goes",
            &|file| file.to_owned(),
            &|now| {
                format!(
                    "{}{}",
                    &now[..now.find("<!-- promo:block r-b ").unwrap()],
                    &now[now.find("<!-- promo:end -->\n## J").unwrap()..]
                )
            },
            &["r-b: removed", "r-b/impact: removed"],
        ),
        (
            "a result goes that the person worked on",
            &|file| file.replace("“three”", "Three"),
            &|now| {
                format!(
                    "{}{}",
                    &now[..now.find("<!-- promo:block r-b ").unwrap()],
                    &now[now.find("<!-- promo:end -->\n## J").unwrap()..]
                )
            },
            &["r-b/impact: kept"],
        ),
        (
            "the manager wrote",
            &|file| file.replace("TODO: Grace writes this.", "Ada runs the rota."),
            &|now| now.replace("Grace", "Alan"),
            &[r#"justification: ["Ada runs the rota."] ["TODO: Alan writes this."] [] 1"#],
        ),
        (
            "a block was deleted",
            &|file| {
                let from = file.find("<!-- promo:block r-b/impact").unwrap();
                let to = from + file[from..].find("<!-- promo:end").unwrap();
                format!("{}{}", &file[..from], &file[to..])
            },
            &|now| now.replace("three", "3"),
            &["r-b/impact: deleted"],
        ),
        ("another order", &|file| file.to_owned(), &|_| swapped(), &["r-b: updated", "r-a: updated"]),
    ];
    for (name, edit, change, expected) in cases {
        let file = edit(&sealed(DRAFT));
        let now = change(DRAFT);
        let merged = updated(&file, &now);
        assert_eq!(told(&merged), *expected, "{name}\n{}", merged.text);
        let again = updated(&merged.text, &now);
        assert_eq!((again.text.as_str(), told(&again)), (merged.text.as_str(), vec![]), "{name}");
        if file == sealed(DRAFT) {
            assert_eq!(merged.text, sealed(&now), "{name}");
        }
    }
}

#[test]
fn an_edited_result_follows_the_order_unless_the_person_moved_one() {
    let order = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| line.starts_with("### ") || line.contains("“"));
        lines.map(|line| line.split(" <").next().unwrap_or(line).to_owned()).collect()
    };
    let edited = sealed(DRAFT).replace("“one”", "One, “mine”");
    let merged = updated(&edited, &swapped());
    assert_eq!(
        order(&merged.text),
        ["### Result 1: b", "- “three”", "### Result 2: a", "- One, “mine”", "- “two”"]
    );
    assert!(merged.reordered);

    // Somebody puts b first, by hand; then the journal says something else of it.
    let file = sealed(DRAFT);
    let (a, b, end) = (
        file.find("<!-- promo:block r-a ").unwrap(),
        file.find("<!-- promo:block r-b ").unwrap(),
        file.find("<!-- promo:end -->\n## J").unwrap(),
    );
    let moved = format!("{}{}{}{}", &file[..a], &file[b..end], &file[a..b], &file[end..]);
    let merged = updated(&moved, &DRAFT.replace("three", "3"));
    assert_eq!(order(&merged.text), ["### Result 2: b", "- “3”", "### Result 1: a", "- “one”", "- “two”"]);
    assert!(!merged.reordered);
}

#[test]
fn additions_go_back_once_nothing_is_edited() {
    let four = DRAFT.replace("- “two”", "- “four” <!-- entries: 4 -->\n- “two”");
    let edited = sealed(DRAFT).replace("“two”", "Two");
    let merged = updated(&edited, &four);
    // What is new about the new bullet is put beside as well.
    let five = four.replace("- “two”", "- “five” <!-- entries: 5 -->\n- “two”").replace("four", "4");
    let more = updated(&merged.text, &five);
    assert_eq!(told(&more), ["r-a/impact+2: updated"]);
    assert!(
        more.text.contains("Two") && more.text.contains("- “4” <!-- entries: 4 -->\n- “five”"),
        "{}",
        more.text
    );
    // The person takes the own words back.
    let back = more.text.replace("- Two", "- “two”");
    assert_eq!(updated(&back, &five).text, sealed(&five));
    // The person edits the addition too: one more comes beside.
    let both = more.text.replace("“five”", "Five");
    let six = five.replace("- “two”", "- “six” <!-- entries: 6 -->\n- “two”");
    let merged = updated(&both, &six);
    assert_eq!(told(&merged), [r#"r-a/impact+3: beside ["- “six” (entry 6)"]"#]);
    assert_eq!(updated(&merged.text, &six).text, merged.text);
}

#[test]
fn a_deleted_block_comes_back_where_its_bare_mark_stands() {
    let file = sealed(DRAFT);
    let from = file.find("<!-- promo:block r-a/impact").unwrap();
    let to = file.find("<!-- promo:block r-b ").unwrap();
    let without = format!("{}{}", &file[..from], &file[to..]);
    let merged = updated(&without, DRAFT);
    assert_eq!(told(&merged), ["r-a/impact: deleted"]);
    let asked = merged
        .text
        .replace("<!-- promo:block r-b ", "<!-- promo:block r-a/impact -->\n<!-- promo:block r-b ");
    assert_eq!(updated(&asked, DRAFT).text, file);
}

#[test]
fn what_comes_new_stands_where_the_template_has_it() {
    let row = "<!-- promo:block x -->\nX\n<!-- promo:end -->\n";
    for (old, now) in [
        (
            DRAFT.to_owned(),
            DRAFT.replace(
                "<!-- promo:end -->\n## J",
                "<!-- promo:block todo -->\nTODO\n<!-- promo:end -->\n## J",
            ),
        ),
        (
            DRAFT.to_owned(),
            DRAFT.replace(
                "<!-- promo:block r-a -->",
                "<!-- promo:block r-0 -->\n### Zero\n\n<!-- promo:block r-a -->",
            ),
        ),
        (DRAFT.to_owned(), DRAFT.replace("## Justification\n", &format!("## X\n\n{row}## Justification\n"))),
        (DRAFT.to_owned(), format!("{row}{DRAFT}")),
        (DRAFT.to_owned(), format!("{DRAFT}## Y\n{row}")),
    ] {
        assert_eq!(updated(&sealed(&old), &now).text, sealed(&now));
        assert_eq!(updated(&sealed(&now), &old).changes.len(), 1);
    }
}

#[test]
fn lines_end_as_they_did() {
    let file = sealed(DRAFT).replace('\n', "\r\n");
    assert_eq!(updated(&file, DRAFT).text, file);
    let now = DRAFT
        .replace("two", "2")
        .replace("<!-- promo:block r-b -->", "<!-- promo:block r-c -->\n### C\n\n<!-- promo:block r-b -->");
    assert_eq!(updated(&file, &now).text, sealed(&now).replace('\n', "\r\n"));
}

#[test]
fn a_block_that_is_added_has_a_number_that_can_be_read() {
    let draft = |bullets: &str| format!("<!-- promo:block a -->\n{bullets}\n<!-- promo:end -->\n");
    let old = draft("- one <!-- entries: 1 -->");
    let new = draft("- one <!-- entries: 1 -->\n- two <!-- entries: 2 -->");
    for (there, expected) in
        [(None, "a+2"), (Some("+7"), "a+8"), (Some("+999999999"), "a+2"), (Some("+999999998"), "a+999999999")]
    {
        let mut file = sealed(&old).replace("- one", "- mine");
        if let Some(number) = there {
            let end = file.find("<!-- promo:end").unwrap();
            file.insert_str(end, &format!("<!-- promo:block a{number} -->\n- my own\n"));
        }
        let merged = updated(&file, &new);
        assert_eq!(told(&merged), [format!(r#"{expected}: beside ["- two (entry 2)"]"#)], "{file}");
        let again = updated(&merged.text, &new);
        assert_eq!((told(&again), again.text), (Vec::new(), merged.text));
    }
}

#[test]
fn an_entry_is_known_by_the_runs_that_were_written() {
    let known = items::EntryRuns::of([(40, 50), (3, 5), (1, 9), (12, 12)].into_iter());
    for (runs, holds, meets) in [
        ("1-9", true, true),
        ("4, 12", true, true),
        ("5-10", false, true),
        ("9-12", false, true),
        ("10-11", false, false),
        ("0", false, false),
        ("13-39", false, false),
        ("11-60", false, true),
        ("45, 51", false, true),
        ("51", false, false),
    ] {
        let runs = items::runs(runs).unwrap();
        assert_eq!((known.holds(&runs), known.meets(&runs)), (holds, meets), "{runs:?}");
    }
    assert!(!items::EntryRuns::of(std::iter::empty()).meets(&vec![(1, 1)]));
}
