//! An engine's error as a [`TemplateError`]: the file and line, what is wrong, and for a name that is not there which are.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use minijinja::value::{Enumerator, Object, ObjectRepr, ValueKind};
use minijinja::{Environment, Error, ErrorKind, Value};

use super::template_error::TemplateError;
use super::{Bounds, Template};

/// How many different names that were not there are remembered.
const REMEMBERED: usize = 64;
/// The filters that a template may use: promo's own, then the engine's.
const FILTERS: &[&str] = &[
    "link",
    "code",
    "spoken",
    "runs",
    "abs",
    "attr",
    "batch",
    "bool",
    "capitalize",
    "count",
    "default",
    "dictsort",
    "first",
    "float",
    "format",
    "groupby",
    "indent",
    "int",
    "items",
    "join",
    "last",
    "length",
    "lines",
    "list",
    "lower",
    "map",
    "max",
    "min",
    "reject",
    "rejectattr",
    "replace",
    "reverse",
    "round",
    "select",
    "selectattr",
    "slice",
    "sort",
    "split",
    "string",
    "sum",
    "title",
    "trim",
    "unique",
    "upper",
];

/// The fault that an error tells of.
pub(super) fn fault(
    template: &Template, engine: &Environment<'_>, error: &Error, context: &Value, bounds: Option<&Bounds>,
) -> TemplateError {
    let innermost = innermost(error);
    let (kind, detail) = (innermost.kind(), innermost.detail().unwrap_or_default());
    let new = |why: String| TemplateError::new(told(&template.file, innermost.name()), innermost.line(), why);
    if let Some(expression) = undefined(detail) {
        let why = match detail.split_once(" (`") {
            Some((what, _)) => format!("{what}: `{expression}` is not defined"),
            None => format!("`{expression}` is not defined"),
        };
        let name = expression.rsplit(['.', '[']).next().unwrap_or(expression);
        let name = name.trim_matches(['"', ']', '\'']);
        return new(why).unknown(name, known(template, engine, context, expression, name));
    }
    match kind {
        ErrorKind::SyntaxError => new(format!("this is no template: {detail}")),
        ErrorKind::UnknownFilter => {
            let name = detail.trim_start_matches("filter ").trim_end_matches(" is unknown");
            let why = match name {
                "safe" | "escape" | "e" => {
                    format!("there is no filter `{name}`: what is printed is always escaped")
                }
                _ => format!("there is no filter `{name}`"),
            };
            new(why).unknown(name, FILTERS.iter().copied())
        }
        ErrorKind::OutOfFuel => {
            let steps = bounds.map_or(0, |bounds| bounds.steps) / 1_000_000;
            new(format!("it comes to no end: it was stopped after {steps} million steps"))
        }
        ErrorKind::WriteFailure if bounds.is_some() => {
            let most = bounds.map_or(0, |bounds| bounds.text) >> 20;
            new(format!("it makes more than {most} MiB of text"))
        }
        ErrorKind::TemplateNotFound => {
            let name = detail.split(['\'', '"']).nth(1).unwrap_or_default();
            new(format!("there is no `{name}` to be included"))
        }
        // What may not be included says why by itself.
        ErrorKind::BadInclude => new(detail.to_owned()),
        _ if detail.contains("recursion limit") => new("it calls or includes itself without end".to_owned()),
        _ if detail.is_empty() => new(kind.to_string()),
        _ => new(format!("{kind}: {detail}")),
    }
}

/// The error in the innermost of templates that include each other.
fn innermost(error: &Error) -> &Error {
    let mut innermost = error;
    while let Some(inner) =
        std::error::Error::source(innermost).and_then(|error| error.downcast_ref::<Error>())
        && inner.line().is_some()
    {
        innermost = inner;
    }
    innermost
}

/// How a file is told: one that is included stands beside the one that includes it.
fn told(file: &str, name: Option<&str>) -> String {
    match name {
        Some(name) if name != file && !name.starts_with("promo/") => {
            Path::new(file).with_file_name(name).display().to_string()
        }
        Some(name) => name.to_owned(),
        None => file.to_owned(),
    }
}

/// The expression that an error's detail says is undefined.
fn undefined(detail: &str) -> Option<&str> {
    let (before, _) = detail.split_once("` is undefined")?;
    before.rsplit_once('`').map(|(_, expression)| expression)
}

/// What there is in the place of a name: what the values have there, and for a name that stands alone also what the
/// template itself has named.
fn known(
    template: &Template, engine: &Environment<'_>, context: &Value, expression: &str, name: &str,
) -> Vec<String> {
    let missed = Arc::new(Mutex::new(BTreeMap::new()));
    let watched = watched(context, &missed);
    let again = engine.template_from_named_str(&template.file, &template.text);
    // It fails as before; what it asked for is remembered on the way.
    let _ = again.and_then(|again| again.render_captured_to(watched, std::io::sink()).map(drop));
    let mut known = missed.lock().ok().and_then(|mut missed| missed.remove(name)).unwrap_or_default();
    if expression == name {
        known.extend(named(&template.text).map(str::to_owned));
        known.sort_unstable();
        known.dedup();
    }
    known
}

