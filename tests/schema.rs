//! The JSON Schemas of what is read and written hold what they say, and no key is in one place only.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use promo::catalog::toml_file;
use promo::wire::EntryIn;
use serde_json::{Value, json};

use crate::support::{TestEnv, schema};

/// The keys that serde names when it meets one that it does not know.
fn accepted(error: &str) -> BTreeSet<String> {
    let (_, list) = error.split_once("expected").unwrap_or_else(|| panic!("{error}"));
    list.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn described(schema: &Value) -> BTreeSet<String> {
    schema["properties"].as_object().unwrap().keys().cloned().collect()
}

/// Whether each object in a schema is closed, and each property explained.
fn assert_told(schema: &Value, place: &str) {
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        assert_eq!(schema["additionalProperties"], json!(false), "{place}");
        for (name, property) in properties {
            assert!(property["description"].is_string(), "{place}.{name}");
            assert_told(property, &format!("{place}.{name}"));
        }
        for name in schema.get("required").and_then(Value::as_array).into_iter().flatten() {
            assert!(properties.contains_key(name.as_str().unwrap()), "{place}: {name}");
        }
    }
    if let Some(items) = schema.get("items") {
        assert_told(items, &format!("{place}[]"));
    }
    for (name, schema) in schema.get("$defs").and_then(Value::as_object).into_iter().flatten() {
        assert_told(schema, &format!("{place}/{name}"));
    }
}

#[test]
fn each_property_of_each_schema_is_explained() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/exchange");
    let mut read = 0;
    for file in fs::read_dir(folder).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let schema = schema::read(&name);
        assert!(name.ends_with(".schema.json"), "{name}");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{name}");
        assert!(schema["$id"].as_str().unwrap().ends_with(&name), "{name}");
        assert_told(&schema, &name);
        read += 1;
    }
    assert!(read >= 4);
}

#[test]
fn a_value_that_breaks_a_schema_is_found() {
    let entry = schema::read("entry.schema.json");
    for (value, fault) in [
        (json!({}), "$: \"title\" is absent"),
        (json!({"title": ""}), "$.title: \"\" is shorter than 1"),
        (json!({"title": "a", "oops": 1}), "$: `oops` is not described"),
        (json!({"title": "a", "id": 0}), "$.id: 0 < 1"),
        (json!({"title": "a", "part": "x"}), "$.part: \"x\" is not in [\"led\",\"did\",\"helped\",null]"),
        (json!({"title": "a", "links": [{"url": 1}]}), "$.links[0].url: 1 is not of type \"string\""),
    ] {
        assert_eq!(schema::faults(&entry, &value), [fault], "{value}");
    }
    let framework = schema::read("framework.schema.json");
    let value = json!({"schema": 1, "key": "a b", "title": "T"});
    let fault = "$.key: \"a b\" does not match \"^[A-Za-z0-9-]{1,80}$\"";
    assert_eq!(schema::faults(&framework, &value), [fault]);
}

#[test]
fn the_shipped_frameworks_are_as_their_schema_says() {
    let schema = schema::read("framework.schema.json");
    for key in promo::catalog::builtin::KEYS {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("framework/{key}.toml"));
        let text = fs::read_to_string(file).unwrap();
        let value = serde_json::to_value(toml::from_str::<toml::Table>(&text).unwrap()).unwrap();
        assert_eq!(schema::faults(&schema, &value), [""; 0], "{key}");
    }
}

#[test]
fn a_framework_file_may_have_the_keys_of_its_schema_and_no_other() {
    let root = schema::read("framework.schema.json");
    const HEAD: &str = "schema = 1\nkey = \"x\"\ntitle = \"X\"\n";
    for (path, text) in [
        (&[][..], "oops = 1\n"),
        (&["levels"], "[[levels]]\noops = 1\n"),
        (&["groups"], "[[groups]]\noops = 1\n"),
        (&["criteria"], "[[criteria]]\noops = 1\n"),
        (
            &["criteria", "levels"],
            "[[criteria]]\nkey = \"a\"\nkind = \"skill\"\n[[criteria.levels]]\noops = 1\n",
        ),
        (&["roles"], "[[roles]]\noops = 1\n"),
        (&["roles", "levels"], "[[roles]]\nkey = \"a\"\ntitle = \"A\"\n[[roles.levels]]\noops = 1\n"),
    ] {
        let error = toml_file::read(&format!("{HEAD}{text}"), "x.toml").unwrap_err().to_string();
        assert_eq!(accepted(&error), described(schema::at(&root, path)), "{path:?}");
    }
    for (path, name, table) in [
        (&["criteria"][..], "kind", "[[criteria]]\nkey = \"a\"\nkind = \"oops\"\n"),
        (&["groups"], "asked", "[[groups]]\nkey = \"a\"\ntitle = \"A\"\nasked = \"oops\"\n"),
    ] {
        let error = toml_file::read(&format!("{HEAD}{table}"), "x.toml").unwrap_err().to_string();
        let words = schema::at(&root, path)["properties"][name]["enum"].as_array().unwrap();
        let words = words.iter().map(|word| word.as_str().unwrap().to_owned()).collect();
        assert_eq!(accepted(&error), words, "{name}");
    }
}

