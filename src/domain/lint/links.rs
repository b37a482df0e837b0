//! Links: those that only the author can open, and those that stand in place of an explanation.

use super::config::Subject;
use super::page::LintBlock;
use super::{Diagnostic, Rule, shortened};
use crate::domain::text::links::{TextLink, host, is_drive_path};

/// How links are called that say nothing.
const EMPTY: [&str; 8] = ["here", "link", "this", "see", "ref", "mr", "pr", "url"];

/// What is but a kind of thing where a number stands behind it: `ticket 12`.
const KINDS: [&str; 12] =
    ["bug", "case", "change", "cl", "commit", "doc", "incident", "issue", "note", "page", "review", "ticket"];

/// Where a person's own files, mails and chats are.
const OWN: [&str; 20] = [
    "drive.google.com/drive/my-drive",
    "drive.google.com/drive/u/",
    "onedrive.live.com",
    "1drv.ms",
    "dropbox.com/home",
    "icloud.com/iclouddrive",
    "mail.google.com",
    "outlook.office.com/mail",
    "outlook.live.com",
    "slack.com/archives/d",
    "web.whatsapp.com",
    "keep.google.com",
    "calendar.google.com/calendar/u/",
    "outlook.office.com/calendar",
    "outlook.office365.com/mail",
    "teams.microsoft.com/l/chat/",
    "discord.com/channels/@me",
    "web.telegram.org",
    "github.com/notifications",
    "chatgpt.com/c/",
];

pub(super) fn private_links(subject: &Subject<'_>, rule: &'static Rule, diagnostics: &mut Vec<Diagnostic>) {
    for block in &subject.page.blocks {
        for link in &block.links {
            if let Some(why) = private(&link.url) {
                diagnostics.push(Diagnostic {
                    found: shortened(&link.url),
                    advice: format!("{why}; link what a colleague can open, or say what it shows"),
                    ..Diagnostic::at(rule, block, link.range.clone())
                });
            }
        }
    }
}

/// Why others cannot open it.
pub(super) fn private(url: &str) -> Option<&'static str> {
    let lower = url.trim().to_ascii_lowercase();
    if lower.starts_with("mailto:") || (!lower.contains("://") && lower.contains('@') && !lower.contains('/'))
    {
        return Some("it is an address to write to");
    }
    let is_path = ["file:", "~/", "/home/", "/users/", "\\\\", "obsidian:", "vscode:", "evernote:"]
        .iter()
        .any(|start| lower.starts_with(start));
    if is_drive_path(&lower) || is_path {
        return Some("it is a file of one machine");
    }
    let host = host(&lower)?;
    let one_machine = matches!(&*host, "localhost" | "0.0.0.0" | "::1")
        || [".localhost", ".local", ".localdomain"].iter().any(|end| host.ends_with(end));
    if one_machine || host.starts_with("127.") && is_address(&host) {
        return Some("it is on one machine");
    }
    let second = host.split('.').nth(1).and_then(|part| part.parse::<u8>().ok());
    let within = host.starts_with("10.")
        || host.starts_with("192.168.")
        || host.starts_with("172.") && second.is_some_and(|part| (16..=31).contains(&part));
    if within && is_address(&host) {
        return Some("it is inside one network");
    }
    let (_, rest) = lower.split_once("://")?;
    let (there, at) = rest.split_once('/').unwrap_or((rest, ""));
    let own = OWN.iter().any(|own| {
        let (host, path) = own.split_once('/').unwrap_or((own, ""));
        at.starts_with(path)
            && (there == host || there.strip_suffix(host).is_some_and(|sub| sub.ends_with('.')))
    });
    own.then_some("it is in one person's account")
}

fn is_address(host: &str) -> bool {
    host.split('.').count() == 4 && host.split('.').all(|part| part.parse::<u8>().is_ok())
}

/// Two links or more in a row whose words are numbers.
pub(super) fn numbered_links(subject: &Subject<'_>, rule: &'static Rule, diagnostics: &mut Vec<Diagnostic>) {
    for block in &subject.page.blocks {
        numbered(block, rule, diagnostics);
    }
}

fn numbered(block: &LintBlock, rule: &'static Rule, diagnostics: &mut Vec<Diagnostic>) {
    let text = &block.text;
    let words = |link: &TextLink| text.get(link.range.clone()).unwrap_or_default();
    let links: Vec<&TextLink> = block.links.iter().filter(|link| !link.range.is_empty()).collect();
    let in_a_row = |one: &&TextLink, next: &&TextLink| {
        let between = text.get(one.range.end..next.range.start).unwrap_or("?");
        says_nothing(words(one), one) && says_nothing(words(next), next) && is_but_joint(between)
    };
    // Two addresses may be what a sentence is about; three in a row are a list of proofs.
    let bare = |link: &TextLink| words(link) == link.url;
    let most = |row: &[&TextLink]| if row.iter().any(|link| bare(link)) { 3 } else { 2 };
    for row in links.chunk_by(in_a_row).filter(|row| row.len() >= most(row)) {
        let ends = row.first().zip(row.last());
        diagnostics
            .extend(ends.map(|(first, last)| Diagnostic::at(rule, block, first.range.start..last.range.end)));
    }
}

/// `1`, `#318`, `MR 4`, `ticket 12`, `here`; the address itself.
fn says_nothing(words: &str, link: &TextLink) -> bool {
    let parts = || words.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let is_number = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    let numbered = parts().any(is_number);
    let is_empty = |part: &str| {
        let lower = part.to_lowercase();
        is_number(part) || EMPTY.contains(&&*lower) || numbered && KINDS.contains(&&*lower)
    };
    words == link.url || parts().next().is_some() && parts().all(is_empty)
}

fn is_but_joint(between: &str) -> bool {
    between.split(|c: char| !c.is_alphanumeric()).all(|part| matches!(part, "" | "and" | "or"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_cannot_open_is_known() {
        for url in [
            "http://localhost:3000/x",
            "https://127.0.0.1/",
            "http://[::1]/x",
            "http://10.0.4.7/board",
            "https://192.168.1.5:8443",
            "http://172.16.0.1",
            "http://mac.local/x",
            "file:///home/ada/notes.md",
            "~/notes.md",
            "/home/ada/x",
            "mailto:ada@example.com",
            "ada@example.com",
            "https://drive.google.com/drive/my-drive",
            "https://acme.slack.com/archives/D012345",
            "https://mail.google.com/mail/u/0/#inbox/1",
            "https://teams.microsoft.com/l/chat/0/0?users=ada",
            "D:\\notes\\x.md",
        ] {
            assert!(private(url).is_some(), "{url}");
        }
        for url in [
            "https://example.com/~ada/x",
            "https://wiki.example.com/localhost",
            "https://10.example.com/",
            "https://docs.google.com/document/d/1",
            "https://drive.google.com/file/d/1",
            "https://acme.slack.com/archives/C012345",
            "https://git.example.com/@ada/x",
            "http://172.32.0.1/",
            "http://wiki/x",
            "#results",
            "docs/x.md",
            "https://teams.microsoft.com/l/channel/1",
            "c:x",
            "",
        ] {
            assert_eq!(private(url), None, "{url}");
        }
    }
}
