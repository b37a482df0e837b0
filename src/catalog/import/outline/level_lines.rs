//! Levels in the lines of a paragraph, as a sheet that was copied into a page has them: `1 - Understand`, its texts, `2 - Follow`.

use super::super::blocks::Inline;
use super::super::levels::LevelName;

/// A line that names a level, with the lines behind it.
pub struct Rung {
    pub at: usize,
    pub mark: LevelName,
    pub lines: Vec<(usize, String)>,
}

#[derive(Default)]
pub struct Sheet {
    pub before: String,
    /// How many lines down lines stand that say nothing: the sheet's head, `0 - None`.
    pub empty: Vec<usize>,
    pub rungs: Vec<Rung>,
}

const LEAST: usize = 3;

/// The levels that the lines of a paragraph name; `None` where they name none.
pub fn of(text: &Inline) -> Option<Sheet> {
    let raw = text.raw();
    let (mut before, mut empty) = (Vec::new(), Vec::new());
    let mut rungs: Vec<Rung> = Vec::new();
    for (at, line) in raw.lines().enumerate() {
        let line = line.trim();
        let next = rungs.last().and_then(|rung| rung.mark.number).map(|number| number + 1);
        match mark(line).filter(|mark| next.is_none_or(|next| mark.number == Some(next))) {
            Some(mark) => rungs.push(Rung { at, mark, lines: Vec::new() }),
            None if line.is_empty() => {}
            None => match rungs.last_mut() {
                Some(rung) => rung.lines.push((at, line.to_owned())),
                None if line.contains('\t') && line.to_lowercase().starts_with("level") => empty.push(at),
                None => before.push(line),
            },
        }
    }
    let is_nothing = |rung: &Rung| rung.mark.number == Some(0) && rung.lines.is_empty();
    empty.extend(rungs.iter().filter(|rung| is_nothing(rung)).map(|rung| rung.at));
    rungs.retain(|rung| !is_nothing(rung));
    let said = rungs.iter().filter(|rung| !rung.lines.is_empty()).count();
    (rungs.len() >= LEAST && said >= 2).then(|| Sheet { before: before.join(" "), empty, rungs })
}

/// `3 - Practice`: a number, a mark and a short name.
fn mark(line: &str) -> Option<LevelName> {
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
        let sheet = of(&Inline::plain(text)).unwrap_or_default();
        let read: Vec<(usize, &str, usize)> =
            sheet.rungs.iter().map(|rung| (rung.at, &*rung.mark.title, rung.lines.len())).collect();
        assert_eq!((&*sheet.before, sheet.empty), ("Skill", vec![1, 2]));
        assert_eq!(read, [(3, "Knows", 1), (5, "Does", 2), (8, "Leads", 0)]);
        for other in ["1 - One\ntext", "Text of a line\nand 2 - of another", "1 - a\n2 - b\n3 - c"] {
            assert!(of(&Inline::plain(other)).is_none(), "{other}");
        }
    }
}
