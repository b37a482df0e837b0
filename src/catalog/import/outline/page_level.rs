//! What a page as a whole is about: its title, and the level that all of it is of.

use super::super::blocks::{SourcePage, capitalized};
use super::super::levels::{self, LevelName, MID_SENIORITY};
use super::super::{LevelsIn, Source, file_stem};
use super::heading_roles::{is_generic, is_labelled, is_track};
use super::heading_tree::{HeadKind, HeadNode};
use super::labels::clean_title;

#[derive(Debug, Default)]
pub struct PageLevel {
    pub title: Option<String>,
    pub whole: bool,
    pub set_aside: bool,
}

/// Finds the level of a page that names none within: told, in the title, the front matter, or the name of the file.
pub fn page_level(source: &Source<'_>, page: &SourcePage, root: &mut HeadNode) -> PageLevel {
    let front = FrontMatter::of(page);
    let heads: Vec<usize> =
        (0..root.children.len()).filter(|at| root.children[*at].by == HeadKind::Heading).collect();
    let top = match heads.as_slice() {
        [one] if root.children[*one].depth == 1 || front.title.is_none() => Some(*one),
        [_] => None,
        _ => heads.first().copied().filter(|first| {
            let depth = root.children[*first].depth;
            heads.iter().filter(|at| root.children[**at].depth <= depth).count() == 1
        }),
    };
    let heading = top.map(|at| clean_title(&root.children[at].title)).filter(|title| !title.is_empty());
    let is_level = |at: &&usize| root.children[**at].is_level();
    let first = || heads.first().filter(|at| !is_level(at)).map(|at| clean_title(&root.children[*at].title));
    let title = heading.or_else(|| front.title.clone()).or_else(first).filter(|title| !title.is_empty());
    let named_by_top = top.is_some_and(|at| root.children[at].is_level());
    let within = match top {
        Some(at) if named_by_top => root.children[at].has_levels() || others(root, at),
        _ => root.has_levels(),
    };
    let told = source.hints.level;
    let mut about = PageLevel { title: title.clone(), whole: false, set_aside: told.is_some() && within };
    let elsewhere =
        matches!(source.hints.levels_in, Some(LevelsIn::Bullets | LevelsIn::Columns | LevelsIn::Rows));
    if within || elsewhere && told.is_none() {
        return about;
    }
    let found = match top.filter(|_| named_by_top) {
        Some(at) => root.children[at].levels.first().cloned(),
        None => {
            let titles = [title.as_deref(), front.title.as_deref()];
            titles.into_iter().flatten().find_map(in_title).or_else(|| front.level(title.as_deref()))
        }
    };
    let has_table = page
        .blocks
        .iter()
        .any(|block| matches!(block.kind, crate::catalog::import::blocks::BlockContent::Table(_)));
    let file = in_file(source.file).filter(|_| !has_table);
    let found = match (found, file) {
        // `03-senior-developer.md` over `Senior Developer`: the file tells the number.
        (Some(found), Some(file))
            if found.number.is_none() && found.title.eq_ignore_ascii_case(&file.title) =>
        {
            Some(LevelName { title: found.title, ..file })
        }
        (found, file) => found.or(file),
    };
    let found = found.or_else(|| title.as_deref().and_then(plain_role).filter(|_| !has_table));
    let level_name = match (told, found) {
        (Some(number), found) => {
            let level_name = found.unwrap_or_default();
            let label = if level_name.number == Some(u32::from(number)) {
                level_name.label.clone()
            } else {
                String::new()
            };
            LevelName { number: Some(u32::from(number)), label, plain: true, ..level_name }
        }
        (None, Some(found)) => found,
        (None, None) => return about,
    };
    about.whole = true;
    match top {
        Some(at) => {
            let levels = &mut root.children[at].levels;
            if levels.len() < 2 {
                *levels = vec![level_name];
            }
        }
        None => root.levels = vec![level_name],
    }
    about
}

fn others(root: &HeadNode, top: usize) -> bool {
    root.children.iter().enumerate().any(|(at, child)| at != top && (child.is_level() || child.has_levels()))
}

/// The level within a longer title: `Guide: Senior Developer`, `Ladder – L3`.
fn in_title(title: &str) -> Option<LevelName> {
    let whole = levels::parse_levels(title);
    if let [whole] = whole.as_slice()
        && whole.is_level()
    {
        return Some(whole.clone());
    }
    let parts = title.split([':', '|', '–', '—', '(']).flat_map(|part| part.split(" - "));
    parts.map(|part| levels::parse_level(part.trim_end_matches(')'))).find(LevelName::is_level)
}

