//! HTML read as blocks: elements, tables, what is around the text, what is broken.

use proptest::prelude::*;

use super::super::blocks::{Inline, Table};
use super::super::markdown;
use super::*;

/// A block in one line: `3 h2 Title`, `5 item1 Text`.
fn shown(block: &PageBlock) -> String {
    let marked = |text: &Inline| {
        let spans = text.spans.iter().map(|span| match (&span.link, span.strong) {
            (Some(link), _) => format!("[{}]({link})", span.text),
            (None, true) => format!("*{}*", span.text),
            (None, false) => span.text.clone(),
        });
        super::super::blocks::collapse_whitespace(&spans.collect::<String>().replace('\n', "/"))
    };
    let table = |table: &Table| {
        let cell = |cell: &super::super::blocks::Cell| {
            let items = cell.items.iter().map(Inline::text).collect::<Vec<_>>().join("+");
            let wide = if cell.columns > 1 { format!("<{}>", cell.columns) } else { String::new() };
            format!("{wide}{items}")
        };
        let row = |row: &Vec<_>| row.iter().map(cell).collect::<Vec<_>>().join("|");
        table.rows.iter().map(row).collect::<Vec<_>>().join(" // ")
    };
    let kind = match &block.kind {
        BlockContent::Heading(depth, text) => format!("h{depth} {}", marked(text)),
        BlockContent::Paragraph(text) => format!("p {}", marked(text)),
        BlockContent::Quote(text) => format!("quote {}", marked(text)),
        BlockContent::Item(depth, text) => format!("item{depth} {}", marked(text)),
        BlockContent::Table(rows) => {
            format!("table{} {}", if rows.has_header { "!" } else { "" }, table(rows))
        }
        BlockContent::Rule => "rule".to_owned(),
        BlockContent::NonText(other, text) => format!("{other:?} {text}"),
    };
    format!("{} {kind}", block.line)
}

fn page_of(text: &str) -> Vec<String> {
    parse_html(text).blocks.iter().map(shown).collect()
}

#[test]
fn elements_become_blocks_with_their_lines() {
    let cases: &[(&str, &[&str])] = &[
        (
            "<!doctype html>\n<h1>Ladder</h1>\n<p>One\n two &amp; <b>three</b>.\n<p>Next<br>line",
            &["2 h1 Ladder", "3 p One two & *three*.", "5 p Next/line"],
        ),
        (
            "<ul>\n<li>a\n<ul><li>b</ul>\n<li><p>c</p><p>d</p>\n</ul>e",
            &["2 item1 a", "3 item2 b", "4 item1 c/d", "5 p e"],
        ),
        ("<ol><li>one</li>\n<li><a href='/x'>two</a></li></ol>", &["1 item1 one", "2 item1 [two](/x)"]),
        ("<blockquote><p>a</p>\n<p>b</p></blockquote>c", &["1 quote a/b", "2 p c"]),
        (
            "<dl><dt>Scope<dd>a team<dt>Reach<dd>all</dl>",
            &["1 p *Scope*", "1 item1 a team", "1 p *Reach*", "1 item1 all"],
        ),
        (
            "<h2>Levels</h2><details><summary>L1</summary>\n<p>a</p></details><details><summary><b>L2</b></summary>b</details>",
            &["1 h2 Levels", "1 h3 L1", "2 p a", "2 h3 *L2*", "2 p b"],
        ),
        (
            "<pre>let x;\ny</pre><hr><!-- a\nnote --><p><img alt='A chart'></p>",
            &["1 Code let x;", "2 rule", "2 Comment a\nnote", "3 Picture a chart"],
        ),
        (
            "<h2>Scope<a href='#scope'>#</a></h2><style>p {}</style><script>if (a<b) {}</script><p>x</p>",
            &["1 h2 Scope", "1 p x"],
        ),
        ("<div>plain <span>text</span></div><section>more</section>", &["1 p plain text", "1 p more"]),
        ("<h3><button>Level 3</button></h3>x", &["1 h3 Level 3", "1 p x"]),
        ("</div></p></li>a<b>b<p>c</b>d", &["1 p a*b*", "1 p *c*d"]),
        ("<p>{% include body.html %}</p>", &["1 Include {% include body.html %}"]),
    ];
    for (text, wanted) in cases {
        assert_eq!(page_of(text), *wanted, "{text}");
    }
}

#[test]
fn tables_keep_their_cells() {
    let cases: &[(&str, &[&str])] = &[
        (
            "<table><caption>Craft</caption><thead><tr><th><pre>Skill  </pre><th>L1<th>L2</thead>\n<tr><td>Code<td><ul><li>a<li>b</ul><td>c<br>d</table>",
            &["1 h1 Craft", "1 table! Skill|L1|L2 // Code|a+b|c+d"],
        ),
        (
            "<table><tr><td rowspan=2>G<td>a<td colspan=2>b<tr><td>c<td>d<td>e</table>",
            &["1 table G|a|<2>b // G|c|d|e"],
        ),
        (
            "<table><tr><td>a<td rowspan='2'>b</td></tr><tr><td>c</td></tr><tr><td></td><td><p>d</p>\n<p>e</p></td></tr></table>",
            &["1 table a|b // c|b // |d+e"],
        ),
        ("<tr><td>a<tr><td>b", &["1 table a // b"]),
        ("<table><tr><td>a <table><tr><td>b<td>c</table> d<td>e</table>", &["1 table a+b+c+d|e"]),
        ("<table><tr><td>- a<br>• b</td></li></ul></tr></table>z", &["1 table a+b", "1 p z"]),
    ];
    for (text, wanted) in cases {
        assert_eq!(page_of(text), *wanted, "{text}");
    }
}

