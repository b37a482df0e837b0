//! Terms, secrets, redaction and names, by tables.

use super::names::names;
use super::*;

fn terms(names: &[(&str, TermKind)]) -> Terms {
    let mut allocator = alias::AliasAllocator::new(Default::default(), names.iter().map(|(name, _)| *name));
    Terms::new(names.iter().map(|(name, kind)| Term {
        text: (*name).to_owned(),
        kind: *kind,
        alias: Some(allocator.allocate(*kind)),
    }))
}

fn hidden(text: &str, terms: &Terms) -> String {
    redact(text, terms).0.into_owned()
}

#[test]
fn terms_are_found_as_whole_words_in_any_case() {
    let terms = terms(&[
        ("Acme", TermKind::Customer),
        ("Acme Corp", TermKind::Customer),
        ("C++ (EU)", TermKind::Other),
        ("a.b*", TermKind::Other),
        ("[x]", TermKind::Project),
        ("O’Brien", TermKind::Person),
        ("db-7", TermKind::Host),
        ("アクメ", TermKind::Customer),
        ("the", TermKind::Other),
        ("Müller GmbH", TermKind::Person),
        ("Fjord", TermKind::Project),
        ("Großbank", TermKind::Customer),
    ]);
    for (text, wanted) in [
        (
            "Acme, ACME and acme's; Acme’s Acmes",
            "Customer A, Customer A and Customer A's; Customer A’s Customer A",
        ),
        ("Acme\n  Corp, acme-corp, ACME_CORP, AcmeCorp", "Customer B, Customer B, Customer B, Customer B"),
        ("acmeology of Acmecorps", "acmeology of Customer B"),
        ("C++ (EU) and c++  (eu), C++", "Name A and Name A, C++"),
        ("a.b* axb* a.bb", "Name B axb* a.bb"),
        (
            "Acme **Corp** and [x](https://x.io/?q=Acme%20Corp)",
            "Customer B** and Project A(https://x.io/?q=Customer B)",
        ),
        ("Acme/Corp, Acme\u{200e} Corp, Acme&nbsp;Corp", "Customer B, Customer B, Customer B"),
        ("GROSSBANK, grossbank, GROẞBANK, Großbank's", "Customer D, Customer D, Customer D, Customer D's"),
        ("O´Brien", "Person A"),
        ("[x] x [X]", "Project A x Project A"),
        ("O'Brien and o’brien's", "Person A and Person A's"),
        ("db-7.example, db_7, DB 7", "Host A.example, Host A, Host A"),
        ("アクメ社とアクメ", "Customer C社とCustomer C"),
        ("bathe the other", "bathe Name C other"),
        ("Ac\u{ad}me", "Customer A"),
        ("Mu\u{308}ller GmbH, MU\u{308}LLER-GMBH, Ｍüller\u{3000}ＧｍｂＨ", "Person B, Person B, Person B"),
        ("Muller GmbH, Mueller-GmbH, Mu\u{308}llers GmbH", "Person B, Person B, Mu\u{308}llers GmbH"),
        (
            "FjordSync, Fjord2, fjord7, 2fjord, myFjordJob",
            "Project BSync, Project B2, Project B7, 2Project B, myProject BJob",
        ),
        ("ACMESync, AcmeCorpSync, MüllerGmbH3", "Customer ASync, Customer BSync, Person B3"),
        (
            "fjords, fjordic, Fjording, Fjordsync, theTeam",
            "Project B, fjordic, Fjording, Fjordsync, Name CTeam",
        ),
    ] {
        assert_eq!(hidden(text, &terms), wanted, "{text}");
    }
}

#[test]
fn secrets_are_redacted() {
    let none = Terms::default();
    for (text, wanted) in [
        ("Mail jane.doe+x@mail.example.com.", "Mail [e-mail address]."),
        ("<jane@example.com>", "<[e-mail address]>"),
        ("moved 10.20.0.7 to 203.0.113.9:8443", "moved [IP address] to [IP address]:8443"),
        ("the net 192.168.4.0/24", "the net [IP address]/24"),
        ("host 8.8.8.8 and fe80::1, 2001:db8::7:1.", "host [IP address] and [IP address], [IP address]."),
        ("on db-03.prod.acme.com and wiki.corp", "on [host] and [host]"),
        ("ip-10-0-0-1.ec2.internal:22", "[host]:22"),
        ("https://gitlab-01.example.com/a/b", "https://[host]/a/b"),
        ("AKIAIOSFODNN7EXAMPLE", "[key]"),
        ("set password=hunter2 there", "set password=[key] there"),
        ("DB_PASSWORD=\"a b c d\";", "DB_PASSWORD=\"[key]\";"),
        ("\"api_key\": \"a8F!kk29dd\"", "\"api_key\": \"[key]\""),
        ("postgres://app:s3cret@db.corp/x", "postgres://[key]@[host]/x"),
        ("Bearer abcdefghij0123456789", "Bearer [key]"),
        ("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- x", "[key] x"),
        ("it was q9Zx7LmP2vRt8KwB4nYc6HsD1fGj3AeU", "it was [key]"),
        ("password: hunter2!", "password: [key]!"),
        ("clientSecret: abcDEF12345678, dbPass=geheim", "clientSecret: [key], dbPass=[key]"),
        ("mot de passe\u{a0}: Soleil42", "mot de passe\u{a0}: [key]"),
        ("password=p4x5, AccountKey=/q9Zx7LmP2v==", "password=[key], AccountKey=[key]"),
        ("curl -u admin:S3cret99 x", "curl -u [key] x"),
        ("müller@acme.de, jane@müller.de", "[e-mail address], [e-mail address]"),
        ("-L 8080:10.20.0.7:80", "-L 8080:[IP address]:80"),
    ] {
        assert_eq!(hidden(text, &none), wanted, "{text}");
    }
}

