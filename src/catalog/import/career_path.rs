//! Handbook pages of career paths: a heading a promotion (`Path to Promotion: Senior Engineer`), and under it what to
//! consider, which are the statements, and what is recommended to read, which is none.

mod promotions;

use super::blocks::{BlockContent, Inline, PageBlock, SourcePage, joined};
use super::{RawCriterion, RawLevel, RawText, Reading, Source, skip_reasons};
use crate::catalog::import::vocabulary::LEVELS;
use crate::domain::framework;

const MOST: usize = 200;

/// Reads such a page; `None` where it is none.
pub fn read(source: &Source<'_>, page: &SourcePage) -> Option<Reading> {
    let promotions = promotions(page);
    if promotions.len() > MOST || !is_career_path(page, &promotions) {
        return None;
    }
    let mut walk = CareerPathReader::new(source, promotions);
    walk.title = skip_reasons::front_title(page);
    for (at, block) in page.blocks.iter().enumerate() {
        walk.block(at, block);
    }
    Some(walk.finish(source))
}

/// The headings that name a promotion: their places and what they promote to. One with others below it is the title of
/// them all.
fn promotions(page: &SourcePage) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, u8, String)> = Vec::new();
    for (at, block) in page.blocks.iter().enumerate() {
        if let BlockContent::Heading(depth, text) = &block.kind
            && let Some(title) = promotions::promotion(&text.text())
        {
            found.push((at, *depth, title));
        }
    }
    let below = |place: usize, depth: u8| found.get(place + 1).is_some_and(|(_, next, _)| *next > depth);
    let kept = found.iter().enumerate().filter(|(place, (_, depth, _))| !below(*place, *depth));
    kept.map(|(_, (at, _, title))| (*at, title.clone())).collect()
}

/// Whether promotions have lists under them: one that is called considerations, or any under several promotions.
fn is_career_path(page: &SourcePage, promotions: &[(usize, String)]) -> bool {
    let mut starts = promotions.iter().map(|(at, _)| *at).peekable();
    let mut inside: Option<u8> = None;
    let mut list = ListContent::Unknown;
    let (mut listed, mut considered) = (0, false);
    for (at, block) in page.blocks.iter().enumerate() {
        match &block.kind {
            BlockContent::Heading(depth, text) => {
                if starts.next_if_eq(&at).is_some() {
                    (inside, list) = (Some(*depth), ListContent::Unknown);
                } else if inside.is_some_and(|track| *depth > track) {
                    list = ListContent::of(&text.text()).unwrap_or_default();
                } else {
                    inside = None;
                }
            }
            BlockContent::Paragraph(text) if inside.is_some() => {
                list = introduced(text).unwrap_or(list);
                considered |= list == ListContent::Considerations;
            }
            BlockContent::Item(..) if inside.is_some() => {
                listed += 1;
                considered |= list == ListContent::Considerations;
            }
            _ => {}
        }
    }
    considered || promotions.len() >= 2 && listed > 0
}

/// What a list holds, as far as what stands above it tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum ListContent {
    Considerations,
    Recommendations,
    #[default]
    Unknown,
}

impl ListContent {
    /// What a heading or an introduction says of the list below it.
    fn of(text: &str) -> Option<Self> {
        let lower = text.to_lowercase();
        let asks = LEVELS.promotion_considerations.any_in(&lower);
        let recommends = LEVELS.promotion_recommendations.any_in(&lower);
        match (asks, recommends) {
            (true, false) => Some(Self::Considerations),
            (false, true) => Some(Self::Recommendations),
            (true, true) => Some(Self::Unknown),
            (false, false) => None,
        }
    }
}

/// What a paragraph that introduces a list says of it; `None` where it introduces none.
fn introduced(text: &Inline) -> Option<ListContent> {
    let folded = text.text();
    let introduces = folded.len() <= 160 && (folded.ends_with(':') || text.is_strong());
    introduces.then(|| ListContent::of(&folded)).flatten()
}

/// Whether an item tells what to read, to watch, or whom to ask.
fn is_recommendation(text: &Inline) -> bool {
    let folded = text.text();
    let first = folded.split(' ').next().unwrap_or_default();
    let verb = |known: &[&str]| known.iter().any(|known| first.eq_ignore_ascii_case(known));
    let linked = text.spans.iter().any(|span| span.link.is_some());
    text.is_links()
        || verb(&["read", "watch", "listen", "browse"])
        || linked
            && verb(&[
                "review", "see", "take", "complete", "visit", "join", "attend", "check", "schedule", "use",
            ])
}

struct OpenPromotion {
    depth: u8,
    level: RawLevel,
    criterion: RawCriterion,
    text: RawText,
    recommended: Vec<String>,
    /// Paragraphs under considerations: statements where there is no list.
    said: Vec<(usize, String)>,
}

struct CareerPathReader {
    reading: Reading,
    promotions: std::iter::Peekable<std::vec::IntoIter<(usize, String)>>,
    title: Option<String>,
    open: Option<OpenPromotion>,
    list: ListContent,
    done: Vec<(RawLevel, RawCriterion)>,
}

