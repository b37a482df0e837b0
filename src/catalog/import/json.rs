//! JSON to a [`Node`]: serde_json judges whether it is JSON and says where it is not; the walk here only keeps the lines
//! that serde_json has none of, over a text that is known to be well-formed.

use serde::de::IgnoredAny;

use super::data_tree::{MAX_DEPTH, Node, Value};
use super::markdown::LineIndex;
use super::{ReadError, Source};

/// Whether a text is JSON, as far as its start tells: no shortcode, no link of Markdown.
pub fn is_json(start: &str) -> bool {
    let inner = start.trim_start_matches(|c: char| c == '[' || c.is_whitespace());
    let listed = inner.len() < start.len();
    match inner.strip_prefix('{') {
        Some(rest) => rest.trim_start().starts_with(['"', '}']),
        None => listed && inner.starts_with('"'),
    }
}

pub fn parse(source: &Source<'_>) -> Result<Node, ReadError> {
    let wrong = |line, why: String| ReadError::Syntax { file: source.file.to_owned(), line, why };
    serde_json::from_str::<IgnoredAny>(source.text).map_err(|error| {
        let message = error.to_string();
        let why = message.split(" at line ").next().unwrap_or(&message);
        wrong(error.line().max(1), format!("this is not JSON: {why}{}", hint(source.text, &error)))
    })?;
    let mut walk = JsonReader { text: source.text, at: 0, lines: LineIndex::new(source.text) };
    walk.read().map_err(|(line, why)| wrong(line, why))
}

fn hint(text: &str, error: &serde_json::Error) -> &'static str {
    let start = text.trim_start();
    let script = ["export ", "module.", "const ", "var ", "let ", "import ", "window.", "//", "/*", "("];
    let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
    let before = line.get(..error.column().saturating_sub(1)).unwrap_or_default();
    let rest = line.get(before.len()..).unwrap_or_default();
    if script.iter().any(|word| start.starts_with(word)) {
        "; it is a script: keep the value alone, its names and texts in double quotes"
    } else if error.to_string().starts_with("trailing characters") && rest.starts_with(['{', '[']) {
        "; several values follow each other (JSON Lines): put them into one list, `[…, …]`"
    } else if line.trim_start().starts_with("//") || line.trim_start().starts_with("/*") {
        "; JSON has no comments"
    } else if rest.starts_with("NaN") || rest.starts_with("Infinity") {
        "; JSON has no such number"
    } else if rest.starts_with([']', '}']) {
        "; a comma before it is one too many"
    } else if error.is_eof() {
        "; the file seems to be cut off"
    } else {
        ""
    }
}

/// A list or a map that is not ended yet, with the key of the value that comes.
struct OpenNode {
    node: Node,
    key: Option<String>,
}

struct JsonReader<'j> {
    text: &'j str,
    at: usize,
    lines: LineIndex,
}

type Wrong = (usize, String);

impl<'j> JsonReader<'j> {
    fn read(&mut self) -> Result<Node, Wrong> {
        let mut open: Vec<OpenNode> = Vec::new();
        loop {
            let Some(byte) = self.next_byte() else {
                return Err((self.lines.line_of(self.at), "the file seems to be cut off".to_owned()));
            };
            let line = self.lines.line_of(self.at);
            let done = match byte {
                b'{' | b'[' => {
                    if open.len() >= MAX_DEPTH {
                        return Err((
                            line,
                            format!("values lie more than {MAX_DEPTH} deep within each other"),
                        ));
                    }
                    let value = if byte == b'{' { Value::Map(Vec::new()) } else { Value::List(Vec::new()) };
                    open.push(OpenNode { node: Node { line, value }, key: None });
                    self.at += 1;
                    continue;
                }
                b'}' | b']' => {
                    self.at += 1;
                    open.pop().map(|open| open.node)
                }
                b',' | b':' => {
                    self.at += 1;
                    continue;
                }
                b'"' => {
                    let text = self.string(line)?;
                    match open.last_mut() {
                        Some(OpenNode { node: Node { value: Value::Map(_), .. }, key: key @ None }) => {
                            *key = Some(text);
                            continue;
                        }
                        _ => Some(Node::text(line, text)),
                    }
                }
                _ => Some(match self.word() {
                    "null" => Node::null(line),
                    word => Node::text(line, word),
                }),
            };
            let Some(node) = done else { continue };
            match open.last_mut() {
                None => return Ok(node),
                Some(OpenNode { node: Node { value: Value::List(list), .. }, .. }) => list.push(node),
                Some(OpenNode { node: Node { value: Value::Map(map), .. }, key }) => {
                    map.push((key.take().unwrap_or_default(), node));
                }
                Some(_) => {}
            }
        }
    }

