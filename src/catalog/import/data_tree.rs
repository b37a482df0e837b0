//! What YAML, JSON and front matter have in common: values with their lines.

/// How deep values may lie within each other. Real files stay below ten; the bound keeps every walk's stack small.
pub const MAX_DEPTH: usize = 100;

#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The line where it starts, from 1.
    pub line: usize,
    pub value: Value,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Null,
    /// A text, a number or a truth value, as it is written.
    Text(String),
    List(Vec<Node>),
    /// Values by name, in the order of the source. A name that stands twice is kept twice.
    Map(Vec<(String, Node)>),
}

impl Node {
    pub fn null(line: usize) -> Self {
        Self { line, value: Value::Null }
    }

    pub fn text(line: usize, text: impl Into<String>) -> Self {
        Self { line, value: Value::Text(text.into()) }
    }

    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) if !text.trim().is_empty() => Some(text),
            _ => None,
        }
    }

    pub fn as_list(&self) -> Option<&[Node]> {
        match &self.value {
            Value::List(list) => Some(list),
            _ => None,
        }
    }

    pub fn as_map(&self) -> Option<&[(String, Node)]> {
        match &self.value {
            Value::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The value of a name, if it is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_map()?.iter().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    /// Whether nothing is in it: null, a blank text, an empty list or map.
    pub fn is_empty(&self) -> bool {
        match &self.value {
            Value::Null => true,
            Value::Text(text) => text.trim().is_empty(),
            Value::List(list) => list.is_empty(),
            Value::Map(map) => map.is_empty(),
        }
    }

    /// How many values it holds, itself included, and how many bytes their texts take.
    pub fn size(&self) -> (usize, usize) {
        let (mut nodes, mut bytes) = (0, 0);
        let mut open = vec![self];
        while let Some(node) = open.pop() {
            nodes += 1;
            match &node.value {
                Value::Null => {}
                Value::Text(text) => bytes += text.len(),
                Value::List(list) => open.extend(list),
                Value::Map(map) => {
                    bytes += map.iter().map(|(key, _)| key.len()).sum::<usize>();
                    open.extend(map.iter().map(|(_, node)| node));
                }
            }
        }
        (nodes, bytes)
    }

    /// How deep values lie in it: 1 for a text, 2 for a list of texts.
    pub fn depth(&self) -> usize {
        let mut deepest = 0;
        let mut open = vec![(self, 1)];
        while let Some((node, depth)) = open.pop() {
            deepest = deepest.max(depth);
            match &node.value {
                Value::Null | Value::Text(_) => {}
                Value::List(list) => open.extend(list.iter().map(|one| (one, depth + 1))),
                Value::Map(map) => open.extend(map.iter().map(|(_, one)| (one, depth + 1))),
            }
        }
        deepest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_tells_its_size_and_depth() {
        let list = Node { line: 1, value: Value::List(vec![Node::text(1, "abc"), Node::null(2)]) };
        let map = Node { line: 1, value: Value::Map(vec![("key".into(), list)]) };
        assert_eq!(map.size(), (4, 6));
        assert_eq!(map.depth(), 3);
        assert_eq!(map.get("key").and_then(Node::as_list).map(<[Node]>::len), Some(2));
        assert!(map.get("other").is_none() && !map.is_empty() && Node::text(1, " ").is_empty());
    }
}
