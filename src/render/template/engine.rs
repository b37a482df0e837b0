//! The engine that fills a template.
//!
//! It escapes whatever a template prints, so a template's author cannot forget it; only the filters `link` and `code`
//! bring markup. A name that is not there is an error, never an empty place.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Rest, ValueKind, ValueOrKwargs, from_args};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, State, UndefinedBehavior, Value};

use super::builtin;
use crate::render::markdown;
use crate::render::text::list;

/// How many ids a comment lists before it tells them by runs.
const LISTED: usize = 50;

/// An engine without templates of its own; `promo/NAME.md` is a built-in one.
pub(super) fn engine() -> Result<Environment<'static>, Error> {
    let mut engine = Environment::new();
    engine.set_loader(|name| Ok(builtin_text(name)));
    engine.set_syntax(
        SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build()?,
    );
    // An error then knows which name was not there.
    engine.set_debug(true);
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    engine.set_formatter(|out, _, value| {
        let text = match value.kind() {
            // What a filter or a macro of a template made is Markdown already.
            _ if value.is_safe() => value.to_string(),
            ValueKind::Number => value.to_string(),
            ValueKind::None => return Ok(()),
            _ => markdown::escape(&value.to_string()),
        };
        Ok(out.write_str(&text)?)
    });
    // These would let data through as it is.
    engine.remove_filter("safe");
    engine.remove_filter("escape");
    engine.remove_filter("e");
    engine.add_filter("code", |command: String| Value::from_safe_string(markdown::code(&command)));
    engine.add_filter("runs", |entries: Vec<u32>| Value::from_safe_string(runs(&entries)));
    engine.add_filter("spoken", |items: Vec<Value>| {
        list(&items.iter().map(Value::to_string).collect::<Vec<_>>(), "and")
    });
    engine.add_filter("map", mapped);
    engine.add_filter("link", |link: Value| -> Result<Value, Error> {
        let (url, label) = (link.get_attr("url")?, link.get_attr("label")?);
        Ok(Value::from_safe_string(markdown::link(url.as_str().unwrap_or_default(), label.as_str())))
    });
    Ok(engine)
}

/// What `map` makes of values. An attribute that one of them does not have is an error here as anywhere else, not an empty
/// place among others.
fn mapped(state: &mut State<'_, '_>, value: Value, args: Rest<ValueOrKwargs>) -> Result<Vec<Value>, Error> {
    let given: Vec<Value> = args.iter().map(|arg| arg.clone().into_value()).collect();
    let named = from_args::<(&[Value], Kwargs)>(&given).ok();
    let named = named.and_then(|(_, kwargs)| kwargs.get::<Value>("attribute").ok());
    let made = minijinja::filters::map(state, value, args)?;
    if made.iter().any(Value::is_undefined) {
        let name = named.map_or_else(String::new, |name| format!(" `{name}`"));
        let what = format!("`map` asks for an attribute{name} that is not there");
        return Err(Error::new(ErrorKind::InvalidOperation, what));
    }
    Ok(made)
}

/// The text of a built-in template by the name that others include it by.
pub(super) fn builtin_text(name: &str) -> Option<String> {
    let text = builtin::find(name.strip_prefix("promo/")?.strip_suffix(".md")?)?;
    Some(super::without_head(text))
}

/// Ids with a comma between them; many of them as runs: `1-40, 43`.
fn runs(ids: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for id in ids {
        match runs.last_mut() {
            Some((_, last)) if ids.len() > LISTED && last.checked_add(1) == Some(*id) => *last = *id,
            _ => runs.push((*id, *id)),
        }
    }
    let run = |(first, last): &(u32, u32)| match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    };
    runs.iter().map(run).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_ids_are_told_by_runs() {
        assert_eq!(runs(&[]), "");
        assert_eq!(runs(&[1, 2, 3, 7]), "1, 2, 3, 7");
        let many: Vec<u32> = (1..=60).chain([70]).chain(72..=73).collect();
        assert_eq!(runs(&many), "1-60, 70, 72-73");
    }
}
