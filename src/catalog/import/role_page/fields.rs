//! The labelled fields of a role page: `**Level 4** | **Career Path:** Engineering`.

use super::super::blocks::{Inline, TextRun, collapse_whitespace};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldLabel {
    Level(u32),
    LevelNamed,
    CareerPath,
    EngineerType,
    Scope,
    Reference,
    Category,
    Subcategory,
    PageSection,
    /// What a skill asks at a level; `None` where the label does not say at which.
    Attainment(Option<u32>),
    Excellence,
    Navigation,
}

impl FieldLabel {
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > 60 {
            return None;
        }
        let text = collapse_whitespace(&text.to_lowercase().replace(['(', ')', ':', '-', '–', '—'], " "));
        if text.starts_with("excellence") || text.ends_with("excellence looks like") {
            return Some(Self::Excellence);
        }
        if let Some(attainment) = attainment(&text) {
            return Some(attainment);
        }
        Some(match text.as_str() {
            "level" | "grade" | "role level" | "sfia level" => Self::LevelNamed,
            "career path" | "career track" | "path" | "job family" => Self::CareerPath,
            "engineer type" | "engineering type" | "type of engineer" | "discipline" | "specialism"
            | "specialisation" | "specialization" => Self::EngineerType,
            "scope summary" | "scope" | "role summary" | "summary" | "scope of role"
            | "scope of the role" => Self::Scope,
            "sfia reference" | "reference" | "sfia code" | "skill code" | "code" | "sfia link" => {
                Self::Reference
            }
            "category" | "sfia category" => Self::Category,
            "subcategory" | "sub category" | "sfia subcategory" => Self::Subcategory,
            "overall description"
            | "description"
            | "skill description"
            | "guidance notes"
            | "guidance"
            | "guidance note" => Self::PageSection,
            "career path navigation"
            | "navigation"
            | "back to"
            | "previous"
            | "next"
            | "previous level"
            | "next level" => Self::Navigation,
            _ => return None,
        })
    }
}

/// `level 4`, `level 4 attainment`, `attainment at level 4`, `attainment`.
fn attainment(text: &str) -> Option<FieldLabel> {
    let words: Vec<&str> = text.split(' ').collect();
    let at = words.iter().position(|word| *word == "level");
    let level = at.and_then(|at| words.get(at + 1)?.parse::<u32>().ok()).filter(|level| *level <= 100);
    let rest: Vec<&str> = words
        .iter()
        .enumerate()
        .filter(|(place, _)| level.is_none() || at.is_none_or(|at| *place != at && *place != at + 1))
        .map(|(_, word)| *word)
        .filter(|word| !matches!(*word, "at" | "the" | "sfia" | "for" | "this" | "of"))
        .collect();
    match (level, rest.as_slice()) {
        (Some(level), []) => Some(FieldLabel::Level(level)),
        (level, ["attainment" | "attainments", ..]) if rest.len() <= 2 => Some(FieldLabel::Attainment(level)),
        (
            Some(level),
            ["description" | "descriptor" | "expectations" | "requirements" | "responsibilities"],
        ) => Some(FieldLabel::Attainment(Some(level))),
        _ => None,
    }
}

/// A label with what follows it, or a text without a label.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LabelledField {
    pub label: Option<FieldLabel>,
    pub text: String,
    pub link: Option<String>,
    pub below: usize,
}

/// The fields of a text; what stands before the first label is a field without one.
pub fn fields(inline: &Inline) -> Vec<LabelledField> {
    let mut found = vec![LabelledField::default()];
    let mut below = 0;
    let bold = inline.spans.iter().any(|span| span.strong);
    for (at, span) in inline.spans.iter().enumerate() {
        let next = inline.spans.get(at + 1);
        match bold.then(|| bold_label(span, next)).flatten() {
            Some(label) => {
                found.push(LabelledField { label: Some(label), below, ..LabelledField::default() })
            }
            None if bold => push(&mut found, &span.text, span),
            None => plain(&mut found, span, below),
        }
        below += span.text.matches('\n').count();
    }
    for field in &mut found {
        let text = field.text.trim_start_matches([':', ' ', '\u{a0}']);
        // The line break behind a label moves what follows to the next line.
        let lines = text.len() - text.trim_start().len();
        field.below += text[..lines].matches('\n').count();
        field.text = text.trim().trim_end_matches('|').trim_end().to_owned();
    }
    found.retain(|field| field.label.is_some() || !field.text.is_empty());
    found
}

