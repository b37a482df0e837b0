//! The walk over the blocks of a role page.

use super::super::blocks::{BlockContent, Inline, PageBlock, SourcePage, collapse_whitespace, joined};
use super::super::levels::{self, LevelName};
use super::super::slugs::slug;
use super::super::{RawCriterion, RawLevel, RawRole, RawText, Reading, Source, sentences, skip_reasons};
use super::fields::{FieldLabel, LabelledField, fields};
use super::{is_level_line, is_required, roles, skill_name, skill_rows};
use crate::domain::framework;

/// The group of the behaviours that an overview describes.
const BEHAVIOURS: &str = "Behaviours";

/// Whether what a skill asks stands under a heading, before the next one that is no label.
pub fn has_attainment(page: &SourcePage, heading: usize) -> bool {
    let attains =
        |label: Option<FieldLabel>| matches!(label, Some(FieldLabel::Attainment(_) | FieldLabel::Level(_)));
    for block in page.blocks.iter().skip(heading + 1) {
        match &block.kind {
            BlockContent::Heading(_, text) => match FieldLabel::parse(&text.text()) {
                label if attains(label) => return true,
                Some(_) => {}
                None => return false,
            },
            BlockContent::Paragraph(text)
                if text.spans.len() <= 24 && fields(text).iter().any(|field| attains(field.label)) =>
            {
                return true;
            }
            _ => {}
        }
    }
    false
}

