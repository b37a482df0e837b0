//! Bytes to text: UTF-8 with or without a byte-order mark, Windows-1252 where that is what the bytes are; mojibake told,
//! and mended where the way back is exact. UTF-16 and NUL are refused with their place.

use encoding_rs::WINDOWS_1252;

use super::{ImportWarning, ReadError, WarningCode};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text; lines end in `\n`, no byte-order mark.
    pub text: String,
    pub warnings: Vec<ImportWarning>,
}

/// Reads bytes as text. With `mend`, text that was encoded twice is mended.
///
/// # Errors
/// UTF-16 or UTF-32; a NUL; bytes that are neither UTF-8 nor a text in Windows-1252.
pub fn decode(file: &str, bytes: &[u8], mend: bool) -> Result<Decoded, ReadError> {
    let refused = |line, why: &str| ReadError::NoText { file: file.to_owned(), line, why: why.to_owned() };
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(refused(1, "this is UTF-16; save it as UTF-8"));
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        let why = match is_utf_16(&bytes[..bytes.len().min(64)]) {
            true => "this is UTF-16 without a byte-order mark; save it as UTF-8",
            false => "a NUL byte: this is no text",
        };
        return Err(refused(line_at(bytes, at), why));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(error) => {
            let at = error.valid_up_to();
            windows_1252(bytes).ok_or_else(|| {
                refused(line_at(bytes, at), "bytes that are neither UTF-8 nor Windows-1252; save it as UTF-8")
            })?
        }
    };
    let text = match text.contains('\r') {
        true => text.replace("\r\n", "\n").replace('\r', "\n"),
        false => text,
    };
    let (text, warnings) = mojibake(text, mend);
    Ok(Decoded { text, warnings })
}

/// Whether the start of a file is UTF-16 or UTF-32 of letters that ASCII has: none of them stands where a NUL may.
fn is_utf_16(head: &[u8]) -> bool {
    let is_letter = |byte: u8| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~');
    let at = |parity: usize| head.iter().skip(parity).step_by(2).copied();
    head.len() > 3
        && (0..2).any(|parity| {
            at(parity).all(|byte| byte == 0) && at(1 - parity).all(|byte| byte == 0 || is_letter(byte))
        })
}

/// A text in Windows-1252, where the bytes can be one: no byte that it leaves undefined, and no control character.
fn windows_1252(bytes: &[u8]) -> Option<String> {
    let undefined = |byte: &u8| matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d);
    let control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c);
    if bytes.iter().any(|byte| undefined(byte) || control(byte)) {
        return None;
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    Some(text.into_owned())
}

fn line_at(bytes: &[u8], at: usize) -> usize {
    bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1
}

fn is_start(c: char) -> bool {
    matches!(c, 'â' | 'Ã' | 'Â' | 'ð' | 'Ä' | 'Å' | 'Î' | 'Ï' | 'Ð' | 'Ñ' | 'ã' | 'ï')
}

/// Finds text that was encoded twice, a warning a line; with `mend` it is put right.
fn mojibake(text: String, mend: bool) -> (String, Vec<ImportWarning>) {
    let mut warnings = Vec::new();
    if !text.contains(is_start) {
        return (text, warnings);
    }
    let mut mended = String::with_capacity(text.len());
    for (line, number) in text.split_inclusive('\n').zip(1..) {
        let (right, count, example) = mend_line(line);
        if count == 0 {
            mended.push_str(line);
            continue;
        }
        let tail = if mend { "mended" } else { "--fix-mojibake mends it" };
        let message = format!("`{example}` was encoded twice; {tail}");
        warnings.push(ImportWarning { line: number, code: WarningCode::Mojibake, message });
        mended.push_str(if mend { &right } else { line });
    }
    (mended, warnings)
}

