//! What a heading over levels is: a track, a skill, or only a heading.

use std::collections::HashSet;

use super::super::blocks::{BlockContent, PageBlock};
use super::super::levels::{self, LevelName};
use super::heading_tree::{HeadKind, HeadNode};
use super::table_scan::TableScan;
use super::{boilerplate, labels};
use crate::catalog::import::vocabulary::PAGES;

/// The lines of the headings that are tracks: several that stand beside each other, each over levels of its own.
pub fn tracks(root: &HeadNode, scan: &TableScan) -> HashSet<usize> {
    let mut found = HashSet::new();
    collect_tracks(root, scan, &mut found);
    found
}

fn collect_tracks(node: &HeadNode, scan: &TableScan, found: &mut HashSet<usize>) {
    let holders: Vec<&HeadNode> = node
        .children
        .iter()
        .filter(|child| {
            !child.is_level()
                && child.by == HeadKind::Heading
                && (child.has_levels() || scan.holds(child))
                && boilerplate::section_reason(&child.title).is_none()
        })
        .collect();
    let named: Vec<&&HeadNode> = holders.iter().filter(|holder| is_track(&holder.title)).collect();
    if named.len() >= 2 {
        found.extend(named.iter().map(|holder| holder.line));
        return;
    }
    // Of headings over tables only those that are called so are tracks; `Ladder` beside `Competencies` is none.
    let in_headings = holders.iter().all(|holder| holder.has_levels());
    let headed = holders.iter().all(|holder| is_track(&holder.title) || !is_generic(&holder.title));
    let tracks = !named.is_empty() && headed || apart(&holders);
    if in_headings && holders.len() >= 2 && tracks {
        found.extend(holders.iter().map(|holder| holder.line));
        return;
    }
    for child in &node.children {
        collect_tracks(child, scan, found);
    }
}

/// Whether headings hold ladders that share no level, and whose levels have groups: tracks under whatever names.
fn apart(holders: &[&HeadNode]) -> bool {
    let mut seen: HashSet<String> = HashSet::new();
    holders.iter().all(|holder| {
        let own: Vec<&HeadNode> = holder
            .children
            .iter()
            .filter(|child| child.is_level() && child.by == HeadKind::Heading)
            .collect();
        let names: HashSet<String> = own.iter().flat_map(|level| &level.levels).map(LevelName::key).collect();
        let grouped = own.iter().any(|level| !level.children.is_empty());
        names.len() >= 2 && grouped && names.into_iter().all(|name| seen.insert(name))
    })
}

/// Whether a title is that of a track: `Individual contributors`, `Management track`, `Software Engineer`.
pub fn is_track(title: &str) -> bool {
    let words = words(title);
    let text = words.join(" ");
    PAGES.manager_titles.contains(&text)
        || words.iter().any(|word| PAGES.track_titles.contains(word))
        || levels::is_trade(title) && words.len() <= 4
        || text.ends_with(" manager") && words.len() <= 3
        || ["engineers", "developers", "designers", "analysts"]
            .iter()
            .any(|word| words.last().is_some_and(|last| last == word))
}

/// Whether most items of a text start with a bold label, which names a group.
pub fn is_labelled(body: &[PageBlock]) -> bool {
    let items = body.iter().filter_map(|block| match &block.kind {
        BlockContent::Item(_, text) => Some(labels::bold_label(text).is_some()),
        _ => None,
    });
    let (labelled, all) = items.fold((0, 0), |(labelled, all), is| (labelled + usize::from(is), all + 1));
    all > 0 && labelled * 2 >= all
}

pub fn is_generic(title: &str) -> bool {
    words(title).iter().any(|word| PAGES.generic_titles.contains(word))
}

fn words(title: &str) -> Vec<String> {
    let bare = title.split('(').next().unwrap_or_default();
    bare.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}
