//! Pages of one level in the first person: a heading with the level, the level in a quotation, headings over bullets
//! that start with "I".

use super::blocks::{BlockContent, Inline, PageBlock, SourcePage, joined};
use super::levels::{self, LevelName};
use super::{RawCriterion, RawLevel, RawRole, RawText, Reading, Source, sentences, skip_reasons};
use crate::catalog::import::vocabulary::PAGES;
use crate::domain::framework;

const EXPECTATIONS: &str = "Expectations";

/// The group of what shows that a level is reached.
const SIGNS: &str = "Signs of success";

/// Reads such a page; `None` where it is none.
pub fn read(source: &Source<'_>, page: &SourcePage) -> Option<Reading> {
    let (line, title, from) = title(page)?;
    let level_name = level_name(source, &title)?;
    let body = page.blocks.get(from..).unwrap_or_default();
    is_first_person(body).then(|| FirstPersonReader::new(source, line, title, level_name).read(body))
}

/// The page's title with its line, and the place of the block behind it: the first heading, or the front matter's title.
fn title(page: &SourcePage) -> Option<(usize, String, usize)> {
    let first = page.blocks.iter().enumerate().find_map(|(at, block)| match &block.kind {
        BlockContent::Heading(depth, text) => Some((at, *depth, block.line, text.text())),
        _ => None,
    });
    let front = skip_reasons::front_title(page).map(|title| (1, title, 0));
    match first {
        // With a title in the front matter the first heading may be that of a group already.
        Some((at, 1, line, text)) if front.is_none() || levels::parse_level(&text).is_level() => {
            Some((line, text, at + 1))
        }
        Some((at, _, line, text)) if front.is_none() => Some((line, text, at + 1)),
        _ => front,
    }
}

/// The level that the title names, or that a person said.
fn level_name(source: &Source<'_>, title: &str) -> Option<LevelName> {
    let mut level_name = levels::parse_level(title);
    // `L3: Senior Engineer, Tools and Wires` has a label, whatever else stands in it.
    let named = level_name.is_level() || level_name.number.is_some() && !level_name.label.is_empty();
    if let Some(level) = source.hints.level {
        level_name.number = Some(u32::from(level));
    } else if !named {
        return None;
    }
    level_name.plain = true;
    Some(level_name)
}

/// Whether a page speaks in the first person: most of its bullets, or of its paragraphs where it has no bullets, under
/// its headings; and no other heading is a level.
fn is_first_person(body: &[PageBlock]) -> bool {
    let (mut mine, mut others, mut prose, mut my_prose, mut levels, mut headings) = (0, 0, 0, 0, 0, 0);
    let mut under = HeadingKind::Title;
    for block in body {
        match &block.kind {
            BlockContent::Heading(_, text) => {
                headings += 1;
                let text = text.text();
                levels += usize::from(levels::parse_level(&text).is_level());
                under = HeadingKind::of(&text);
            }
            BlockContent::Item(_, text) if under != HeadingKind::Title && under != HeadingKind::Reading => {
                let says =
                    is_first_person_text(text) || under == HeadingKind::Mine || under == HeadingKind::Signs;
                *(if says { &mut mine } else { &mut others }) += 1;
            }
            BlockContent::Paragraph(text) if under != HeadingKind::Title && under != HeadingKind::Reading => {
                prose += 1;
                my_prose += usize::from(is_first_person_text(text));
            }
            _ => {}
        }
    }
    let bullets = mine + others > 0 && mine > others;
    let paragraphs = mine + others == 0 && my_prose >= 2 && my_prose * 2 > prose;
    headings > 0 && levels == 0 && (bullets || paragraphs)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HeadingKind {
    Title,
    /// A heading that speaks in the first person itself.
    Mine,
    Signs,
    Reading,
    Else,
}

impl HeadingKind {
    fn of(heading: &str) -> Self {
        let lower = heading.to_lowercase();
        if PAGES.success_titles.any_in(&lower) {
            Self::Signs
        } else if PAGES.reading_titles.any_in(&lower) {
            Self::Reading
        } else if is_first_person_text(&Inline::plain(heading)) {
            Self::Mine
        } else {
            Self::Else
        }
    }
}

fn is_first_person_text(text: &Inline) -> bool {
    let start: String = text.spans.iter().flat_map(|span| span.text.chars()).take(120).collect();
    let mut words = start.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '‘' | '`')));
    let first = words.by_ref().find(|word| !word.is_empty()).unwrap_or_default();
    let first = first.split(['\'', '’', '‘', '`']).next().unwrap_or_default();
    // `Consistently, I …` and `When asked, I …` speak so too.
    matches!(first, "I" | "My" | "my" | "Iâ") || words.take(4).any(|word| word == "I")
}

