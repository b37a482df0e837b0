//! Acronyms that are not spelled out where they are first used.

use std::collections::HashSet;

use super::page::Page;
use super::words::Word;
use super::{Code, Facts, Finding, Weight};

/// What every engineer reads as a word.
const EVERYDAY: &[&str] = &[
    "AI", "AM", "API", "APP", "ARM", "ASAP", "ASCII", "ATM", "AWS", "BBC", "BIOS", "BSD", "CAD", "CD", "CEO",
    "CEST", "CET", "CFO", "CI", "CLI", "CMS", "COO", "CORS", "CPU", "CRM", "CSS", "CSV", "CTO", "CV", "DB",
    "DBA", "DIY", "DM", "DNS", "EOF", "EST", "ETA", "EU", "EUR", "FAQ", "FTP", "FYI", "GB", "GBP", "GCP",
    "GDPR", "GIF", "GIT", "GMT", "GNU", "GPS", "GPU", "GUI", "HDD", "HR", "HTML", "HTTP", "HTTPS", "IBM",
    "ID", "IDE", "IDS", "IEEE", "IMAP", "IO", "IOS", "IP", "ISO", "IT", "JPEG", "JPG", "JS", "JSON", "JVM",
    "KB", "KPI", "LAN", "LDAP", "LED", "LLM", "LTS", "MAC", "MB", "ML", "MR", "MS", "NASA", "NATO", "NB",
    "NDA", "OK", "OKR", "OS", "PC", "PDF", "PHP", "PIN", "PM", "PNG", "POP", "PR", "PST", "QA", "QR", "RAM",
    "REST", "RFC", "ROI", "ROM", "RPC", "RSS", "SAP", "SDK", "SFIA", "SIM", "SMS", "SMTP", "SPA", "SQL",
    "SSD", "SSH", "SSL", "SVG", "TB", "TCP", "TLS", "TSV", "TV", "UDP", "UI", "UK", "UN", "URI", "URL", "US",
    "USA", "USB", "USD", "UTC", "UTF", "UUID", "UX", "VIP", "VM", "VP", "VPN", "WAN", "WIFI", "WWW", "XML",
    "XSS", "YAML", "ZIP",
];

/// Words that are sometimes shouted, and marks that are no words.
const SHOUTED: &[&str] = &[
    "ALL", "AND", "ANY", "BUT", "DO", "DONE", "FIXME", "FOR", "IF", "IN", "II", "III", "IV", "IX", "IS",
    "MUST", "MAY", "NEVER", "NEW", "NO", "NOT", "OF", "ON", "ONE", "ONLY", "OR", "SHALL", "STOP", "TBC",
    "TBD", "THE", "TO", "TODO", "VI", "VII", "VIII", "WE", "XXX", "YES",
];

/// Looks at the first use of each.
pub(super) fn check(page: &Page, facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let parts = facts.names.iter().flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
    let names: HashSet<&str> = parts.collect();
    let mut seen = HashSet::new();
    for block in page.told() {
        let (text, words) = (&block.inline.text, block.words.all());
        let said = |word: &Word| text.get(word.range.clone()).unwrap_or_default();
        for (place, word) in words.iter().enumerate() {
            let Some(acronym) = acronym(said(word)).filter(|_| !word.link && !word.code) else { continue };
            let is_known = |acronym: &str| {
                names.contains(acronym)
                    || EVERYDAY.binary_search(&acronym).is_ok()
                    || SHOUTED.contains(&acronym)
            };
            if is_known(acronym) || !seen.insert(acronym) {
                continue;
            }
            let (before, after) = (
                text.get(..word.range.start).unwrap_or_default(),
                text.get(word.range.end..).unwrap_or_default(),
            );
            let spelled_out = before.ends_with('(') && place > 0
                || after.trim_start().starts_with('(')
                || ["for ", "is ", "means "]
                    .iter()
                    .any(|it| after.strip_prefix(", short ").is_some_and(|rest| rest.starts_with(it)));
            // Part of a name with marks in it: `A/B`, `ACME-1`, `R&D`; or of a line in capitals.
            let joined =
                |c: Option<char>| matches!(c, Some('/' | '&' | '_' | '#' | '@' | '=' | '+' | '<' | '$'));
            let marked = joined(before.chars().next_back()) || joined(after.chars().next());
            let shouts = |at: Option<usize>| {
                at.and_then(|at| words.get(at))
                    .is_some_and(|word| said(word).len() > 3 && acronym_like(said(word)))
            };
            let shouted = shouts(place.checked_sub(1)) || shouts(place.checked_add(1));
            if !spelled_out && !marked && !shouted {
                findings.push(Finding {
                    line: block.line_at(word.range.start),
                    weight: Weight::Warning,
                    code: Code::Acronym,
                    entries: block.entries.clone(),
                    found: acronym.to_owned(),
                    advice: "spell it out where it is first used, with the letters in brackets".to_owned(),
                });
            }
        }
    }
}

fn acronym_like(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_uppercase())
}

/// The letters of `SLA` or `SLAs`.
fn acronym(word: &str) -> Option<&str> {
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
}