#[test]
fn an_entry_may_have_the_keys_of_its_schema_and_no_other() {
    let root = schema::read("entry.schema.json");
    let error = serde_json::from_str::<EntryIn>(r#"{"oops":1}"#).unwrap_err().to_string();
    assert_eq!(accepted(&error), described(&root));
    let link = r#"{"title":"a","links":[{"oops":1}]}"#;
    let error = serde_json::from_str::<EntryIn>(link).unwrap_err().to_string();
    assert_eq!(accepted(&error), described(schema::at(&root, &["links"])));
}

#[test]
fn a_dump_is_as_its_schema_says() {
    let env = TestEnv::with_target();
    env.ok(&["log", "First"]);
    env.ok("log Second -t ASUP,collaboration@4.1,impact.2 -d 2026-11-20 --context a --did b --result c \
         --note d -p gateway --part led --replaces 1 --confidential --link \
         'https://example.com/mr/12 The change'");
    let root = schema::read("entry.schema.json");
    let dump = env.ok(&["dump"]);
    for line in dump.lines() {
        let entry: Value = serde_json::from_str(line).unwrap();
        assert_eq!(schema::faults(&root, &entry), [""; 0], "{line}");
        assert_eq!(entry.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>(), described(&root));
    }
    assert_eq!(dump.lines().count(), 2);
}

#[test]
fn what_framework_show_prints_is_as_its_schema_says() {
    let env = TestEnv::new();
    let root = schema::read("framework-show.schema.json");
    for args in [
        &[][..],
        &["--layered"],
        &["--framework", "sfia-9"],
        &["--role", "systems-engineer"],
        &["--role", "systems-engineer", "--level", "6", "--with", "attributes"],
        &["--role", "qa-engineer", "--level", "7"],
    ] {
        let shown = env.json(&[&["framework", "show", "--format", "json"], args].concat());
        assert_eq!(schema::faults(&root, &shown), [""; 0], "{args:?}");
    }
}

#[test]
fn what_framework_check_and_diff_print_is_as_their_schemas_say() {
    let env = TestEnv::with_target();
    let root = schema::read("framework-check.schema.json");
    for key in ["engineering", "sfia-9", "support-ladder"] {
        let output = env.output(&["framework", "check", key, "--format", "json"]);
        let shown: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(schema::faults(&root, &shown), [""; 0], "{key}");
    }
    env.ok(&["-q", "log", "Paired on the rota", "-t", "collaboration@4"]);
    let root = schema::read("framework-diff.schema.json");
    for [from, to] in [["engineering", "support-ladder"], ["engineering", "sfia-9"], ["sfia-9", "sfia-9"]] {
        let shown = env.json(&["framework", "diff", from, to, "--format", "json"]);
        assert_eq!(schema::faults(&root, &shown), [""; 0], "{from} {to}");
    }
}

#[test]
fn what_export_says_of_the_document_is_as_its_schemas_say() {
    let env = TestEnv::with_target();
    env.ok("-q log 'Sorted tickets' -t CSMG,impact@4 --did 'I sorted them very well' --confidential");
    env.ok(&["-q", "log", "Agreed one handover", "-t", "collaboration@4", "--result", "9 to 4"]);
    env.ok(&["-q", "log", "Team dinner"]);
    for (option, name) in
        [("--check", "export-check.schema.json"), ("--explain", "export-explain.schema.json")]
    {
        let output = env.output(&["export", option, "--format", "json"]);
        let shown: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(schema::faults(&schema::read(name), &shown), [""; 0], "{option}");
    }
}

/// Collects the properties of a schema that a value fills.
fn seen(root: &Value, described: &Value, value: &Value, keys: &mut BTreeSet<String>) {
    let described = match described.get("$ref").and_then(Value::as_str) {
        Some(to) => root.pointer(to.trim_start_matches('#')).unwrap(),
        None => described,
    };
    for (name, value) in value.as_object().into_iter().flatten() {
        let below = &described["properties"][name];
        if !value.is_null() {
            keys.insert(format!("{:?}.{name}", described["description"]));
        }
        seen(root, below, value, keys);
    }
    for value in value.as_array().into_iter().flatten() {
        seen(root, &described["items"], value, keys);
    }
}

#[test]
fn what_a_template_is_given_is_as_its_schema_says() {
    let root = schema::read("template.schema.json");
    let mut keys = BTreeSet::new();
    let env = TestEnv::new();
    env.ok(&["-q", "demo", "year"]);
    env.ok(&["-q", "init", "--role", "support-engineer", "--target", "4"]);
    for (template, _) in promo::render::template::builtin::ALL {
        for journal in ["year/journal.db", ".local/share/promo/journal.db"] {
            for window in [&[][..], &["--last", "3m"]] {
                let args = ["--journal", journal, "export", "--template", template, "--format", "json"];
                let given = env.json(&[&args[..], window].concat());
                assert_eq!(schema::faults(&root, &given), [""; 0], "{template} {journal}");
                seen(&root, &root, &given, &mut keys);
            }
        }
    }
    // And nothing is described that is never given, but for what this sample does not have.
    let told: BTreeSet<String> = described(&root);
    let given = |name: &String| keys.iter().any(|key| key.ends_with(&format!(".{name}")));
    let never: Vec<&String> = told.iter().filter(|name| !given(name)).collect();
    assert_eq!(never, [""; 0], "{keys:?}");
}