/// A line with its twice-encoded characters mended, how many there were, and the first as it stood.
fn mend_line(line: &str) -> (String, usize, String) {
    let mut right = String::with_capacity(line.len());
    let (mut count, mut example) = (0, String::new());
    let mut rest = line;
    while let Some(at) = rest.find(is_start) {
        right.push_str(&rest[..at]);
        rest = &rest[at..];
        match decode_once(rest) {
            Some((c, length)) => {
                if count == 0 {
                    example = format!("{}` for `{c}", &rest[..length]);
                }
                count += 1;
                right.push(c);
                rest = &rest[length..];
            }
            None => {
                let first = rest.chars().next().map_or(1, char::len_utf8);
                right.push_str(&rest[..first]);
                rest = &rest[first..];
            }
        }
    }
    right.push_str(rest);
    (right, count, example)
}

/// The character that a text starts with if its letters, back in Windows-1252, are one character of UTF-8; and how many
/// bytes of the text they are. The way back is exact: encoded again it gives the same letters.
fn decode_once(text: &str) -> Option<(char, usize)> {
    let mut bytes = Vec::with_capacity(4);
    let mut length = 0;
    for c in text.chars().take(4) {
        bytes.push(byte_of(c)?);
        length += c.len_utf8();
        match std::str::from_utf8(&bytes) {
            // A character of two bytes must be one that people write, or any "Ã©" in a text about encodings is one.
            Ok(whole) => return whole.chars().next().filter(|c| *c as u32 >= 0x80).map(|c| (c, length)),
            Err(error) if error.error_len().is_some() => return None,
            Err(_) => {}
        }
    }
    None
}

/// A letter as the byte that Windows-1252 has for it; the five bytes that it leaves undefined stand for themselves.
fn byte_of(c: char) -> Option<u8> {
    if matches!(c, '\u{81}' | '\u{8d}' | '\u{8f}' | '\u{90}' | '\u{9d}') {
        return u8::try_from(c as u32).ok();
    }
    let mut letter = [0; 4];
    let (bytes, _, failed) = WINDOWS_1252.encode(c.encode_utf8(&mut letter));
    (!failed && bytes.len() == 1).then(|| bytes[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Decoded {
        decode("a.md", bytes, false).unwrap()
    }

    #[test]
    fn encodings_are_told_apart() {
        assert_eq!(text(b"\xef\xbb\xbfa\r\nb\rc").text, "a\nb\nc");
        assert_eq!(text(b"it\x92s\xa0so").text, "it\u{2019}s\u{a0}so");
        assert_eq!(text("schön".as_bytes()).text, "schön");
        assert!(text("Café, naïve, Ångström, â la carte".as_bytes()).warnings.is_empty());
    }

    #[test]
    fn what_is_no_text_is_named_with_its_place() {
        for (bytes, wanted) in [
            (&b"\xff\xfea\0"[..], "`a.md`, line 1: this is UTF-16; save it as UTF-8"),
            (b"a\0b\0c\0", "`a.md`, line 1: this is UTF-16 without a byte-order mark; save it as UTF-8"),
            (b"one\ntwo\n\x00 aaaaaaaaaaaaaaaaaaaa", "`a.md`, line 3: a NUL byte: this is no text"),
            (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0", "`a.md`, line 1: a NUL byte: this is no text"),
            (
                b"one\n\x81\xff",
                "`a.md`, line 2: bytes that are neither UTF-8 nor Windows-1252; save it as UTF-8",
            ),
        ] {
            assert_eq!(decode("a.md", bytes, false).unwrap_err().to_string(), wanted);
        }
    }

    #[test]
    fn mojibake_is_told_and_mended_where_the_way_back_is_exact() {
        let twice = "thatâ€™s one\n[Next](x) â†’\n";
        let read = text(twice.as_bytes());
        assert_eq!(read.text, twice);
        assert_eq!(read.warnings.iter().map(|warning| warning.line).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(
            read.warnings[0].message,
            "`â€™` for `\u{2019}` was encoded twice; --fix-mojibake mends it"
        );
        assert_eq!(decode("a.md", twice.as_bytes(), true).unwrap().text, "that\u{2019}s one\n[Next](x) →\n");
    }
}
