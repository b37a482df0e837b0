//! What programs read: wire structs with `"schema": 1`, guarded by golden files.

use serde::Serialize;

/// The version of every JSON shape.
pub const SCHEMA: u32 = 1;

/// `{"schema":1,"NAME":…}` on one line.
///
/// # Errors
/// A value that cannot be JSON.
pub fn envelope<T: Serialize>(name: &str, value: &T) -> serde_json::Result<String> {
    let mut text = format!("{{\"schema\":{SCHEMA},");
    text.push_str(&serde_json::to_string(name)?);
    text.push(':');
    text.push_str(&serde_json::to_string(value)?);
    text.push_str("}\n");
    Ok(text)
}

/// A whole object with its schema first, on one line.
///
/// # Errors
/// A value that cannot be JSON.
pub fn whole<T: Serialize>(value: &T) -> serde_json::Result<String> {
    Ok(serde_json::to_string(value)? + "\n")
}
