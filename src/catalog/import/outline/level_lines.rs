//! Levels in the lines of a paragraph, as a sheet that was copied into a page has them: `1 - Understand`, its texts, `2 - Follow`.

use super::super::blocks::Inline;
use super::super::levels::LevelName;

/// A line that names a level, with the lines behind it.
pub struct LevelLine {
    pub at: usize,
    pub name: LevelName,
    pub lines: Vec<(usize, String)>,
}

#[derive(Default)]
pub struct LevelLines {
    pub before: String,
    /// How many lines down lines stand that say nothing: the sheet's head, `0 - None`.
    pub empty: Vec<usize>,
    pub levels: Vec<LevelLine>,
}

const LEAST: usize = 3;

/// The levels that the lines of a paragraph name; `None` where they name none.
pub fn parse_level_lines(text: &Inline) -> Option<LevelLines> {
    let raw = text.raw();
    let (mut before, mut empty) = (Vec::new(), Vec::new());
    let mut levels: Vec<LevelLine> = Vec::new();
    for (at, line) in raw.lines().enumerate() {
        let line = line.trim();
        let next = levels.last().and_then(|level_line| level_line.name.number).map(|number| number + 1);
        match level_name(line).filter(|level_name| next.is_none_or(|next| level_name.number == Some(next))) {
            Some(level_name) => levels.push(LevelLine { at, name: level_name, lines: Vec::new() }),
            None if line.is_empty() => {}
            None => match levels.last_mut() {
                Some(level_line) => level_line.lines.push((at, line.to_owned())),
                None if line.contains('\t') && line.to_lowercase().starts_with("level") => empty.push(at),
                None => before.push(line),
            },
        }
    }
    let is_nothing =
        |level_line: &LevelLine| level_line.name.number == Some(0) && level_line.lines.is_empty();
    empty.extend(levels.iter().filter(|level_line| is_nothing(level_line)).map(|level_line| level_line.at));
    levels.retain(|level_line| !is_nothing(level_line));
    let said = levels.iter().filter(|level_line| !level_line.lines.is_empty()).count();
    (levels.len() >= LEAST && said >= 2).then(|| LevelLines { before: before.join(" "), empty, levels })
}

/// `3 - Practice`: a number, a mark and a short name.
fn level_name(line: &str) -> Option<LevelName> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let number: u32 = line.get(..digits)?.parse().ok().filter(|number| *number <= 20)?;
    let rest = line.get(digits..)?.trim_start();
    let name = rest.strip_prefix(['-', '–', '—', ':'])?.trim();
    let short = name.split(' ').count() <= 4 && !name.ends_with(['.', ';', ',']);
    (short && name.starts_with(char::is_uppercase)).then(|| LevelName {
        number: Some(number),
        label: number.to_string(),
        title: name.to_owned(),
        plain: true,
        ..LevelName::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_sheet_name_levels() {
        let text =
            "Skill\nLevel\tCriteria\n0 - None\n1 - Knows\nNames it\n2 - Does\nShows it\nTells it\n3 - Leads";
        let sheet = parse_level_lines(&Inline::plain(text)).unwrap_or_default();
        let read: Vec<(usize, &str, usize)> = sheet
            .levels
            .iter()
            .map(|level_line| (level_line.at, &*level_line.name.title, level_line.lines.len()))
            .collect();
        assert_eq!((&*sheet.before, sheet.empty), ("Skill", vec![1, 2]));
        assert_eq!(read, [(3, "Knows", 1), (5, "Does", 2), (8, "Leads", 0)]);
        for other in ["1 - One\ntext", "Text of a line\nand 2 - of another", "1 - a\n2 - b\n3 - c"] {
            assert!(parse_level_lines(&Inline::plain(other)).is_none(), "{other}");
        }
    }
}
