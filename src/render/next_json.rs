//! The next steps for programs: the shape of `schema/exchange/next.schema.json`.

use serde::Serialize;

use super::gap::NextStep;
use super::gap_json::{Subject, TargetJson};
use super::json::SCHEMA;

#[derive(Debug, Serialize)]
pub struct NextJson<'n> {
    schema: u32,
    today: String,
    target: TargetJson<'n>,
    met: u32,
    criteria: u32,
    steps: Vec<StepJson<'n>>,
    confidential: usize,
}

#[derive(Debug, Serialize)]
struct StepJson<'n> {
    command: &'n str,
    why: &'n str,
    entry: Option<u32>,
    meets: &'n [String],
    nearer: &'n [String],
}

/// Builds it; `confidential` entries are told in words.
pub fn next<'n>(
    subject: &Subject<'n>, met: u32, criteria: u32, steps: &'n [NextStep], confidential: usize,
) -> NextJson<'n> {
    let step = |step: &'n NextStep| StepJson {
        command: &step.command,
        why: &step.why,
        entry: step.entry,
        meets: &step.meets,
        nearer: &step.nearer,
    };
    NextJson {
        schema: SCHEMA,
        today: subject.today.to_string(),
        target: subject.into(),
        met,
        criteria,
        steps: steps.iter().map(step).collect(),
        confidential,
    }
}
