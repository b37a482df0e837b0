//! Sample journals, filled step by step: `TestEnv::with_target().run("log 'Wrote the runbook' -t ASUP@4")`.

use super::TestEnv;
use super::inside::{self, terminal};

/// Six entries, each with something that the others have not; number 5 is of a day to come.
pub const ENTRIES: &str = r#"{"uid":"0197c2f4-0000-7000-8000-000000000001","title":"Wrote the restart runbook","date":"2026-01-10","tags":["ASUP@3","communication@4"],"project":"Gateway","context":"Nobody on call knew the order."}
{"uid":"0197c2f4-0000-7000-8000-000000000002","title":"Led the incident review","date":"2026-05-22","tags":["ASUP@4"],"project":"ПРОЕКТ","part":"led","result":"4 causes mended"}
{"uid":"0197c2f4-0000-7000-8000-000000000003","title":"Helped with the café rota","date":"2026-11-21","part":"helped","note":"Naïve first plan"}
{"uid":"0197c2f4-0000-7000-8000-000000000004","title":"Cut indexing from 9 min to 4","date":"2026-11-22","tags":["ASUP"],"project":"gateway","confidential":true,"links":[{"url":"https://example.com/mr/12","label":"The change"}],"replaces":"0197c2f4-0000-7000-8000-000000000001"}
{"uid":"0197c2f4-0000-7000-8000-000000000005","title":"Will speak at the meetup","date":"2026-12-01","tags":["communication@3"]}
{"uid":"0197c2f4-0000-7000-8000-000000000006","title":"Mended the C++ build on node-3","date":"2026-11-22","did":"Moved the a:b cache 🎉 \"away\" * from NEAR( AND","project":"Build Farm"}
"#;

impl TestEnv {
    /// The home after one more command, which must succeed and whose talk is silenced.
    #[track_caller]
    pub fn run(self, line: &str) -> Self {
        self.ok(format!("-q {line}").as_str());
        self
    }

    /// The home with these entries imported, one a line of JSON; the lines stay in `in.jsonl`.
    #[track_caller]
    pub fn with_entries(self, lines: &str) -> Self {
        self.write("in.jsonl", lines.trim_start());
        self.run("import in.jsonl")
    }

    /// A home for a lead support engineer, whose journal holds [`ENTRIES`].
    pub fn with_six_entries() -> Self {
        Self::with_target().with_entries(ENTRIES)
    }

    /// A home whose journal is the sample year of `promo demo`.
    pub fn with_sample_year() -> Self {
        let mut env = Self::new().run("demo");
        let journal = env.path("promo-demo/journal.db").display().to_string();
        env.set("PROMO_JOURNAL", &journal);
        env
    }

    /// What a command says of the sample year at a terminal so many columns wide.
    #[track_caller]
    pub fn at_columns(&self, columns: u16, args: &[&str]) -> String {
        let journal = self.path("promo-demo/journal.db").display().to_string();
        let ran = inside::run(self, terminal(columns), &[&["--journal", &journal], args].concat());
        assert_eq!((ran.err.as_str(), ran.code), ("", 0));
        ran.out
    }

    /// The numbers of the entries that a command answers with.
    #[track_caller]
    pub fn ids(&self, args: &[&str]) -> Vec<u64> {
        let words = args.iter().position(|arg| *arg == "--").unwrap_or(args.len());
        let answer = self.json(&[&args[..words], &["--format", "json"], &args[words..]].concat());
        assert_eq!(answer["schema"], 1);
        answer["entries"].as_array().unwrap().iter().map(|entry| entry["id"].as_u64().unwrap()).collect()
    }
}
