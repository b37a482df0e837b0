//! YAML to a [`Node`], by the events of saphyr-parser.
//!
//! A plain scalar stays the text that is written: `2022-01-01`, `1.10` and `yes` are no dates, numbers or truth values
//! here. What an alias copies is bounded, so that a small file cannot grow into a large one, and so is the depth.

use std::collections::{HashMap, HashSet};

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use super::data_tree::{MAX_DEPTH, Node, Value};
use super::{ReadError, Source};

/// How much the aliases of a file may copy: values, and bytes of text.
const MOST_COPIED: (usize, usize) = (200_000, 16 * 1024 * 1024);

/// How much may be kept for aliases to copy; anchors within anchors are kept once for each.
const MOST_KEPT: (usize, usize) = (2_000_000, 64 * 1024 * 1024);

/// How many lines tell whether a text without an extension may be YAML.
const PROBE: usize = 40;

/// Whether a text without an extension is YAML and no Markdown: names with values from its start, and well-formed.
pub fn is_yaml(text: &str) -> bool {
    let is_entry = |line: &&str| {
        let entry = line.strip_prefix("- ").unwrap_or(line);
        let (key, value) = entry.split_once(':').unwrap_or_default();
        let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '"' | '\'');
        !key.is_empty()
            && key.len() <= 40
            && key.chars().all(word)
            && (value.is_empty() || value.starts_with(' '))
    };
    let mut probe = text
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with('#') && *line != "---")
        .take(PROBE)
        .peekable();
    if !probe.peek().is_some_and(is_entry) {
        return false;
    }
    // Every line that is not indented starts an entry.
    if !probe.all(|line| line.starts_with([' ', '\t']) || line == "-" || is_entry(&line)) {
        return false;
    }
    let nested = |node: &Node| node.as_list().is_some() || node.as_map().is_some();
    match parse_at("", text, 1).map(|node| node.value) {
        Ok(Value::Map(map)) => map.iter().any(|(_, node)| nested(node)),
        Ok(Value::List(list)) => {
            list.len() > 1 && list.iter().all(|node| node.as_map().is_some_and(|map| map.len() > 1))
        }
        _ => false,
    }
}

/// Reads it. Several documents in a file are a list of them.
///
/// # Errors
/// Not YAML, with the line; too deep; aliases that copy too much.
pub fn parse(source: &Source<'_>) -> Result<Node, ReadError> {
    parse_at(source.file, source.text, 1)
}

/// Reads a piece of a file that starts at a line.
pub fn parse_at(file: &str, text: &str, line: usize) -> Result<Node, ReadError> {
    let mut builder = DataTreeBuilder { file, text, first: line, ..DataTreeBuilder::default() };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| builder.scan_error(&error))?;
        builder.event(event, span)?;
    }
    let mut documents = builder.documents;
    Ok(match documents.len() {
        0 => Node::null(line),
        1 => documents.swap_remove(0),
        _ => Node { line, value: Value::List(documents) },
    })
}

/// A list or a map that is not ended yet.
struct OpenCollection {
    node: Node,
    key: Option<String>,
    anchor: usize,
}

#[derive(Default)]
struct DataTreeBuilder<'y> {
    file: &'y str,
    text: &'y str,
    first: usize,
    open: Vec<OpenCollection>,
    documents: Vec<Node>,
    /// Values with an anchor, with their depth.
    anchors: HashMap<usize, (Node, usize)>,
    copied: (usize, usize),
    kept: (usize, usize),
}

