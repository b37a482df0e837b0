//! What programs read: wire structs with `"schema": 1`, guarded by golden files.

use serde::Serialize;

pub const SCHEMA: u32 = 1;

/// `{"schema":1,"NAME":…}` on one line.
pub fn envelope<T: Serialize>(name: &str, value: &T) -> serde_json::Result<String> {
    let mut text = format!("{{\"schema\":{SCHEMA},");
    text.push_str(&serde_json::to_string(name)?);
    text.push(':');
    text.push_str(&serde_json::to_string(value)?);
    text.push_str("}\n");
    Ok(text)
}

/// A whole object with its schema first, on one line.
pub fn whole<T: Serialize>(value: &T) -> serde_json::Result<String> {
    Ok(serde_json::to_string(value)? + "\n")
}
