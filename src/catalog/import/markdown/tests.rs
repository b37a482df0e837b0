//! Tests of Markdown as blocks.

use proptest::prelude::*;

use super::*;

fn shown(text: &str) -> Vec<String> {
    let of = |block: &PageBlock| match &block.kind {
        BlockContent::Heading(depth, text) => format!("{} h{depth} {}", block.line, text.text()),
        BlockContent::Paragraph(text) => format!("{} p {}", block.line, text.text()),
        BlockContent::Quote(text) => format!("{} q {}", block.line, text.text()),
        BlockContent::Item(depth, text) => format!("{} i{depth} {}", block.line, text.text()),
        BlockContent::Table(table) => {
            let cell = |cell: &Cell| cell.items.iter().map(Inline::text).collect::<Vec<_>>().join("+");
            let row = |row: &Vec<Cell>| row.iter().map(cell).collect::<Vec<_>>().join("|");
            format!("{} t {}", block.line, table.rows.iter().map(row).collect::<Vec<_>>().join(" / "))
        }
        BlockContent::Rule => format!("{} r", block.line),
        BlockContent::NonText(other, _) => format!("{} {other:?}", block.line),
    };
    parse_markdown(text).blocks.iter().map(of).collect()
}

#[test]
fn markdown_is_blocks() {
    for (text, wanted) in [
        ("Ladder\n======\n\nL1\n--\n\nText\n", vec!["1 h1 Ladder", "4 h2 L1", "7 p Text"]),
        ("## L1 {#l1}\n", vec!["1 h2 L1"]),
        ("* wrapped\n  over lines\n\n* loose\n", vec!["1 i1 wrapped over lines", "4 i1 loose"]),
        ("- one\n  - two\n    1. three\n- four\n", vec!["1 i1 one", "2 i2 two", "3 i3 three", "4 i1 four"]),
        (
            "- one\n\n  more of one\n\n  - two\n\n  behind\n",
            vec!["1 i1 one more of one", "5 i2 two", "7 i1 behind"],
        ),
        ("- [x] done\n- [ ] open\n", vec!["1 i1 done", "2 i1 open"]),
        ("> quoted\n>\n> - kept\n>\n> end\n", vec!["1 q quoted", "3 i1 kept", "5 q end"]),
        ("> one\n>> two\n", vec!["1 q one two"]),
        ("> [!NOTE]\n> text\n", vec!["2 q text"]),
        ("| a | b |\n|---|---|\n| x<br>y | - p<br/>- q |\n", vec!["1 t a|b / x+y|p+q"]),
        ("| a |\n|---|\n| <ul><li>x</li><li>y</li></ul> |\n", vec!["1 t a / x+y"]),
        ("![ladder](a.png)\n", vec!["1 Picture"]),
        ("a[^1] b\n\n[^1]: note\n", vec!["1 p a b", "3 Markup"]),
        (":::note\ntext\n:::\n", vec!["1 p text"]),
        ("!!! tip\n    text\n", vec!["1 p text"]),
        ("{{< include \"a.md\" >}}\n\ntext\n", vec!["1 Include", "3 p text"]),
        ("* TOC\n{:toc}\n\n## L1\n{:.no_toc}\n", vec!["1 Contents", "4 h2 L1", "5 Markup"]),
        ("<!-- hidden -->\n\ntext\n", vec!["1 Comment", "3 p text"]),
        ("```\n# no heading\n```\n", vec!["1 Code"]),
        ("+++\ntitle = \"a\"\n+++\n# b\n", vec!["1 Markup", "4 h1 b"]),
        (
            "## Ladder\n\n<details>\n<summary><b>Level 3</b></summary>\n\n### Craft\n\n- x\n\n</details>\n\n## End\n",
            vec!["1 h2 Ladder", "4 h3 Level 3", "6 h4 Craft", "8 i1 x", "12 h2 End"],
        ),
    ] {
        assert_eq!(shown(text), wanted, "{text}");
    }
}

#[test]
fn front_matter_is_apart() {
    let page = parse_markdown("---\nlevel: 3\n---\n# a\n");
    assert_eq!(page.front.as_ref().map(|(line, text)| (*line, text.trim())), Some((1, "level: 3")));
    assert_eq!(page.blocks.len(), 1);
}

#[test]
fn bold_and_links_are_kept() {
    let page = parse_markdown("**Craft**: see [this](#a) and <b>that</b>\n");
    let BlockContent::Paragraph(text) = &page.blocks[0].kind else { unreachable!("{page:?}") };
    assert_eq!(text.text(), "Craft: see this and that");
    let strong: Vec<&str> = text.spans.iter().filter(|span| span.strong).map(|span| &*span.text).collect();
    assert_eq!(strong, ["Craft", "that"]);
}

/// A reader whose time grew with the square of the text would not come back.
#[test]
fn hostile_text_is_read_in_time() {
    let many = 10_000;
    let nested: String = (0..2_000).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect();
    for text in [
        ">".repeat(many),
        "> ".repeat(many) + "a",
        "- ".repeat(many) + "a",
        "[".repeat(many * 10),
        "*".repeat(many * 10),
        "**a ".repeat(many * 4),
        "_a*".repeat(many * 4),
        "[a](".repeat(many * 4),
        "![".repeat(many * 4),
        "`".repeat(many * 4) + &"` a ``".repeat(many),
        "<details><summary>".repeat(many),
        "<details>\n<summary>a</summary>\n\n".repeat(many),
        "<table>\n".repeat(many),
        "<table></table>\n\n".repeat(many),
        "<!--\n\n".repeat(many),
        "a|".repeat(many) + "\n" + &"-|".repeat(many) + "\n",
        "a ".repeat(1 << 19),
        format!("[{}]({})", "a\\*".repeat(many), "b".repeat(many)),
        nested,
    ] {
        parse_markdown(&text);
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in ".{0,200}") {
        parse_markdown(&text);
    }

    #[test]
    fn any_markdown_is_read(parts in prop::collection::vec(prop::sample::select(vec![
        "# L1\n", "- ", "  - ", "> ", "**a**", ": ", "|", "\n", "\n\n", "---\n", "<details>", "<summary>", "</details>",
        "<table>", "</table>", "<br>", "[a](#b)", "![", "{{<", ">}}", "+++\n", "```\n", "[^1]: ", "é", "\u{a0}", ":::",
        "!!! ", "<!--", "-->", "{:", "}",
    ]), 0..60)) {
        parse_markdown(&parts.concat());
    }
}
