//! Frameworks for reading: the list of them, one as a whole, and what a role asks at a level.

use serde::Serialize;

use super::text::{BOLD, DIM, View, YELLOW, clean, count, width, wrap};
use crate::domain::framework::{Criterion, Framework, Role, RoleLevel};
use crate::domain::ids::Level;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FrameworkSummary {
    pub key: String,
    pub title: String,
    pub source: String,
    pub roles: u32,
    pub criteria: u32,
    pub statements: u32,
    pub in_force: bool,
    /// Whether it lies beneath or over every framework rather than being one to judge by: SFIA's official text, what a
    /// person added.
    pub layer: bool,
    pub hash: Option<String>,
}

pub fn list(frameworks: &[FrameworkSummary], view: &View) -> String {
    let pad = frameworks.iter().map(|one| width(&one.key)).max().unwrap_or(0);
    let mut text = String::new();
    for one in frameworks {
        text.push_str(&beside(&RowLabel { indent: 0, text: &one.key, pad, bold: true }, &one.title, view));
        let counts = format!(
            "{}, {}, {}{}{}",
            count(one.roles, "role", "roles"),
            count(one.criteria, "criterion", "criteria"),
            count(one.statements, "statement", "statements"),
            one.hash.as_ref().map(|hash| format!(" · {hash}")).unwrap_or_default(),
            match (one.in_force, one.layer) {
                (true, _) => " · in force",
                (false, true) => " · part of every framework",
                (false, false) => "",
            },
        );
        text.push_str(&beside(&RowLabel { indent: 0, text: "", pad, bold: false }, &counts, view));
    }
    text
}

/// A framework, or what a role of it asks, arranged to be shown.
#[derive(Debug)]
pub struct FrameworkSheet<'s> {
    pub framework: &'s Framework,
    pub role: Option<&'s Role>,
    pub at: Option<&'s RoleLevel>,
    pub sections: Vec<SheetSection>,
}

#[derive(Debug)]
pub struct SheetSection {
    pub heading: String,
    /// The option that asks for them, where not every role is asked.
    pub on_request: Option<String>,
    pub blocks: Vec<CategoryBlock>,
}

#[derive(Debug)]
pub struct CategoryBlock {
    pub heading: Option<String>,
    pub items: Vec<SheetItem>,
}

/// A criterion with just the levels that are to be shown.
#[derive(Debug, Clone)]
pub struct SheetItem {
    pub criterion: Criterion,
    pub asked: Option<Level>,
    pub note: Option<String>,
}

pub fn sheet(sheet: &FrameworkSheet<'_>, view: &View) -> String {
    match (sheet.role, sheet.at) {
        (_, Some(at)) => {
            let title = format!("{} (level {})", at.title, at.level);
            let mut text = head(&title, &sheet.framework.key, view);
            text.push_str(&paragraph(&at.scope, view));
            for section in &sheet.sections {
                text.push_str(&format!("\n{}\n", view.paint(BOLD, &clean(&section.heading))));
                for item in section.blocks.iter().flat_map(|block| &block.items) {
                    text.push_str(&statements(item, view));
                }
            }
            text
        }
        (Some(role), None) => {
            let mut text = head(&role.title, &sheet.framework.key, view);
            text.push_str(&format!("\n{}\n", view.paint(BOLD, "Levels")));
            for at in &role.levels {
                text.push_str(&level_row(2, &at.level.to_string(), &at.title, view));
                let asks: Vec<String> =
                    at.requires.iter().map(|need| format!("{}@{}", need.key, need.level)).collect();
                let asks = if asks.is_empty() { "no skills".to_owned() } else { asks.join(", ") };
                text.push_str(&level_row(2, "", &asks, view));
            }
            text + &compact(&sheet.sections, view)
        }
        (None, None) => {
            let mut text = head(&sheet.framework.title, &sheet.framework.key, view);
            text.push_str(&paragraph(&sheet.framework.source, view));
            text.push_str(&levels_and_roles(sheet.framework, view));
            text + &compact(&sheet.sections, view)
        }
    }
}

fn head(title: &str, key: &str, view: &View) -> String {
    let tail = format!("· {key}");
    let title = clean(title);
    let fits = width(&title) + 1 + width(&tail) <= view.width();
    let title = wrap(&title, view.width(), "");
    format!("{}{}{}\n", view.paint(BOLD, &title), if fits { " " } else { "\n" }, view.paint(DIM, &tail))
}

