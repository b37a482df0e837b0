//! The table of an entry's fields: each is an option, a field of the form, a key of JSON with its line in the schema, and a
//! column. Whoever adds one is told here what is still missing.

use promo::domain::entry::{EntryField, FIELDS, FieldKind};
use serde_json::{Value, json};

use crate::support::{TestEnv, schema};

/// What to type for a field, and the JSON that it becomes.
fn sample(field: &EntryField) -> (String, Value) {
    let said = format!("{} of it", field.name);
    match field.kind {
        FieldKind::Day => ("2026-11-20".into(), json!("2026-11-20")),
        FieldKind::Title | FieldKind::Text | FieldKind::Line => (said.clone(), json!(said)),
        FieldKind::Part => ("led".into(), json!("led")),
        FieldKind::Entry => ("1".into(), json!("0197c2f4-0000-7000-8000-000000000001")),
        FieldKind::Tags => ("ASUP@4".into(), json!(["ASUP@4"])),
        FieldKind::Links => {
            ("https://a.example Page".into(), json!([{"url": "https://a.example", "label": "Page"}]))
        }
        FieldKind::Flag => (String::new(), json!(true)),
    }
}

/// A journal whose second entry says something in each field.
fn filled() -> TestEnv {
    let env = TestEnv::with_target()
        .with_entries(r#"{"uid":"0197c2f4-0000-7000-8000-000000000001","title":"First"}"#);
    let mut args = vec!["log".to_owned(), sample(title()).0];
    for field in FIELDS.iter().filter(|field| field.kind != FieldKind::Title) {
        args.push(format!("--{}", field.option));
        args.extend((field.kind != FieldKind::Flag).then(|| sample(field).0));
    }
    let output = env.output(&args);
    assert!(output.status.success(), "has each field a column, by a migration? {}", env.told(&output));
    env
}

fn title() -> &'static EntryField {
    FIELDS.iter().find(|field| field.kind == FieldKind::Title).unwrap()
}

fn entry(env: &TestEnv) -> Value {
    env.json("show 2 --format json")["entry"].take()
}

#[test]
fn each_field_is_an_option_and_comes_back_from_json() {
    let env = filled();
    let shown = entry(&env);
    for field in FIELDS {
        assert_eq!(shown[field.name], sample(field).1, "{}", field.name);
    }
    // What a program writes out is read back, by a dump and by what history keeps.
    let dump = env.ok("dump");
    let other = TestEnv::with_target().with_entries(&dump);
    assert_eq!(other.ok("dump"), dump);
    let (uid, renamed) = (shown["uid"].as_str().unwrap(), "Another title");
    env.ok(&["edit", uid, "--title", renamed]);
    env.ok("undo");
    assert_eq!(entry(&env), shown);
    env.ok("rm 2");
    env.ok("restore 2");
    assert_eq!(entry(&env), shown);
}

#[test]
fn each_field_is_edited_alone_by_its_option_and_in_the_form() {
    let env = filled();
    let before = entry(&env);
    for field in FIELDS
        .iter()
        .filter(|field| !matches!(field.kind, FieldKind::Title | FieldKind::Day | FieldKind::Flag))
    {
        env.ok(&[
            "edit",
            "2",
            &format!("--{}", field.option),
            if field.kind == FieldKind::Part { "did" } else { "" },
        ]);
        let after = entry(&env);
        for other in FIELDS {
            assert_eq!(after[other.name] == before[other.name], other != field, "{}: {after}", field.name);
        }
        env.ok("undo");
    }
    let mut env = env;
    env.write("editor.sh", "cp \"$1\" form.txt\n");
    env.set("EDITOR", "sh editor.sh");
    env.ok("edit 2");
    let form = std::fs::read_to_string(env.path("form.txt")).unwrap();
    for field in FIELDS {
        let head = match field.kind {
            FieldKind::Text => format!("#| {}\n--- {}\n{}\n", field.label, field.name, sample(field).0),
            _ => format!("\n{}: ", field.label),
        };
        assert!(form.contains(&head), "{head}\n{form}");
    }
}

#[test]
fn each_field_has_its_line_in_the_schema() {
    let schema = schema::read("entry.schema.json");
    for field in FIELDS {
        let wanted = match field.kind {
            FieldKind::Title => json!({"type": "string"}),
            FieldKind::Day | FieldKind::Text | FieldKind::Line | FieldKind::Entry => {
                json!({"type": ["string", "null"]})
            }
            FieldKind::Part => json!({"enum": ["led", "did", "helped", null]}),
            FieldKind::Tags | FieldKind::Links => json!({"type": "array"}),
            FieldKind::Flag => json!({"type": "boolean"}),
        };
        for (keyword, value) in wanted.as_object().unwrap() {
            assert_eq!(
                &schema["properties"][field.name][keyword], value,
                "schema/exchange/entry.schema.json wants a line: \"{}\": {{ \"{keyword}\": {value}, \"description\": \"{}.\" }},",
                field.name, field.help
            );
        }
    }
}
