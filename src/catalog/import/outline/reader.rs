//! From a tree whose levels are known to criteria, level by level.

use std::collections::{HashMap, HashSet};

use super::super::blocks::{Block, Kind};
use super::super::{Reading, levels};
use super::finish::{empty_levels, only_described, roles};
use super::lists::{self, Under};
use super::reading_builder::{Place, ReadingBuilder, UNNAMED};
use super::table_scan::{self, Scan};
use super::heading_roles::{is_generic, is_labelled, is_track, tracks};
use super::tables::{self, Entry};
use super::heading_tree::{By, Node};
use super::{boilerplate, labels, level_headings};

pub struct Fill<'s> {
    sink: ReadingBuilder<'s>,
    /// The skill that the page is about, where no heading of it says so.
    skill: Option<String>,
    tracks: HashSet<usize>,
    shared: HashMap<String, usize>,
    levelled: bool,
    glossary: Vec<Entry>,
    holders: usize,
    scan: Scan,
}

pub fn fill(mut sink: ReadingBuilder<'_>, root: &Node, skill: Option<String>) -> Reading {
    let mut shared: HashMap<String, usize> = HashMap::new();
    let mut holders = 0;
    root.each(&mut |node| {
        let names: HashSet<String> =
            node.children.iter().flat_map(|child| &child.levels).map(|mark| mark.name()).collect();
        holders += usize::from(!names.is_empty());
        for name in names {
            *shared.entry(name).or_default() += 1;
        }
    });
    let scan = Scan::of(sink.source, root);
    root.each(&mut |node| {
        if node.by == By::Heading && !(node.body.is_empty() && node.children.is_empty()) {
            sink.headed.extend(node.levels.iter().map(levels::LevelName::name));
        }
    });
    let headed = root.any(&Node::is_level);
    let levelled = headed || scan.tables() > 0;
    sink.elsewhere = headed || scan.tables() > 1;
    let tracks = tracks(root, &scan);
    let mut fill = Fill { skill, sink, tracks, shared, levelled, glossary: Vec::new(), holders, scan };
    fill.node(root, &Place::default());
    fill.end()
}