fn paragraph(text: &str, view: &View) -> String {
    if text.is_empty() { String::new() } else { wrap(&clean(text), view.width(), "") + "\n" }
}

fn levels_and_roles(framework: &Framework, view: &View) -> String {
    let mut text = String::new();
    if !framework.levels.is_empty() {
        text.push_str(&format!("\n{}\n", view.paint(BOLD, "Levels")));
    }
    for name in &framework.levels {
        let rank = name.level.to_string();
        let title = if name.label == rank || name.label == name.title {
            name.title.to_string()
        } else {
            format!("{} ({})", name.title, name.label)
        };
        text.push_str(&level_row(2, &rank, &title, view));
    }
    if !framework.roles.is_empty() {
        text.push_str(&format!("\n{}\n", view.paint(BOLD, "Roles")));
    }
    for role in &framework.roles {
        let pad = width(&role.key);
        text.push_str(&beside(&RowLabel { indent: 2, text: &role.key, pad, bold: true }, &role.title, view));
        for at in &role.levels {
            text.push_str(&level_row(4, &at.level.to_string(), &at.title, view));
        }
    }
    text
}

fn level_row(indent: usize, level: &str, text: &str, view: &View) -> String {
    beside(&RowLabel { indent, text: level, pad: 1, bold: false }, text, view)
}

fn compact(sections: &[SheetSection], view: &View) -> String {
    let mut text = String::new();
    for section in sections {
        text.push_str(&format!("\n{}\n", view.paint(BOLD, &clean(&section.heading))));
        if let Some(option) = &section.on_request {
            text.push_str(&format!("{}\n", view.paint(DIM, &wrap(option, view.width(), "  "))));
        }
        let items = || section.blocks.iter().flat_map(|block| &block.items);
        let key_pad = items().map(|item| width(&item.criterion.key)).max().unwrap_or(0);
        let range_pad = items().map(|item| width(&range(&item.criterion))).max().unwrap_or(0);
        for block in &section.blocks {
            if let Some(heading) = &block.heading {
                text.push_str(&format!("  {}\n", view.paint(DIM, &clean(heading))));
            }
            let indent = if block.heading.is_some() { 4 } else { 2 };
            for item in &block.items {
                let (key, range) = (clean(&item.criterion.key), range(&item.criterion));
                let fill = " ".repeat(key_pad.saturating_sub(width(&key)));
                let label = format!("{key}{fill}  {range}");
                let label = RowLabel { indent, text: &label, pad: key_pad + 2 + range_pad, bold: false };
                text.push_str(&beside(&label, &item.criterion.name, view));
            }
        }
    }
    text
}

fn statements(item: &SheetItem, view: &View) -> String {
    let criterion = &item.criterion;
    let leveled = criterion.defined().next().is_some();
    let tag = match item.asked.filter(|_| leveled) {
        Some(level) => format!("{}@{level}", criterion.key),
        None => criterion.key.to_string(),
    };
    let label = RowLabel { indent: 2, text: &tag, pad: width(&tag), bold: true };
    let mut text = beside(&label, &criterion.name, view);
    if let Some(note) = &item.note {
        let note = wrap(note, view.width(), "    ");
        text.push_str(&format!("{}\n", view.paint(YELLOW, &note)));
    }
    for said in &criterion.levels {
        for (number, statement) in (1..).zip(&said.statements) {
            text.push_str(&level_row(4, &i32::to_string(&number), statement, view));
        }
        if said.statements.is_empty() {
            let said = match (said.text.is_empty(), &criterion.url) {
                (false, _) => said.text.to_string(),
                (true, Some(url)) => format!("no statements here; described at {url}"),
                (true, None) => "no statements here".to_owned(),
            };
            text.push_str(&format!("{}\n", view.paint(DIM, &wrap(&clean(&said), view.width(), "    "))));
        }
    }
    text
}