struct FirstPersonReader {
    reading: Reading,
    under: HeadingKind,
    open: Option<RawCriterion>,
    prose: Vec<(usize, Inline)>,
    outer: Vec<(u8, String)>,
}

impl FirstPersonReader {
    fn new(source: &Source<'_>, line: usize, title: String, level_name: LevelName) -> Self {
        let mut reading = Reading::new(source, "page of a level in the first person");
        let trade = levels::trade(&level_name.title);
        let told = source.hints.role.clone();
        reading.levels.push(RawLevel { line, name: level_name, ..RawLevel::default() });
        reading.level = Some(0);
        if !trade.is_empty() || told.is_some() {
            let title = if trade.is_empty() { told.clone().unwrap_or_default() } else { trade };
            reading.roles.push(RawRole { line, key: told, title, levels: vec![0], ..RawRole::default() });
        }
        reading.title = Some(title);
        Self { reading, under: HeadingKind::Title, open: None, prose: Vec::new(), outer: Vec::new() }
    }

    fn read(mut self, body: &[PageBlock]) -> Reading {
        for block in body {
            self.block(block);
        }
        self.close();
        self.reading
    }

    fn block(&mut self, block: &PageBlock) {
        let line = block.line;
        match &block.kind {
            BlockContent::Heading(depth, text) => self.heading(line, *depth, &text.text()),
            BlockContent::Rule => {}
            BlockContent::NonText(other, text) => {
                skip_reasons::skip_other(&mut self.reading, line, *other, text)
            }
            BlockContent::Table(_) => self.reading.skip(line, "table"),
            BlockContent::Quote(text) if self.under == HeadingKind::Title => self.scope(text),
            BlockContent::Paragraph(text) | BlockContent::Quote(text) | BlockContent::Item(_, text) => {
                let reading = (self.under == HeadingKind::Reading).then_some("reading list");
                match (skip_reasons::beside_the_text(text).or(reading), &block.kind) {
                    (Some(why), _) => self.reading.skip(line, why),
                    (None, BlockContent::Item(..)) => self.item(line, text),
                    (None, _) => self.prose.push((line, text.clone())),
                }
            }
        }
    }

    fn heading(&mut self, line: usize, depth: u8, name: &str) {
        self.close();
        self.under = HeadingKind::of(name);
        while self.outer.last().is_some_and(|(outer, _)| *outer >= depth) {
            self.outer.pop();
        }
        if self.under == HeadingKind::Reading {
            self.outer.push((depth, name.to_owned()));
            return;
        }
        let signs = self.under == HeadingKind::Signs
            || self.outer.iter().any(|(_, name)| HeadingKind::of(name) == HeadingKind::Signs);
        if signs {
            self.under = HeadingKind::Signs;
        }
        let mut criterion = RawCriterion::new(line, framework::CriterionKind::Expectation, name);
        criterion.group = Some(if signs { SIGNS } else { EXPECTATIONS }.to_owned());
        self.open = Some(criterion);
        self.outer.push((depth, name.to_owned()));
    }