/// The names that a template gives: behind `for`, `set` and `macro`.
fn named(text: &str) -> impl Iterator<Item = &str> {
    let blocks = text.split("{%").skip(1).filter_map(|rest| rest.split("%}").next());
    blocks.flat_map(|block| {
        let block = block.trim_matches(['-', '+', ' ']);
        let names =
            ["for ", "set ", "macro "].iter().find_map(|word| block.strip_prefix(word)).unwrap_or_default();
        let names = names.split([' ', '(', '=']).next().unwrap_or_default();
        names.split(',').filter(|name| !name.is_empty())
    })
}

/// Names that were asked for and were not there, with those that were.
type Missed = Arc<Mutex<BTreeMap<String, Vec<String>>>>;

/// Values by name, which remember who was not there.
#[derive(Debug)]
struct Watched {
    values: BTreeMap<String, Value>,
    missed: Missed,
}

impl Object for Watched {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Map
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?;
        if let Some(value) = self.values.get(name) {
            return Some(value.clone());
        }
        if let Ok(mut missed) = self.missed.lock()
            && (missed.len() < REMEMBERED || missed.contains_key(name))
        {
            missed.insert(name.to_owned(), self.values.keys().cloned().collect());
        }
        None
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.values.keys().map(|name| Value::from(name.as_str())).collect())
    }
}

/// A value, watched at each depth.
fn watched(value: &Value, missed: &Missed) -> Value {
    let items = || value.try_iter().into_iter().flatten();
    match value.kind() {
        ValueKind::Map => {
            let pair = |key: Value| {
                let value = watched(&value.get_item(&key).ok()?, missed);
                Some((key.to_string(), value))
            };
            let values = items().filter_map(pair).collect();
            Value::from_object(Watched { values, missed: Arc::clone(missed) })
        }
        ValueKind::Seq => Value::from_iter(items().map(|item| watched(&item, missed)).collect::<Vec<_>>()),
        _ => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::*;
    use crate::render::template::engine;

    #[derive(Serialize)]
    struct Given {
        name: &'static str,
        results: Vec<Said>,
    }

    #[derive(Serialize)]
    struct Said {
        heading: &'static str,
        lead: Option<&'static str>,
    }

    fn blamed(text: &str) -> TemplateError {
        let results = vec![Said { heading: "One", lead: None }];
        let given = Given { name: "Ada", results };
        Template::read("a", "dir/a.md", text).unwrap().fill(&given).unwrap_err()
    }

    #[test]
    fn a_name_that_is_not_there_is_told_with_those_that_are() {
        for (text, wanted, known) in [
            ("\n{{ nmae }}", "line 2: `nmae` is not defined", "name results"),
            (
                "{% for it in results %}\n{{ it.haeding }}{% endfor %}",
                "line 2: `it.haeding` is not defined",
                "heading lead",
            ),
            ("{{ results[0][\"lede\"] }}", "line 1: `results[0]['lede']` is not defined", "heading lead"),
            (
                "{% set own = 1 %}{% macro mine(a) %}{% endmacro %}{{ onw }}",
                "line 1: `onw` is not defined",
                "mine name own results",
            ),
            ("{% for x in absent.list %}{% endfor %}", "line 1: `absent` is not defined", "name results x"),
            ("{{ name.first }}", "line 1: `name.first` is not defined", ""),
            ("{{ results|runs }}", "line 1: ", ""),
        ] {
            let fault = blamed(text);
            assert!(fault.to_string().starts_with(&format!("`dir/a.md`, {wanted}")), "{fault}");
            let told = fault.unknown.map(|unknown| unknown.known.join(" ")).unwrap_or_default();
            assert_eq!(told, known, "{text}");
        }
    }

    #[test]
    fn what_is_no_template_is_told_by_its_place() {
        for (text, wanted) in [
            ("a\n{% if name %}\n", "line 2: this is no template: "),
            ("{{ name", "line 1: this is no template: "),
            ("\n\n{{ name|safe }}", "line 3: there is no filter `safe`: what is printed is always escaped"),
            ("{{ name|trmi }}", "line 1: there is no filter `trmi`"),
            ("{% include \"promo/absent.md\" %}", "line 1: there is no `promo/absent.md` to be included"),
            ("{% extends \"b.md\" %}", "line 1: there is no `b.md` to be included"),
            ("{% import \"b.md\" as b %}", "line 1: there is no `b.md` to be included"),
            ("{{ nothing() }}", "line 1: unknown function: "),
        ] {
            let told = blamed(text).to_string();
            assert!(told.starts_with(&format!("`dir/a.md`, {wanted}")), "{told}");
        }
    }

    #[test]
    fn each_filter_is_there() {
        let engine = engine::engine().unwrap();
        for filter in FILTERS {
            let text = format!("{{{{ x|{filter} }}}}");
            if let Err(error) = engine.render_named_str("a", &text, ()) {
                assert_ne!(error.kind(), ErrorKind::UnknownFilter, "{filter}");
            }
        }
    }
}
