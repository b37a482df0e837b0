//! Two targets beside each other for programs: the shape of `schema/exchange/gap-compare.schema.json`.

use serde::Serialize;

use super::compare::{Comparing, Named, Pair};
use super::json::SCHEMA;
use crate::domain::compare::Differs;
use crate::domain::coverage::CriterionCoverage;

#[derive(Debug, Serialize)]
pub struct CompareJson<'c> {
    schema: u32,
    today: String,
    window: WindowJson,
    this: SideJson<'c>,
    other: SideJson<'c>,
    criteria: Vec<CriterionJson<'c>>,
    entries: CountsJson,
    serving_both: Vec<ServingJson<'c>>,
    open_in_both: Vec<LackJson<'c>>,
    extra: Vec<LackJson<'c>>,
    confidential: usize,
}

#[derive(Debug, Serialize)]
struct WindowJson {
    since: Option<String>,
    until: String,
}

#[derive(Debug, Serialize)]
struct SideJson<'c> {
    name: &'c str,
    framework: &'c str,
    role: &'c str,
    level: u8,
    title: &'c str,
    due: Option<String>,
    met: u32,
    criteria: u32,
    readiness: f64,
}

#[derive(Debug, Serialize)]
struct CriterionJson<'c> {
    key: &'c str,
    kind: &'static str,
    name: &'c str,
    differs: &'static str,
    this: Option<VerdictJson>,
    other: Option<VerdictJson>,
}

#[derive(Debug, Serialize)]
struct VerdictJson {
    level: u8,
    read_level: u8,
    status: &'static str,
    evidence: u32,
    at_level: u32,
    failed: Vec<String>,
}

#[derive(Debug, Serialize)]
struct CountsJson {
    both: u32,
    this_only: u32,
    other_only: u32,
}

#[derive(Debug, Serialize)]
struct ServingJson<'c> {
    uid: &'c str,
    id: u32,
    title: &'c str,
    this: &'c [String],
    other: &'c [String],
}

#[derive(Debug, Serialize)]
struct LackJson<'c> {
    key: &'c str,
    level: u8,
    failed: Vec<String>,
}

fn verdict(covered: &CriterionCoverage) -> VerdictJson {
    VerdictJson {
        level: covered.level.get(),
        read_level: covered.read_level.get(),
        status: covered.status.word(),
        evidence: covered.evidence,
        at_level: covered.at_level,
        failed: covered.failed.iter().map(ToString::to_string).collect(),
    }
}

fn side(side: &Named) -> SideJson<'_> {
    SideJson {
        name: &side.name,
        framework: &side.framework,
        role: &side.role,
        level: side.level,
        title: &side.title,
        due: side.due.map(|day| day.to_string()),
        met: side.met,
        criteria: side.asked,
        readiness: side.readiness,
    }
}

pub fn compare<'c>(comparing: &'c Comparing<'c>) -> CompareJson<'c> {
    let criterion = |pair: &Pair<'c>| {
        let covered = pair.this.or(pair.other)?;
        Some(CriterionJson {
            key: &covered.key,
            kind: covered.kind.word(),
            name: &covered.name,
            differs: match pair.differs {
                Differs::Status => "status",
                Differs::OnlyOther => "only-other",
                Differs::OnlyThis => "only-this",
                Differs::Level => "level",
                Differs::Not => "not",
            },
            this: pair.this.map(verdict),
            other: pair.other.map(verdict),
        })
    };
    let lack = |(covered, _): &(&'c CriterionCoverage, String)| LackJson {
        key: &covered.key,
        level: covered.level.get(),
        failed: covered.failed.iter().map(ToString::to_string).collect(),
    };
    let serving = comparing.serving.iter().map(|serving| ServingJson {
        uid: &serving.uid,
        id: serving.id,
        title: &serving.title,
        this: &serving.this,
        other: &serving.other,
    });
    let [both, this_only, other_only] = comparing.counts;
    CompareJson {
        schema: SCHEMA,
        today: comparing.today.to_string(),
        window: WindowJson {
            since: comparing.since.map(|day| day.to_string()),
            until: comparing.until.to_string(),
        },
        this: side(&comparing.sides[0]),
        other: side(&comparing.sides[1]),
        criteria: comparing.groups.iter().flat_map(|(_, pairs)| pairs).filter_map(criterion).collect(),
        entries: CountsJson { both, this_only, other_only },
        serving_both: serving.collect(),
        open_in_both: comparing.open_in_both.iter().map(lack).collect(),
        extra: comparing.extra.iter().map(lack).collect(),
        confidential: comparing.confidential,
    }
}
