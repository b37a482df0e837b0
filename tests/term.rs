//! `promo term`, and the line that `log` and `edit` say of a name.

use std::time::{Duration, Instant};

use insta::assert_snapshot;

use crate::support::{TestEnv, schema};

/// What the user sees on stderr.
fn said(env: &TestEnv, args: &[&str]) -> String {
    let output = env.output(args);
    assert!(output.status.success(), "{args:?}: {}", env.told(&output));
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn terms_are_listed_with_their_aliases() {
    let env = TestEnv::with_target();
    env.ok(&["log", "Cut Acme's restart time"]);
    assert_snapshot!(env.see(&["term", "add", "Acme", "Zebra Bank", "--kind", "customer"]), @"
    --- stdout
    Customer A
    Customer B
    --- stderr
    `Acme` reads `Customer A` in a document; it stands in 1 entry; promo term list shows all
    `Zebra Bank` reads `Customer B` in a document; it stands in 0 entries; promo term list shows all
    --- exit 0
    ");
    assert_snapshot!(env.see(&["term", "add", "C++ (EU)", "a.b*", "[x]"]), @"
    --- stdout
    Name A
    Name B
    Name C
    --- stderr
    `C++ (EU)` reads `Name A` in a document; it stands in 0 entries; promo term list shows all
    `a.b*` reads `Name B` in a document; it stands in 0 entries; promo term list shows all
    `[x]` reads `Name C` in a document; it stands in 0 entries; promo term list shows all
    --- exit 0
    ");
    assert_snapshot!(env.see(&["term", "add", "--public", "Falcon"]), @"
    --- stderr
    `Falcon` may be said.
    --- exit 0
    ");
    assert_snapshot!(env.see(&["term"]), @"
    --- stdout
      Acme        Customer A   1 entry
      Zebra Bank  Customer B   0 entries
      [x]         Name C       0 entries
      a.b*        Name B       0 entries
      C++ (EU)    Name A       0 entries
      Falcon      may be said  0 entries
    --- exit 0
    ");
    let json = env.json(&["term", "list", "--format", "json"]);
    assert_eq!(schema::faults(&schema::read("term-list.schema.json"), &json), [""; 0]);
    assert_snapshot!(env.see(&["term", "rm", "ACME"]), @"
    --- stderr
    Took `Acme` off the list; its alias stays its own.
    --- exit 0
    ");
    assert_snapshot!(env.see(&["term", "rm", "Acme"]), @"
    --- stderr
    error: `Acme` is not listed
    Hint: promo term list shows the names
    --- exit 1
    ");
}

#[test]
fn an_alias_is_for_ever() {
    let env = TestEnv::new();
    let add = |name: &str, kind: &str| env.ok(&["-q", "term", "add", name, "--kind", kind]);
    assert_eq!(add("Acme", "customer"), "Customer A\n");
    env.ok(&["-q", "undo"]);
    assert_eq!(env.ok(&["-q", "term"]), "");
    assert_eq!(add("Zebra", "customer"), "Customer B\n");
    assert_eq!(add("acme", "customer"), "Customer A\n");
    assert_eq!(add("Acme", "person"), "Person A\n");
    env.ok(&["-q", "term", "rm", "Acme"]);
    assert_eq!(env.ok(&["-q", "term", "add", "Acme"]), "Person A\n");
    env.ok(&["-q", "term", "add", "--public", "Acme"]);
    assert_eq!(add("ACME", "customer"), "Customer A\n");
    for _ in 0..3 {
        env.ok(&["-q", "undo"]);
    }
    assert_snapshot!(env.see(&["term"]), @"
    --- stdout
      Zebra  Customer B  0 entries
    --- exit 0
    ");
    assert_snapshot!(said(&env, &["undo"]), @"
    Took back `term rm`: 1 term as before.
    ");
}

#[test]
fn one_customer_has_one_alias_however_it_is_written() {
    let env = TestEnv::new();
    let add = |names: &[&str]| env.ok(&[&["-q", "term", "add", "--kind", "customer"], names].concat());
    assert_eq!(add(&["Vandermeer Shipping", "Vandermeer"]), "Customer A\nCustomer A\n");
    assert_eq!(add(&["Vandermeer Shipping Ltd", "Café Bleu"]), "Customer A\nCustomer B\n");
    for spelling in ["Cafe\u{301} Bleu", "CAFÉ BLEU", "Cafe Bleu", "CafeBleu"] {
        assert_eq!(add(&[spelling]), "Customer B\n", "{spelling}");
    }
    assert_eq!(add(&["İstanbul Kargo", "Istanbul Kargo", "Müller"]), "Customer C\nCustomer D\n");
    assert_eq!(add(&["Mueller", "Vandermeers"]), "Customer D\nCustomer E\n");
    assert_eq!(
        env.ok(&["-q", "term", "add", "--kind", "project", "Falcon", "Falcon 9"]),
        "Project A\nProject B\n"
    );
    let terms = env.ok(&["-q", "term"]);
    assert!(terms.contains("CafeBleu") && terms.contains("Vandermeer Shipping Ltd"), "{terms}");
    env.ok(&["-q", "term", "rm", "Vandermeer Shipping"]);
    assert_eq!(add(&["Vandermeer"]), "Customer A\n");
}

#[test]
fn an_alias_holds_no_name() {
    let env = TestEnv::new();
    assert_eq!(env.ok(&["-q", "term", "add", "Name B", "Acme", "Zebra"]), "Name A\nName C\nName D\n");
    assert_snapshot!(env.see(&["term", "add", "name c"]), @r#"
    --- stderr
    error: `name c` is part of `Name C`, which stands for a name in documents
    Hint: list the whole name: promo term add "Key Systems"
    --- exit 1
    "#);
    assert_snapshot!(env.see(&["term", "add", "Customer"]), @r#"
    --- stderr
    error: `Customer` is part of `Customer A`, which stands for a name in documents
    Hint: list the whole name: promo term add "Key Systems"
    --- exit 1
    "#);
}

#[test]
fn what_is_no_name_is_refused_and_nothing_is_listed() {
    let env = TestEnv::new();
    env.ok(&["-q", "log", "Wrote it"]);
    for bad in ["", " \t", "x", "++", "a\nb"] {
        let output = env.output(&["term", "add", "Acme", bad]);
        assert_eq!(output.status.code(), Some(1), "{bad:?}");
    }
    assert_eq!(env.ok(&["-q", "term"]), "");
    assert_snapshot!(env.see(&["term", "add", "x"]), @r#"
    --- stderr
    error: `x` is too short for a term: it would be found in every text
    Hint: list the name in full: promo term add "Acme Corp"
    --- exit 1
    "#);
    assert_snapshot!(env.told(&env.output_with(&["term", "add", "-"], b"\n \n")), @"
    --- stderr
    error: stdin holds no name
    Hint: one a line: promo term add - < names.txt
    --- exit 1
    ");
}

#[test]
fn a_list_comes_from_stdin() {
    let env = TestEnv::new();
    let lines: String = (0..2000).map(|n| format!("Company {n}\n")).collect();
    let output = env.output_with(&["term", "add", "-", "--kind", "customer"], lines.as_bytes());
    assert!(output.status.success(), "{}", env.told(&output));
    let aliases = String::from_utf8(output.stdout).unwrap();
    assert!(
        aliases.starts_with("Customer A\nCustomer B\n") && aliases.ends_with("\nCustomer BXX\n"),
        "{aliases}"
    );
    assert_eq!(aliases.lines().count(), 2000);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.ends_with("and 1995 more terms: promo term list shows all\n"), "{said}");
}

#[test]
fn a_second_long_list_takes_no_longer_than_the_first() {
    let env = TestEnv::new();
    let lines = |from: u32, to: u32| (from..to).map(|n| format!("Company {n}\n")).collect::<String>();
    env.output_with(&["-q", "term", "add", "-"], lines(0, 4000).as_bytes());
    let started = Instant::now();
    let output = env.output_with(&["-q", "term", "add", "-"], lines(4000, 8000).as_bytes());
    assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 4000);
    // Too many are refused before any of them is looked at.
    let env = TestEnv::new();
    assert_snapshot!(env.told(&env.output_with(&["term", "add", "-"], "x\n".repeat(100_001).as_bytes())), @"
    --- stderr
    error: 100001 names are too many
    Hint: list at most 100,000 at once
    --- exit 1
    ");
    assert!(!env.journal().exists());
}

#[test]
fn a_common_word_is_taken_and_said_to_be_one() {
    let env = TestEnv::new();
    for _ in 0..4 {
        env.ok(&["-q", "log", "Wrote the runbook"]);
    }
    assert_snapshot!(said(&env, &["term", "add", "the"]), @"
    `the` reads `Name A` in a document; it stands in 4 of 4 entries; a common word? promo undo takes it back
    ");
}

#[test]
fn a_log_hints_at_what_a_document_will_not_say() {
    let env = TestEnv::new();
    env.ok(&["-q", "term", "add", "Acme", "--kind", "customer"]);
    env.ok(&["-q", "term", "add", "a.b*", "--kind", "project"]);
    let hint = |args: &[&str]| said(&env, args).lines().skip(1).collect::<Vec<_>>().join("\n");
    env.ok(&["-q", "log", "Escalation of Zebra Bank with Jane Doe", "--confidential", "--note", "Acme"]);
    let mut hints = String::new();
    for args in [
        &["log", "Cut Acme's restart time"][..],
        &["log", "Cut a.b*", "--did", "for ACME"],
        &["log", "Set password=hunter2 there"],
        &["log", "Mailed jane@example.com"],
        &["log", "Moved it", "--link", "https://wiki.corp/x"],
        &["log", "Wrote it for Jane Doe"],
        &["edit", "@1", "--did", "with Acme"],
        &["log", "Wrote it for axb and Acmeology"],
        &["log", "Called Acme", "--confidential"],
        &["log", "Key glpat-AbCdEfGh1234567890xy", "--confidential"],
    ] {
        hints.push_str(&format!("{}: {}\n", args[1], hint(args)));
    }
    assert_snapshot!(hints, @r#"
    Cut Acme's restart time: `Acme` is a listed term: it will read `Customer A` in a document
    Cut a.b*: `a.b*` is a listed term: it will read `Project A` in a document; so will 1 more
    Set password=hunter2 there: `hunt…` looks like a key: promo edit 4 takes it out, and promo purge 4 forgets it
    Mailed jane@example.com: `jane@example.com` will read `[e-mail address]` in a document
    Moved it: A link's address gives a name away: a document will leave the link out
    Wrote it for Jane Doe: `Jane Doe` also stands in confidential entry 1: promo term add "Jane Doe" hides it, --public lets it be said
    @1: `Acme` is a listed term: it will read `Customer A` in a document
    Wrote it for axb and Acmeology: 
    Called Acme: 
    Key glpat-AbCdEfGh1234567890xy: `glpa…` looks like a key: promo edit 10 takes it out, and promo purge 10 forgets it
    "#);
    assert_eq!(env.output(&["-q", "log", "Cut Acme's restart time"]).stderr, b"");
}

#[test]
fn names_of_confidential_entries_are_proposed() {
    let env = TestEnv::with_target();
    env.ok(&["-q", "init", "--manager", "Grace Hopper"]);
    for (title, more) in [
        (
            "Escalation of Zebra Ltd with Jane Doe",
            &["--confidential", "--did", "Called db-03.prod.acme.com on Monday"][..],
        ),
        ("Met Ada and Grace Hopper on GitLab about the SLA", &["--confidential"]),
        ("Wrote the runbook of Zebra Ltd", &[]),
        ("Read about it for Jane Doe", &[]),
    ] {
        env.ok(&[&["-q", "log", title], more].concat());
    }
    assert_snapshot!(env.see(&["term", "list", "--proposed"]), @"
    --- stdout
      Jane Doe             confidential entry 1; also in entry 4
      Zebra Ltd            confidential entry 1; also in entry 3
      db-03.prod.acme.com  confidential entry 1
    --- stderr
    promo term add NAME hides one; promo term add --public NAME lets it be said.
    --- exit 0
    ");
    let json = env.json(&["term", "list", "--proposed", "--format", "json"]);
    assert_eq!(schema::faults(&schema::read("term-proposed.schema.json"), &json), [""; 0]);
    env.ok(&["-q", "term", "add", "Zebra Ltd", "db-03.prod.acme.com"]);
    env.ok(&["-q", "term", "add", "--public", "Jane Doe"]);
    assert_snapshot!(env.see(&["term", "list", "--proposed"]), @"
    --- stderr
    No name in a confidential entry is left to look at.
    --- exit 0
    ");
}

#[test]
fn a_name_that_is_small_in_an_address_and_a_project_of_one_word_are_proposed() {
    let env = TestEnv::with_target();
    for (title, more) in [
        (
            "Called Zebra about the outage",
            &["--confidential", "--did", "Mailed ops@zebra.example, branch fix/zebra, `zebra`"][..],
        ),
        ("Read the page", &["--confidential", "--link", "https://example.com/zebra"]),
        ("Led the move", &["--confidential", "-p", "falcon"]),
        ("Planned the gateway", &["--confidential", "-p", "gateway"]),
        ("Planned it again", &["-p", "gateway"]),
        ("Talked to the board about hiring", &["--confidential", "-p", "Hiring"]),
        ("Wrote the notes on Falcon", &[]),
    ] {
        env.ok(&[&["-q", "log", title], more].concat());
    }
    assert_snapshot!(env.see(&["term", "list", "--proposed"]), @"
    --- stdout
      falcon   confidential entry 3; also in entry 7
      gateway  confidential entry 4; also in entry 5
      Zebra    confidential entry 1
    --- stderr
    promo term add NAME hides one; promo term add --public NAME lets it be said.
    --- exit 0
    ");
    let hint = said(&env, &["log", "Wrote the runbook for Falcon"]);
    assert_snapshot!(hint, @r#"
    Logged 8 for today.
    `falcon` also stands in confidential entry 3: promo term add "falcon" hides it, --public lets it be said
    "#);
}

#[test]
fn a_name_is_told_that_got_out_as_a_project_or_starts_a_sentence() {
    let env = TestEnv::with_target();
    for (title, more) in [
        ("Planned the gateway", &["-p", "gateway"][..]),
        ("Escalation of the contract", &["--confidential", "-p", "Siemens"]),
        ("Zalando outage: restored the feed", &["--confidential", "--note", "Pfizer's deal"]),
        ("Restored it again, with Bluebird", &["--confidential", "-p", "Gateway"]),
        ("Rebuilt Bluebird: Pfizer rollout", &["--confidential"]),
    ] {
        env.ok(&[&["-q", "log", title], more].concat());
    }
    let hint = |args: &[&str]| said(&env, args).lines().skip(1).collect::<Vec<_>>().join("\n");
    let mut hints = String::new();
    for args in [
        &["log", "Fixed the adapter", "-p", "Siemens"][..],
        &["log", "siemens adapter again"],
        &["log", "Bluebird rollout"],
        &["log", "Moved the page", "-p", "gateway"],
        &["log", "Wrote it for Pfizer"],
    ] {
        hints.push_str(&format!("{}: {}\n", args[1], hint(args)));
    }
    assert_snapshot!(hints, @r#"
    Fixed the adapter: `Siemens` also stands in confidential entry 2: promo term add "Siemens" hides it, --public lets it be said
    siemens adapter again: `Siemens` also stands in confidential entry 2: promo term add "Siemens" hides it, --public lets it be said
    Bluebird rollout: `Bluebird` also stands in confidential entry 5: promo term add "Bluebird" hides it, --public lets it be said
    Moved the page: 
    Wrote it for Pfizer:
    "#);
    assert_snapshot!(env.see(&["term", "list", "--proposed"]), @"
    --- stdout
      Siemens   confidential entry 2; also in entries 6, 7
      Bluebird  confidential entries 4, 5; also in entry 8
      Pfizer    confidential entries 3, 5; also in entry 10
    --- stderr
    promo term add NAME hides one; promo term add --public NAME lets it be said.
    --- exit 0
    ");
}
