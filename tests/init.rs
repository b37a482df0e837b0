//! `promo init`, guided and by options.

use crate::support::TestEnv;
use crate::support::pty::{CTRL_C, DOWN, ENTER, ESC, Pty};

#[test]
fn it_asks_who_somebody_is_and_what_they_are_going_for() {
    let env = TestEnv::new();
    let mut pty = Pty::start(env.command(&["init"]));
    pty.answers("Your name: ", "Ada Löve").answers("Your pronouns, such as she/her: ", "she/her");
    pty.answers("Your manager's name: ", "");
    pty.sees("Your career framework: ").sees("> Engineering career framework").types(ENTER);
    pty.sees("Your career framework: Engineering career framework").answers("Your role: ", "support");
    pty.sees("Your role: Support Engineer").sees("The level you have: ").types(DOWN).types(DOWN);
    pty.sees("> 3").types(ENTER).sees("The level you have: 3  Senior Support Engineer");
    // The next level is offered first.
    pty.sees("> 4  Lead Support Engineer").types(ENTER).answers("Due day, such as 2027-03-01", "some day");
    pty.sees("`some day` is not a day; write it as 2027-03-01").sees("> some day").types("\u{15}2027-03-01");
    pty.types(ENTER).sees("Ada Löve is going for Lead Support Engineer (level 4), due 2027-03-01.");
    assert_eq!(pty.end().0, 0);
    assert!(env.journal().exists());

    // Run again, what is known is the answer of Enter.
    let mut pty = Pty::start(env.command(&["init"]));
    pty.answers("Your name: Ada Löve", "").answers("she/her: she/her", "").answers("manager's name: ", "Mo");
    pty.answers("> Support Engineer", "").answers("> 3", "").answers("> 4", "").answers("> 2027-03-01", "");
    pty.sees("due 2027-03-01.");
    assert_eq!(pty.end().0, 0);
}

#[test]
fn a_framework_is_chosen_once_and_its_only_role_is_taken() {
    let env = TestEnv::new();
    let mut pty = Pty::start(env.command(&["init"]));
    pty.answers("Your name: ", "Ada").answers("Your pronouns", "").answers("manager's name: ", "");
    pty.answers("Your career framework: ", "ladder").sees("Your career framework: Support engineer ladder");
    pty.sees("Your role: Support Engineer").sees("The level you have: ").types(ENTER);
    pty.answers("> 2  Support Engineer", "").answers("Due day", "");
    pty.sees("Ada is going for Support Engineer (level 2).");
    assert_eq!(pty.end().0, 0);

    // Run again, the journal's framework stands.
    let mut pty = Pty::start(env.command(&["init"]));
    pty.answers("Your name: Ada", "").answers("Your pronouns", "").answers("manager's name: ", "");
    pty.sees("Your role: Support Engineer").answers("> 1  Associate", "").answers("> 2", "");
    pty.answers("Due day", "").sees("(level 2).");
    let (code, seen) = pty.end();
    assert!(code == 0 && !seen.contains("career framework"), "{seen:?}");
}

#[test]
fn a_role_that_is_given_tells_its_framework() {
    let env = TestEnv::new();
    let mut pty = Pty::start(env.command(&["init", "--role", "support-engineering-manager"]));
    pty.answers("Your name: ", "Ada").answers("Your pronouns", "").answers("manager's name: ", "");
    // Somebody may come from a level that the role itself does not have.
    pty.answers("The level you have: ", "Senior").answers("> 4  Support Engineering Manager", "");
    pty.answers("Due day", "").sees("Ada is going for Support Engineering Manager (level 4).");
    let (code, seen) = pty.end();
    assert!(code == 0 && !seen.contains("career framework"), "{seen:?}");
}

#[test]
fn what_another_command_changed_meanwhile_is_not_undone() {
    let env = TestEnv::with_target();
    let mut pty = Pty::start(env.command(&["init"]));
    pty.answers("Your name: ", "Bea").sees("Your pronouns");
    env.ok(&["-q", "target", "add", "systems-engineer@5", "--use"]);
    pty.types(ENTER).answers("manager's name: ", "").answers("Your role: ", "");
    pty.answers("The level you have: ", "").answers("The level you want: ", "").answers("Due day", "");
    pty.sees("error: another command changed your profile or targets meanwhile; nothing is changed");
    pty.sees("Hint: type it again");
    assert_eq!(pty.end().0, 1);
    assert!(env.ok(&["target", "list"]).contains("systems-engineer@5  "));
    assert_eq!(env.json(&["target", "list", "--format", "json"])["targets"].as_array().unwrap().len(), 2);
}

#[test]
fn escape_goes_one_question_back_and_drops_no_answer() {
    let env = TestEnv::new();
    let mut pty = Pty::start(env.command(&["init", "--pronouns", "she/her"]));
    pty.sees("Your name: ")
        .types(ESC)
        .sees("This is the first question. Ctrl-C leaves.")
        .answers("Your name: ", "Ada");
    // What an option has answered is not gone back to.
    pty.sees("manager's name: ").types("Mo").sees("Mo").types(ESC).answers("Your name: Ada", " Löve");
    pty.answers("manager's name: Mo", "").sees("> Engineering career framework").types(ENTER);
    pty.answers("Your role: ", "support").answers("The level you have: ", "Senior");
    pty.answers("> 4  Lead Support Engineer", "").sees("Due day").types(ESC);
    for selected in ["> 4  Lead", "> 3  Senior", "> Support Engineer", "> Engineering career framework"] {
        pty.sees(selected).types(ESC);
    }
    pty.answers("manager's name: Mo", "").answers("> Engineering", "").answers("> Support Engineer", "");
    pty.answers("> 3  Senior", "").answers("> 4  Lead", "").answers("Due day", "");
    pty.sees("Ada Löve is going for Lead Support Engineer (level 4).");
    assert_eq!(pty.end().0, 0);
}

#[test]
fn breaking_off_makes_no_journal() {
    let env = TestEnv::new();
    let mut pty = Pty::start(env.command(&["init"]));
    pty.answers("Your name: ", "Ada").sees("Your pronouns").types(CTRL_C);
    let (code, seen) = pty.end();
    assert_eq!(code, 130);
    assert!(seen.ends_with("error: broken off\r\n"), "{seen:?}");
    assert_eq!(std::fs::read_dir(env.home()).unwrap().count(), 0);
}

#[test]
fn without_a_terminal_one_error_names_what_to_type() {
    let env = TestEnv::new();
    insta::assert_snapshot!(env.see(&["init"]), @"
    --- stderr
    error: no role is given, and no terminal to ask for one
    Hint: promo init --name Ada --role support-engineer --current 3 --target 4
    --- exit 1
    ");
    insta::assert_snapshot!(env.see(&["init", "--role", "support-engineer"]), @"
    --- stderr
    error: no target level is given, and no terminal to ask for one
    Hint: promo init --role support-engineer --target LEVEL
    --- exit 1
    ");
    assert_eq!(std::fs::read_dir(env.home()).unwrap().count(), 0);
}