/// The skill of a page whose headings are all levels: the front matter's title, or the name of the file.
pub fn page_skill(source: &Source<'_>, title: Option<&str>, root: &HeadNode) -> Option<String> {
    let heads = || root.children.iter().filter(|child| child.by == HeadKind::Heading);
    let bare = |level: &HeadNode| level.is_level() && level.children.is_empty() && !is_labelled(&level.body);
    if heads().count() < 2 || !heads().all(bare) {
        return None;
    }
    let stem = file_stem(source.file).replace(['-', '_'], " ");
    let stem = capitalized(stem.trim());
    let name = title.map_or(stem, str::to_owned);
    let other = is_generic(&name) || is_track(&name) || levels::parse_level(&name).is_level();
    let page = ["readme", "index", "page", "engineering"].contains(&name.to_lowercase().trim_matches('_'));
    (!other && !page && name.chars().filter(|c| c.is_alphabetic()).count() > 2).then_some(name)
}

/// A title that is only a role, `Software Engineer`: the plain level of it.
fn plain_role(title: &str) -> Option<LevelName> {
    let level_name = levels::parse_level(title);
    let title = level_name.title.as_str();
    let last = title.rsplit(' ').next().unwrap_or_default();
    let is = levels::is_trade(last) && levels::trade(title) == title && title.split(' ').count() <= 3;
    is.then_some(LevelName { seniority: Some(MID_SENIORITY), plain: true, ..level_name })
}

/// The level in a file's name: `level-3-senior.md`, `ic4.md`, `03-senior-engineer.md`.
fn in_file(file: &str) -> Option<LevelName> {
    let words: Vec<String> =
        file_stem(file).split(['-', '_', ' ']).filter(|word| !word.is_empty()).map(capital).collect();
    let number = words.first().and_then(|word| word.parse::<u32>().ok()).filter(|number| *number <= 20);
    let rest = words.get(usize::from(number.is_some())..).unwrap_or_default().join(" ");
    let level_name = levels::parse_level(&rest);
    if level_name.is_level() {
        let order = number.filter(|_| level_name.number.is_none());
        return Some(match order {
            Some(number) => LevelName { number: Some(number), label: number.to_string(), ..level_name },
            None => level_name,
        });
    }
    let role = plain_role(&rest)?;
    Some(match number {
        Some(number) => LevelName { number: Some(number), label: number.to_string(), ..role },
        None => return None,
    })
}

/// A word as it stands in a title: `ic4` is `IC4`, `senior` is `Senior`, `ii` is `II`.
fn capital(word: &str) -> String {
    let numbered = word.len() <= 5 && word.bytes().any(|byte| byte.is_ascii_digit());
    let roman = matches!(word, "i" | "ii" | "iii" | "iv" | "v" | "vi");
    if numbered || roman || matches!(word, "sre" | "qa" | "vp" | "cto" | "sde" | "ic") {
        return word.to_uppercase();
    }
    capitalized(word)
}

#[derive(Debug, Default)]
struct FrontMatter {
    title: Option<String>,
    level: Option<String>,
}

impl FrontMatter {
    fn of(page: &SourcePage) -> Self {
        let mut front = Self::default();
        for line in page.front.iter().flat_map(|(_, text)| text.lines()) {
            let Some((key, value)) = line.split_once(':').filter(|_| !line.starts_with([' ', '-', '#']))
            else {
                continue;
            };
            let value = value.trim().trim_matches(['"', '\'']).trim();
            if value.is_empty() {
                continue;
            }
            match key.trim().to_lowercase().as_str() {
                "title" => front.title = Some(value.to_owned()),
                "level" | "grade" | "rank" => front.level = Some(value.to_owned()),
                _ => {}
            }
        }
        front
    }

    fn level(&self, title: Option<&str>) -> Option<LevelName> {
        let level = levels::parse_level(self.level.as_deref()?);
        let title = title.or(self.title.as_deref()).unwrap_or_default();
        level.is_level().then(|| match level.title.is_empty() {
            true => {
                let named = levels::parse_level(title);
                LevelName { title: named.title, seniority: named.seniority, ..level }
            }
            false => level,
        })
    }
}