/// The levels of a criterion: `2–6`, `2, 4–6`, or `any` where it has none.
fn range(criterion: &Criterion) -> String {
    let mut runs: Vec<(Level, Level)> = Vec::new();
    for level in criterion.defined() {
        match runs.last_mut() {
            Some((_, last)) if last.get() + 1 == level.get() => *last = level,
            _ => runs.push((level, level)),
        }
    }
    if runs.is_empty() {
        return "any".to_owned();
    }
    let shown = |(first, last): &(Level, Level)| {
        if first == last { first.to_string() } else { format!("{first}–{last}") }
    };
    runs.iter().map(shown).collect::<Vec<_>>().join(", ")
}

struct RowLabel<'l> {
    indent: usize,
    text: &'l str,
    pad: usize,
    bold: bool,
}

/// A label, and beside it a text that is wrapped under itself.
fn beside(label: &RowLabel<'_>, text: &str, view: &View) -> String {
    let column = label.indent + label.pad + 2;
    let name = clean(label.text);
    let fill = " ".repeat(label.pad.saturating_sub(width(&name)) + 2);
    let name = if label.bold { view.paint(BOLD, &name) } else { name.into_owned() };
    let mut shown = format!("{}{name}{fill}", " ".repeat(label.indent));
    // Where next to nothing is left beside the label, the text goes beneath it.
    let beneath = view.width() < column + 16 && label.pad > 4;
    let (indent, room) = if beneath {
        (label.indent + 2, view.width().saturating_sub(label.indent + 2))
    } else {
        (column, view.width().saturating_sub(column))
    };
    for (at, line) in wrap(&clean(text), room, "").lines().enumerate() {
        if at > 0 || beneath {
            shown.truncate(shown.trim_end().len());
            shown.push('\n');
            shown.push_str(&" ".repeat(indent));
        }
        shown.push_str(line);
    }
    shown.truncate(shown.trim_end().len());
    shown + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::framework::{CriterionKind, LevelText};

    fn view(columns: usize) -> View {
        View { columns: Some(columns), color: false, today: chrono::NaiveDate::default() }
    }

    fn criterion(key: &str, name: &str, levels: &[u8]) -> Criterion {
        let text = |level| LevelText { level, ..LevelText::default() };
        let levels: Vec<LevelText> = levels.iter().map(|rank| text(Level::new(*rank))).collect();
        Criterion {
            key: key.to_owned().into(),
            kind: CriterionKind::Skill,
            name: name.to_owned().into(),
            levels: if levels.is_empty() { vec![text(None)] } else { levels },
            ..Criterion::default()
        }
    }

    #[test]
    fn levels_are_told_as_runs() {
        for (levels, wanted) in
            [(&[][..], "any"), (&[3], "3"), (&[2, 3, 4], "2–4"), (&[1, 3, 4, 7], "1, 3–4, 7")]
        {
            assert_eq!(range(&criterion("K", "", levels)), wanted);
        }
    }

    #[test]
    fn names_are_wrapped_beside_their_keys_or_beneath_them() {
        let item = |key: &str, name: &str| SheetItem {
            criterion: criterion(key, name, &[2, 3]),
            asked: None,
            note: None,
        };
        let section = |item| SheetSection {
            heading: "Skills".to_owned(),
            on_request: None,
            blocks: vec![CategoryBlock { heading: None, items: vec![item] }],
        };
        let narrow = compact(&[section(item("ORDI", "Organisation design and implementation"))], &view(40));
        assert_eq!(narrow, "\nSkills\n  ORDI  2–3  Organisation design and\n             implementation\n");
        let narrow = compact(&[section(item("security-and-ethics", "Security and ethics"))], &view(40));
        assert_eq!(narrow, "\nSkills\n  security-and-ethics  2–3\n    Security and ethics\n");
    }

    #[test]
    fn a_text_of_its_own_is_shown_where_there_are_no_statements() {
        let mut craft = criterion("craft", "Craft", &[]);
        craft.levels[0].text = "Cares\u{1b}[2J.".into();
        let item = SheetItem { criterion: craft, asked: Level::new(4), note: Some("a note".to_owned()) };
        assert_eq!(statements(&item, &view(80)), "  craft  Craft\n    a note\n    Cares\\u{1b}[2J.\n");
        let mut bare = criterion("AUDT", "Audit", &[]);
        bare.url = Some("https://example.com/AUDT".into());
        let item = SheetItem { criterion: bare, asked: None, note: None };
        let wanted = "  AUDT  Audit\n    no statements here; described at https://example.com/AUDT\n";
        assert_eq!(statements(&item, &view(80)), wanted);
    }
}
