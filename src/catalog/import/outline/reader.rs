//! From a tree whose levels are known to criteria, level by level.

use std::collections::{HashMap, HashSet};

use super::super::blocks::{BlockContent, PageBlock};
use super::super::{Reading, levels};
use super::finish::{empty_levels, only_described, roles};
use super::heading_roles::{is_generic, is_labelled, is_track, tracks};
use super::heading_tree::{HeadKind, HeadNode};
use super::lists::{self, ListContext};
use super::reading_builder::{OutlinePlace, ReadingBuilder, UNNAMED};
use super::table_scan::{self, TableScan};
use super::tables::{self, GlossaryEntry};
use super::{boilerplate, labels, level_headings};

pub struct OutlineReader<'s> {
    builder: ReadingBuilder<'s>,
    /// The skill that the page is about, where no heading of it says so.
    skill: Option<String>,
    tracks: HashSet<usize>,
    shared: HashMap<String, usize>,
    levelled: bool,
    glossary: Vec<GlossaryEntry>,
    holders: usize,
    scan: TableScan,
}

pub fn read_tree(mut builder: ReadingBuilder<'_>, root: &HeadNode, skill: Option<String>) -> Reading {
    let mut shared: HashMap<String, usize> = HashMap::new();
    let mut holders = 0;
    root.visit(&mut |node| {
        let names: HashSet<String> =
            node.children.iter().flat_map(|child| &child.levels).map(|level_name| level_name.key()).collect();
        holders += usize::from(!names.is_empty());
        for name in names {
            *shared.entry(name).or_default() += 1;
        }
    });
    let scan = TableScan::new(builder.source, root);
    root.visit(&mut |node| {
        if node.by == HeadKind::Heading && !(node.body.is_empty() && node.children.is_empty()) {
            builder.headed.extend(node.levels.iter().map(levels::LevelName::key));
        }
    });
    let headed = root.any(&HeadNode::is_level);
    let levelled = headed || scan.tables() > 0;
    builder.elsewhere = headed || scan.tables() > 1;
    let tracks = tracks(root, &scan);
    let mut fill =
        OutlineReader { skill, builder, tracks, shared, levelled, glossary: Vec::new(), holders, scan };
    fill.read_node(root, &OutlinePlace::default());
    fill.finish()
}