impl DataTreeBuilder<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), ReadError> {
        let line = self.first + span.start.line().saturating_sub(1);
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let null =
                    style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let node = if null { Node::null(line) } else { Node::text(line, text) };
                self.value(node, anchor)
            }
            Event::SequenceStart(anchor, _) => self.start(line, Value::List(Vec::new()), anchor),
            Event::MappingStart(anchor, _) => self.start(line, Value::Map(Vec::new()), anchor),
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(open) => self.value(open.node, open.anchor),
                None => Ok(()),
            },
            Event::Alias(anchor) => self.alias(anchor, line),
            Event::DocumentStart(_) | Event::DocumentEnd => {
                self.anchors.clear();
                Ok(())
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd => Ok(()),
        }
    }

    fn start(&mut self, line: usize, value: Value, anchor: usize) -> Result<(), ReadError> {
        if self.open.len() >= MAX_DEPTH {
            return Err(self.wrong(line, too_deep()));
        }
        self.open.push(OpenCollection { node: Node { line, value }, key: None, anchor });
        Ok(())
    }

    fn alias(&mut self, anchor: usize, line: usize) -> Result<(), ReadError> {
        let Some((node, depth)) = self.anchors.get(&anchor) else {
            return Err(self.wrong(line, "an alias stands within its own anchor".to_owned()));
        };
        let (nodes, bytes) = node.size();
        let copied = (self.copied.0 + nodes, self.copied.1 + bytes);
        if copied.0 > MOST_COPIED.0 || copied.1 > MOST_COPIED.1 || self.open.len() + depth > MAX_DEPTH {
            return Err(self.wrong(line, "the aliases copy too much; write the values out".to_owned()));
        }
        let node = node.clone();
        self.copied = copied;
        self.value(node, 0)
    }

    fn value(&mut self, node: Node, anchor: usize) -> Result<(), ReadError> {
        if anchor > 0 {
            let (nodes, bytes) = node.size();
            self.kept = (self.kept.0 + nodes, self.kept.1 + bytes);
            if self.kept.0 > MOST_KEPT.0 || self.kept.1 > MOST_KEPT.1 {
                return Err(
                    self.wrong(node.line, "the anchors hold too much; write the values out".to_owned())
                );
            }
            let depth = node.depth();
            self.anchors.insert(anchor, (node.clone(), depth));
        }
        let line = node.line;
        let Some(open) = self.open.last_mut() else {
            self.documents.push(node);
            return Ok(());
        };
        match (&mut open.node.value, open.key.take()) {
            (Value::List(list), _) => list.push(node),
            (Value::Map(map), Some(key)) if key == "<<" => merge(map, node),
            (Value::Map(map), Some(key)) => map.push((key, node)),
            (Value::Map(_), None) => match node.value {
                Value::Text(key) => open.key = Some(key),
                Value::Null => open.key = Some(String::new()),
                Value::List(_) | Value::Map(_) => {
                    return Err(self.wrong(line, "a list or a map stands where a name is wanted".to_owned()));
                }
            },
            (Value::Null | Value::Text(_), _) => {}
        }
        Ok(())
    }

    fn wrong(&self, line: usize, why: String) -> ReadError {
        ReadError::Syntax { file: self.file.to_owned(), line, why }
    }

    fn scan_error(&self, error: &ScanError) -> ReadError {
        let at = error.marker().line();
        let line = self.text.lines().nth(at.saturating_sub(1)).unwrap_or_default();
        let indent = &line[..line.len() - line.trim_start().len()];
        let why = match error.info() {
            _ if indent.contains('\t') => "a tab indents this line; YAML wants spaces".to_owned(),
            "recursion limit exceeded" => too_deep(),
            info => format!("this is not YAML: {info}"),
        };
        self.wrong(self.first + at.saturating_sub(1), why)
    }
}

fn too_deep() -> String {
    format!("values lie more than {MAX_DEPTH} deep within each other")
}