#[test]
fn what_is_around_the_text_is_told_once() {
    let cases: &[(&str, &[&str])] = &[
        (
            "<body class='has-sidebar'><nav><ul><li>Home</li>\n<li>Up</li></ul></nav><h1>T</h1>\n<div class='left-sidebar'>x</div><p>a</p><footer>f</footer>",
            &["1 Chrome navigation", "2 h1 T", "3 Chrome navigation", "3 p a", "3 Chrome navigation"],
        ),
        (
            "<header><h1>Site</h1><p>tag</p></header><p>around</p>\n<main><h1>T</h1><p>a</p></main>\n<p>after</p>",
            &["1 Chrome navigation", "2 h1 T", "2 p a", "3 Chrome navigation"],
        ),
        ("<header><h1>Level 3</h1></header><p>a</p>", &["1 h1 Level 3", "1 p a"]),
        ("<div class='menu'><h1>T</h1><p>a</p></div>", &["1 h1 T", "1 p a"]),
        (
            "<article><header><h1>T</h1></header><p>a long enough text</p></article><p>b</p>",
            &["1 h1 T", "1 p a long enough text", "1 Chrome navigation"],
        ),
        ("<article>x</article><p>the longer text is here</p>", &["1 p x", "1 p the longer text is here"]),
        ("<form><h1>T</h1></form>", &["1 h1 T"]),
    ];
    for (text, wanted) in cases {
        assert_eq!(page_of(text), *wanted, "{text}");
    }
}

#[test]
fn html_in_markdown_is_read_in_its_place() {
    let text = "## Levels\n\n<details>\n<summary>L1</summary>\n\n- a\n\n</details>\n\n<table>\n  <tr><th>Skill</th><th>L1</th></tr>\n\n    <tr>\n      <td>Code</td>\n      <td>\n\n- **b** c\n- d\n\n      </td>\n    </tr>\n\n</table>\n\n<!-- note -->\n";
    let shown: Vec<String> = markdown::parse_markdown(text).blocks.iter().map(shown).collect();
    assert_eq!(
        shown,
        ["1 h2 Levels", "4 h3 L1", "6 item1 a", "10 table! Skill|L1 // Code|b c+d", "25 Comment note"]
    );
    let code = "```\n<table>\n\n</table>\n```\n\n<table><tr><td>a</td></tr></table>\n";
    let shown: Vec<String> = markdown::parse_markdown(code).blocks.iter().map(self::shown).collect();
    assert_eq!(shown, ["1 Code ", "7 table a"]);
}

#[test]
fn deep_and_wide_pages_take_linear_time() {
    for open in [
        "<div>",
        "<ul><li>",
        "<table><tr><td>",
        "<blockquote>",
        "<b>",
        "<details><summary>",
        "</p>",
        "<li>",
        "<td rowspan=9>",
    ] {
        let text = format!("{}x", open.repeat(50_000));
        let shown = parse_html(&text).blocks;
        assert!(!shown.is_empty() || open == "<details><summary>", "{open}");
    }
    let wide = format!("<table><tr>{}</table>", "<td rowspan=65534 colspan=1000>a".repeat(50_000));
    assert_eq!(parse_html(&wide).blocks.len(), 1);
    let tall = format!("<table>{}</table>", "<tr><td rowspan=0>aaaa".repeat(20_000));
    assert_eq!(parse_html(&tall).blocks.len(), 1);
}

proptest! {
    #[test]
    fn any_text_is_a_page(text in any::<String>(), parts in prop::collection::vec(prop::sample::select(vec![
        "<table>", "</table>", "<tr>", "</tr>", "<td>", "<td rowspan=3>", "<th colspan=2>", "</td>", "<ul>", "</ul>",
        "<li>", "</li>", "<p>", "</p>", "<b>", "</b>", "<a href=x>", "</a>", "<h2>", "</h2>", "<main>", "</main>",
        "<nav>", "</nav>", "<details>", "<summary>", "</details>", "<dl>", "<dt>", "<dd>", "<pre>", "</pre>", "<br>",
        "<!--", "-->", "text", "é&nbsp;", "\n\n", "    ", "<svg/>", "<script>", "</script>", "<blockquote>", "<header>",
    ]), 0..60)) {
        parse_html(&text);
        let made = parts.concat();
        parse_html(&made);
        parse_fragment(&made, 1, 3);
        markdown::parse_markdown(&made);
    }
}
