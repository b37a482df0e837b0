//! Quotations: what stands between marks of any sort, as what somebody else said or as the journal has it.

use std::ops::Range;

/// What stands between quotation marks; a mark that is never closed quotes nothing but what follows “.
pub(super) fn find(text: &str, is_code: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let (mut depth, mut curly, mut straight, mut single) = (0_usize, 0, None, None);
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match c {
            _ if is_code(at) => {}
            '“' | '„' | '«' => {
                if depth == 0 {
                    curly = at;
                }
                // In „…“ the second one closes.
                if c == '“' && depth == 1 && text[curly..].starts_with('„') {
                    depth = 0;
                    found.push(curly..end);
                } else {
                    depth += 1;
                }
            }
            '”' | '»' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    found.push(curly..end);
                }
            }
            '"' if depth == 0 => match straight {
                Some(start) => {
                    found.push(start..end);
                    straight = None;
                }
                None if !before.is_alphanumeric() => straight = Some(at),
                None => {}
            },
            // An apostrophe too; it stands behind a letter, and one that closes has none behind it.
            '‘' | '\'' if depth == 0 && !before.is_alphanumeric() && single.is_none() => {
                let opens = text[end..].starts_with(char::is_alphabetic);
                single = opens.then_some((at, if c == '‘' { '’' } else { c }));
            }
            '’' | '\''
                if single.is_some_and(|(_, closing)| closing == c)
                    && !text[end..].starts_with(char::is_alphanumeric) =>
            {
                found.extend(single.take().map(|(start, _)| start..end));
            }
            _ => {}
        }
        before = c;
    }
    if depth > 0 {
        found.push(curly..text.len());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::inline::flatten;

    fn marked(text: &str) -> Vec<String> {
        let out = flatten(&text.split('\n').collect::<Vec<_>>(), false);
        let mut runs: Vec<String> = Vec::new();
        let mut inside = false;
        for (at, c) in out.text.char_indices() {
            match (out.is_quoted(at), inside) {
                (true, true) => runs.last_mut().unwrap().push(c),
                (true, false) => runs.push(c.to_string()),
                _ => {}
            }
            inside = out.is_quoted(at);
        }
        runs
    }

    #[test]
    fn quotations_are_known() {
        for (text, wanted) in [
            ("She led: “I did”. So", vec!["“I did”"]),
            ("“a “b” c” d", vec!["“a “b” c”"]),
            ("“open", vec!["“open"]),
            ("„so“ and «so» and \"so\"", vec!["„so“", "«so»", "\"so\""]),
            ("5\" and 6\" pipes", vec![]),
            ("a \"b", vec![]),
            ("`“` my", vec![]),
            ("‘so don’t’ and 'it isn't so', too", vec!["‘so don’t’", "'it isn't so'"]),
            ("the users' data in the '90s, don't", vec![]),
        ] {
            assert_eq!(marked(text), wanted, "{text}");
        }
    }
}
