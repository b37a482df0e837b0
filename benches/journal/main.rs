//! How long promo's parts take, beside plain SQLite doing the same work with the same promises (WAL, synchronous FULL).
//!
//! Each group that touches the file has a `promo` and a `sqlite` bench; the difference is what promo's guarantees and
//! its own code cost. The journal's texts come from a generator with a fixed seed, so two runs measure the same.

#![allow(clippy::unwrap_used, reason = "a bench that cannot go on has failed")]

mod floor;
mod sample;

use std::hint::black_box;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use divan::Bencher;
use promo::app::drafts::Drafts;
use promo::app::paths::Paths;
use promo::app::prompt::Prompt;
use promo::app::{App, Clock, Terminal};
use promo::catalog::builtin;
use promo::domain::coverage::{CoverageFrame, Evidence, Rules, coverage};
use promo::domain::dates::Window;
use promo::domain::document::choice::{Choice, choose};
use promo::domain::document::{DraftInput, draft};
use promo::domain::entry::Entry;
use promo::domain::framework::{Framework, RequiredCriterion};
use promo::domain::ids::{EntryRef, Level};
use promo::domain::journal::Profile;
use promo::domain::tag::TagText;
use promo::exchange::jsonl::Writer;
use promo::render::document::TemplateContext;
use promo::render::template::Template;
use promo::store::{Access, Filter, Store, StoreError};
use tempfile::TempDir;

use floor::Floor;
use sample::{RARE, contents, fresh_uid, lines};

/// Entries of the journal that is read.
const ENTRIES: usize = 10_000;
/// Lines of the file that is imported.
const LINES: usize = 1_000;
const NOW: &str = "2026-11-22T12:00:00+00:00";

fn main() {
    divan::main();
}

/// A journal and a plain database that hold the same entries.
struct Kept {
    _folder: TempDir,
    journal: PathBuf,
    floor: PathBuf,
}

impl Kept {
    fn new(entries: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (journal, floor) = (folder.path().join("journal.db"), folder.path().join("floor.db"));
        Store::create(&journal).unwrap();
        let mut store = Store::open(&journal, Access::Write).unwrap();
        let mut tx = store.begin("import", NOW).unwrap();
        let mut plain = Floor::create(&floor);
        let contents = contents(entries);
        for (at, content) in contents.iter().enumerate() {
            tx.add(fresh_uid(at), content).unwrap();
        }
        tx.commit().unwrap();
        plain.add(&contents);
        Self { _folder: folder, journal, floor }
    }

    fn read(&self) -> Store {
        Store::open(&self.journal, Access::Read).unwrap()
    }
}

/// The journal that all reading benches share.
fn kept() -> &'static Kept {
    static KEPT: OnceLock<Kept> = OnceLock::new();
    KEPT.get_or_init(|| Kept::new(ENTRIES))
}

fn engineering() -> &'static Framework {
    static FRAMEWORK: OnceLock<Framework> = OnceLock::new();
    FRAMEWORK.get_or_init(|| builtin::layered(builtin::DEFAULT).unwrap())
}

fn asked() -> Vec<RequiredCriterion<'static>> {
    let framework = engineering();
    let at = framework.role("support-engineer").unwrap().at(Level::new(4).unwrap()).unwrap();
    framework.asked(at, &[])
}

fn frame() -> CoverageFrame {
    let today = "2026-11-22".parse().unwrap();
    CoverageFrame { today, window: Window::to(today), level_since: None }
}

mod domain {
    use super::*;

    #[divan::bench]
    fn load_the_framework() -> Framework {
        builtin::layered(black_box(builtin::DEFAULT)).unwrap()
    }

    #[divan::bench]
    fn resolve_a_tag(bencher: Bencher<'_, '_>) {
        let framework = engineering();
        let (role, level) = (framework.role("support-engineer"), Level::new(4));
        bencher.bench_local(|| {
            let typed: TagText = black_box("improvement-mindset@Lead Support Engineer").parse().unwrap();
            framework.resolve(&typed, role, level).unwrap()
        });
    }

    #[divan::bench]
    fn judge_ten_thousand_entries(bencher: Bencher<'_, '_>) {
        let (asked, evidence) = (asked(), kept().read().evidence().unwrap());
        bencher.bench_local(|| coverage(&asked, black_box(&evidence), Rules::default(), frame()));
    }
}

mod add_one_entry {
    use super::*;

    #[divan::bench]
    fn promo(bencher: Bencher<'_, '_>) {
        let own = Kept::new(LINES);
        let mut store = Store::open(&own.journal, Access::Write).unwrap();
        let contents = contents(LINES);
        let mut next = LINES;
        bencher.bench_local(|| {
            next += 1;
            let mut tx = store.begin("log", NOW).unwrap();
            tx.add(fresh_uid(next), &contents[next % LINES]).unwrap();
            tx.commit().unwrap();
        });
    }

    #[divan::bench]
    fn sqlite(bencher: Bencher<'_, '_>) {
        let own = Kept::new(LINES);
        let mut floor = Floor::open(&own.floor);
        let contents = contents(LINES);
        let mut next = LINES;
        bencher.bench_local(|| {
            next += 1;
            floor.add(std::slice::from_ref(&contents[next % LINES]));
        });
    }
}

mod list_twenty {
    use super::*;

