//! JSON Schemas of `schema/exchange`, and as much of Draft 2020-12 as they use. A keyword that is not understood fails
//! the test, so that no rule of a schema is passed over.

use std::fs;
use std::path::Path;

use predicates::Predicate as _;
use serde_json::Value;

/// A schema by the name of its file.
#[track_caller]
pub fn read(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/exchange").join(name);
    serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap()
}

/// Where a value does not keep to a schema: `place: why`.
pub fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    check(schema, schema, value, "$", &mut faults);
    faults
}

/// The schema at a path of property names, through arrays.
#[track_caller]
pub fn at<'s>(root: &'s Value, path: &[&str]) -> &'s Value {
    path.iter().fold(root, |schema, name| {
        let next = resolved(root, &schema["properties"][name]);
        if next.get("items").is_some() { resolved(root, &next["items"]) } else { next }
    })
}

fn resolved<'s>(root: &'s Value, schema: &'s Value) -> &'s Value {
    match schema.get("$ref").and_then(Value::as_str) {
        Some(to) => root.pointer(to.trim_start_matches('#')).unwrap_or_else(|| panic!("no {to}")),
        None => schema,
    }
}

fn check(root: &Value, schema: &Value, value: &Value, place: &str, faults: &mut Vec<String>) {
    let rules = schema.as_object().unwrap_or_else(|| panic!("{place}: no schema: {schema}"));
    let mut wrong = |why: String| faults.push(format!("{place}: {why}"));
    let number = |limit: &Value| limit.as_f64().unwrap();
    for (keyword, rule) in rules {
        match keyword.as_str() {
            "$schema" | "$id" | "$defs" | "title" | "description" | "format" => {}
            "$ref" | "properties" | "items" | "additionalProperties" => {}
            "const" if value != rule => wrong(format!("{value} is not {rule}")),
            "enum" if !rule.as_array().unwrap().contains(value) => wrong(format!("{value} is not in {rule}")),
            "type" if !is_of(rule, value) => wrong(format!("{value} is not of type {rule}")),
            "required" => {
                let absent = |name: &&Value| value.is_object() && value.get(name.as_str().unwrap()).is_none();
                rule.as_array()
                    .unwrap()
                    .iter()
                    .filter(absent)
                    .for_each(|name| wrong(format!("{name} is absent")));
            }
            "minimum" if value.as_f64().is_some_and(|n| n < number(rule)) => {
                wrong(format!("{value} < {rule}"))
            }
            "maximum" if value.as_f64().is_some_and(|n| n > number(rule)) => {
                wrong(format!("{value} > {rule}"))
            }
            "minLength" if value.as_str().is_some_and(|s| (s.chars().count() as f64) < number(rule)) => {
                wrong(format!("{value} is shorter than {rule}"));
            }
            "maxItems" if value.as_array().is_some_and(|all| all.len() as f64 > number(rule)) => {
                wrong(format!("more than {rule} items"));
            }
            "pattern" => {
                let pattern = predicates::str::is_match(rule.as_str().unwrap()).unwrap();
                if value.as_str().is_some_and(|text| !pattern.eval(text)) {
                    wrong(format!("{value} does not match {rule}"));
                }
            }
            "const" | "enum" | "type" | "minimum" | "maximum" | "minLength" | "maxItems" => {}
            other => panic!("{place}: the test does not understand the keyword `{other}`"),
        }
    }
    if schema.get("$ref").is_some() {
        check(root, resolved(root, schema), value, place, faults);
    }
    for (name, value) in value.as_object().into_iter().flatten() {
        match schema.get("properties").and_then(|known| known.get(name)) {
            Some(known) => check(root, known, value, &format!("{place}.{name}"), faults),
            None if schema.get("additionalProperties") == Some(&Value::Bool(false)) => {
                faults.push(format!("{place}: `{name}` is not described"));
            }
            None => {}
        }
    }
    if let Some(items) = schema.get("items") {
        for (index, value) in value.as_array().into_iter().flatten().enumerate() {
            check(root, items, value, &format!("{place}[{index}]"), faults);
        }
    }
}

fn is_of(types: &Value, value: &Value) -> bool {
    let is = |name: &str| match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("no type `{other}`"),
    };
    match types {
        Value::String(name) => is(name),
        names => names.as_array().unwrap().iter().any(|name| is(name.as_str().unwrap())),
    }
}
