//! What is read of a page.

use super::*;

fn section<'p>(page: &'p MarkdownPage<'_>, block: &MarkdownBlock) -> &'p str {
    block.section.map_or("", |at| &page.blocks[at].text)
}

#[test]
fn blocks_know_their_line_and_section() {
    let text = "# T\n\n## Business Results\n\n### Result 1: x\n\n**Business result**\n\n- “63 to\n  37” <!-- entries: 1 -->\n\
                - b\n<!-- entries: 9 -->\n\n> said\n\nUnder\n-----\n**Impact:** text\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n";
    let page = MarkdownPage::read(text);
    let found: Vec<_> = page
        .blocks
        .iter()
        .map(|block| (block.line, block.kind, &*block.text, section(&page, block)))
        .collect();
    let (results, under) = ("Business Results", "Under");
    assert_eq!(
        found,
        [
            (1, BlockKind::Heading(1), "T", "T"),
            (3, BlockKind::Heading(2), "Business Results", results),
            (5, BlockKind::Heading(3), "Result 1: x", results),
            (7, BlockKind::Paragraph, "Business result", results),
            (9, BlockKind::Item(1), "“63 to 37” ", results),
            (11, BlockKind::Item(1), "b", results),
            (14, BlockKind::Paragraph, "said", results),
            (16, BlockKind::Heading(2), "Under", under),
            (18, BlockKind::Paragraph, "Impact: text", under),
            (20, BlockKind::Row, "a\nb", under),
            (22, BlockKind::Row, "1\n2", under),
        ]
    );
    let comments: Vec<_> =
        page.comments.iter().map(|comment| (comment.line, comment.inside.trim())).collect();
    assert_eq!(comments, [(10, "entries: 1"), (12, "entries: 9")]);
    assert_eq!(&text[page.comments[0].range.clone()], "<!-- entries: 1 -->");
    assert_eq!(page.blocks[4].line_at("“63 to ".len()), 10);
    assert_eq!(page.blocks[3].label(), Some(("Business result", "")));
    assert_eq!(page.blocks[8].label(), Some(("Impact", "text")));
    assert!(page.blocks[6].is_quoted(0) && page.blocks[4].is_quoted(3) && !page.blocks[8].is_quoted(3));
}

#[test]
fn markup_is_taken_off_and_escapes_are_read() {
    for (text, wanted) in [
        (r"a\_b \*c\* snake_case **bold** _it_", "a_b *c* snake_case bold it"),
        (r"\[a\](x) [b](https://c.example) ![d](e.png)", "[a](x) b d"),
        ("see [the list] and x]", "see [the list] and x]"),
        ("one\\\ntwo\nthree  \nfour", "one\ntwo three\nfour"),
        ("`code` and ```` odd", "code and ```` odd"),
        ("<https://a.example> x < y &amp; z", "https://a.example x < y & z"),
        ("[a][1]\n\n[1]: https://a.example", "a"),
        ("<insert name>", "<insert name>"),
        ("by <name> of [X]", "by <name> of [X]"),
        ("    indented\n    text", "indented text"),
        ("- [x] done", "done"),
    ] {
        let page = MarkdownPage::read(text);
        assert_eq!(page.blocks.iter().map(|block| &*block.text).collect::<String>(), wanted, "{text}");
    }
}

#[test]
fn comments_are_no_text_and_code_holds_none() {
    for (text, blocks, comments) in [
        (
            "a <!-- b\nc --> d\n\n```\nI me\n```\n\\<!-- e --\\>",
            "1 a  d|5 I me\n|7 <!-- e -->",
            vec![" b\nc "],
        ),
        ("a\n<!-- b --> I wrote *it*.\nc", "1 a|2 I wrote it.|3 c", vec![" b "]),
        ("<!-- open\n\nI.", "1 <!-- open  I.", vec![]),
        ("`<!-- a -->`\n\n    <!-- b -->", "1 <!-- a -->|3 <!-- b -->", vec![]),
        ("<!-- a --><!-- b --> <div>\n<!-- c -->", "1 <div>", vec![" a ", " b ", " c "]),
        ("> ```\n> no\n\nI.", "2 no\n|4 I.", vec![]),
        ("```make``` is what\n````\n```\n````\nI.", "1 make is what|3 ```\n|5 I.", vec![]),
    ] {
        let page = MarkdownPage::read(text);
        let found: Vec<_> =
            page.blocks.iter().map(|block| format!("{} {}", block.line_at(0), block.text)).collect();
        assert_eq!(found.join("|"), blocks, "{text}");
        assert_eq!(
            page.comments.iter().map(|comment| comment.inside).collect::<Vec<_>>(),
            comments,
            "{text}"
        );
    }
}

#[test]
fn links_are_known_however_they_are_written() {
    for (text, wanted) in [
        ("[a](https://a.example/x_\\(1\\))", "a=https://a.example/x_(1)"),
        ("[a](https://a.example \"T\") b", "a=https://a.example"),
        ("[a](<b>) (see https://b.example/c).", "a=b|https://b.example/c=https://b.example/c"),
        ("at ~/notes.md, by ada@b.example; `~/x` ~", "~/notes.md=~/notes.md|ada@b.example=ada@b.example"),
        ("[1][a] [c]", "1="),
        ("[x][1]\n\n[1]: file:///x", "x=file:///x"),
        ("[[1]](u)[![d](e.png)](f)", "[1]=u|d=e.png|d=f"),
        (r"[x](\\server\share\n.docx) [y](C:\Users\n.docx)", r"x=\\server\share\n.docx|y=C:\Users\n.docx"),
        ("a](b) [c](d [e", ""),
    ] {
        let page = MarkdownPage::read(text);
        let links = page.blocks.iter().flat_map(|block| {
            block.links.iter().map(|link| format!("{}={}", &block.text[link.range.clone()], link.url))
        });
        assert_eq!(links.collect::<Vec<_>>().join("|"), wanted, "{text}");
    }
}