/// The label that a bold stretch is: one that is known, with a colon or a separator behind it.
fn bold_label(span: &TextRun, next: Option<&TextRun>) -> Option<FieldLabel> {
    if !span.strong {
        return None;
    }
    let text = span.text.trim();
    let colon = text.ends_with(':');
    let label = FieldLabel::parse(text.trim_end_matches([':', ' ']))?;
    let separated = next.is_none_or(|next| {
        let text = next.text.trim_start_matches([' ', '\u{a0}']);
        text.is_empty() || text.starts_with([':', '|', '\n', '–', '—', '-'])
    });
    (colon || separated).then_some(label)
}

fn push(found: &mut [LabelledField], text: &str, span: &TextRun) {
    if let Some(field) = found.last_mut() {
        field.text.push_str(text);
        if field.link.is_none() {
            field.link.clone_from(&span.link);
        }
    }
}

/// Fields of a text that has nothing bold: `Level 4 | Career Path: Engineering` in a line.
fn plain(found: &mut Vec<LabelledField>, span: &TextRun, below: usize) {
    for (line, number) in span.text.split_inclusive('\n').zip(below..) {
        let head = line.split_once(':').map(|(label, _)| label.trim());
        let first = line.split('|').next().unwrap_or_default();
        let known = match head.and_then(FieldLabel::parse) {
            Some(FieldLabel::Level(_)) | None => false,
            Some(_) => true,
        };
        let level =
            matches!(FieldLabel::parse(first.trim()), Some(FieldLabel::Level(_))) && line.contains('|');
        if !known && !level {
            push(found, line, span);
            continue;
        }
        for part in line.split('|') {
            let (label, rest) = part.split_once(':').unwrap_or((part, ""));
            match FieldLabel::parse(label.trim()) {
                Some(label) => {
                    let link = span.link.clone();
                    found.push(LabelledField {
                        label: Some(label),
                        text: rest.to_owned(),
                        link,
                        below: number,
                    });
                }
                None => push(found, part, span),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::blocks::BlockContent;
    use super::super::super::markdown;
    use super::*;

    fn of(text: &str) -> Vec<(Option<FieldLabel>, String)> {
        let page = markdown::parse_markdown(text);
        let inline = page.blocks.iter().find_map(|block| match &block.kind {
            BlockContent::Paragraph(inline) => Some(inline),
            _ => None,
        });
        fields(inline.unwrap()).into_iter().map(|field| (field.label, field.text)).collect()
    }

    #[test]
    fn fields_of_a_line_are_read() {
        let engineering = (Some(FieldLabel::CareerPath), "Engineering".to_owned());
        for text in [
            "**Level 4** | **Career Path:** Engineering",
            "**Level 4** | **Career Path**: Engineering",
            "Level 4 | Career Path: Engineering",
            "**Level:** 4 | **Career Path:** Engineering",
        ] {
            let read = of(text);
            assert_eq!(read.last(), Some(&engineering), "{text}");
        }
        assert_eq!(of("**Level 4** | **Career Path:** X")[0].0, Some(FieldLabel::Level(4)));
        assert_eq!(
            of("**Level 3 Attainment:**\nMends.\nTells."),
            [(Some(FieldLabel::Attainment(Some(3))), "Mends.\nTells.".to_owned())]
        );
        assert_eq!(of("Leads **all** work"), [(None, "Leads all work".to_owned())]);
    }

    #[test]
    fn labels_are_read() {
        for (text, wanted) in [
            ("Level 4", Some(FieldLabel::Level(4))),
            ("Level 4 Attainment", Some(FieldLabel::Attainment(Some(4)))),
            ("Attainment (Level 4)", Some(FieldLabel::Attainment(Some(4)))),
            ("Attainment at this level", Some(FieldLabel::Attainment(None))),
            ("Attainment", Some(FieldLabel::Attainment(None))),
            ("Level 2 description", Some(FieldLabel::Attainment(Some(2)))),
            ("Sub-category", Some(FieldLabel::Subcategory)),
            ("Excellence here looks like", Some(FieldLabel::Excellence)),
            ("Level four", None),
            ("Impact", None),
        ] {
            assert_eq!(FieldLabel::parse(text), wanted, "{text}");
        }
    }
}