#[test]
fn names_are_found_where_no_sentence_starts() {
    let mut ordinary = OrdinaryWords::new();
    ordinary.add("Ada Lovelace service management gateway");
    for (text, wanted) in [
        ("Called Zebra Bank about the outage. Then wrote it up.", &["Zebra Bank"][..]),
        ("Wrote Zebra's runbook with Jane Doe, on Monday", &["Zebra", "Jane Doe"]),
        ("Jane Doe asked for it; Falcon", &["Jane Doe", "Falcon"]),
        ("Latency fell for GitLab, Kubernetes and the API", &[]),
        ("We met: Zebra came. Ada Lovelace led", &[]),
        ("moved AX400 and P95 and Q3 and INC-4711 and SHA256", &["AX400"]),
        ("Wrote The New Service Guide", &[]),
        ("on db-03.prod.acme.com", &["db-03.prod.acme.com"]),
        ("called `Zebra` and x@Zebra.com and https://Zebra.com/Zebra", &[]),
    ] {
        let found: Vec<String> = names(text, &ordinary).into_iter().map(|name| name.text).collect();
        assert_eq!(found, wanted, "{text}");
    }
}

#[test]
fn addresses_of_links_are_told_or_dropped() {
    let terms = terms(&[("Acme Corp", TermKind::Customer)]);
    for (url, telling) in [
        ("https://example.com/a/b1c2d3e4f5a6b1c2d3e4f5a6b1c2d3e4f5a6b1c2", false),
        ("https://gitlab.com/group/project/-/merge_requests/318#note_1", false),
        ("https://docs.google.com/document/d/1q9Zx7LmP2vRt8KwB4nYc6HsD1fGj3AeU-x/edit", false),
        ("git@gitlab.com:group/project.git", false),
        ("https://example.com/acme-corp/x", true),
        ("https://acmecorp.example.com", true),
        ("https://example.com/?q=Acme%20Corp", true),
        ("https://user:pass@example.com/", true),
        ("https://user@example.com/", true),
        ("http://10.0.0.7/x", true),
        ("http://1.2.3.4/x", true),
        ("http://[2001:db8::1]/x", true),
        ("https://wiki.corp/x", true),
        ("https://example.com/?private_token=glpat-abcdefghij0123456789", true),
        ("mailto:jane@example.com", true),
    ] {
        assert_eq!(is_telling_url(url, &terms), telling, "{url}");
    }
}

#[test]
fn a_public_name_is_left_alone() {
    let public = |name: &str| Term { text: name.into(), kind: TermKind::Public, alias: None };
    let terms = Terms::new([public("wiki.corp"), public("Acme")]);
    assert_eq!(hidden("Acme at wiki.corp", &terms), "Acme at wiki.corp");
    assert!(!is_telling_url("https://wiki.corp/x", &terms));
}

proptest::proptest! {
    #[test]
    fn a_finder_that_is_not_asked_would_find_nothing(
        text in "(password|Passwort|token|api key|curl -u |a1:b2c3d4e|hunter22|sk-|é@é\\.de|com\\.a\\.|:10\\.|=|:|: |\"|Bearer |Basic |://|a@b\\.cc|@|10\\.0\\.0\\.7|fe80::1|web-01|srv02|\\.corp|db|-----BEGIN PRIVATE KEY|ghp_|AKIAIOSFODNN7EXAMPLE|eyJ|[a-zA-Z0-9]{1,40}|[-._~+/= \n]){0,12}",
    ) {
        let asked = find(&text, &Terms::default());
        let each = [key::find(&text), address::emails(&text), address::ips(&text), host::find(&text)];
        for range in each.iter().flatten() {
            let is_in = |found: &Match| found.range.start <= range.start && range.end <= found.range.end;
            proptest::prop_assert!(asked.iter().any(is_in), "{} in {text:?}", &text[range.clone()]);
        }
    }
}
