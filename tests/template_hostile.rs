//! Templates that would hang, abort or read what is not theirs: each ends in an error that says what to do.

use std::fs;

use crate::support::TestEnv;

/// What is told of a template, without the hint.
#[track_caller]
fn told(env: &TestEnv, name: &str) -> String {
    let output = env.output(&["-q", "export", "--template", name]);
    assert_eq!(output.status.code(), Some(1), "{name}: {}", env.told(&output));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "", "{name}");
    let text = String::from_utf8(output.stderr).unwrap();
    let (error, hint) = text.split_once("Hint: ").unwrap_or((&text, ""));
    assert!(hint.lines().count() <= 1, "{name}: {text}");
    error.strip_prefix("error: ").unwrap_or_default().trim_end().to_owned()
}

fn growing(change: &str) -> String {
    format!(
        "{{% set ns = namespace(x=\"xxxxxxxx\") %}}{{% for i in range(64) %}}{{% set ns.x = {change} %}}{{% endfor %}}"
    )
}

#[test]
fn what_takes_too_much_is_ended() {
    let env = TestEnv::with_target();
    let no_end = "it comes to no end";
    let time = "the template ran longer than 4 s";
    let memory = "the template needed more than 512 MiB of memory";
    let text = "it makes more than 2 MiB of text";
    let depth = "the template nests too deeply";
    let without_end = "it calls or includes itself without end";
    let many = |piece: &str| piece.repeat(100_000);
    let cases: Vec<(&str, String, Vec<&str>)> = vec![
        (
            "loops",
            "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}".into(),
            vec![no_end, time],
        ),
        ("range", "{% for a in range(10**12) %}{% endfor %}".into(), vec![no_end, time, "range"]),
        ("doubling", growing("ns.x ~ ns.x"), vec![memory, no_end, time]),
        ("replacing", growing("ns.x|replace(\"x\", \"xxxxxxxxxxxx\")"), vec![memory, no_end, time]),
        ("joining", growing("[ns.x, ns.x, ns.x]|join(ns.x)"), vec![memory, no_end, time]),
        ("indenting", "{{ \"x\"|indent(99999999999) }}".into(), vec![memory, no_end, time]),
        ("padding", "{{ \"%999999999s\"|format(\"x\") }}".into(), vec![memory, no_end, time]),
        ("times", "{{ \"x\" * 10**9 }}".into(), vec![memory, no_end, time, "too large"]),
        ("list", "{{ [1] * 10**9 }}".into(), vec![memory, no_end, time, "too large"]),
        (
            "sorting",
            "{% for i in range(9999) %}{{ range(99999)|list|sort|length }}{% endfor %}".into(),
            vec![no_end, time],
        ),
        ("printing", format!("{{% for i in range(99999) %}}{}{{% endfor %}}", many("text")), vec![text]),
        (
            "capturing",
            "{% set x %}{% for i in range(99999) %}{{ \"x\" * 99999 }}{% endfor %}{% endset %}".into(),
            vec![memory, no_end, time],
        ),
        ("macro", "{% macro m(a) %}{{ m(a) }}{% endmacro %}{{ m(1) }}".into(), vec![without_end]),
        ("include", "{% include \"include.md\" %}".into(), vec![without_end]),
        (
            "deep",
            "{% set ns = namespace(x=[]) %}{% for a in range(99999) %}{% set ns.x = [ns.x] %}{% endfor %}"
                .into(),
            vec![depth],
        ),
        ("brackets", format!("{{{{ {}1{} }}}}", many("["), many("]")), vec!["this is no template"]),
        ("minus", format!("{{{{ {}1 }}}}", many("-")), vec![depth, "this is no template"]),
        ("not", format!("{{{{ {}1 }}}}", many("not ")), vec![depth, "this is no template"]),
        ("filters", format!("{{{{ 1{} }}}}", many("|abs")), vec![depth, "this is no template"]),
        ("head", format!("+++\nx = {}\n+++\n", many("[")), vec!["the head is no TOML"]),
    ];
    for (name, text, wanted) in cases {
        env.write(&format!("{name}.md"), text);
        let told = told(&env, &format!("{name}.md"));
        assert!(wanted.iter().any(|wanted| told.contains(wanted)), "{name}: {told}");
        assert!(told.len() < 300, "{name}: {told}");
        // Once that it was ended is enough for a check.
        let checked = env.output(&["template", "check", &format!("./{name}.md")]);
        let found = String::from_utf8_lossy(&checked.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(checked.status.code(), Some(3), "{name}: {}", env.told(&checked));
        assert!(wanted.iter().any(|wanted| found.contains(wanted)), "{name}: {found}");
    }
    // Where there is no target it is looked at whether one is needed.
    let env = TestEnv::new();
    env.ok(&["-q", "log", "Wrote it"]);
    env.write("minus.md", format!("+++\nat-level = false\n+++\n{{{{ {}1 }}}}", many("-")));
    let told = told(&env, "minus.md");
    assert!(told.contains(depth) || told.contains("this is no template"), "{told}");
}

#[test]
fn nothing_outside_the_folder_is_read() {
    let env = TestEnv::with_target();
    env.write("secret.md", "SECRET");
    env.write("own/parts/part.md", "a part");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../secret.md", env.path("own/link.md")).unwrap();
        std::os::unix::fs::symlink("..", env.path("own/up")).unwrap();
        let made = std::process::Command::new("mkfifo").arg(env.path("own/pipe")).status().unwrap();
        assert!(made.success());
    }
    let secret = env.path("secret.md").display().to_string();
    for name in ["../secret.md", "parts/../../secret.md", "link.md", "up/secret.md", &secret, "/etc/passwd"] {
        for block in ["include", "extends", "from"] {
            let rest = if block == "from" { " import x" } else { "" };
            env.write("own/t.md", format!("{{% {block} \"{name}\"{rest} %}}"));
            let told = told(&env, "own/t.md");
            let wanted = format!(
                "`own/t.md`, line 1: `{name}` is not included: it lies outside the template's folder"
            );
            assert_eq!(told, wanted);
        }
    }
    for (name, why) in
        [("pipe", "it is a pipe or a device, not a file"), ("parts", "it is a folder, not a file")]
    {
        env.write("own/t.md", format!("{{% include \"{name}\" %}}"));
        assert_eq!(told(&env, "own/t.md"), format!("`own/t.md`, line 1: `{name}` is not included: {why}"));
    }
    env.write("own/t.md", "{% include \"parts/part.md\" %}.\n");
    assert_eq!(env.ok(&["-q", "export", "--template", "own/t.md"]), "a part.\n");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_of_a_template_is_refused() {
    let env = TestEnv::with_target();
    fs::create_dir(env.path("folder.md")).unwrap();
    fs::write(env.path("long.md"), vec![b'x'; 100 << 20]).unwrap();
    fs::write(env.path("bytes.md"), b"a\n\xff").unwrap();
    let made = std::process::Command::new("mkfifo").arg(env.path("pipe.md")).status().unwrap();
    assert!(made.success());
    for (name, why) in [
        ("folder.md", "it is a folder, not a file"),
        ("pipe.md", "it is a pipe or a device, not a file"),
        ("/dev/zero", "it is a pipe or a device, not a file"),
        ("long.md", "it is longer than 1 MiB"),
        ("bytes.md", "line 2 is no UTF-8 text"),
        ("absent.md", "there is no such file"),
    ] {
        assert_eq!(told(&env, name), format!("the template `{name}` cannot be read\n  cause: {why}"));
    }
}

#[test]
fn the_other_process_is_no_command() {
    let env = TestEnv::new();
    assert!(!env.ok(&["--help"]).contains("__fill"));
    assert!(!env.ok(&["man"]).contains("fill-template"));
    let output = env.output_with(&["__fill-template"], b"no request");
    assert_eq!(output.status.code(), Some(1), "{}", env.told(&output));
}
