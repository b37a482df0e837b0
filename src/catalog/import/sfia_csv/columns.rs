//! The header of SFIA's official CSV: where it stands, and what its columns hold.

use csv::StringRecord;

use super::super::csv_table::cells;

const BEFORE: usize = 20;

/// How much of a text is looked at for the header, in bytes.
const HEAD: usize = 16 * 1024;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SfiaColumns {
    pub code: usize,
    pub skill: usize,
    pub category: Option<usize>,
    pub subcategory: Option<usize>,
    pub url: Option<usize>,
    pub about: Vec<usize>,
    /// The marks of the levels where it is defined.
    pub marks: Vec<usize>,
    /// The texts of the levels 1 to 7.
    pub levels: [Option<usize>; 7],
    pub count: usize,
}

/// The separator, the place of the header among the rows, and its columns; `None` where no row is such a header.
pub fn header(text: &str) -> Option<(u8, usize, SfiaColumns)> {
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &text[..end];
    let lower = head.to_lowercase();
    if !(lower.contains("code") && lower.contains("skill") && lower.contains("level")) {
        return None;
    }
    b",;\t".iter().find_map(|separator| {
        let mut records = cells::reader(head, *separator);
        let mut row = StringRecord::new();
        for place in 0..=BEFORE {
            if !records.read_record(&mut row).ok()? {
                return None;
            }
            if let Some(columns) = SfiaColumns::of(&row) {
                return Some((*separator, place, columns));
            }
        }
        None
    })
}

impl SfiaColumns {
    /// The columns of a row, where it is the header of the official file.
    fn of(row: &StringRecord) -> Option<Self> {
        let names: Vec<String> = row.iter().map(normal).collect();
        let find = |wanted: &[&str]| names.iter().position(|name| wanted.contains(&name.as_str()));
        let code = find(&["code", "skill code", "sfia code"])?;
        let skill = find(&["skill", "skill name", "name", "sfia skill"])?;
        let levels: [Option<usize>; 7] = std::array::from_fn(|at| {
            let number = at + 1;
            let known = [
                format!("level {number} description"),
                format!("level {number}"),
                format!("description level {number}"),
                format!("l{number} description"),
                format!("l{number}"),
                format!("level {number} text"),
            ];
            known.iter().find_map(|known| names.iter().position(|name| name == known))
        });
        let overall = find(&["overall description", "description", "skill description", "overall"]);
        let guidance = find(&["guidance notes", "guidance", "guidance note", "notes"]);
        let subcategory = find(&["subcategory", "sub category", "sub-category"]);
        // A company's own table has skills and levels too; SFIA's has guidance notes or subcategories beside them.
        let described = levels.iter().flatten().count();
        if described < 5
            || (overall.is_none() && guidance.is_none())
            || (guidance.is_none() && subcategory.is_none())
        {
            return None;
        }
        let marks = find(&["levels", "defined levels", "levels defined"]).map_or_else(Vec::new, |first| {
            let empty = names.iter().skip(first + 1).take(6).take_while(|name| name.is_empty()).count();
            (first..=first + empty).collect()
        });
        Some(Self {
            code,
            skill,
            category: find(&["category"]),
            subcategory,
            url: find(&["url", "link", "reference"]),
            about: [overall, guidance].into_iter().flatten().collect(),
            marks,
            levels,
            count: names.len(),
        })
    }
}

/// A name of a column in lower case, white space folded.
fn normal(name: &str) -> String {
    super::collapse_whitespace(&name.to_lowercase().replace('_', " "))
}

/// The levels that the cells of marks name: `4`, `2, 3`, `2-5`. `None` where one of them is no level.
pub fn marked(cells: &[&str]) -> Option<Vec<u8>> {
    let mut found = Vec::new();
    for part in cells.iter().flat_map(|cell| cell.split([',', ';', '/', ' ', '\n', '\u{a0}'])) {
        let part = part.trim();
        if part.is_empty() {
            continue;
        }
        let level = |text: &str| text.trim().parse::<u8>().ok().filter(|level| (1..=7).contains(level));
        match part.split_once(['-', '–']) {
            Some((from, to)) => found.extend(level(from)?..=level(to)?),
            None => found.push(level(part.strip_suffix(".0").unwrap_or(part))?),
        }
    }
    Some(found)
}
