//! Acronyms that are not spelled out where they are first used.

use std::collections::HashSet;

use super::page::{Block, Page};
use super::words::Word;
use super::{Diagnostic, LintContext, RuleCode, Severity};

/// What every engineer reads as a word.
const EVERYDAY: &[&str] = &[
    "ACME", "AI", "AJAX", "AM", "APAC", "API", "APP", "ARM", "ASAP", "ASCII", "ASP", "ATM", "AU", "AUD",
    "AWS", "BASH", "BASIC", "BBC", "BCC", "BIOS", "BR", "BSD", "CAD", "CC", "CD", "CEO", "CEST", "CET",
    "CFO", "CHF", "CI", "CLI", "CMD", "CMS", "CN", "CNAME", "COBOL", "COO", "CORS", "CPU", "CRM", "CRUD",
    "CSS", "CSV", "CTO", "CTRL", "CV", "DACH", "DB", "DBA", "DDOS", "DE", "DHCP", "DIY", "DM", "DNS", "DOM",
    "EMEA", "EOF", "ES", "ESC", "EST", "ETA", "EU", "EUR", "FAQ", "FIFO", "FR", "FTP", "FYI", "GB", "GBP",
    "GCP", "GDPR", "GIF", "GIT", "GMT", "GNU", "GPS", "GPU", "GRPC", "GUI", "HDD", "HDMI", "HR", "HTML",
    "HTTP", "HTTPS", "IBM", "ID", "IDE", "IDS", "IEEE", "IMAP", "INR", "IO", "IOS", "IP", "ISO", "IT",
    "JIRA", "JP", "JPEG", "JPG", "JPY", "JS", "JSON", "JVM", "JWT", "KB", "KPI", "KVM", "LAN", "LATAM",
    "LDAP", "LED", "LIFO", "LLM", "LTS", "MAC", "MB", "MIT", "ML", "MR", "MS", "NASA", "NAT", "NATO", "NB",
    "NDA", "NET", "NFS", "NL", "NPM", "NZ", "OK", "OKR", "OS", "PC", "PCI", "PDF", "PEM", "PERL", "PGP",
    "PHP", "PIN", "PM", "PNG", "POP", "PR", "PST", "QA", "QEMU", "QR", "RAM", "REST", "RFC", "RHEL", "ROI",
    "ROM", "RPC", "RSS", "SAP", "SCSS", "SDK", "SFIA", "SFTP", "SIGINT", "SIM", "SMS", "SMTP", "SOAP", "SPA",
    "SQL", "SSD", "SSH", "SSL", "SUSE", "SVG", "SVN", "TB", "TCP", "TLS", "TSV", "TTL", "TV", "TXT", "UDP",
    "UI", "UK", "UN", "URI", "URL", "US", "USA", "USB", "USD", "UTC", "UTF", "UUID", "UX", "VGA", "VIM",
    "VIP", "VLAN", "VM", "VP", "VPN", "WAN", "WCAG", "WIFI", "WWW", "XML", "XSS", "YAML", "YML", "ZFS",
    "ZIP",
];