    fn next_byte(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes().get(self.at..)?;
        let gap = bytes.iter().position(|byte| !byte.is_ascii_whitespace())?;
        self.at += gap;
        bytes.get(gap).copied()
    }

    fn string(&mut self, line: usize) -> Result<String, Wrong> {
        let bytes = self.text.as_bytes();
        let mut end = self.at + 1;
        while let Some(byte) = bytes.get(end) {
            match byte {
                b'"' => break,
                b'\\' => end += 2,
                _ => end += 1,
            }
        }
        let written: &'j str = self.text.get(self.at..=end).unwrap_or_default();
        self.at = end + 1;
        serde_json::from_str(written).map_err(|error| {
            let message = error.to_string();
            (line, format!("a text is wrong: {}", message.split(" at line ").next().unwrap_or(&message)))
        })
    }

    /// A number, `true`, `false` or `null`, as it is written.
    fn word(&mut self) -> &'j str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let is_end = |c: char| matches!(c, ',' | ']' | '}') || c.is_ascii_whitespace();
        let length = rest.find(is_end).unwrap_or(rest.len()).max(1);
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::import::ImportHints;
    use proptest::prelude::*;

    fn parsed(text: &str) -> Result<Node, ReadError> {
        let hints = ImportHints::default();
        parse(&Source { file: "a.json", extension: "json".into(), text, hints: &hints })
    }

    fn error(text: &str) -> String {
        parsed(text).unwrap_err().to_string()
    }

    #[test]
    fn values_have_their_lines() {
        let read =
            parsed("{\n  \"a\": [1.10,\n \"x\\n\\u00e9\\ud83d\\ude00\"],\n\t\"b\": null, \"b\": true\n}")
                .unwrap();
        let list = read.get("a").and_then(Node::as_list).unwrap();
        assert_eq!((list[0].line, list[0].as_text()), (2, Some("1.10")));
        assert_eq!((list[1].line, list[1].as_text()), (3, Some("x\né😀")));
        let map = read.as_map().unwrap();
        assert_eq!(map.len(), 3);
        assert_eq!((map[1].1.line, map[2].1.as_text()), (4, Some("true")));
        assert_eq!(parsed("[]").unwrap().value, Value::List(Vec::new()));
        assert_eq!(parsed(" 7 ").unwrap().as_text(), Some("7"));
    }

    #[test]
    fn what_is_no_json_is_named_with_its_line() {
        for (text, wanted) in [
            ("", "line 1: this is not JSON: EOF while parsing a value; the file seems to be cut off"),
            (
                "{\"a\":\n[1,",
                "line 2: this is not JSON: EOF while parsing a value; the file seems to be cut off",
            ),
            (
                "{\"a\": 1}\n{\"a\": 2}\n",
                "line 2: this is not JSON: trailing characters; several values follow",
            ),
            ("export const tracks = {\n}", "line 1: this is not JSON: expected value; it is a script"),
            ("[\n  // why\n  1]", "line 2: this is not JSON: expected value; JSON has no comments"),
            ("[\n1,\n]", "line 3: this is not JSON: expected value; a comma before it is one too many"),
            ("[NaN]", "line 1: this is not JSON: expected value; JSON has no such number"),
            ("[1] x", "line 1: this is not JSON: trailing characters"),
            ("[\"\\ud800\"]", "line 1: a text is wrong: "),
            ("{a: 1}", "line 1: this is not JSON: key must be a string"),
        ] {
            assert!(error(text).starts_with(&format!("`a.json`, {wanted}")), "{text:?}: {}", error(text));
        }
        let deep = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
        assert!(error(&deep).contains("100 deep"), "{}", error(&deep));
    }

    #[test]
    fn json_is_told_from_markdown() {
        for text in ["{\"a\": 1}", "[\n  {\"a\": 1}]", "[\"a\"]", "{}"] {
            assert!(is_json(text), "{text}");
        }
        for text in
            ["{{< include >}}", "[a link](x)", "[[_TOC_]]", "\"quoted\" prose", "{: .toc}", "[x] done"]
        {
            assert!(!is_json(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_an_error_or_a_tree(text in any::<String>()) {
            let _ = parsed(&text);
            let _ = is_json(&text);
        }

        #[test]
        fn any_mixture_of_json_is_an_error_or_a_tree(parts in proptest::collection::vec(
            proptest::sample::select(vec!["{", "}", "[", "]", "\"a\"", ":", ",", "1", "null", "\n", " ", "\"", "\\", "é"]),
            0..30)) {
            let _ = parsed(&parts.concat());
        }
    }
}