impl OutlineReader<'_> {
    fn read_node(&mut self, node: &HeadNode, place: &OutlinePlace) {
        let chaff = boilerplate::section_reason(&node.title);
        if let Some(why) = chaff.filter(|why| {
            !node.is_level() && (!node.has_levels() || matches!(*why, "pay" | "questions and answers"))
        }) {
            self.skip_section(node, place, why);
        } else if self.scan.rates
            && node.has_levels()
            && table_scan::is_scale(&node.title)
            && !self.scan.holds(node)
        {
            self.skip_section(node, place, "scale of the ratings");
        } else if node.depth == level_headings::GLOSSARY {
            self.read_glossary_item(node);
        } else if node.is_level() {
            self.read_level(node, place);
        } else if !place.levels.is_empty() {
            self.read_group(node, place);
        } else if node.has_levels() {
            self.read_holder(node, place);
        } else if boilerplate::is_of_all_levels(&node.title) || !self.levelled && node.by != HeadKind::Page {
            self.read_group(node, place);
        } else {
            self.read_aside(node, place);
        }
    }

    /// Leaves a section out, except for a table in what only explains the page.
    fn skip_section(&mut self, node: &HeadNode, place: &OutlinePlace, why: &'static str) {
        let explains = why == "how to use the page";
        let (tables, rest): (Vec<&PageBlock>, Vec<&PageBlock>) =
            node.body.iter().partition(|block| explains && matches!(block.kind, BlockContent::Table(_)));
        for block in rest {
            self.builder.skip_block(block, why);
        }
        for block in tables {
            self.read_block(block, place, "", true);
        }
        for child in &node.children {
            self.skip_section(child, place, why);
        }
    }

    fn read_nodes(&mut self, nodes: &[HeadNode], place: &OutlinePlace) {
        for node in nodes {
            self.read_node(node, place);
        }
    }

    /// A heading that names levels: what is under it is said of them.
    fn read_level(&mut self, node: &HeadNode, place: &OutlinePlace) {
        let levels: Vec<usize> = node
            .levels
            .iter()
            .map(|level_name| self.builder.level_index(level_name, place.track.as_ref(), node.line))
            .collect();
        let place = OutlinePlace { levels, ..place.clone() };
        let name = place.skill.clone().or_else(|| skill_of_page(node)).unwrap_or_else(|| UNNAMED.to_owned());
        let is_list =
            |block: &PageBlock| matches!(block.kind, BlockContent::Item(..) | BlockContent::Table(_));
        let list = node.body.iter().position(is_list);
        // What goes before groups or a list says what the level is; where there is nothing else, it is what it asks.
        let groups = node.children.iter().any(|child| !boilerplate::is_level_fact(&child.title));
        let introduced = place.skill.is_none() && (list.is_some() || groups);
        let until = if introduced { list.unwrap_or(node.body.len()) } else { 0 };
        for block in &node.body[..until] {
            match &block.kind {
                BlockContent::Paragraph(text) if boilerplate::text_reason(text).is_none() => {
                    self.builder.add_scope(&place.levels, &text.text());
                }
                _ => self.read_block(block, &place, &name, false),
            }
        }
        let own = OutlinePlace { group: place.group.clone(), ..place.clone() };
        self.read_texts(&node.body[until..], &own, &name, place.skill.is_none());
        let inner = OutlinePlace { group: place.skill.clone(), skill: None, ..place };
        self.read_nodes(&node.children, &inner);
    }

    /// A heading under a level, or one on a page without levels: a criterion.
    fn read_group(&mut self, node: &HeadNode, place: &OutlinePlace) {
        let name = labels::without_level(labels::clean_title(&node.title), !place.levels.is_empty());
        if boilerplate::is_level_fact(&name) && !place.levels.is_empty() {
            for block in &node.body {
                match &block.kind {
                    BlockContent::Paragraph(text) => {
                        let text = format!("{name}: {}", text.text());
                        self.builder.add_level_description(&place.levels, &text);
                    }
                    _ => self.builder.skip_block(block, "about the level"),
                }
            }
        } else {
            if name.eq_ignore_ascii_case("scope")
                && let Some(BlockContent::Paragraph(text)) = node.body.first().map(|block| &block.kind)
            {
                self.builder.add_scope(&place.levels, &text.text());
            }
            self.read_texts(&node.body, place, &name, false);
        }
        let top = place.levels.is_empty() && node.by == HeadKind::Heading && node.depth == 1;
        let group = if top { None } else { Some(name).filter(|name| !name.is_empty()) };
        let inner = OutlinePlace { group, ..place.clone() };
        self.read_nodes(&node.children, &inner);
    }

    /// A heading over levels: a skill, a track, or only a heading.
    fn read_holder(&mut self, node: &HeadNode, place: &OutlinePlace) {
        let page = if node.by == HeadKind::Page { self.skill.take() } else { None };
        let role = if page.is_some() {
            HeadingRole::Skill
        } else {
            self.role_of(node, place, &labels::clean_title(&node.title))
        };
        let name = page.unwrap_or_else(|| labels::clean_title(&node.title));
        let inner = match role {
            HeadingRole::Skill => {
                // `Levels` under a skill is no skill itself.
                let (name, group) = match place.group.clone().filter(|_| is_generic(&name)) {
                    Some(above) => (above, None),
                    None => (name, place.group.clone()),
                };
                let place = OutlinePlace { group, ..place.clone() };
                self.about_skill(node, &place, &name);
                OutlinePlace { skill: Some(name), ..place }
            }
            HeadingRole::Track => {
                self.read_prose(&node.body, place);
                let name = name.split(" (").next().unwrap_or_default().to_owned();
                OutlinePlace { track: Some(name), group: None, ..place.clone() }
            }
            HeadingRole::Heading => {
                let is_skill = |child: &HeadNode| {
                    let place = OutlinePlace { group: Some(name.clone()), ..place.clone() };
                    let title = labels::clean_title(&child.title);
                    is_generic(&title) && matches!(self.role_of(child, &place, &title), HeadingRole::Skill)
                };
                if node.depth > 1 && node.by == HeadKind::Heading && node.children.iter().any(is_skill) {
                    self.about_skill(node, &OutlinePlace { group: None, ..place.clone() }, &name);
                } else {
                    self.read_prose(&node.body, place);
                }
                let top = node.by == HeadKind::Page || node.depth == 1;
                let group = if top || is_generic(&name) { place.group.clone() } else { Some(name) };
                OutlinePlace { group, ..place.clone() }
            }
        };
        self.read_nodes(&node.children, &inner);
    }

    fn role_of(&self, node: &HeadNode, place: &OutlinePlace, name: &str) -> HeadingRole {
        if self.tracks.contains(&node.line) && node.by != HeadKind::Page {
            return HeadingRole::Track;
        }
        let own: Vec<&HeadNode> = node.children.iter().filter(|child| child.is_level()).collect();
        let items =
            own.iter().any(|child| child.by == HeadKind::Item && child.depth != level_headings::GLOSSARY);
        if own.is_empty() || node.by == HeadKind::Page || name.is_empty() {
            return HeadingRole::Heading;
        }
        let shared = own
            .iter()
            .flat_map(|child| &child.levels)
            .any(|level_name| self.shared.get(&level_name.key()).is_some_and(|count| *count > 1));
        let bare = own.iter().all(|child| child.children.is_empty() && !is_labelled(&child.body));
        if is_generic(name) {
            let under_skill = place.group.is_some() && (node.by == HeadKind::Label || shared && bare);
            return if under_skill { HeadingRole::Skill } else { HeadingRole::Heading };
        }
        let skill = items || !is_track(name) && (shared || self.holders == 1 && bare);
        if skill { HeadingRole::Skill } else { HeadingRole::Heading }
    }

    fn about_skill(&mut self, node: &HeadNode, place: &OutlinePlace, name: &str) {
        for block in &node.body {
            match &block.kind {
                BlockContent::Paragraph(text) if boilerplate::text_reason(text).is_none() => {
                    self.builder.add_description(place, name, node.line, &text.text());
                }
                BlockContent::Quote(text) => {
                    self.builder.add_description(place, name, node.line, &text.text())
                }
                _ => self.read_block(block, place, name, true),
            }
        }
    }

    /// A section that is of no level: what goes before the levels describes the whole.
    fn read_aside(&mut self, node: &HeadNode, place: &OutlinePlace) {
        let title = labels::clean_title(&node.title);
        let mut place = place.clone();
        let mut group = title.clone();
        if self.tracks.contains(&node.line) && node.by != HeadKind::Page {
            title.split(" (").next().unwrap_or_default().clone_into(&mut group);
            place.track = Some(group.clone());
        }
        self.read_prose(&node.body, &OutlinePlace { group: Some(group), ..place.clone() });
        self.read_nodes(&node.children, &place);
    }

    fn read_prose(&mut self, body: &[PageBlock], place: &OutlinePlace) {
        let name = place.group.clone().unwrap_or_default();
        for block in body {
            match &block.kind {
                BlockContent::Paragraph(text) if boilerplate::text_reason(text).is_none() => {
                    self.add_page_description(block.line, &text.text())
                }
                BlockContent::Quote(text) => self.add_page_description(block.line, &text.text()),
                BlockContent::Table(table) => {
                    let place = OutlinePlace { group: None, ..place.clone() };
                    tables::read(&mut self.builder, table, block.line, &place, &name, &mut self.glossary);
                }
                _ => self.read_block(block, place, &name, true),
            }
        }
    }

    fn add_page_description(&mut self, line: usize, text: &str) {
        if self.builder.reading.levels.is_empty() {
            self.builder.reading.description.push(text.to_owned());
        } else {
            self.builder.reading.skip(line, "prose without a level");
        }
    }

    /// The texts under a heading: each paragraph and each item a statement.
    fn read_texts(&mut self, body: &[PageBlock], place: &OutlinePlace, name: &str, level: bool) {
        let mut at = 0;
        let mut ruled = false;
        let mut listed = false;
        while let Some(block) = body.get(at) {
            let is_item = |block: &&PageBlock| matches!(block.kind, BlockContent::Item(..));
            let list = body[at..].iter().take_while(is_item).count();
            if list > 0 {
                let under = ListContext { name, level, depth: 0 };
                lists::read(&mut self.builder, &body[at..at + list], place, under);
                at += list;
                listed = true;
                continue;
            }
            at += 1;
            match &block.kind {
                BlockContent::Rule => ruled = at > 1,
                BlockContent::Paragraph(_) if ruled => self.builder.reading.skip(block.line, "footer"),
                BlockContent::Paragraph(text) => {
                    let next = body.get(at).is_some_and(|next| is_item(&next));
                    self.read_paragraph(block.line, text, place, name, (level && listed, next));
                }
                _ => self.read_block(block, place, name, false),
            }
        }
    }

    /// A paragraph; `after` says whether it follows a level's list, and `before` whether a list follows.
    fn read_paragraph(
        &mut self, line: usize, text: &super::super::blocks::Inline, place: &OutlinePlace, name: &str,
        (after, before): (bool, bool),
    ) {
        let whole = text.text();
        if let Some(why) = boilerplate::text_reason(text) {
            self.builder.reading.skip(line, why);
        } else if before && (whole.ends_with(':') || introduces_list(&whole)) {
            self.builder.reading.skip(line, "introduction of a list");
        } else if after {
            self.builder.add_level_description(&place.levels, &whole);
        } else if place.levels.is_empty() {
            self.builder.add_description(place, name, line, &whole);
        } else {
            self.builder.add_statement(place, name, line, &whole);
        }
    }

    /// A block that is neither an item nor a paragraph of a level.
    fn read_block(&mut self, block: &PageBlock, place: &OutlinePlace, name: &str, outside: bool) {
        match &block.kind {
            BlockContent::Rule | BlockContent::Heading(..) => {}
            BlockContent::Quote(text) if !place.levels.is_empty() => {
                self.builder.add_scope(&place.levels, &text.text())
            }
            BlockContent::Quote(text) if !outside => {
                self.builder.add_description(place, name, block.line, &text.text())
            }
            BlockContent::Table(table) => {
                tables::read(&mut self.builder, table, block.line, place, name, &mut self.glossary);
            }
            BlockContent::NonText(other, text) => self.builder.skip_non_text(block.line, *other, text),
            BlockContent::Paragraph(text) | BlockContent::Item(_, text) | BlockContent::Quote(text) => {
                let why = boilerplate::text_reason(text).unwrap_or("prose without a level");
                self.builder.reading.skip(block.line, why);
            }
        }
    }

    fn read_glossary_item(&mut self, node: &HeadNode) {
        let text = node.body.iter().find_map(|block| match &block.kind {
            BlockContent::Paragraph(text) => Some(text.text()),
            _ => None,
        });
        // `L1 → L2: within two years` says nothing of a level itself.
        if node.title.contains(['→', '➡']) || node.title.contains("->") {
            self.builder.skip_node(node, "list of the levels");
            return;
        }
        for level_name in &node.levels {
            self.glossary.push(GlossaryEntry {
                line: node.line,
                name: level_name.clone(),
                title: None,
                scope: text.clone(),
                more: Vec::new(),
            });
        }
        for block in node.body.iter().skip(1) {
            self.builder.skip_block(block, "list of the levels");
        }
        if node.levels.is_empty() {
            self.builder.skip_node(node, "list of the levels");
        }
    }

    fn finish(mut self) -> Reading {
        for GlossaryEntry { line, name: level_name, title, scope, more } in std::mem::take(&mut self.glossary)
        {
            let known = self.builder.find_level(&level_name.key());
            let Some(level) = known.and_then(|known| self.builder.reading.levels.get_mut(known)) else {
                self.builder.reading.skip(line, "list of the levels");
                continue;
            };
            let named = level.name.title.is_empty() || !more.is_empty();
            level.description.extend(more);
            if level.name.title.is_empty() {
                let title = title.unwrap_or_else(|| level_name.title.clone());
                level.name.seniority = levels::parse_level(&title).seniority;
                level.name.title = title;
            }
            match (&level.scope, scope) {
                (None, Some(scope)) => level.scope = Some(scope),
                (Some(known), Some(scope)) if *known != scope => level.description.push(scope),
                _ if named => {}
                _ => self.builder.reading.skip(line, "list of the levels"),
            }
        }
        let mut reading = self.builder.reading;
        only_described(&mut reading);
        table_scan::apart_by_letters(&mut reading);
        empty_levels(&mut reading);
        roles(&mut reading);
        reading
    }
}

fn introduces_list(text: &str) -> bool {
    ["the following", "following things", "listed below"].iter().any(|words| text.contains(words))
}

enum HeadingRole {
    Skill,
    Track,
    Heading,
}

/// The skill that a page is about whose level stands elsewhere: told, or in the name of its file.
fn skill_of_page(node: &HeadNode) -> Option<String> {
    let name = labels::clean_title(&node.title);
    let of_level =
        node.levels.iter().any(|level_name| !level_name.title.is_empty() && name.contains(&level_name.title))
            || levels::parse_levels(&name).iter().all(levels::LevelName::is_level);
    let forced = node.levels.iter().any(|level_name| levels::parse_level(&name).title == level_name.title);
    (!name.is_empty() && !of_level && !forced && !is_generic(&name) && !is_track(&name)).then_some(name)
}