/// Reads a page that is known to be a role page.
pub fn read(source: &Source<'_>, page: &SourcePage) -> Reading {
    let mut walk =
        RolePageReader { reading: Reading::new(source, "SFIA role page"), ..RolePageReader::default() };
    walk.title = skip_reasons::front_title(page).map(|title| (1, title));
    for (at, block) in page.blocks.iter().enumerate() {
        walk.block(page, at, block);
    }
    walk.finish(source)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum RolePageSection {
    #[default]
    Page,
    Role,
    Overview,
    Required,
    Skill,
    Navigation,
}

/// What a skill says at a level, not yet folded.
#[derive(Default)]
struct Attainment {
    line: usize,
    level: Option<u32>,
    text: Vec<String>,
    statements: Vec<String>,
}

#[derive(Default)]
struct RolePageReader {
    reading: Reading,
    about: RolePageSection,
    label: Option<FieldLabel>,
    title: Option<(usize, String)>,
    level: Option<(usize, u32)>,
    career_path: Option<String>,
    engineer: Option<String>,
    scope: Option<String>,
    description: Vec<String>,
    required: Option<u8>,
    group: Option<String>,
    /// The heading of the chapter, and how many paragraphs of the description stood before it.
    chapter: Option<(usize, String, usize)>,
    skills: Vec<(RawCriterion, Vec<Attainment>)>,
    listed: Vec<skill_rows::SkillRow>,
}

impl RolePageReader {
    fn block(&mut self, page: &SourcePage, at: usize, block: &PageBlock) {
        let line = block.line;
        match &block.kind {
            BlockContent::Heading(depth, text) => self.heading(page, at, *depth, text),
            BlockContent::Rule => {
                // What follows a skill behind a rule is no part of it.
                self.label = None;
                if self.about == RolePageSection::Skill
                    && self.skills.last().is_some_and(|(_, texts)| !texts.is_empty())
                {
                    self.about = RolePageSection::Required;
                }
            }
            BlockContent::NonText(other, text) => {
                skip_reasons::skip_other(&mut self.reading, line, *other, text)
            }
            BlockContent::Table(table) => {
                match skill_rows::skill_rows(table, self.group.as_ref(), &mut self.reading) {
                    Some(rows) => self.listed.extend(rows),
                    None => self.reading.skip(line, "table"),
                }
            }
            BlockContent::Paragraph(text) | BlockContent::Quote(text) | BlockContent::Item(_, text) => {
                let why = skip_reasons::beside_the_text(text)
                    .or((self.about == RolePageSection::Navigation).then_some("navigation"));
                match (why, &block.kind) {
                    (Some(why), _) => self.reading.skip(line, why),
                    (None, BlockContent::Item(..)) => self.item(line, text),
                    (None, _) => self.paragraph(line, text),
                }
            }
        }
    }

    fn heading(&mut self, page: &SourcePage, at: usize, depth: u8, text: &Inline) {
        let line = page.blocks.get(at).map_or(0, |block| block.line);
        let name = text.text();
        let label = FieldLabel::parse(&name).filter(|label| *label != FieldLabel::Navigation);
        if let Some(label) = label.filter(|_| self.title.is_some()) {
            self.open_label(line, label);
            return;
        }
        self.label = None;
        if is_level_line(text) {
            // A rule right below the line makes a heading of it.
            self.paragraph(line, text);
            return;
        }
        let lower = name.to_lowercase();
        if self.title.is_none() && self.skills.is_empty() {
            self.title = Some((line, name));
            return;
        }
        let under = self.required.is_some_and(|required| depth > required);
        let skill =
            skill_name(&name).filter(|(_, code)| has_attainment(page, at) && (code.is_some() || under));
        if let Some((name, code)) =
            skill.or_else(|| skill_name(&name).filter(|(_, code)| code.is_some() && under))
        {
            let mut skill = RawCriterion::new(line, framework::CriterionKind::Skill, name);
            skill.key = code;
            skill.group = self.group.clone();
            skill.url = text.spans.iter().find_map(|span| span.link.clone());
            self.skills.push((skill, Vec::new()));
            self.about = RolePageSection::Skill;
            return;
        }
        self.about = if is_required(&name) {
            self.required = Some(depth);
            self.group = None;
            RolePageSection::Required
        } else if under {
            self.group = Some(name);
            RolePageSection::Required
        } else {
            self.required = None;
            self.chapter = Some((line, name, self.reading.description.len()));
            match lower.as_str() {
                "navigation" | "see also" | "related pages" | "related roles" | "career path navigation" => {
                    RolePageSection::Navigation
                }
                "overview" | "role" | "the role" | "about the role" => RolePageSection::Role,
                _ if lower.starts_with("role ") || lower.ends_with(" role overview") => RolePageSection::Role,
                _ => RolePageSection::Overview,
            }
        };
    }

    /// A label that stands by itself: what follows belongs to it.
    fn open_label(&mut self, line: usize, label: FieldLabel) {
        self.label = Some(label);
        match label {
            FieldLabel::Attainment(level) if self.about == RolePageSection::Skill => self.attain(line, level),
            FieldLabel::Level(level) if self.about == RolePageSection::Skill => {
                self.attain(line, Some(level))
            }
            FieldLabel::Level(level) => self.level = self.level.or(Some((line, level))),
            FieldLabel::Excellence => self.open_behaviour(),
            _ => {}
        }
    }

    fn attain(&mut self, line: usize, level: Option<u32>) {
        if let Some((_, texts)) = self.skills.last_mut() {
            texts.push(Attainment { line, level, ..Attainment::default() });
        }
    }

    /// Opens the behaviour that the chapter describes; its prose is the behaviour's description.
    fn open_behaviour(&mut self) {
        let Some((line, name, before)) = self.chapter.clone() else { return };
        let mut behaviour = RawCriterion::new(line, framework::CriterionKind::Behaviour, name.clone());
        behaviour.key = Some(slug(&name)).filter(|key| !key.is_empty());
        behaviour.group = Some(BEHAVIOURS.to_owned());
        let prose = self.reading.description.split_off(before.min(self.reading.description.len()));
        behaviour.description = joined(&prose, " ");
        behaviour.texts.push(RawText { line, ..RawText::default() });
        self.reading.shared.push(behaviour);
    }

    fn item(&mut self, line: usize, text: &Inline) {
        let folded = text.text();
        match self.label {
            Some(FieldLabel::Excellence) => {
                let text = self.reading.shared.last_mut().and_then(|behaviour| behaviour.texts.last_mut());
                match text {
                    Some(text) => text.statements.push(folded),
                    None => self.reading.description.push(folded),
                }
            }
            Some(FieldLabel::Attainment(_) | FieldLabel::Level(_))
                if self.about == RolePageSection::Skill =>
            {
                if let Some(attained) = self.current_attainment() {
                    attained.text.push(folded.clone());
                    attained.statements.push(folded);
                }
            }
            // `- **Career Path:** Engineering`
            None if self.about != RolePageSection::Overview
                && fields(text).iter().any(|field| field.label.is_some()) =>
            {
                self.paragraph(line, text);
                self.label = None;
            }
            _ => self.add_prose(folded),
        }
    }

    fn current_attainment(&mut self) -> Option<&mut Attainment> {
        self.skills.last_mut()?.1.last_mut()
    }

    fn paragraph(&mut self, line: usize, text: &Inline) {
        // The list of what excellence looks like ends with the next paragraph.
        if self.label == Some(FieldLabel::Excellence) {
            self.label = None;
        }
        for field in fields(text) {
            let line = line + field.below;
            match field.label {
                None => self.unlabelled(&field.text),
                Some(label) => {
                    self.open_label(line, label);
                    self.value(line, label, field);
                }
            }
        }
    }

    fn value(&mut self, line: usize, label: FieldLabel, field: LabelledField) {
        let LabelledField { text, link, .. } = field;
        let folded = collapse_whitespace(&text);
        if label == FieldLabel::Reference {
            self.set_reference(&folded, link);
            return;
        }
        if folded.is_empty() {
            return;
        }
        match label {
            FieldLabel::LevelNamed => {
                let level = levels::parse_level(&folded).number.map(|level| (line, level));
                self.level = self.level.or(level);
            }
            FieldLabel::CareerPath => self.career_path = Some(folded),
            FieldLabel::EngineerType => self.engineer = Some(folded),
            FieldLabel::Scope if self.scope.is_none() => self.scope = Some(folded),
            FieldLabel::Category | FieldLabel::Subcategory => {
                if let Some((skill, _)) = self.skills.last_mut() {
                    let place = if label == FieldLabel::Category {
                        &mut skill.category
                    } else {
                        &mut skill.subcategory
                    };
                    *place = Some(folded);
                }
            }
            FieldLabel::Navigation => self.reading.skip(line, "navigation"),
            _ => {
                self.unlabelled(&text);
                return;
            }
        }
        // The value is said; what follows in another paragraph is no part of it.
        self.label = None;
    }

    fn set_reference(&mut self, text: &str, link: Option<String>) {
        let Some((skill, _)) = self.skills.last_mut().filter(|_| self.about == RolePageSection::Skill) else {
            return self.add_prose(text.to_owned());
        };
        let typed = text.split(' ').find(|word| word.starts_with("http")).map(str::to_owned);
        skill.url = link.or(typed).or_else(|| skill.url.take());
        let code =
            text.split(' ').find(|word| word.len() == 4 && word.chars().all(|c| c.is_ascii_uppercase()));
        skill.key = skill.key.take().or_else(|| code.map(str::to_owned));
        self.label = None;
    }

    /// Text without a label of its own: it belongs to the label that is open.
    fn unlabelled(&mut self, text: &str) {
        let folded = collapse_whitespace(text);
        let in_skill = self.about == RolePageSection::Skill;
        match self.label {
            Some(FieldLabel::Attainment(_) | FieldLabel::Level(_)) if in_skill => {
                if let Some(attained) = self.current_attainment() {
                    attained.statements.extend(sentences::statements(text));
                    attained.text.push(folded);
                }
            }
            Some(FieldLabel::Scope) if self.scope.is_none() => self.scope = Some(folded),
            Some(FieldLabel::CareerPath) if self.career_path.is_none() => self.career_path = Some(folded),
            Some(FieldLabel::EngineerType) if self.engineer.is_none() => self.engineer = Some(folded),
            Some(label @ (FieldLabel::Category | FieldLabel::Subcategory | FieldLabel::Reference))
                if in_skill =>
            {
                let field =
                    LabelledField { label: Some(label), text: text.to_owned(), ..LabelledField::default() };
                self.value(0, label, field);
            }
            _ => self.add_prose(folded),
        }
    }

    /// Prose: of the skill, of the role at this level, of the framework.
    fn add_prose(&mut self, folded: String) {
        if folded.is_empty() {
            return;
        }
        match (self.about, self.skills.last_mut()) {
            (RolePageSection::Skill, Some((skill, _))) => skill.describe(&folded),
            (RolePageSection::Role, _) => self.description.push(folded),
            _ => self.reading.description.push(folded),
        }
    }

    fn finish(mut self, source: &Source<'_>) -> Reading {
        let (line, title) = self.title.clone().unwrap_or_else(|| (1, String::new()));
        let named = levels::parse_level(&title);
        let told = source.hints.level.map(|level| (line, u32::from(level)));
        let level =
            told.or(self.level).or(named.number.map(|number| (line, number))).or_else(|| self.only_level());
        if let Some((line, number)) = level {
            // `L4: Lead Engineer` is the title `Lead Engineer`.
            let named_title = if named.label.is_empty() { title.clone() } else { named.title.clone() };
            let level_name = LevelName {
                number: Some(number),
                prefix: String::new(),
                label: format!("Level {number}"),
                seniority: levels::parse_level(&named_title).seniority,
                title: named_title,
                plain: true,
            };
            let (scope, description) = (self.scope.take(), std::mem::take(&mut self.description));
            self.reading.levels.push(RawLevel { line, name: level_name, track: None, scope, description });
            self.reading.level = Some(0);
        } else {
            self.reading.description.extend(self.scope.take());
            self.reading.description.append(&mut self.description);
        }
        let (key, role) = roles::role(&title, self.career_path.as_deref(), self.engineer.as_deref());
        self.reading.roles.push(RawRole {
            line,
            key: Some(source.hints.role.clone().unwrap_or(key)).filter(|key| !key.is_empty()),
            title: role,
            career_path: self.career_path.take(),
            levels: self.reading.level.into_iter().collect(),
            track: None,
        });
        self.reading.title = Some(title).filter(|title| !title.is_empty());
        for (mut skill, texts) in std::mem::take(&mut self.skills) {
            // A skill that is only named is asked all the same.
            if texts.is_empty() {
                let level = self.reading.level;
                skill.texts.push(RawText { line: skill.line, level, ..RawText::default() });
            }
            for attained in texts {
                let level = attained
                    .level
                    .map(|number| level_index(&mut self.reading, number, attained.line))
                    .or(self.reading.level);
                skill.texts.push(RawText {
                    line: attained.line,
                    level,
                    text: joined(&attained.text, " "),
                    statements: attained.statements,
                    examples: Vec::new(),
                });
            }
            self.reading.criteria.push(skill);
        }
        skill_rows::add_skills(std::mem::take(&mut self.listed), &mut self.reading, level_index);
        let levels = self.reading.levels.len();
        if let Some(role) = self.reading.roles.last_mut().filter(|role| role.levels.is_empty()) {
            role.levels = (0..levels).collect();
        }
        self.reading
    }

    fn only_level(&self) -> Option<(usize, u32)> {
        let texts = self.skills.iter().flat_map(|(_, texts)| texts);
        let mut levels = texts.filter_map(|text| Some((text.line, text.level?)));
        let first = levels.next()?;
        levels.all(|(_, level)| level == first.1).then_some(first)
    }
}

/// The place of a level among those of the page; one that it does not have yet is added.
fn level_index(reading: &mut Reading, number: u32, line: usize) -> usize {
    if let Some(place) = reading.levels.iter().position(|level| level.name.number == Some(number)) {
        return place;
    }
    let label = format!("Level {number}");
    let level_name = LevelName { number: Some(number), label, plain: true, ..LevelName::default() };
    reading.levels.push(RawLevel { line, name: level_name, ..RawLevel::default() });
    reading.levels.len() - 1
}
