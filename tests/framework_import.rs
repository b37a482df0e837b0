//! `promo framework import`: each shape by a fixture, walked; what is refused; what a person sees.

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;

use crate::support::TestEnv;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/frameworks")
}

/// What a fixture is imported with, beyond its path: the words of `NAME.args`, where there is one.
fn args_of(fixture: &Path) -> Vec<String> {
    let mut file = fixture.as_os_str().to_owned();
    file.push(".args");
    let text = fs::read_to_string(file).unwrap_or_default();
    text.split_whitespace().map(str::to_owned).collect()
}

/// Each fixture gives the account and the framework of its golden file; written out and read again it is the same.
#[test]
fn each_shape_is_read_as_its_golden_says() {
    let mut walked = 0;
    let mut names: Vec<PathBuf> =
        fs::read_dir(fixtures()).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    for fixture in names.iter().filter(|path| path.extension().is_none_or(|extension| extension != "args")) {
        let name = fixture.file_name().unwrap().to_string_lossy().into_owned();
        let env = TestEnv::new();
        copy(fixture, &env.path(&name));
        let more = args_of(fixture);
        let more: Vec<&str> = more.iter().map(String::as_str).collect();
        let import = [&["-q", "framework", "import", &name, "--name", "golden"], &more[..]].concat();
        let account = env.see(&import);
        let written = if account.contains("--- exit 0") {
            env.ok(&["framework", "export", "golden"])
        } else {
            String::new()
        };
        insta::with_settings!({
            snapshot_path => "golden/frameworks", prepend_module_to_snapshot => false, omit_expression => true,
        }, {
            assert_snapshot!(name.clone(), format!("{account}=====\n{written}"));
        });
        if !written.is_empty() {
            env.write("again.toml", &written);
            env.ok(&["-q", "framework", "import", "again.toml", "--name", "golden"]);
            assert_eq!(env.ok(&["framework", "export", "golden"]), written, "{name}");
            each_demand_is_shown(&env, &written, &name);
        }
        walked += 1;
    }
    assert!(walked >= 20, "{walked} fixtures");
}

/// What a role asks at a level is shown with what it says there: no text hides another, no key stands for two things.
fn each_demand_is_shown(env: &TestEnv, written: &str, name: &str) {
    let framework: toml::Table = written.parse().unwrap();
    let tables =
        |value: Option<&toml::Value>| value.and_then(toml::Value::as_array).cloned().unwrap_or_default();
    for role in tables(framework.get("roles")) {
        let key = role["key"].as_str().unwrap();
        for at in tables(role.get("levels")) {
            let level = at["level"].to_string();
            let show = ["framework", "show", "--framework", "golden", "--role", key, "--level", &level];
            let shown = env.json(&[&show[..], &["--format", "json"]].concat());
            for need in tables(at.get("requires")) {
                let (key, level) = need.as_str().unwrap().split_once('@').unwrap();
                let own = tables(framework.get("criteria"))
                    .into_iter()
                    .find(|one| one["key"].as_str() == Some(key));
                let texts = tables(own.as_ref().and_then(|own| own.get("levels")));
                let said =
                    texts.iter().find(|text| text.get("level").is_some_and(|own| own.to_string() == level));
                let wanted = tables(said.and_then(|text| text.get("statements"))).len();
                let one = shown["criteria"].as_array().unwrap().iter().find(|one| one["key"] == key).unwrap();
                let got = one["levels"][0]["statements"].as_array().map_or(0, Vec::len);
                assert!(got >= wanted, "{name}: {key}@{level}: {one}");
            }
        }
    }
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        fs::copy(from, to).unwrap();
    }
}
