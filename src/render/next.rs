//! The next steps for programs: the shape of `schema/exchange/next.schema.json`.

use chrono::NaiveDate;
use serde::Serialize;

use super::advice::NextStep;
use super::gap::ReportTarget;

#[derive(Debug, Serialize)]
pub(crate) struct NextReport<'r> {
    pub today: NaiveDate,
    pub target: ReportTarget<'r>,
    /// How many criteria are met.
    pub met: u32,
    /// How many are asked.
    pub criteria: u32,
    pub steps: &'r [NextStep],
    /// How many confidential entries are told in words.
    pub confidential: usize,
}
