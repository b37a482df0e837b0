//! What programs read: values with `"schema": 1`, guarded by JSON Schemas and golden files.

use serde::Serialize;

/// The version of every JSON shape.
pub const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Versioned<'v, T> {
    schema: u32,
    #[serde(flatten)]
    value: &'v T,
}

/// `{"schema":1,"NAME":…}` on one line.
pub fn envelope<T: Serialize + ?Sized>(name: &str, value: &T) -> serde_json::Result<String> {
    let mut text = format!("{{\"schema\":{SCHEMA},");
    text.push_str(&serde_json::to_string(name)?);
    text.push(':');
    text.push_str(&serde_json::to_string(value)?);
    text.push_str("}\n");
    Ok(text)
}

/// A whole object on one line, as it is.
pub fn whole<T: Serialize>(value: &T) -> serde_json::Result<String> {
    Ok(serde_json::to_string(value)? + "\n")
}

/// A whole object on one line, its schema first.
pub fn versioned<T: Serialize>(value: &T) -> serde_json::Result<String> {
    whole(&Versioned { schema: SCHEMA, value })
}