/// Words that are sometimes shouted, or that are states, keywords and marks.
const SHOUTED: &[&str] = &[
    "ABORT", "ACTIVE", "ADD", "ALL", "ALTER", "AND", "ANY", "ARE", "AS", "ASC", "BACK", "BEGIN", "BETA",
    "BLOCK", "BOTH", "BUG", "BUT", "BY", "CAN", "CASE", "CLOSE", "CLOSED", "COMMIT", "COUNT", "CREATE",
    "DATA", "DATE", "DEBUG", "DEFAULT", "DELETE", "DESC", "DEV", "DO", "DONE", "DONT", "DOWN", "DRAFT",
    "DROP", "DRY", "EMPTY", "END", "ERROR", "EVENT", "EXIT", "FAIL", "FAILED", "FALSE", "FAST", "FATAL",
    "FILE", "FINAL", "FIXME", "FOR", "FROM", "FULL", "GET", "GO", "GRANT", "GREEN", "GROUP", "HAS", "HAVING",
    "HEAD", "HELP", "HIGH", "HOLD", "HOST", "HOW", "HOWTO", "IDLE", "IF", "IN", "INDEX", "INFO", "INNER",
    "INSERT", "INTO", "IS", "JOIN", "KEEP", "KEY", "KILL", "LEFT", "LESS", "LIKE", "LIMIT", "LIVE", "LOCK",
    "LOG", "LOW", "MAIN", "MAKE", "MAX", "MAY", "ME", "MERGE", "MIN", "MORE", "MUST", "MY", "NEVER", "NEW",
    "NO", "NONE", "NOT", "NOTE", "NULL", "OF", "OFF", "OFFSET", "ON", "ONE", "ONLY", "OPEN", "OR", "ORDER",
    "OUR", "OUTER", "PASS", "PASSED", "PATCH", "PATH", "PAUSE", "PING", "POST", "PROD", "PUT", "READ",
    "README", "READY", "RED", "RETRY", "RIGHT", "RUN", "SAFE", "SELECT", "SELF", "SENT", "SET", "SHALL",
    "SHOULD", "SHOW", "SKIP", "SLOW", "STAGE", "START", "STATE", "STOP", "SWAP", "TABLE", "TBC", "TBD",
    "TEST", "TEXT", "THE", "THEN", "TO", "TODAY", "TODO", "TOP", "TRACE", "TRUE", "TYPE", "UNION", "UNIQUE",
    "UP", "UPDATE", "USE", "USER", "VALUE", "VALUES", "VIEW", "WAIT", "WARN", "WAS", "WE", "WHEN", "WHERE",
    "WHO", "WHY", "WILL", "WITH", "WRITE", "YES", "ZERO",
];

/// How many words on either side may spell an acronym out.
const NEAR: usize = 12;

/// How many letters in brackets are read.
const LONGEST: usize = 200;

const SMALL: [&str; 9] = ["a", "and", "by", "for", "in", "of", "on", "the", "to"];

/// Looks at the first use of each. One that a heading spells out is known from there on.
pub(super) fn check(page: &Page, facts: &LintContext<'_>, findings: &mut Vec<Diagnostic>) {
    let parts = facts.names.iter().flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
    let names: HashSet<&str> = parts.collect();
    let is_known = |acronym: &str| {
        names.contains(acronym) || EVERYDAY.binary_search(&acronym).is_ok() || SHOUTED.contains(&acronym)
    };
    let mut seen = HashSet::new();
    for block in &page.blocks {
        for (place, word) in block.words.all().iter().enumerate() {
            let said = block.inline.text.get(word.range.clone()).unwrap_or_default();
            let Some(acronym) = acronym(said).filter(|_| !word.link && !word.code) else { continue };
            if is_known(acronym) || is_roman(acronym) || seen.contains(acronym) {
                continue;
            }
            let spelled_out = is_spelled_out(block, place, acronym);
            if block.is_told() || spelled_out {
                seen.insert(acronym);
            }
            if block.is_told() && !spelled_out && !is_of_a_name(block, place, acronym) {
                findings.push(Diagnostic {
                    line: block.line_at(word.range.start),
                    weight: Severity::Warning,
                    code: RuleCode::Acronym,
                    entries: block.entries.clone(),
                    found: acronym.to_owned(),
                    advice: "spell it out where it is first used, with the letters in brackets".to_owned(),
                });
            }
        }
    }
}

/// What stands before and behind a word.
fn around<'b>(block: &'b Block, word: &Word) -> (&'b str, &'b str) {
    let text = &block.inline.text;
    (text.get(..word.range.start).unwrap_or_default(), text.get(word.range.end..).unwrap_or_default())
}