    #[divan::bench]
    fn promo(bencher: Bencher<'_, '_>) {
        let store = kept().read();
        let filter = Filter { limit: Some(20), ..Filter::default() };
        bencher.bench_local(|| store.list(black_box(&filter)).unwrap());
    }

    #[divan::bench]
    fn sqlite(bencher: Bencher<'_, '_>) {
        let floor = Floor::open(&kept().floor);
        bencher.bench_local(|| floor.list(black_box(20)));
    }
}

mod search_a_rare_word {
    use super::*;

    #[divan::bench]
    fn promo(bencher: Bencher<'_, '_>) {
        let store = kept().read();
        let found = store.search(RARE, None).unwrap();
        assert_eq!(found.len(), Floor::open(&kept().floor).search(RARE).len(), "both find the same");
        bencher.bench_local(|| store.search(black_box(RARE), None).unwrap());
    }

    #[divan::bench]
    fn sqlite(bencher: Bencher<'_, '_>) {
        let floor = Floor::open(&kept().floor);
        bencher.bench_local(|| floor.search(black_box(RARE)));
    }
}

mod read_all_evidence {
    use super::*;

    #[divan::bench]
    fn promo(bencher: Bencher<'_, '_>) {
        let store = kept().read();
        bencher.bench_local(|| store.evidence().unwrap());
    }

    #[divan::bench]
    fn sqlite(bencher: Bencher<'_, '_>) {
        let floor = Floor::open(&kept().floor);
        bencher.bench_local(|| floor.evidence());
    }
}

mod dump_all {
    use super::*;

    #[divan::bench]
    fn promo(bencher: Bencher<'_, '_>) {
        let store = kept().read();
        bencher.bench_local(|| {
            let (mut writer, mut out) = (Writer::default(), std::io::BufWriter::new(std::io::sink()));
            store
                .each(|entry| -> Result<(), StoreError> {
                    writer.write(&mut out, entry).unwrap();
                    Ok(())
                })
                .unwrap();
            out.flush().unwrap();
        });
    }

    #[divan::bench]
    fn sqlite(bencher: Bencher<'_, '_>) {
        let floor = Floor::open(&kept().floor);
        bencher.bench_local(|| floor.dump());
    }
}

mod import_a_thousand_lines {
    use super::*;

    fn import(folder: &Path, file: &Path) -> u8 {
        let paths = Paths {
            data: folder.join("data"),
            config: folder.join("config"),
            state: folder.join("state"),
            journal: None,
            settings: None,
        };
        let prompt = Prompt::new("false".to_owned(), String::new(), false, Drafts::new(paths.drafts()));
        let now = chrono::DateTime::parse_from_rfc3339(NOW).unwrap();
        let terminal = Terminal {
            stdin: false,
            stdout: false,
            stderr: false,
            columns: None,
            rows: None,
            no_color: true,
        };
        let mut app = App {
            clock: Clock::new(now, None, None).unwrap(),
            paths,
            program: PathBuf::new(),
            terminal,
            out: Box::new(std::io::sink()),
            err: Box::new(std::io::sink()),
            input: Box::new(std::io::empty()),
            prompt,
            quiet: true,
        };
        promo::run(["promo".into(), "import".into(), file.into()], &mut app)
    }

    #[divan::bench(sample_count = 20)]
    fn promo(bencher: Bencher<'_, '_>) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("lines.jsonl");
        std::fs::write(&file, lines(LINES)).unwrap();
        bencher
            .with_inputs(|| tempfile::tempdir().unwrap())
            .bench_local_values(|home| assert_eq!(import(home.path(), &file), 0));
    }

    #[divan::bench(sample_count = 20)]
    fn sqlite(bencher: Bencher<'_, '_>) {
        let text = lines(LINES);
        bencher.with_inputs(|| tempfile::tempdir().unwrap()).bench_local_values(|home| {
            Floor::create(&home.path().join("floor.db")).import(&text);
        });
    }
}

mod write_the_document {
    use super::*;

    fn chosen(store: &Store, evidence: &Evidence) -> (Choice, Vec<Entry>) {
        let choice = choose(&asked(), evidence, frame(), &[]);
        let entries =
            choice.cited().map(|fact| store.entry(EntryRef::No(evidence.facts[fact].id)).unwrap()).collect();
        (choice, entries)
    }

    #[divan::bench]
    fn choose_what_is_told(bencher: Bencher<'_, '_>) {
        let store = kept().read();
        let evidence = store.evidence().unwrap();
        bencher.bench_local(|| chosen(&store, black_box(&evidence)));
    }

    #[divan::bench]
    fn draft_and_render(bencher: Bencher<'_, '_>) {
        let store = kept().read();
        let evidence = store.evidence().unwrap();
        let (choice, entries) = chosen(&store, &evidence);
        let profile = Profile { name: Some("Ada".to_owned()), ..Profile::default() };
        let asked = asked();
        let case = DraftInput {
            profile: &profile,
            current: Some("Senior Support Engineer"),
            wanted: "Lead Support Engineer",
            level: Level::new(4).unwrap(),
            required: &asked,
            evidence: &evidence,
        };
        bencher.bench_local(|| {
            let draft = draft(black_box(&case), &choice, &entries);
            Template::builtin("gitlab")
                .unwrap()
                .unwrap()
                .fill(&TemplateContext::new("gitlab", &draft, None, 0))
                .unwrap()
        });
    }
}
