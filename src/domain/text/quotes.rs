//! What stands between quotation marks of any sort, as what somebody else said or as an entry says.

use std::ops::Range;

/// The quotations of a text, marks included, in order. A mark that is never closed quotes nothing but what follows “.
/// Marks where `is_code` holds are none.
pub(crate) fn quotations(text: &str, is_code: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
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
    apart(found)
}

/// Ranges in order, those that overlap joined.
fn apart(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| range.start);
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut().filter(|last| range.start < last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_known() {
        for (text, wanted) in [
            ("She led: “I did”. So", vec!["“I did”"]),
            ("“a “b” c” d", vec!["“a “b” c”"]),
            ("“open", vec!["“open"]),
            ("„so“ and «so» and \"so\"", vec!["„so“", "«so»", "\"so\""]),
            ("5\" and 6\" pipes", vec![]),
            ("a \"b", vec![]),
            ("‘so don’t’ and 'it isn't so', too", vec!["‘so don’t’", "'it isn't so'"]),
            ("the users' data in the '90s, don't", vec![]),
            ("'a \"b' c\" d", vec!["'a \"b' c\""]),
        ] {
            let found: Vec<&str> =
                quotations(text, |_| false).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, wanted, "{text}");
        }
        assert!(quotations("“ my", |at| at == 0).is_empty());
    }
}