/// `<<: *base`: the entries of another map, where the map has none of that name.
fn merge(map: &mut Vec<(String, Node)>, from: Node) {
    let sources = match from.value {
        Value::List(list) => list,
        value => vec![Node { line: from.line, value }],
    };
    let mut known: HashSet<String> = map.iter().map(|(key, _)| key.clone()).collect();
    for source in sources {
        let Value::Map(entries) = source.value else { continue };
        for (key, node) in entries {
            if known.insert(key.clone()) {
                map.push((key, node));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn node(text: &str) -> Node {
        parse_at("a.yml", text, 1).unwrap()
    }

    fn error(text: &str) -> String {
        parse_at("a.yml", text, 1).unwrap_err().to_string()
    }

    #[test]
    fn scalars_stay_as_they_are_written() {
        let read =
            node("a: 2022-01-01\nb: 1.10\nc: yes\nd: ~\ne: ''\nf:\ng: .nan\nh: 0x10\ni: |\n  one\n  two\n");
        let text = |key: &str| read.get(key).and_then(Node::as_text);
        for (key, wanted) in [
            ("a", Some("2022-01-01")),
            ("b", Some("1.10")),
            ("c", Some("yes")),
            ("d", None),
            ("e", None),
            ("f", None),
            ("g", Some(".nan")),
            ("h", Some("0x10")),
            ("i", Some("one\ntwo\n")),
        ] {
            assert_eq!(text(key), wanted, "{key}");
        }
        assert_eq!(read.get("i").map(|node| node.line), Some(10));
    }

    #[test]
    fn lines_are_those_of_the_file() {
        let read = parse_at("a.md", "topics:\n  - name: Talking\n", 2).unwrap();
        assert_eq!(read.get("topics").and_then(Node::as_list).map(|list| list[0].line), Some(3));
        assert_eq!(
            parse_at("a.md", "a: 1\nb: [\n", 5).unwrap_err().to_string().split(':').next(),
            Some("`a.md`, line 7")
        );
    }

    #[test]
    fn documents_aliases_and_merges_are_read() {
        let read = node("---\na: 1\n---\nb: 2\n");
        assert_eq!(read.as_list().map(<[Node]>::len), Some(2));
        let read = node("base: &b {x: 1, y: 2}\none:\n  <<: *b\n  y: 3\ntwo: *b\n");
        assert_eq!(read.get("two").and_then(|two| two.get("y")).and_then(Node::as_text), Some("2"));
        assert_eq!(read.get("one").and_then(|one| one.get("x")).and_then(Node::as_text), Some("1"));
    }

    #[test]
    fn a_name_that_stands_twice_is_kept_twice() {
        assert_eq!(node("a: 1\na: 2\n").as_map().map(<[_]>::len), Some(2));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        for (text, wanted) in [
            ("a:\n\t- b\n", "`a.yml`, line 2: a tab indents this line; YAML wants spaces"),
            ("a: &x [*x]\n", "`a.yml`, line 1: "),
            ("? [a, b]\n: c\n", "`a.yml`, line 1: a list or a map stands where a name is wanted"),
            ("a: \"b\nc: d\n", "`a.yml`, line "),
        ] {
            assert!(error(text).starts_with(wanted), "{text:?}: {}", error(text));
        }
    }

    #[test]
    fn bombs_are_refused() {
        let mut laughs = String::from("a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n");
        for at in 1..12 {
            let again = format!("*a{}, ", at - 1).repeat(10);
            laughs.push_str(&format!("a{at}: &a{at} [{again}]\n"));
        }
        assert!(error(&laughs).contains("the aliases copy too much"), "{}", error(&laughs));
        assert!(error(&"[".repeat(10_000)).contains("100 deep"), "{}", error(&"[".repeat(10_000)));
        assert!(error(&"- ".repeat(10_000)).contains("100 deep"));
        let chain: String = (0..50)
            .map(|at| format!("a{at}: &a{at} [[[*a{}]]]\n", i32::max(at - 1, 0)))
            .collect::<String>()
            .replacen("*a0", "x", 1);
        assert!(error(&chain).contains("copy too much"), "{}", error(&chain));
    }

    #[test]
    fn yaml_is_told_from_markdown() {
        for text in [
            "levels:\n  - name: L1\n",
            "---\ntopics:\n- name: a\n",
            "- id: a\n  level: b\n- id: c\n  level: d\n",
        ] {
            assert!(is_yaml(text), "{text:?}");
        }
        for text in [
            "# Ladder\n\n- a\n",
            "Title: one\n\nProse here.\n",
            "",
            "- Owns: a\n- Leads: b\n",
            "Level 4: x\n",
        ] {
            assert!(!is_yaml(text), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_an_error_or_a_tree(text in any::<String>()) {
            let _ = parse_at("a.yml", &text, 1);
            let _ = is_yaml(&text);
        }

        #[test]
        fn any_mixture_of_yaml_is_an_error_or_a_tree(parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "- ", "a: ", "\n", "  ", "[", "]", "{", "}", ", ", "&x ", "*x", "|\n", ">-\n", "\"", "'", "? ", "---\n",
                "\t", "<<: ", "!!str ", "%YAML 1.2\n", "...\n", "# c\n", "ü", "~",
            ]), 0..60)) {
            let text = parts.concat();
            let _ = parse_at("a.yml", &text, 1);
            let _ = is_yaml(&text);
        }
    }
}
