//! What stands in code is no comment, and marks are marks whatever stands before them.

use super::super::{Document, clean};
use super::{hash_of, items};

#[test]
fn code_stays_when_comments_go() {
    for text in [
        // In a line.
        "`<!--` opens a comment, and I typed this\nsecond line\nend `-->` here\n",
        "I typed `<!-- keep -->` in code\n",
        "I typed `` a ` <!-- keep --> `` and ``` <!-- keep --> ```\n",
        "I typed `a\n<b <!-- keep --> c` d\n",
        "\\`` <!-- keep --> `\n",
        "> I typed `a\n> <!- <!-- keep --> c` d\n",
        "- `<!-- keep -->`\n| `<!-- keep -->` |\n# `<!-- keep -->`\n",
        "\\<!-- keep -->\n",
        // Fenced.
        "````\n```\n<!-- shown -->\n```\n<!-- shown -->\n````\n",
        "~~~~ `x`\n~~~\n<!-- shown -->\n```\n<!-- shown -->\n~~~~~\n",
        "```\n``` x\n<!-- shown -->\n```\n",
        "```\n    ```\n<!-- shown -->\n```\n",
        "> ```\n> <!-- shown -->\n> ```\n",
        "- ```\n  <!-- shown -->\n  ```\n1. ~~~\n   <!-- shown -->\n   ~~~\n",
        // Indented.
        "a\n\n    <!-- x -->\n\n\t<!-- x -->\n",
        "# a\n    <!-- x -->\n",
        "- a\n\n      <!-- x -->\n",
        "- a\n\nb\n\n    <!-- x -->\n",
    ] {
        assert_eq!(clean(text).unwrap(), text);
    }
}

#[test]
fn comments_beside_code_go() {
    for (text, wanted) in [
        ("a `b <!-- x -->\n\nc` d\n", "a `b\n\nc` d\n"),
        ("a ``b <!-- x --> c` d\n", "a ``b  c` d\n"),
        ("a <!-- ` --> b ` <!-- x --> c\n", "a  b `  c\n"),
        ("`a` <!-- x --> `b`\n", "`a`  `b`\n"),
        ("\\`a <!-- x --> b`\n", "\\`a  b`\n"),
        ("\\\\<!-- x --> b\n", "\\\\ b\n"),
        // A block ends a paragraph.
        ("a `b\n<!-- x -->\nc` d\n", "a `b\nc` d\n"),
        ("- a ` b <!-- x -->\n- c ` d\n", "- a ` b\n- c ` d\n"),
        ("# a ` b <!-- x -->\nc ` d\n", "# a ` b\nc ` d\n"),
        ("a ` b <!-- x -->\n> c ` d\n", "a ` b\n> c ` d\n"),
        ("a ` b <!-- x -->\n***\nc ` d\n", "a ` b\n***\nc ` d\n"),
        ("| a ` b <!-- x --> |\n|---|\n| c ` d |\n", "| a ` b  |\n|---|\n| c ` d |\n"),
        ("a ` b <!-- x -->\n```\nc ` d\n```\n", "a ` b\n```\nc ` d\n```\n"),
        // What is no fence, and what is one no longer.
        ("```so``` it is\n<!-- x -->\nb\n", "```so``` it is\nb\n"),
        ("````\n`````\na <!-- x -->\n", "````\n`````\na\n"),
        ("> ```\n> a\n\nb <!-- x -->\n", "> ```\n> a\n\nb\n"),
        // What is indented and no code.
        ("a\n    <!-- x -->\nb\n", "a\nb\n"),
        ("- a\n\n    <!-- x -->\n\n  b\n", "- a\n\n\n  b\n"),
        (
            "1. a\n   - b\n\n         c <!-- x -->\n\n     d\n\n     <!-- x -->\n",
            "1. a\n   - b\n\n         c <!-- x -->\n\n     d\n",
        ),
        // Comments that are short.
        ("a <!--> b <!---> c --> d\n", "a  b  c --> d\n"),
        ("a <!-- x\n\ny --> `b <!-- keep -->` <!-- x\n--> c\n", "a  `b <!-- keep -->`  c\n"),
    ] {
        assert_eq!(clean(text).unwrap(), wanted, "{text}");
    }
}

#[test]
fn no_stray_backtick_takes_a_mark() {
    let head = "<!-- promo:document t 1 abcde -->\n";
    for (before, behind) in [
        ("don`t", "isn`t"),
        ("a ``` b", "c ``` d"),
        ("- a `", "` b"),
        ("> a `", "` b"),
        ("a `", "` b <!-- x -->"),
        ("a\n", "    b"),
    ] {
        for indent in ["", "  ", "     ", "\t"] {
            let file = format!(
                "{head}{before}\n{indent}<!-- promo:block a -->\n{before}\n{behind}\n{indent}<!-- promo:end -->\n{behind}\n"
            );
            let document = Document::read(&file).unwrap();
            assert_eq!(document.blocks().count(), 1, "{file}");
            assert_eq!(document.blocks().next().unwrap().text, format!("{before}\n{behind}\n"));
        }
    }
}

#[test]
fn a_fence_ends_where_it_is_closed() {
    // White space counts in code alone.
    for (code, is_code) in [
        ("````\n```\na  b\n````", true),
        ("```\n``` x\na  b\n```", true),
        ("~~~\n```\na  b\n~~~", true),
        ("- ```\n  a  b\n  ```", true),
        ("```\n````\na  b", false),
        ("```a```\na  b", false),
        ("- ```\n  a\n  ```\na  b", false),
    ] {
        let hash = |text: &str| hash_of(&items(text));
        assert_eq!(hash(code) != hash(&code.replace("a  b", "a b")), is_code, "{code}");
    }
}

#[test]
fn a_report_tells_the_code_of_a_line() {
    let item = &items("- I typed `<!-- keep -->` <!-- entries: 3 --> `<!-- entries: 4 -->`")[0];
    assert_eq!(item.seen(), "- I typed `<!-- keep -->`  `<!-- entries: 4 -->`");
    assert_eq!(item.entries, [(3, 3)]);
    assert_eq!(items("- a\n    - b <!-- entries: 3 -->")[1].entries, [(3, 3)]);
}

#[test]
fn long_texts_are_read_at_once() {
    let lengths: String = (1..900).map(|length| format!("{} ", "`".repeat(length))).collect();
    for piece in [
        "<!-- a -->",
        "`",
        "` ",
        "`` ` ",
        "`<!--",
        "`<!-- -->",
        "` <!-- -->\n",
        "\\`",
        "> ",
        "- ",
        "-\t",
        "1. ",
        "- a\n  ",
        "```\n",
        "````\n```\n",
        "```a`\n",
        "    ",
        "a\n",
        "a `\n\n",
        "<!-- a\n\n--> ` ",
        "<!-- a -->\n",
        "<!-- a --> `\n",
        &lengths,
    ] {
        let text = piece.repeat(400_000 / piece.len());
        // What takes the square of its length does not come to an end here.
        assert!(clean(&text).map_or(0, |clean| clean.len()) <= text.len(), "{piece}");
    }
}