impl CareerPathReader {
    fn new(source: &Source<'_>, promotions: Vec<(usize, String)>) -> Self {
        Self {
            reading: Reading::new(source, "career paths"),
            promotions: promotions.into_iter().peekable(),
            title: None,
            open: None,
            list: ListContent::Unknown,
            done: Vec::new(),
        }
    }

    fn block(&mut self, at: usize, block: &PageBlock) {
        let line = block.line;
        match &block.kind {
            BlockContent::Heading(depth, text) => self.heading(at, line, *depth, &text.text()),
            BlockContent::Rule => {}
            BlockContent::NonText(other, text) => {
                skip_reasons::skip_other(&mut self.reading, line, *other, text)
            }
            BlockContent::Table(_) => self.reading.skip(line, "table"),
            BlockContent::Paragraph(text) | BlockContent::Quote(text) | BlockContent::Item(_, text) => {
                match (skip_reasons::beside_the_text(text), &block.kind) {
                    (Some(why), _) => self.reading.skip(line, why),
                    (None, BlockContent::Item(..)) => self.item(line, text),
                    (None, _) => self.paragraph(line, text),
                }
            }
        }
    }

    fn heading(&mut self, at: usize, line: usize, depth: u8, name: &str) {
        if let Some((_, title)) = self.promotions.next_if(|(place, _)| *place == at) {
            self.finish_promotion();
            self.list = ListContent::Unknown;
            let level = RawLevel { line, name: promotions::promotion_level(&title), ..RawLevel::default() };
            let criterion = RawCriterion::new(line, framework::CriterionKind::Expectation, title);
            let text = RawText { line, ..RawText::default() };
            let (recommended, said) = (Vec::new(), Vec::new());
            self.open = Some(OpenPromotion { depth, level, criterion, text, recommended, said });
            return;
        }
        if self.open.as_ref().is_some_and(|open| depth <= open.depth) {
            self.finish_promotion();
        }
        self.list = ListContent::of(name).unwrap_or_default();
        if self.title.is_none() && self.open.is_none() && self.done.is_empty() {
            self.title = Some(name.to_owned());
        }
    }

    fn item(&mut self, line: usize, text: &Inline) {
        let list = match self.list {
            ListContent::Unknown if is_recommendation(text) => ListContent::Recommendations,
            list => list,
        };
        let folded = text.text();
        match (&mut self.open, list) {
            (Some(open), ListContent::Recommendations) => open.recommended.push(folded),
            (Some(open), _) => {
                if open.text.statements.is_empty() {
                    open.text.line = line;
                }
                open.text.statements.push(folded);
            }
            (None, ListContent::Recommendations) => self.reading.skip(line, "reading list"),
            (None, _) => self.reading.description.push(folded),
        }
    }

    fn paragraph(&mut self, line: usize, text: &Inline) {
        let folded = text.text();
        let introduces = introduced(text);
        self.list = introduces.unwrap_or(self.list);
        match (&mut self.open, introduces) {
            (Some(open), Some(ListContent::Recommendations)) => open.recommended.push(folded),
            // The introduction of a list says no more than a heading does.
            (Some(_), Some(_)) => {}
            (Some(open), None) if self.list == ListContent::Considerations => open.said.push((line, folded)),
            (Some(open), None) => open.level.description.push(folded),
            (None, _) => self.reading.description.push(folded),
        }
    }

    fn finish_promotion(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        if open.text.statements.is_empty() {
            open.text.line = open.said.first().map_or(open.text.line, |(line, _)| *line);
            open.text.statements = open.said.into_iter().map(|(_, said)| said).collect();
        } else {
            open.level.description.extend(open.said.into_iter().map(|(_, said)| said));
        }
        open.criterion.description = joined(&open.recommended, " ");
        open.criterion.texts.push(open.text);
        self.done.push((open.level, open.criterion));
    }

    fn finish(mut self, source: &Source<'_>) -> Reading {
        self.finish_promotion();
        let titles: Vec<String> = self.done.iter().map(|(_, criterion)| criterion.name.clone()).collect();
        let mut roles = promotions::roles(&titles, self.title.as_deref().unwrap_or_default());
        for (place, (mut level, mut criterion)) in self.done.into_iter().enumerate() {
            let role = roles.iter().find(|role| role.levels.contains(&place));
            let track = role.filter(|_| roles.len() > 1).map(|role| role.title.clone());
            if titles.len() == 1 {
                level.name.number = source.hints.level.map(u32::from).or(level.name.number);
                self.reading.level = Some(0);
            }
            level.track.clone_from(&track);
            criterion.track = track;
            criterion.texts.iter_mut().for_each(|text| text.level = Some(place));
            self.reading.levels.push(level);
            self.reading.criteria.push(criterion);
        }
        let several = roles.len() > 1;
        for role in &mut roles {
            let first = role.levels.first().and_then(|place| self.reading.levels.get(*place));
            role.line = first.map_or(1, |level| level.line);
            role.track = several.then(|| role.title.clone());
        }
        if let (Some(role), Some(key)) = (roles.first_mut(), &source.hints.role) {
            role.key = Some(key.clone());
        }
        self.reading.roles = roles;
        self.reading.title = self.title;
        self.reading
    }
}

#[cfg(test)]
mod tests;