impl Fill<'_> {
    fn node(&mut self, node: &Node, place: &Place) {
        let chaff = boilerplate::section(&node.title);
        if let Some(why) = chaff.filter(|why| {
            !node.is_level() && (!node.has_levels() || matches!(*why, "pay" | "questions and answers"))
        }) {
            self.leave(node, place, why);
        } else if self.scan.rates
            && node.has_levels()
            && table_scan::is_scale(&node.title)
            && !self.scan.holds(node)
        {
            self.leave(node, place, "scale of the ratings");
        } else if node.depth == level_headings::GLOSSARY {
            self.list_of_levels(node);
        } else if node.is_level() {
            self.level(node, place);
        } else if !place.levels.is_empty() {
            self.group(node, place);
        } else if node.has_levels() {
            self.holder(node, place);
        } else if boilerplate::is_of_all(&node.title) || !self.levelled && node.by != By::Page {
            self.group(node, place);
        } else {
            self.aside(node, place);
        }
    }

    /// Leaves a section out, except for a table in what only explains the page.
    fn leave(&mut self, node: &Node, place: &Place, why: &'static str) {
        let explains = why == "how to use the page";
        let (tables, rest): (Vec<&Block>, Vec<&Block>) =
            node.body.iter().partition(|block| explains && matches!(block.kind, Kind::Table(_)));
        for block in rest {
            self.sink.leave_block(block, why);
        }
        for block in tables {
            self.block(block, place, "", true);
        }
        for child in &node.children {
            self.leave(child, place, why);
        }
    }

    fn nodes(&mut self, nodes: &[Node], place: &Place) {
        for node in nodes {
            self.node(node, place);
        }
    }

    /// A heading that names levels: what is under it is said of them.
    fn level(&mut self, node: &Node, place: &Place) {
        let levels: Vec<usize> =
            node.levels.iter().map(|mark| self.sink.level(mark, place.track.as_ref(), node.line)).collect();
        let place = Place { levels, ..place.clone() };
        let name = place.skill.clone().or_else(|| skill_of_page(node)).unwrap_or_else(|| UNNAMED.to_owned());
        let is_list = |block: &Block| matches!(block.kind, Kind::Item(..) | Kind::Table(_));
        let list = node.body.iter().position(is_list);
        // What goes before groups or a list says what the level is; where there is nothing else, it is what it asks.
        let groups = node.children.iter().any(|child| !boilerplate::is_about(&child.title));
        let introduced = place.skill.is_none() && (list.is_some() || groups);
        let until = if introduced { list.unwrap_or(node.body.len()) } else { 0 };
        for block in &node.body[..until] {
            match &block.kind {
                Kind::Paragraph(text) if boilerplate::text(text).is_none() => {
                    self.sink.scope(&place.levels, &text.text());
                }
                _ => self.block(block, &place, &name, false),
            }
        }
        let own = Place { group: place.group.clone(), ..place.clone() };
        self.texts(&node.body[until..], &own, &name, place.skill.is_none());
        let inner = Place { group: place.skill.clone(), skill: None, ..place };
        self.nodes(&node.children, &inner);
    }

    /// A heading under a level, or one on a page without levels: a criterion.
    fn group(&mut self, node: &Node, place: &Place) {
        let name = labels::without_level(labels::clean(&node.title), !place.levels.is_empty());
        if boilerplate::is_about(&name) && !place.levels.is_empty() {
            for block in &node.body {
                match &block.kind {
                    Kind::Paragraph(text) => {
                        let text = format!("{name}: {}", text.text());
                        self.sink.note(&place.levels, &text);
                    }
                    _ => self.sink.leave_block(block, "about the level"),
                }
            }
        } else {
            if name.eq_ignore_ascii_case("scope")
                && let Some(Kind::Paragraph(text)) = node.body.first().map(|block| &block.kind)
            {
                self.sink.scope(&place.levels, &text.text());
            }
            self.texts(&node.body, place, &name, false);
        }
        let top = place.levels.is_empty() && node.by == By::Heading && node.depth == 1;
        let group = if top { None } else { Some(name).filter(|name| !name.is_empty()) };
        let inner = Place { group, ..place.clone() };
        self.nodes(&node.children, &inner);
    }

    /// A heading over levels: a skill, a track, or only a heading.
    fn holder(&mut self, node: &Node, place: &Place) {
        let page = if node.by == By::Page { self.skill.take() } else { None };
        let role =
            if page.is_some() { Role::Skill } else { self.role_of(node, place, &labels::clean(&node.title)) };
        let name = page.unwrap_or_else(|| labels::clean(&node.title));
        let inner = match role {
            Role::Skill => {
                // `Levels` under a skill is no skill itself.
                let (name, group) = match place.group.clone().filter(|_| is_generic(&name)) {
                    Some(above) => (above, None),
                    None => (name, place.group.clone()),
                };
                let place = Place { group, ..place.clone() };
                self.about_skill(node, &place, &name);
                Place { skill: Some(name), ..place }
            }
            Role::Track => {
                self.prose(&node.body, place);
                let name = name.split(" (").next().unwrap_or_default().to_owned();
                Place { track: Some(name), group: None, ..place.clone() }
            }
            Role::Heading => {
                let is_skill = |child: &Node| {
                    let place = Place { group: Some(name.clone()), ..place.clone() };
                    let title = labels::clean(&child.title);
                    is_generic(&title) && matches!(self.role_of(child, &place, &title), Role::Skill)
                };
                if node.depth > 1 && node.by == By::Heading && node.children.iter().any(is_skill) {
                    self.about_skill(node, &Place { group: None, ..place.clone() }, &name);
                } else {
                    self.prose(&node.body, place);
                }
                let top = node.by == By::Page || node.depth == 1;
                let group = if top || is_generic(&name) { place.group.clone() } else { Some(name) };
                Place { group, ..place.clone() }
            }
        };
        self.nodes(&node.children, &inner);
    }

    fn role_of(&self, node: &Node, place: &Place, name: &str) -> Role {
        if self.tracks.contains(&node.line) && node.by != By::Page {
            return Role::Track;
        }
        let own: Vec<&Node> = node.children.iter().filter(|child| child.is_level()).collect();
        let items = own.iter().any(|child| child.by == By::Item && child.depth != level_headings::GLOSSARY);
        if own.is_empty() || node.by == By::Page || name.is_empty() {
            return Role::Heading;
        }
        let shared = own
            .iter()
            .flat_map(|child| &child.levels)
            .any(|mark| self.shared.get(&mark.name()).is_some_and(|count| *count > 1));
        let bare = own.iter().all(|child| child.children.is_empty() && !is_labelled(&child.body));
        if is_generic(name) {
            let under_skill = place.group.is_some() && (node.by == By::Label || shared && bare);
            return if under_skill { Role::Skill } else { Role::Heading };
        }
        let skill = items || !is_track(name) && (shared || self.holders == 1 && bare);
        if skill { Role::Skill } else { Role::Heading }
    }

    fn about_skill(&mut self, node: &Node, place: &Place, name: &str) {
        for block in &node.body {
            match &block.kind {
                Kind::Paragraph(text) if boilerplate::text(text).is_none() => {
                    self.sink.describe(place, name, node.line, &text.text());
                }
                Kind::Quote(text) => self.sink.describe(place, name, node.line, &text.text()),
                _ => self.block(block, place, name, true),
            }
        }
    }

    /// A section that is of no level: what goes before the levels describes the whole.
    fn aside(&mut self, node: &Node, place: &Place) {
        let title = labels::clean(&node.title);
        let mut place = place.clone();
        let mut group = title.clone();
        if self.tracks.contains(&node.line) && node.by != By::Page {
            title.split(" (").next().unwrap_or_default().clone_into(&mut group);
            place.track = Some(group.clone());
        }
        self.prose(&node.body, &Place { group: Some(group), ..place.clone() });
        self.nodes(&node.children, &place);
    }

    fn prose(&mut self, body: &[Block], place: &Place) {
        let name = place.group.clone().unwrap_or_default();
        for block in body {
            match &block.kind {
                Kind::Paragraph(text) if boilerplate::text(text).is_none() => {
                    self.describe(block.line, &text.text())
                }
                Kind::Quote(text) => self.describe(block.line, &text.text()),
                Kind::Table(table) => {
                    let place = Place { group: None, ..place.clone() };
                    tables::read(&mut self.sink, table, block.line, &place, &name, &mut self.glossary);
                }
                _ => self.block(block, place, &name, true),
            }
        }
    }

    fn describe(&mut self, line: usize, text: &str) {
        if self.sink.reading.levels.is_empty() {
            self.sink.reading.description.push(text.to_owned());
        } else {
            self.sink.reading.skip(line, "prose without a level");
        }
    }

    /// The texts under a heading: each paragraph and each item a statement.
    fn texts(&mut self, body: &[Block], place: &Place, name: &str, level: bool) {
        let mut at = 0;
        let mut ruled = false;
        let mut listed = false;
        while let Some(block) = body.get(at) {
            let is_item = |block: &&Block| matches!(block.kind, Kind::Item(..));
            let list = body[at..].iter().take_while(is_item).count();
            if list > 0 {
                let under = Under { name, level, depth: 0 };
                lists::read(&mut self.sink, &body[at..at + list], place, under);
                at += list;
                listed = true;
                continue;
            }
            at += 1;
            match &block.kind {
                Kind::Rule => ruled = at > 1,
                Kind::Paragraph(_) if ruled => self.sink.reading.skip(block.line, "footer"),
                Kind::Paragraph(text) => {
                    let next = body.get(at).is_some_and(|next| is_item(&next));
                    self.paragraph(block.line, text, place, name, (level && listed, next));
                }
                _ => self.block(block, place, name, false),
            }
        }
    }

    /// A paragraph; `after` says whether it follows a level's list, and `before` whether a list follows.
    fn paragraph(
        &mut self, line: usize, text: &super::super::blocks::Inline, place: &Place, name: &str,
        (after, before): (bool, bool),
    ) {
        let whole = text.text();
        if let Some(why) = boilerplate::text(text) {
            self.sink.reading.skip(line, why);
        } else if before && (whole.ends_with(':') || introduces(&whole)) {
            self.sink.reading.skip(line, "introduction of a list");
        } else if after {
            self.sink.note(&place.levels, &whole);
        } else if place.levels.is_empty() {
            self.sink.describe(place, name, line, &whole);
        } else {
            self.sink.state(place, name, line, &whole);
        }
    }

    /// A block that is neither an item nor a paragraph of a level.
    fn block(&mut self, block: &Block, place: &Place, name: &str, outside: bool) {
        match &block.kind {
            Kind::Rule | Kind::Heading(..) => {}
            Kind::Quote(text) if !place.levels.is_empty() => self.sink.scope(&place.levels, &text.text()),
            Kind::Quote(text) if !outside => self.sink.describe(place, name, block.line, &text.text()),
            Kind::Table(table) => {
                tables::read(&mut self.sink, table, block.line, place, name, &mut self.glossary);
            }
            Kind::Other(other, text) => self.sink.other(block.line, *other, text),
            Kind::Paragraph(text) | Kind::Item(_, text) | Kind::Quote(text) => {
                let why = boilerplate::text(text).unwrap_or("prose without a level");
                self.sink.reading.skip(block.line, why);
            }
        }
    }

    fn list_of_levels(&mut self, node: &Node) {
        let text = node.body.iter().find_map(|block| match &block.kind {
            Kind::Paragraph(text) => Some(text.text()),
            _ => None,
        });
        // `L1 → L2: within two years` says nothing of a level itself.
        if node.title.contains(['→', '➡']) || node.title.contains("->") {
            self.sink.leave(node, "list of the levels");
            return;
        }
        for mark in &node.levels {
            self.glossary.push(Entry {
                line: node.line,
                mark: mark.clone(),
                title: None,
                scope: text.clone(),
                more: Vec::new(),
            });
        }
        for block in node.body.iter().skip(1) {
            self.sink.leave_block(block, "list of the levels");
        }
        if node.levels.is_empty() {
            self.sink.leave(node, "list of the levels");
        }
    }

    fn end(mut self) -> Reading {
        for Entry { line, mark, title, scope, more } in std::mem::take(&mut self.glossary) {
            let known = self.sink.known(&mark.name());
            let Some(level) = known.and_then(|known| self.sink.reading.levels.get_mut(known)) else {
                self.sink.reading.skip(line, "list of the levels");
                continue;
            };
            let named = level.mark.title.is_empty() || !more.is_empty();
            level.description.extend(more);
            if level.mark.title.is_empty() {
                let title = title.unwrap_or_else(|| mark.title.clone());
                level.mark.seniority = levels::mark(&title).seniority;
                level.mark.title = title;
            }
            match (&level.scope, scope) {
                (None, Some(scope)) => level.scope = Some(scope),
                (Some(known), Some(scope)) if *known != scope => level.description.push(scope),
                _ if named => {}
                _ => self.sink.reading.skip(line, "list of the levels"),
            }
        }
        let mut reading = self.sink.reading;
        only_described(&mut reading);
        table_scan::apart_by_letters(&mut reading);
        empty_levels(&mut reading);
        roles(&mut reading);
        reading
    }
}

fn introduces(text: &str) -> bool {
    ["the following", "following things", "listed below"].iter().any(|words| text.contains(words))
}

enum Role {
    Skill,
    Track,
    Heading,
}

/// The skill that a page is about whose level stands elsewhere: told, or in the name of its file.
fn skill_of_page(node: &Node) -> Option<String> {
    let name = labels::clean(&node.title);
    let of_level = node.levels.iter().any(|mark| !mark.title.is_empty() && name.contains(&mark.title))
        || levels::marks(&name).iter().all(levels::LevelName::is_level);
    let forced = node.levels.iter().any(|mark| levels::mark(&name).title == mark.title);
    (!name.is_empty() && !of_level && !forced && !is_generic(&name) && !is_track(&name)).then_some(name)
}