    fn item(&mut self, line: usize, text: &Inline) {
        let folded = text.text();
        match &mut self.open {
            Some(criterion) => {
                criterion.text_at(Some(0), line).statements.push(folded);
            }
            // Bullets right under the title belong to no criterion.
            None => self.prose.push((line, text.clone())),
        }
    }

    fn scope(&mut self, text: &Inline) {
        if let Some(level) = self.reading.levels.first_mut() {
            level.describe(text.text());
        }
    }

    /// Ends the heading that is open. Prose beside bullets describes them; prose in the first person without bullets is
    /// what the heading says.
    fn close(&mut self) {
        let mut prose = std::mem::take(&mut self.prose);
        let Some(mut criterion) = self.open.take() else {
            // Without a quotation the first paragraph in the first person is what the level is about.
            let scope = prose.iter().position(|(_, text)| is_first_person_text(text));
            let level = self.reading.levels.first().filter(|level| level.scope.is_none()).and(scope);
            if let Some(at) = level {
                let (_, text) = prose.remove(at);
                self.scope(&text);
            }
            let folded = prose.iter().map(|(_, text)| text.text());
            if let Some(level) = self.reading.levels.first_mut() {
                level.description.extend(folded);
            }
            return;
        };
        if criterion.texts.is_empty() {
            let mut text = RawText { level: Some(0), ..RawText::default() };
            for (line, said) in prose.extract_if(.., |(_, text)| is_first_person_text(text)) {
                text.line = if text.line == 0 { line } else { text.line };
                text.statements.extend(sentences::statements(&said.raw()));
            }
            if !text.statements.is_empty() {
                criterion.texts.push(text);
            }
        }
        let description: Vec<String> = prose.iter().map(|(_, text)| text.text()).collect();
        if criterion.texts.is_empty() {
            // A heading over other headings, or over prose only.
            self.reading.description.extend(description);
            return;
        }
        criterion.description = joined(&description, " ");
        self.reading.criteria.push(criterion);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{ImportHints, markdown};
    use super::*;

    fn told(text: &str, hints: &ImportHints) -> Option<Reading> {
        let source = Source { file: "l2.md", extension: "md".into(), text, hints };
        super::read(&source, &markdown::parse_markdown(text))
    }

    #[test]
    fn other_pages_are_left_to_others() {
        let said = ImportHints { level: Some(3), role: Some("mender".into()), levels_in: None };
        for (text, claimed) in [
            ("# L2: Mender\n\n## Craft\n\n- Cuts along the line\n", false),
            ("# Ladder\n\n## L1\n\n- I cut\n\n## L2\n\n- I saw\n", false),
            ("# Mender\n\n## Craft\n\n- I cut\n", false),
            ("# L2: Mender\n\n- I cut\n", false),
            ("# Senior Mender Engineer\n\n## Craft\n\n- I cut\n", true),
            ("---\ntitle: L4\n---\n## Craft\n\n- I’m careful\n", true),
        ] {
            assert_eq!(told(text, &ImportHints::default()).is_some(), claimed, "{text}");
        }
        let reading = told("# Mending\n\n## Craft\n\n- I cut\n", &said).unwrap();
        assert_eq!(reading.levels[0].name.number, Some(3));
        assert_eq!(reading.roles[0].key.as_deref(), Some("mender"));
    }

    proptest! {
        #[test]
        fn no_page_panics(parts in prop::collection::vec(prop_oneof![
            Just("# L2: Mender\n\n"), Just("## Craft\n\n"), Just("- I saw\n"), Just("I mend. I tell.\n\n"),
            Just("> I am\n\n"), Just("## What success looks like\n\n"), Just("  - one\n"), Just("***"),
            Just("## Resources\n")], 0..24), any in "\\PC{0,40}") {
            let _ = told(&(parts.concat() + &any), &ImportHints::default());
        }
    }
}