/// `service level agreement (SLA)`, `SLA (service level agreement)`, `SLA, short for …`, `an SLA, or service level
/// agreement,`.
fn is_spelled_out(block: &Block, place: usize, acronym: &str) -> bool {
    let words = block.words.all();
    let Some(word) = words.get(place) else { return false };
    let (before, after) = around(block, word);
    let in_brackets = before.ends_with('(')
        && place > 0
        && after.starts_with([')', ',', ';', ':', '/', ' '])
        && (!after.starts_with(' ') || after.starts_with(" for short") || after.starts_with(" hereafter"));
    // What stands in brackets behind it says what it means, not how many there were.
    let told: String = match after.trim_start().strip_prefix('(') {
        Some(told) => told.chars().take(LONGEST).take_while(|c| *c != ')').collect(),
        None => String::new(),
    };
    let first = acronym.chars().next().map(|c| c.to_ascii_lowercase());
    let means = told.split(|c: char| !c.is_alphanumeric()).any(|part| {
        part.chars().next().is_some_and(|c| Some(c.to_ascii_lowercase()) == first)
            || part.len() > 1 && acronym_like(part)
    });
    let short = ["for ", "is ", "means "]
        .iter()
        .any(|it| after.strip_prefix(", short ").is_some_and(|rest| rest.starts_with(it)));
    let near = words.get(place.saturating_sub(NEAR)..(place + NEAR + 1).min(words.len())).unwrap_or_default();
    in_brackets || means || short || has_initials(near, acronym)
}

/// Whether words in a row have the initials of an acronym.
fn has_initials(words: &[Word], acronym: &str) -> bool {
    let parts: Vec<&str> =
        words.iter().flat_map(|word| word.lower.split(['-', '_'])).filter(|part| !part.is_empty()).collect();
    (0..parts.len()).any(|start| {
        let mut letters = acronym.chars().map(|c| c.to_ascii_lowercase()).peekable();
        for part in parts.get(start..).unwrap_or_default().iter().take(2 * acronym.len()) {
            if letters.next_if(|letter| part.starts_with(*letter) && part.len() > 1).is_none()
                && !SMALL.contains(part)
            {
                return false;
            }
            if letters.peek().is_none() {
                return true;
            }
        }
        false
    })
}

/// Part of a name with marks in it (`A/B`, `R&D`, `.NET`), of one with a number (`SOC 2`), or of a line in capitals.
fn is_of_a_name(block: &Block, place: usize, acronym: &str) -> bool {
    let words = block.words.all();
    let Some(word) = words.get(place) else { return false };
    let (before, after) = around(block, word);
    let joined = |c: Option<char>| matches!(c, Some('/' | '&' | '_' | '#' | '@' | '=' | '+' | '<' | '$'));
    let marked = joined(before.chars().next_back()) || joined(after.chars().next()) || before.ends_with('.');
    let numbered = acronym == "SOC" && after.trim_start().starts_with(['1', '2', '3']);
    let shouts = |at: Option<usize>| {
        let said = at.and_then(|at| words.get(at)).and_then(|word| block.inline.text.get(word.range.clone()));
        said.is_some_and(|said| {
            said.len() > 1 && acronym_like(said) && (said.len() > 3 || SHOUTED.contains(&said))
        })
    };
    marked || numbered || shouts(place.checked_sub(1)) || shouts(place.checked_add(1))
}

fn acronym_like(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_uppercase())
}

fn is_roman(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// The letters of `SLA`, `SLAs` or `SLA-driven`.
fn acronym(word: &str) -> Option<&str> {
    let head =
        word.split_once('-').filter(|(_, rest)| rest.len() > 2 && rest.chars().all(char::is_lowercase));
    let word = head.map_or(word, |(head, _)| head);
    let letters =
        word.strip_suffix("'s").or(word.strip_suffix("’s")).or(word.strip_suffix('s')).unwrap_or(word);
    ((2..=6).contains(&letters.len()) && acronym_like(letters)).then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_everyday_ones_are_in_order() {
        assert!(EVERYDAY.is_sorted(), "{:?}", EVERYDAY.windows(2).find(|pair| pair[0] > pair[1]));
    }

    #[test]
    fn initials_spell_it_out() {
        let is_there = |text: &str, acronym: &str| {
            let words = super::super::words::Words::read(&super::super::inline::flatten(&[text], false));
            has_initials(words.all(), acronym)
        };
        for (text, acronym) in [
            ("an RCA, or root cause analysis,", "RCA"),
            ("the service-level agreement – SLA –", "SLA"),
            ("mean time to recovery", "MTTR"),
            ("the point of sale", "POS"),
        ] {
            assert!(is_there(text, acronym), "{text}");
        }
        for (text, acronym) in [("the SLA of the search", "SLA"), ("root causes", "RCA"), ("", "RCA")] {
            assert!(!is_there(text, acronym), "{text}");
        }
    }
}
